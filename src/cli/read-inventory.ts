import { readFileSync } from 'node:fs';
import type { Inventory } from '../tenant/model/inventory.ts';
import { parseSnapshot } from '../tenant/snapshot/parse.ts';
import { SnapshotError } from '../tenant/snapshot/problem.ts';
import { UsageError } from './io.ts';

/** The inventory in a snapshot. @param file absolute @throws UsageError where there is none, or it cannot be read */
export function readInventory(file: string): Inventory {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`There is no snapshot of an inventory ${file}.`, { cause });
  }
  try {
    return parseSnapshot(text);
  } catch (error) {
    if (error instanceof SnapshotError) throw new UsageError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}
