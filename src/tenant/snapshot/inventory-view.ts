import type {
  InventoryCredential,
  InventoryFederatedCredential,
  InventoryIdentity,
  InventoryPart,
  InventoryView,
} from '../../rules/inventory-view.ts';
import type { FederatedTrust, KeyCredential } from '../model/credential.ts';
import type { Identity } from '../model/identity.ts';
import type { Inventory } from '../model/inventory.ts';
import { isComplete, type Sections } from '../model/section.ts';

/** What rules see of an inventory. Looked up through indices that are built on the first question. */
export function inventoryView(inventory: Inventory): InventoryView {
  let indices: Indices | undefined;
  const index = () => (indices ??= indicesOf(inventory.identities));
  return {
    asOf: inventory.asOf,
    tenantId: inventory.tenant.id,
    unread: unreadParts(inventory.sections),
    byClientId: (id) => identityView(index().byClientId.get(id.toLowerCase())),
    byObjectId: (id) => identityView(index().byObjectId.get(id.toLowerCase())),
    *federatedIdentities() {
      for (const identity of inventory.identities) {
        if (identity.federatedCredentials.length > 0) yield toView(identity);
      }
    },
  };
}

/** The parts whose absence rules would take for an answer. */
const PARTS: readonly InventoryPart[] = ['applications', 'service-principals', 'federated-credentials'];

/** The parts that nobody can be sure of. */
export function unreadParts(sections: Sections): ReadonlySet<InventoryPart> {
  return new Set(PARTS.filter((part) => !isComplete(sections[part])));
}

interface Indices {
  readonly byClientId: ReadonlyMap<string, Identity>;
  readonly byObjectId: ReadonlyMap<string, Identity>;
}

function indicesOf(identities: readonly Identity[]): Indices {
  const byClientId = new Map<string, Identity>();
  const byObjectId = new Map<string, Identity>();
  for (const identity of identities) {
    byClientId.set(identity.clientId.toLowerCase(), identity);
    for (const id of [identity.applicationId, identity.servicePrincipalId]) {
      if (id !== undefined) byObjectId.set(id.toLowerCase(), identity);
    }
  }
  return { byClientId, byObjectId };
}

function identityView(identity: Identity | undefined): InventoryIdentity | undefined {
  return identity && toView(identity);
}

/** One identity as rules see it. */
export function toView(identity: Identity): InventoryIdentity {
  const resourceId = identity.managedIdentity?.resourceId;
  return {
    kind: identity.kind,
    displayName: identity.displayName,
    clientId: identity.clientId,
    objectId: identity.applicationId ?? identity.servicePrincipalId ?? '',
    ...(resourceId === undefined ? {} : { resourceId }),
    credentials: identity.keyCredentials.filter(({ purpose }) => purpose === undefined).map(credentialView),
    federatedCredentials: identity.federatedCredentials.map(federatedView),
  };
}

function credentialView({ kind, keyId, displayName, start, end }: KeyCredential): InventoryCredential {
  return {
    kind,
    keyId: keyId ?? '',
    ...(displayName === undefined ? {} : { displayName }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

function federatedView(trust: FederatedTrust): InventoryFederatedCredential {
  const { name, issuer, subject, expression, languageVersion, audiences } = trust;
  return {
    name,
    issuer,
    ...(subject === undefined ? {} : { subject }),
    ...(expression === undefined ? {} : { expression }),
    ...(languageVersion === undefined ? {} : { languageVersion }),
    audiences,
  };
}
