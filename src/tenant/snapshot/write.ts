import type { Identity } from '../model/identity.ts';
import type { Inventory, InventoryHeader } from '../model/inventory.ts';
import { IDENTITY_SCHEMA, INVENTORY_SCHEMA } from './inventory-schema.ts';
import type { Schema } from './schema.ts';
import { SNAPSHOT_SCHEMA_URL, SNAPSHOT_VERSION } from './version.ts';

/** What JSON can hold. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/**
 * The snapshot of an inventory as text: the same text for the same inventory, whatever the order of its lists, one
 * value a line, identities by client id. A version control system then shows what has changed and nothing else.
 */
export function snapshotText(inventory: Inventory): string {
  const identities = inventory.identities.toSorted((a, b) => compareText(idOf(a), idOf(b)));
  return [...snapshotChunks(inventory, identities)].join('');
}

/**
 * The same text in pieces, for tenants whose snapshot is longer than the longest string.
 * @param identities sorted by client id in lower case
 */
export function* snapshotChunks(header: InventoryHeader, identities: Iterable<Identity>): Generator<string> {
  const { identities: _, ...properties } = INVENTORY_SCHEMA.properties;
  const start = {
    $schema: SNAPSHOT_SCHEMA_URL,
    version: SNAPSHOT_VERSION,
    ...(ordered(header, { ...INVENTORY_SCHEMA, properties }) as { readonly [name: string]: Json }),
  };
  yield `${JSON.stringify(start, undefined, 2).slice(0, -2)},\n  "identities": [`;
  let separator = '\n';
  for (const identity of identities) {
    const text = JSON.stringify(ordered(identity, IDENTITY_SCHEMA), undefined, 2);
    yield `${separator}    ${text.replaceAll('\n', '\n    ')}`;
    separator = ',\n';
  }
  yield separator === '\n' ? ']\n}\n' : '\n  ]\n}\n';
}

/**
 * A value in the one way it is written: properties in the order of the schema, only those the schema knows, lists
 * sorted and left out where empty.
 */
export function ordered(value: unknown, schema: Schema): Json {
  switch (schema.type) {
    case 'object':
      return orderedProperties(value, Object.entries(schema.properties));
    case 'map':
      return orderedProperties(
        value,
        schema.keys.map((key) => [key, schema.values]),
      );
    case 'list':
      return (value as readonly unknown[])
        .map((item) => ordered(item, schema.items))
        .map((item) => ({ item, text: JSON.stringify(item) }))
        .sort((a, b) => compareText(a.text, b.text))
        .map(({ item }) => item);
    case 'text':
      return schema.format === 'guid' ? (value as string).toLowerCase() : (value as string);
    default:
      return value as number | boolean;
  }
}

function orderedProperties(value: unknown, properties: Iterable<readonly [string, Schema]>): Json {
  const source = value as { readonly [name: string]: unknown };
  const result: { [name: string]: Json } = {};
  for (const [name, schema] of properties) {
    const property = source[name];
    if (property === undefined || (Array.isArray(property) && property.length === 0)) continue;
    result[name] = ordered(property, schema);
  }
  return result;
}

function idOf({ clientId }: Identity): string {
  return clientId.toLowerCase();
}

/** By code unit: the same on every machine, unlike `localeCompare`. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
