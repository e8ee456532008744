import { GraphFailure } from '../odata/error.ts';
import type { GraphObject } from '../tenant/collection.ts';
import type { EmulatedTenant } from '../tenant/tenant.ts';

/** A credential that somebody wants to add. */
export interface NewCredential {
  readonly kind: 'passwordCredentials' | 'keyCredentials';
  readonly start: number;
  readonly end: number;
}

interface Restriction {
  readonly restrictionType?: string;
  readonly state?: string;
  readonly maxLifetime?: string | null;
  readonly restrictForAppsCreatedAfterDateTime?: string | null;
}

/** Objects without a date count as created then. Source: "App management policies". */
const UNDATED = Date.parse('2019-01-01T00:00:00Z');
const DAY = 86_400_000;

/** @throws GraphFailure where an app management policy forbids the credential */
export function checkPolicies(
  tenant: EmulatedTenant,
  holder: GraphObject,
  on: 'application' | 'servicePrincipal',
  credential: NewCredential,
): void {
  const created = Date.parse(String(holder['createdDateTime'] ?? ''));
  for (const { id, restriction } of restrictionsFor(tenant, holder, on, credential.kind)) {
    const since = Date.parse(restriction.restrictForAppsCreatedAfterDateTime ?? '');
    const isGrandfathered = !Number.isNaN(since) && (Number.isNaN(created) ? UNDATED : created) < since;
    if (restriction.state === 'disabled' || isGrandfathered) continue;
    if (restriction.restrictionType === 'passwordAddition') throw typeNotAllowed(id);
    const isLifetime = /^(?:password|asymmetricKey)Lifetime$/.test(restriction.restrictionType ?? '');
    const longest = isLifetime ? durationOf(restriction.maxLifetime ?? '') : undefined;
    // Lifetimes have to be less than that (ScubaGear's baseline for Entra, MS.AAD.5.6).
    if (longest !== undefined && credential.end - credential.start >= longest) throw tooLong(id);
  }
}

interface Deciding {
  readonly id: string;
  readonly restriction: Restriction;
}

/**
 * An enabled custom policy wins over the default restriction by restriction; what it does not define it inherits.
 * Source: "Application authentication methods policy API overview".
 */
function restrictionsFor(
  tenant: EmulatedTenant,
  holder: GraphObject,
  on: 'application' | 'servicePrincipal',
  kind: NewCredential['kind'],
): readonly Deciding[] {
  const customId = tenant.policyOf.get(holder.id.toLowerCase());
  const custom = customId === undefined ? undefined : tenant.collection('appManagementPolicies').get(customId);
  const own = custom && custom['isEnabled'] !== false ? listIn(custom['restrictions'], kind) : [];
  const policy = tenant.defaultAppManagementPolicy;
  const section = policy[on === 'application' ? 'applicationRestrictions' : 'servicePrincipalRestrictions'];
  const inherited = (policy['isEnabled'] === true ? listIn(section, kind) : []).filter(
    ({ restrictionType }) => !own.some((other) => other.restrictionType === restrictionType),
  );
  return [
    ...own.map((restriction) => ({ id: custom?.id ?? '', restriction })),
    ...inherited.map((restriction) => ({ id: String(policy['id']), restriction })),
  ];
}

function listIn(restrictions: unknown, kind: string): readonly Restriction[] {
  const list = typeof restrictions === 'object' && restrictions ? (restrictions as Record<string, unknown>)[kind] : [];
  return Array.isArray(list) ? list : [];
}

/** Days, hours, minutes and seconds of an ISO 8601 duration, in milliseconds; years and months by their usual length. */
export function durationOf(text: string): number | undefined {
  const match = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!match) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  return (years * 365 + months * 30 + weeks * 7 + days) * DAY + ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

function typeNotAllowed(id: string): GraphFailure {
  return new GraphFailure(
    400,
    'CredentialTypeNotAllowedAsPerAppPolicy',
    `Credential type not allowed as per assigned policy '${id}'.`,
  );
}

function tooLong(id: string): GraphFailure {
  const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${id}'.`;
  return new GraphFailure(400, 'CredentialInvalidLifetimeAsPerAppPolicy', message, {
    details: [{ code: 'InvalidKeyEndDate', message, target: 'EndDate' }],
  });
}
