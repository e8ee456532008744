import { folderOf } from '../../../model/document.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Property, Value, ValueSource } from '../../../model/value.ts';
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
  for (const { type, symbol, mode } of [...value.sources.flatMap(addressOf), ...writtenAddresses(value, beside)]) {
    const named = all.find(
      (other) => other.symbol === symbol && other.isType(type) && (mode === undefined || other.mode === mode),
    );
    for (let at = named; at; at = at.parent) if (isOf(at, azureTypes)) return at;
  }
  return undefined;
}

function addressOf(source: ValueSource) {
  if (source.kind === 'function' && source.symbol !== undefined) {
    return [{ type: source.resourceType ?? '', symbol: source.symbol, mode: undefined }];
  }
  if (source.kind !== 'attribute') return [];
  return [{ type: source.type, symbol: source.name, mode: source.of === 'data' ? ('data' as const) : undefined }];
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
  const all = resourcesBeside(draft, resource);
  return resource.body.properties
    .filter(({ name }) => /_(?:id|name)$/.test(name))
    .flatMap(({ value }) => writtenAddresses(value, resource))
    .map(({ type, symbol }) => all.find((other) => other.symbol === symbol && other.type === type))
    .find((owner) => owner?.mode === 'resource' && identitySupport(owner) !== undefined);
}

/** The resources that an expression of Terraform names: their attributes may be known, and then say nothing of them. */
function writtenAddresses(value: Value, { language, document }: Resource) {
  if (language !== 'terraform' || value.uri !== document.uri) return [];
  const text = document.source.slice(value.range);
  const address = /(?<![\w.-])(?<data>data\.)?(?<type>azurerm_\w+)\.(?<symbol>[\w-]+)/g;
  return Array.from(text.matchAll(address), ({ groups }) => ({
    type: groups?.['type'] ?? '',
    symbol: groups?.['symbol'] ?? '',
    mode: groups?.['data'] === undefined ? undefined : ('data' as const),
  }));
}

function isOf(resource: Resource, azureTypes: readonly string[]): boolean {
  const type = azureType(resource.type)?.toLowerCase();
  return azureTypes.some((wanted) => wanted.toLowerCase() === type);
}
