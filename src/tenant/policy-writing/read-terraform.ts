import type { SourceDocument, Workspace } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText, knownSuffix } from '../../model/patterns.ts';
import type { Resource } from '../../model/resource.ts';
import type { Value } from '../../model/value.ts';
import type { Raw } from '../sync/raw.ts';
import type { CustomDraft, PolicyDraft } from './draft.ts';
import { customDraftOf, defaultDraftOf } from './graph-body.ts';
import { type PolicyFile, PolicyFileError } from './policy-file.ts';

const POLICY = /^\/?policies\/(?:(defaultAppManagementPolicy)|appManagementPolicies(?:\/([^/]+))?)\/?$/i;
const REFERENCES = '/appManagementPolicies/$ref';
const ASSIGNMENT = /^\/?(?:applications|servicePrincipals)\/([^/]+)\/appManagementPolicies\/\$ref$/i;

/**
 * The policies that `msgraph_resource` and `msgraph_update_resource` write, with the objects they are assigned to.
 * Variables and locals are followed; the azuread provider has no resource for these policies.
 * @throws PolicyFileError where there is none, or one cannot be known from the files
 */
export function readTerraform(document: SourceDocument, workspace: Workspace): PolicyFile {
  const resources = (modelOf(document, workspace).infrastructure?.resources ?? []).filter(
    ({ type, mode }) => mode === 'resource' && type.startsWith('msgraph_'),
  );
  const written = resources.flatMap((resource) => policyIn(resource, document));
  if (written.length === 0) {
    throw new PolicyFileError(
      `${document.path} holds no app management policy: no \`msgraph_resource\` or \`msgraph_update_resource\` of \`policies/defaultAppManagementPolicy\` or \`policies/appManagementPolicies\`.`,
    );
  }
  const notes: string[] = [];
  const assigned = resources.flatMap((resource) => assignmentIn(resource, notes));
  const drafts = written.map(({ draft, symbol }, _, all): PolicyDraft => {
    if (draft.kind === 'default') return draft;
    const isOnly = all.filter((each) => each.draft.kind === 'custom').length === 1;
    const own = assigned.filter(({ policy }) => isOnly || policy === symbol || policy === draft.id);
    return { ...draft, appliesTo: own.map(({ objectId }) => objectId) };
  });
  return { drafts, notes };
}

function policyIn(
  resource: Resource,
  document: SourceDocument,
): readonly { readonly draft: PolicyDraft; readonly symbol: string }[] {
  const match = POLICY.exec(textAt(resource, 'url') ?? '');
  if (!match) return [];
  const [body] = resource.find('body');
  const [, isDefault, id] = match;
  const raw = body ? (plain(body.value, 'body', document) as Raw) : {};
  const { symbol } = resource;
  if (isDefault !== undefined) return [{ draft: defaultDraftOf(raw), symbol }];
  const draft: CustomDraft = customDraftOf({ ...raw, ...(id !== undefined && { id }) }, []);
  return [{ draft, symbol }];
}

interface Assignment {
  readonly objectId: string;
  /** The symbol or the id of a policy. */
  readonly policy: string | undefined;
}

function assignmentIn(resource: Resource, notes: string[]): readonly Assignment[] {
  const [url] = resource.find('url');
  const [pattern, ...others] = url?.value.patterns ?? [];
  const text = pattern && others.length === 0 ? exactText(pattern) : undefined;
  if (text === undefined) {
    const isOne = url?.value.patterns.some((each) => knownSuffix(each).endsWith(REFERENCES));
    if (isOne) notes.push(`Whom \`${resource.type}.${resource.symbol}\` is about is known to Terraform only.`);
    return [];
  }
  const objectId = ASSIGNMENT.exec(text)?.[1]?.toLowerCase();
  if (objectId === undefined) return [];
  const [reference] = [...resource.find('body'), ...resource.find('reference_ids')];
  return [{ objectId, policy: reference && policyNamed(reference.value) }];
}

/** The policy that an assignment refers to: the symbol of a resource, or an id. */
function policyNamed(value: Value): string | undefined {
  for (const source of leavesOf(value)) if (source.kind === 'attribute') return source.name;
  const texts = [value, ...value.items, ...value.properties.map((each) => each.value)].flatMap((each) =>
    each.patterns.map(exactText),
  );
  return texts.map((text) => /([0-9a-f-]{36})$/i.exec(text ?? '')?.[1]?.toLowerCase()).find((id) => id !== undefined);
}

function leavesOf(value: Value) {
  return [value, ...value.items, ...value.properties.map((each) => each.value)].flatMap(({ sources }) => sources);
}

function textAt(resource: Resource, path: string): string | undefined {
  const [property] = resource.find(path);
  const [pattern, ...others] = property?.value.patterns ?? [];
  return pattern && others.length === 0 ? exactText(pattern) : undefined;
}

/** @throws PolicyFileError for what only Terraform knows */
function plain(value: Value, path: string, document: SourceDocument): unknown {
  switch (value.kind) {
    case 'object':
      return Object.fromEntries(
        value.properties.map(({ name, value: inner }) => [name, plain(inner, `${path}.${name}`, document)]),
      );
    case 'array':
      return value.items.map((item, index) => plain(item, `${path}[${index}]`, document));
    case 'null':
      return null;
    case 'boolean':
    case 'number':
      if (value.constant !== undefined) return value.constant;
      break;
    case 'string': {
      const [pattern, ...others] = value.patterns;
      const text = pattern && others.length === 0 ? exactText(pattern) : undefined;
      if (text !== undefined) return text;
      break;
    }
    case 'unknown':
  }
  const { line } = document.source.positionAt(value.uri === document.uri ? value.range.start : 0);
  throw new PolicyFileError(
    `${document.path}:${line + 1}: what \`${path}\` is cannot be known from the files. Give the policy as Graph JSON, or write the value down.`,
  );
}
