import type { InventoryView } from '../../rules/inventory-view.ts';
import { toView, unreadParts } from '../snapshot/inventory-view.ts';
import type { InventorySource } from './inventory-source.ts';

/**
 * What rules see of an open inventory. Identities are read when they are asked for, however many there are.
 * @returns undefined before anything was read
 */
export function sourceView(source: InventorySource): InventoryView | undefined {
  const { header } = source;
  if (!header) return undefined;
  return {
    asOf: header.asOf,
    tenantId: header.tenant.id,
    unread: unreadParts(header.sections),
    byClientId: (id) => viewOf(source.identity(id)),
    byObjectId: (id) => viewOf(source.identityOfObject(id)),
    *federatedIdentities() {
      for (const { clientId } of source.query({ federated: true, now: 0 }).rows) {
        const identity = viewOf(source.identity(clientId));
        if (identity) yield identity;
      }
    },
  };
}

function viewOf(identity: Parameters<typeof toView>[0] | undefined) {
  return identity && toView(identity);
}
