import type { SourceDocument } from '../../model/document.ts';
import { jsonTree } from '../../model/trees.ts';
import { idOf, listOf, type Raw } from '../sync/raw.ts';
import type { PolicyDraft } from './draft.ts';
import { customDraftOf, defaultDraftOf } from './graph-body.ts';
import { PolicyFileError } from './policy-file.ts';

type JsonNode = NonNullable<ReturnType<typeof jsonTree>['root']>;

/**
 * Policies as Microsoft Graph answers them, or as they are sent to it: the default policy, a custom one, a list of them,
 * an answer with `value`. Comments and commas at the end are allowed.
 * @throws PolicyFileError
 */
export function readGraphJson(document: SourceDocument): readonly PolicyDraft[] {
  const { root, errors, source } = jsonTree(document);
  const [error] = errors;
  if (error) {
    const { line, character } = source.positionAt(error.range.start);
    throw new PolicyFileError(`${document.path}:${line + 1}:${character + 1}: ${error.message}`);
  }
  const drafts = root ? draftsIn(plainJson(root)) : [];
  if (drafts.length > 0) return drafts;
  throw new PolicyFileError(
    `${document.path} holds no app management policy: it has neither \`restrictions\` nor \`applicationRestrictions\`.`,
  );
}

function draftsIn(value: unknown): readonly PolicyDraft[] {
  if (Array.isArray(value)) return value.flatMap(draftsIn);
  if (typeof value !== 'object' || value === null) return [];
  const body = value as Raw;
  if (isBody(body, 'applicationRestrictions') || isBody(body, 'servicePrincipalRestrictions')) {
    return [defaultDraftOf(body)];
  }
  if (isBody(body, 'restrictions')) return [customDraftOf(body, objectIds(body['appliesTo']))];
  return Array.isArray(body['value']) ? draftsIn(body['value']) : [];
}

function isBody(body: Raw, name: string): boolean {
  return typeof body[name] === 'object' && body[name] !== null;
}

/** `appliesTo` of an answer with `$expand`. */
function objectIds(value: unknown): readonly string[] {
  return listOf(value).flatMap((each) => {
    const id = typeof each === 'object' && each !== null ? idOf((each as Raw)['id']) : idOf(each);
    return id === undefined ? [] : [id];
  });
}

function plainJson(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return Object.fromEntries(
        node.properties.flatMap(({ name, value }) => (value ? [[name, plainJson(value)]] : [])),
      );
    case 'array':
      return node.elements.map(plainJson);
    case 'string':
      return node.text;
    case 'constant':
      return node.value;
  }
}
