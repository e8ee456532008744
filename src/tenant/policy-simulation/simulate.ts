import { daysOfIsoDuration } from '../../rules/support/duration.ts';
import type { CredentialRestriction } from '../model/policies.ts';
import type { DecidingRestriction } from './restrictions.ts';

/** A credential that somebody wants to add. */
export interface NewCredential {
  readonly kind: 'client-secret' | 'certificate';
  /** Days between start and end. */
  readonly lifetimeDays: number;
  /** A secret whose text the caller chooses; Graph makes one up where it is asked to add one. */
  readonly isCustom?: boolean;
}

export type Outcome =
  | { readonly verdict: 'allowed' }
  /** `reason`: the kind of credential is forbidden, or this one lives too long. */
  | { readonly verdict: 'refused'; readonly reason: 'kind' | 'lifetime'; readonly by: DecidingRestriction };

const ADDITIONS: Readonly<Record<string, NewCredential['kind']>> = { passwordAddition: 'client-secret' };

const LIFETIMES: Readonly<Record<string, NewCredential['kind']>> = {
  passwordLifetime: 'client-secret',
  asymmetricKeyLifetime: 'certificate',
};

/** Whether the credential could be added today, and what refuses it if not. */
export function simulate(restrictions: readonly DecidingRestriction[], credential: NewCredential): Outcome {
  const inForce = restrictions.filter(({ state }) => state === 'applies');
  const addition = inForce.find(({ restriction }) => forbids(restriction, credential));
  if (addition) return { verdict: 'refused', reason: 'kind', by: addition };
  const lifetime = inForce.find(({ restriction }) => {
    const limit = lifetimeLimit(restriction, credential.kind);
    // Entra asks for "less than": with P180D a credential of exactly 180 days is one too many.
    return limit !== undefined && milliseconds(credential.lifetimeDays) >= milliseconds(limit);
  });
  return lifetime ? { verdict: 'refused', reason: 'lifetime', by: lifetime } : { verdict: 'allowed' };
}

function forbids({ type }: CredentialRestriction, { kind, isCustom }: NewCredential): boolean {
  return (
    ADDITIONS[type] === kind || (type === 'customPasswordAddition' && kind === 'client-secret' && isCustom === true)
  );
}

/** The lifetime in days that a credential of this kind has to stay below; undefined where the restriction sets none. */
export function lifetimeLimit(
  { type, maxLifetime }: CredentialRestriction,
  kind: NewCredential['kind'],
): number | undefined {
  return LIFETIMES[type] === kind && maxLifetime !== undefined ? daysOfIsoDuration(maxLifetime) : undefined;
}

/** What may be added, as people ask for it. */
export interface Allowance {
  /** Whether any credential of the kind may be added. */
  readonly isAllowed: boolean;
  /** Its lifetime has to stay below so many days; undefined where any will do. */
  readonly belowDays: number | undefined;
  /** What decides: forbids it, or bounds it. */
  readonly by: DecidingRestriction | undefined;
}

/** What the next secret or certificate of an object would be held to. */
export function allowance(restrictions: readonly DecidingRestriction[], kind: NewCredential['kind']): Allowance {
  const inForce = restrictions.filter(({ state }) => state === 'applies');
  const addition = inForce.find(({ restriction }) => ADDITIONS[restriction.type] === kind);
  if (addition) return { isAllowed: false, belowDays: undefined, by: addition };
  const limits = inForce.flatMap((by) => {
    const belowDays = lifetimeLimit(by.restriction, kind);
    return belowDays === undefined ? [] : [{ by, belowDays }];
  });
  const tightest = limits.sort((a, b) => a.belowDays - b.belowDays)[0];
  return {
    isAllowed: tightest === undefined || tightest.belowDays > 0,
    belowDays: tightest?.belowDays,
    by: tightest?.by,
  };
}

/**
 * Whether certificates have to be issued by an authority that the tenant trusts. Of a certificate in the directory only
 * its dates and its thumbprint are known, so which of them are, nobody can tell from there.
 */
export function isOfTrustedAuthority(restrictions: readonly DecidingRestriction[]): boolean {
  return restrictions.some(
    ({ state, restriction }) => state === 'applies' && restriction.type === 'trustedCertificateAuthority',
  );
}

const DAY = 86_400_000;

/** Days with hours and minutes are fractions, which equal each other only when rounded. */
function milliseconds(days: number): number {
  return Math.round(days * DAY);
}
