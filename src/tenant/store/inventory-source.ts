import type { Identity } from '../model/identity.ts';
import type { Inventory, InventoryHeader } from '../model/inventory.ts';
import type { Sections } from '../model/section.ts';
import type { Grouping, IdentityFilter, IdentityGroup, IdentityQuery, IdentityRows } from './query.ts';
import type { IdentitySummary } from './summary.ts';

/** What views ask of an inventory, be it a live tenant's or a snapshot's. Everything is answered at once. */
export interface InventorySource {
  /** Undefined before anything was read. */
  readonly header: InventoryHeader | undefined;
  readonly sections: Sections;
  identity(clientId: string): Identity | undefined;
  /** @param objectId of an application or a service principal */
  identityOfObject(objectId: string): Identity | undefined;
  summary(clientId: string): IdentitySummary | undefined;
  query(query: IdentityQuery): IdentityRows;
  groups(by: Grouping, filter: IdentityFilter & { readonly now: number }): IdentityGroup[];
  /** All identities by client id, ascending; assembled one by one. */
  identities(): Iterable<Identity>;
  /** Everything at once, for a snapshot; undefined before anything was read. */
  inventory(): Inventory | undefined;
  /** Calls back after every change, until disposed of. */
  onChange(listener: () => void): { dispose(): void };
  close(): void;
}
