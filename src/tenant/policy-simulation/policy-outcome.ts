import type { Identity } from '../model/identity.ts';
import { isLive } from '../model/lifetime.ts';
import { type PolicyEffect, policyEffect } from './effect.ts';
import { restrictionText } from './restriction-text.ts';
import type { PolicyIndex } from './restrictions.ts';
import { type Allowance, isOfTrustedAuthority } from './simulate.ts';

/** What policies come to for an identity, the one that matters most. In the order in which people want to see them. */
export const POLICY_OUTCOMES = ['blocked', 'shortened', 'restricted', 'grandfathered', 'exempt', 'free'] as const;

/**
 * `blocked`: no credential of a kind that it has now could take the place of one. `shortened`: one could, that lives
 * less long. `restricted`: nothing that it has is concerned, what it could add is. `grandfathered`: it is older than the
 * restrictions. `exempt`: a custom policy lifts or loosens them. `free`: no restriction is about it.
 */
export type PolicyOutcome = (typeof POLICY_OUTCOMES)[number];

export interface IdentityOutcome {
  readonly outcome: PolicyOutcome;
  readonly effect: PolicyEffect;
}

/** Undefined for identities that app management policies are not about. @param now milliseconds since 1970 */
export function policyOutcome(identity: Identity, policies: PolicyIndex, now: number): IdentityOutcome | undefined {
  const effect = policyEffect(identity, policies, now);
  return effect && { outcome: outcomeOf(identity, effect, now), effect };
}

function outcomeOf(identity: Identity, effect: PolicyEffect, now: number): PolicyOutcome {
  const { nextSecret, nextCertificate, outgrown, grandfathered, exempt } = effect;
  const has = (kind: 'client-secret' | 'certificate') =>
    identity.keyCredentials.some((each) => each.kind === kind && isLive(each, now));
  if ((!nextSecret.isAllowed && has('client-secret')) || (!nextCertificate.isAllowed && has('certificate'))) {
    return 'blocked';
  }
  if (outgrown.length > 0) return 'shortened';
  if (isBounded(nextSecret) || isBounded(nextCertificate) || isOfTrustedAuthority(effect.restrictions)) {
    return 'restricted';
  }
  if (grandfathered.length > 0) return 'grandfathered';
  return exempt.length > 0 ? 'exempt' : 'free';
}

function isBounded({ isAllowed, belowDays }: Allowance): boolean {
  return !isAllowed || belowDays !== undefined;
}

/** `refused`, `less than 180 days`, `any`. */
export function allowanceText({ isAllowed, belowDays }: Allowance): string {
  if (!isAllowed) return 'refused';
  if (belowDays === undefined) return 'any';
  return `less than ${Math.round(belowDays * 100) / 100} ${belowDays === 1 ? 'day' : 'days'}`;
}

/** What the next certificate is held to. */
export function certificateText({ nextCertificate, restrictions }: PolicyEffect): string {
  const text = allowanceText(nextCertificate);
  if (text === 'refused' || !isOfTrustedAuthority(restrictions)) return text;
  return text === 'any' ? 'of a trusted authority' : `${text}, of a trusted authority`;
}

/** Which restrictions make an outcome what it is: each once. */
export function reasonText(outcome: PolicyOutcome, effect: PolicyEffect): string {
  const { nextSecret, nextCertificate, outgrown, grandfathered, exempt, restrictions } = effect;
  const reasons = {
    blocked: [nextSecret, nextCertificate].flatMap(({ isAllowed, by }) => (isAllowed || !by ? [] : [by])),
    shortened: outgrown.map((each) => each.outcome.by),
    restricted: [
      ...[nextSecret, nextCertificate].flatMap(({ by }) => by ?? []),
      ...restrictions.filter(({ state, restriction }) => state === 'applies' && restriction.type === TRUSTED),
    ],
    grandfathered,
    exempt,
    free: [],
  }[outcome];
  const texts = [...new Set(reasons.map(restrictionText))];
  const [first] = reasons;
  const since = outcome === 'grandfathered' ? first?.restriction.createdAfter?.slice(0, 10) : undefined;
  return since === undefined ? texts.join(', ') : `${texts.join(', ')}: only for those created since ${since}`;
}

const TRUSTED = 'trustedCertificateAuthority';
