import type { Inventory } from '../../model/inventory.ts';
import { compareInventories } from './compare.ts';
import { changesText } from './report.ts';

/** What has changed from one reading of a tenant to another, for people. */
export function changesSince(before: Inventory, after: Inventory): string {
  return changesText(compareInventories(before, after), before, after);
}
