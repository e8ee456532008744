import { folderOf } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Property, Value } from '../../../model/value.ts';
import type { Draft } from './draft.ts';
import { identitySupport } from './identity-support.ts';
import { azureType } from './services.ts';

/** The resources that code beside one can speak of. */
export function resourcesBeside(draft: Draft, resource: Resource): readonly Resource[] {
  const documents =
    resource.language === 'terraform'
      ? draft.workspace.inFolder('terraform', folderOf(resource.document.path))
      : [resource.document];
  return documents.flatMap((document) => draft.resources(document));
}

/** The resource that a value is made of: whose key or address it is, or that of which a rule or database it is. */
export function ownerOf(
  draft: Draft,
  value: Value,
  beside: Resource,
  azureTypes: readonly string[],
): Resource | undefined {
  const all = resourcesBeside(draft, beside);
  for (const source of value.sources) {
    const [type, symbol] =
      source.kind === 'function'
        ? [source.resourceType, source.symbol]
        : source.kind === 'attribute'
          ? [source.type, source.name]
          : [];
    const mode = source.kind === 'attribute' && source.of === 'data' ? 'data' : undefined;
    const named = all.find(
      (other) => other.symbol === symbol && other.isType(type ?? '') && (mode === undefined || other.mode === mode),
    );
    for (let at = named; at; at = at.parent) if (isOf(at, azureTypes)) return at;
  }
  return undefined;
}

/** The resource of a type that the properties beside a secret speak of, where they speak of one only. */
export function namedBeside(
  draft: Draft,
  properties: readonly Property[],
  beside: Resource,
  azureTypes: readonly string[],
): Resource | undefined {
  const found = new Set(properties.flatMap(({ value }) => ownerOf(draft, value, beside, azureTypes) ?? []));
  const symbols = new Set([...found].map(({ type, symbol }) => `${type} ${symbol}`));
  return symbols.size === 1 ? [...found][0] : undefined;
}

/** What signs in for a resource: itself, what it is a part of, or in Terraform what it names by id or name. */
export function identityHost(draft: Draft, resource: Resource): Resource | undefined {
  for (let at: Resource | undefined = resource; at; at = at.parent) if (identitySupport(at)) return at;
  if (resource.language !== 'terraform') return undefined;
  const all = resourcesBeside(draft, resource);
  for (const { name, value } of resource.body.properties) {
    if (!/_(?:id|name)$/.test(name)) continue;
    for (const source of value.sources) {
      if (source.kind !== 'attribute' || source.of !== 'resource') continue;
      const owner = all.find((other) => other.symbol === source.name && other.type === source.type);
      if (owner && owner.mode === 'resource' && identitySupport(owner)) return owner;
    }
  }
  return undefined;
}

function isOf(resource: Resource, azureTypes: readonly string[]): boolean {
  const type = azureType(resource.type)?.toLowerCase();
  return azureTypes.some((wanted) => wanted.toLowerCase() === type);
}
