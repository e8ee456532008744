import { INVENTORY_SCHEMA } from './inventory-schema.ts';
import type { Schema } from './schema.ts';
import { SNAPSHOT_VERSION } from './version.ts';

/** Draft 7 of JSON Schema, as far as it is needed here. */
export type JsonSchema = { readonly [keyword: string]: unknown };

const GUID_PATTERN = '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';

/** The schema of snapshots for editors and validators: schemas/keyless-inventory.schema.json. */
export function snapshotJsonSchema(): JsonSchema {
  const body = jsonSchema(INVENTORY_SCHEMA) as {
    readonly properties: JsonSchema;
    readonly required: readonly string[];
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Keyless inventory',
    description:
      'A snapshot of the workload identities of a Microsoft Entra tenant. Lists that are empty are left out.',
    ...body,
    properties: { $schema: { type: 'string' }, version: { const: SNAPSHOT_VERSION }, ...body.properties },
    required: ['version', ...body.required],
  };
}

function jsonSchema(schema: Schema): JsonSchema {
  const described = schema.description === undefined ? {} : { description: schema.description };
  switch (schema.type) {
    case 'object':
      return {
        type: 'object',
        ...described,
        properties: Object.fromEntries(
          Object.entries(schema.properties).map(([name, property]) => [name, jsonSchema(property)]),
        ),
        ...(schema.required.length === 0 ? {} : { required: schema.required }),
      };
    case 'map':
      return {
        type: 'object',
        ...described,
        propertyNames: { enum: schema.keys },
        additionalProperties: jsonSchema(schema.values),
      };
    case 'list':
      return { type: 'array', ...described, items: jsonSchema(schema.items) };
    case 'text':
      return {
        type: 'string',
        ...described,
        ...(schema.values ? { enum: schema.values } : {}),
        ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }),
        ...(schema.format === 'guid' ? { pattern: GUID_PATTERN } : {}),
        ...(schema.format === 'time' ? { format: 'date-time' } : {}),
      };
    default:
      return { type: schema.type, ...described };
  }
}
