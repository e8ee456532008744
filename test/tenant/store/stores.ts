import { DatabaseSync } from 'node:sqlite';
import { InventoryStore } from '../../../src/tenant/store/inventory-store.ts';
import { MemoryTables } from '../../../src/tenant/store/memory-tables.ts';
import type { SqliteDatabase } from '../../../src/tenant/store/sqlite-schema.ts';
import { SqliteTables } from '../../../src/tenant/store/sqlite-tables.ts';

export const TENANT_ID = '11111111-0000-4000-8000-000000000001';
export const NOW: number = Date.parse('2026-11-22T00:00:00Z');

/** Both kinds of stores: what holds of one holds of the other. */
export const STORES: readonly (readonly [string, () => InventoryStore])[] = [
  ['memory', () => new InventoryStore(new MemoryTables())],
  ['SQLite', () => sqliteStore()],
];

export function sqliteStore(path = ':memory:'): InventoryStore {
  return new InventoryStore(new SqliteTables(new DatabaseSync(path) as unknown as SqliteDatabase));
}
