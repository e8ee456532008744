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
