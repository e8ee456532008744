import { folderOf } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Draft } from '../companion/draft.ts';
import { areTogether, referenceTo } from '../companion/reference.ts';
import type { SecretSource } from './secret-sources.ts';

/** Names a chain of ids may lead through: from a rule of a queue by the queue to its namespace. */
const MAX_STEPS = 4;

/**
 * The declared resource whose key a secret is: of a key of an authorization rule, the namespace it belongs to.
 * Undefined where it is not declared beside the place, or nothing but a key gives access.
 */
export function serviceBehind(secret: SecretSource, beside: Resource, draft: Draft): Resource | undefined {
  const { connection, types } = secret.service;
  if (!connection) return undefined;
  if (beside.language === 'arm-json') return namedById(secret, beside, draft);
  if (secret.symbol === undefined) return undefined;
  const isTerraform = beside.language === 'terraform';
  const documents = isTerraform
    ? draft.workspace.inFolder('terraform', folderOf(beside.document.path))
    : [beside.document];
  if (!documents.some(({ uri }) => uri === secret.location.uri)) return undefined;
  const all = documents.flatMap((document) => draft.resources(document));
  let found = all.find(
    ({ symbol, type, mode }) =>
      symbol === secret.symbol &&
      type === secret.type &&
      (!isTerraform || mode === (secret.isData ? 'data' : 'resource')),
  );
  for (let steps = 0; found && steps < MAX_STEPS; steps += 1) {
    if (isTerraform ? found.type === connection.terraformType : found.type.toLowerCase() === types[0]) return found;
    found = isTerraform ? ownerOf(found, all) : found.parent;
  }
  return undefined;
}

/** Templates name a resource by its id: the one whose id is written where the key is asked for. */
function namedById(
  { location, service: { types } }: SecretSource,
  beside: Resource,
  draft: Draft,
): Resource | undefined {
  if (location.uri !== beside.document.uri) return undefined;
  const asked = withoutBlanks(beside.document.source.slice(location.range));
  return draft.resources(beside.document).find((resource) => {
    const id = types.includes(resource.type.toLowerCase()) ? referenceTo(resource)?.id : undefined;
    return id !== undefined && areTogether(resource, beside) && asked.includes(`(${withoutBlanks(id)}`);
  });
}

function withoutBlanks(text: string): string {
  return text.replaceAll(/\s/g, '');
}

/** What a Terraform resource is a part of: whatever it names by `namespace_id`, `queue_id` and the like, or by name. */
function ownerOf(resource: Resource, all: readonly Resource[]): Resource | undefined {
  const properties = resource.body.properties.filter(({ name }) => /_(?:id|name)$/.test(name));
  for (const { value } of properties) {
    for (const source of value.sources) {
      if (source.kind !== 'attribute' || !/^azurerm_(?:servicebus|eventhub)_/.test(source.type)) continue;
      const owner = all.find(({ type, symbol }) => type === source.type && symbol === source.name);
      if (owner && owner !== resource) return owner;
    }
  }
  return undefined;
}
