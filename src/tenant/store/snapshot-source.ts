import type { Identity } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import type { InventorySource } from './inventory-source.ts';
import { MemoryTables } from './memory-tables.ts';
import type { Grouping, IdentityFilter, IdentityGroup, IdentityQuery, IdentityRows } from './query.ts';
import { type IdentitySummary, summarise } from './summary.ts';

/** An inventory that does not change: a snapshot that was opened. */
export class SnapshotSource implements InventorySource {
  readonly #inventory: Inventory;
  readonly #identities = new Map<string, Identity>();
  readonly #objects = new Map<string, Identity>();
  readonly #tables = new MemoryTables();

  constructor(inventory: Inventory) {
    this.#inventory = inventory;
    for (const identity of inventory.identities) {
      const clientId = identity.clientId.toLowerCase();
      this.#identities.set(clientId, identity);
      this.#tables.putSummary({ ...summarise(identity), clientId });
      for (const objectId of [identity.applicationId, identity.servicePrincipalId]) {
        if (objectId !== undefined) this.#objects.set(objectId.toLowerCase(), identity);
      }
    }
  }

  get header(): Inventory {
    return this.#inventory;
  }

  get sections(): Inventory['sections'] {
    return this.#inventory.sections;
  }

  identity(clientId: string): Identity | undefined {
    return this.#identities.get(clientId.toLowerCase());
  }

  identityOfObject(objectId: string): Identity | undefined {
    return this.#objects.get(objectId.toLowerCase());
  }

  summary(clientId: string): IdentitySummary | undefined {
    return this.#tables.summary(clientId.toLowerCase());
  }

  query(query: IdentityQuery): IdentityRows {
    return this.#tables.query(query);
  }

  groups(by: Grouping, filter: IdentityFilter & { readonly now: number }): IdentityGroup[] {
    return this.#tables.groups(by, filter);
  }

  identities(): Iterable<Identity> {
    return this.#inventory.identities;
  }

  inventory(): Inventory {
    return this.#inventory;
  }

  onChange(): { dispose(): void } {
    return { dispose: () => undefined };
  }

  close(): void {
    this.#tables.close();
  }
}
