import type { Inventory } from '../model/inventory.ts';
import { INVENTORY_SCHEMA } from './inventory-schema.ts';
import type { Schema } from './schema.ts';

/**
 * The inventory with every time in it moved, so that it was read at `now` (milliseconds since 1970). A demo tenant then
 * shows the same states, expired, expiring and valid, on every day it is opened.
 */
export function readAt(inventory: Inventory, now: number): Inventory {
  const distance = now - Date.parse(inventory.asOf);
  return shifted(inventory, INVENTORY_SCHEMA, distance) as Inventory;
}

function shifted(value: unknown, schema: Schema, distance: number): unknown {
  if (value === undefined) return undefined;
  switch (schema.type) {
    case 'object':
      return shiftedProperties(value, (name) => schema.properties[name], distance);
    case 'map':
      return shiftedProperties(value, () => schema.values, distance);
    case 'list':
      return (value as readonly unknown[]).map((item) => shifted(item, schema.items, distance));
    case 'text':
      return schema.format === 'time' ? new Date(Date.parse(value as string) + distance).toISOString() : value;
    default:
      return value;
  }
}

function shiftedProperties(value: unknown, schemaOf: (name: string) => Schema | undefined, distance: number): unknown {
  return Object.fromEntries(
    Object.entries(value as { readonly [name: string]: unknown }).map(([name, property]) => {
      const schema = schemaOf(name);
      return [name, schema ? shifted(property, schema, distance) : property];
    }),
  );
}
