import type { KeyCredential } from '../model/credential.ts';
import type { Identity } from '../model/identity.ts';
import { isLive, lifetimeDays } from '../model/lifetime.ts';
import type { TenantPolicies } from '../model/policies.ts';
import { type DecidingRestriction, PolicyIndex, type PolicyObject } from './restrictions.ts';
import { type Allowance, allowance, lifetimeLimit, type Outcome, simulate } from './simulate.ts';

/** What app management policies come to for one identity. Tokens for credentials that exist are never refused by them. */
export interface PolicyEffect {
  readonly object: PolicyObject;
  readonly restrictions: readonly DecidingRestriction[];
  readonly nextSecret: Allowance;
  readonly nextCertificate: Allowance;
  /** Restrictions that leave it alone because it is older than they are. */
  readonly grandfathered: readonly DecidingRestriction[];
  /** Restrictions of the default that a custom policy lifts or loosens for it. */
  readonly exempt: readonly DecidingRestriction[];
  /** Live credentials that could not be added today. */
  readonly outgrown: readonly OutgrownCredential[];
}

export interface OutgrownCredential {
  readonly credential: KeyCredential;
  readonly outcome: Extract<Outcome, { readonly verdict: 'refused' }>;
}

/**
 * The object whose policies count: the application where it is registered in this tenant, else the service principal.
 * Undefined for managed identities and agents, which hold no credentials that policies are about.
 */
export function policyObjectOf(identity: Identity): PolicyObject | undefined {
  const { kind, applicationId, servicePrincipalId, created, managedIdentity, agent } = identity;
  if (kind === 'managed-identity' || managedIdentity || agent === 'identity') return undefined;
  if (applicationId !== undefined) return { kind: 'application', objectId: applicationId, created };
  return servicePrincipalId === undefined
    ? undefined
    : { kind: 'service-principal', objectId: servicePrincipalId, created };
}

/** @param now milliseconds since 1970 */
export function policyEffect(identity: Identity, policies: PolicyIndex, now: number): PolicyEffect | undefined {
  const object = policyObjectOf(identity);
  if (!object) return undefined;
  const restrictions = policies.restrictionsOf(object);
  return {
    object,
    restrictions,
    nextSecret: allowance(restrictions, 'client-secret'),
    nextCertificate: allowance(restrictions, 'certificate'),
    grandfathered: restrictions.filter(({ state }) => state === 'older'),
    exempt: restrictions.filter(isExemption),
    outgrown: restrictions.length === 0 ? [] : outgrown(identity, restrictions, now),
  };
}

function outgrown(
  { keyCredentials }: Identity,
  restrictions: readonly DecidingRestriction[],
  now: number,
): readonly OutgrownCredential[] {
  return keyCredentials.flatMap((credential): readonly OutgrownCredential[] => {
    if (!isLive(credential, now)) return [];
    const { kind, end } = credential;
    // Without an end it lives longer than any limit; without a start nobody knows how long.
    const lifetime = lifetimeDays(credential) ?? (end === undefined ? Infinity : 0);
    const outcome = simulate(restrictions, { kind, lifetimeDays: lifetime });
    return outcome.verdict === 'refused' ? [{ credential, outcome }] : [];
  });
}

/** A custom entry that lifts what the default demands, or asks for less. */
function isExemption({ policy, state, restriction, overrides }: DecidingRestriction): boolean {
  if (policy !== 'custom' || !overrides?.isEnabled) return false;
  if (state === 'off') return true;
  const limit = lifetimeLimit(restriction, restriction.credential);
  const usual = lifetimeLimit(overrides, restriction.credential);
  return limit !== undefined && usual !== undefined && limit > usual;
}

/** How many identities a set of policies would touch, for a choice of policies before it is made. */
export interface PolicyImpact {
  /** Identities whose next client secret is refused whatever its lifetime. */
  readonly secretsRefused: number;
  readonly secretsBounded: number;
  readonly certificatesBounded: number;
  readonly grandfathered: number;
  readonly exempt: number;
  /** Identities with a live credential that could not be added under them. */
  readonly outgrown: number;
  /** Identities that policies can be about. */
  readonly total: number;
}

/** Counts what policies would do, be they those of the tenant or a draft. */
export function policyImpact(identities: Iterable<Identity>, policies: TenantPolicies, now: number): PolicyImpact {
  const index = new PolicyIndex(policies);
  const impact = {
    secretsRefused: 0,
    secretsBounded: 0,
    certificatesBounded: 0,
    grandfathered: 0,
    exempt: 0,
    outgrown: 0,
    total: 0,
  };
  for (const identity of identities) {
    const effect = policyEffect(identity, index, now);
    if (!effect) continue;
    const add = (name: keyof typeof impact, holds: boolean) => {
      if (holds) impact[name] += 1;
    };
    add('total', true);
    add('secretsRefused', !effect.nextSecret.isAllowed);
    add('secretsBounded', effect.nextSecret.isAllowed && effect.nextSecret.belowDays !== undefined);
    add('certificatesBounded', effect.nextCertificate.belowDays !== undefined);
    add('grandfathered', effect.grandfathered.length > 0);
    add('exempt', effect.exempt.length > 0);
    add('outgrown', effect.outgrown.length > 0);
  }
  return impact;
}
