import type { AzureRole } from './access.ts';
import type { Identity } from './identity.ts';
import type { TenantPolicies } from './policies.ts';
import type { Sections } from './section.ts';

/** What a tenant holds, and how much of that could be seen when. */
export interface Inventory extends InventoryHeader {
  readonly identities: readonly Identity[];
}

/** All but the identities, of which there can be half a million. */
export interface InventoryHeader {
  readonly tenant: Tenant;
  /** When reading was finished last, ISO 8601. Each section has a time of its own. */
  readonly asOf: string;
  readonly sections: Sections;
  readonly subscriptions: readonly Subscription[];
  readonly policies: TenantPolicies;
  /** Absent where the role assignments were not compared with the directory. */
  readonly orphanedRoles?: OrphanedRoles;
}

/** Azure role assignments of service principals that the directory does not have. */
export interface OrphanedRoles {
  /** When they were compared, ISO 8601. */
  readonly asOf: string;
  /** The first of them by id; at most {@link MAX_ORPHANED_ROLES}. */
  readonly roles: readonly OrphanedRole[];
}

/** More than anybody reads; what is above it is the same work. */
export const MAX_ORPHANED_ROLES = 1_000;

export interface OrphanedRole extends AzureRole {
  /** Object id that the assignment names. */
  readonly principalId: string;
}

export interface Tenant {
  readonly id: string;
  readonly displayName?: string;
  /** `contoso.onmicrosoft.com`. */
  readonly defaultDomain?: string;
  readonly cloud: Cloud;
}

export const CLOUDS = ['public', 'us-government', 'us-government-dod', 'china'] as const;

export type Cloud = (typeof CLOUDS)[number];

/** An Azure subscription that the reader can see. */
export interface Subscription {
  readonly id: string;
  readonly displayName: string;
}
