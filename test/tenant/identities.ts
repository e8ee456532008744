import type { Identity } from '../../src/tenant/model/identity.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';

export const NOW = Date.parse('2026-11-20T06:00:00Z');

/** A GUID that ends in a number. */
export function guid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** An application without anything, but for what a test says. */
export function identity(parts: Partial<Identity> = {}): Identity {
  return {
    kind: 'application',
    clientId: guid(1),
    displayName: 'one',
    ownership: 'own',
    isEnabled: true,
    tags: [],
    keyCredentials: [],
    federatedCredentials: [],
    owners: [],
    sponsors: [],
    directoryRoles: [],
    azureRoles: [],
    applicationPermissions: [],
    delegatedGrants: [],
    ...parts,
  };
}

export function inventory(identities: readonly Identity[], parts: Partial<Inventory> = {}): Inventory {
  return {
    asOf: '2026-11-20T06:00:00Z',
    tenant: { id: guid(999), cloud: 'public' },
    sections: {},
    subscriptions: [],
    policies: { appManagement: [], conditionalAccess: [], diagnosticSettings: [], accessReviews: [] },
    identities,
    ...parts,
  };
}
