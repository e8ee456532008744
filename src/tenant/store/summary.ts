import { isRisky, lastSignIn } from '../model/activity.ts';
import type { AgentRole, Identity, IdentityKind, Ownership } from '../model/identity.ts';
import { subscriptionOfId } from '../model/resource-id.ts';

/** What lists show, filter and sort by; half a million of them fit where whole identities do not. */
export interface IdentitySummary {
  readonly clientId: string;
  readonly applicationId?: string;
  readonly servicePrincipalId?: string;
  readonly displayName: string;
  readonly kind: IdentityKind;
  readonly ownership: Ownership;
  readonly isEnabled: boolean;
  readonly agent?: AgentRole;
  /** ISO 8601. */
  readonly created?: string;
  /** ISO 8601. */
  readonly lastSignIn?: string;
  readonly isRisky: boolean;
  readonly isOrphaned: boolean;
  readonly secrets: number;
  readonly certificates: number;
  readonly federatedCredentials: number;
  readonly roles: number;
  /** Ends of client secrets and certificates to sign in with, ISO 8601, ascending; `NO_END` for those without. */
  readonly ends: readonly string[];
  /** The last end among client secrets; `NO_END` where one has none; absent where there is no secret. */
  readonly secretUntil?: string;
  readonly certificateUntil?: string;
  /** Names to group by; an owner whom the reader may not see is known by the object id. */
  readonly owners: readonly string[];
  readonly issuers: readonly string[];
  /** Of the resource or host of a managed identity, and of its role assignments. */
  readonly subscriptions: readonly string[];
}

/** Sorts after every date. */
export const NO_END = '9999-12-31T23:59:59Z';

export function summarise(identity: Identity): IdentitySummary {
  const usable = identity.keyCredentials.filter((credential) => credential.purpose === undefined);
  const endsOf = (kind: 'client-secret' | 'certificate') =>
    usable.filter((credential) => credential.kind === kind).map(({ end }) => (end === undefined ? NO_END : iso(end)));
  const secrets = endsOf('client-secret').sort();
  const certificates = endsOf('certificate').sort();
  const lastUse = lastSignIn(identity.signIns);
  const { applicationId, servicePrincipalId, agent, created } = identity;
  return {
    clientId: identity.clientId,
    ...(applicationId !== undefined && { applicationId }),
    ...(servicePrincipalId !== undefined && { servicePrincipalId }),
    displayName: identity.displayName,
    kind: identity.kind,
    ownership: identity.ownership,
    isEnabled: identity.isEnabled,
    ...(agent && { agent }),
    ...(created !== undefined && { created: iso(created) }),
    ...(lastUse !== undefined && { lastSignIn: iso(lastUse) }),
    isRisky: isRisky(identity.risk),
    isOrphaned: identity.managedIdentity?.isOrphaned ?? false,
    secrets: secrets.length,
    certificates: certificates.length,
    federatedCredentials: identity.federatedCredentials.length,
    roles: identity.directoryRoles.length + identity.azureRoles.length,
    ends: [...secrets, ...certificates].sort(),
    ...(secrets.length > 0 && { secretUntil: secrets.at(-1) as string }),
    ...(certificates.length > 0 && { certificateUntil: certificates.at(-1) as string }),
    owners: unique(identity.owners.map((owner) => owner.displayName ?? owner.objectId)),
    issuers: unique(identity.federatedCredentials.map((trust) => trust.issuer)),
    subscriptions: subscriptionsOf(identity),
  };
}

function subscriptionsOf({ managedIdentity, azureRoles }: Identity): readonly string[] {
  if (!managedIdentity && azureRoles.length === 0) return NONE;
  const ids = [managedIdentity?.resourceId, ...(managedIdentity?.hosts ?? []), ...azureRoles.map((role) => role.scope)];
  return unique(
    ids.map((id) => (id === undefined ? undefined : subscriptionOfId(id))).filter((id) => id !== undefined),
  );
}

/** As Graph spells most times; days that not every month has are left to `Date`. */
const WHOLE_SECONDS = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** One spelling for one moment, so that times can be compared as text. */
function iso(time: string): string {
  if (WHOLE_SECONDS.test(time)) return `${time.slice(0, -1)}.000Z`;
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? time : new Date(milliseconds).toISOString();
}

const NONE: readonly string[] = [];

function unique(values: readonly string[]): readonly string[] {
  return values.length < 2 ? values : [...new Set(values)].sort();
}
