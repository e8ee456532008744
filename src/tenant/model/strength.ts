import type { Identity } from './identity.ts';
import { isLive } from './lifetime.ts';

/** Ways to sign in, weakest first; `none` where nothing is left to sign in with. */
export const STRENGTHS = ['client-secret', 'certificate', 'federated', 'managed-identity', 'none'] as const;

export type Strength = (typeof STRENGTHS)[number];

/** What strength is judged by. */
export type StrengthInput = Pick<Identity, 'kind' | 'keyCredentials' | 'federatedCredentials'>;

/** The weakest way in which the identity can still sign in, at a time in milliseconds since 1970. */
export function strength(identity: StrengthInput, now: number): Strength {
  const weakest = STRENGTHS.find((each) => ways(identity, now).has(each));
  return weakest ?? 'none';
}

/** The strongest way: what the identity could live on if the weaker ones were removed. */
export function strongest(identity: StrengthInput, now: number): Strength {
  const found = ways(identity, now);
  return STRENGTHS.toReversed().find((each) => found.has(each)) ?? 'none';
}

function ways({ kind, keyCredentials, federatedCredentials }: StrengthInput, now: number): ReadonlySet<Strength> {
  const found = new Set<Strength>();
  for (const credential of keyCredentials) if (isLive(credential, now)) found.add(credential.kind);
  if (federatedCredentials.length > 0) found.add('federated');
  if (kind === 'managed-identity') found.add('managed-identity');
  return found;
}

/** How far "no more secrets" has come in a tenant. */
export interface RollOut {
  /** The tenant's own identities by the weakest way in which they sign in. */
  readonly byStrength: Readonly<Record<Strength, number>>;
  /** Those that can sign in at all. */
  readonly total: number;
  /** Those of them without a live client secret. */
  readonly withoutSecret: number;
}

/** Counts the tenant's own identities. Those of others are out of its hands, unless it put a secret on them itself. */
export function rollOut(identities: Iterable<Identity>, now: number): RollOut {
  const byStrength = { 'client-secret': 0, certificate: 0, federated: 0, 'managed-identity': 0, none: 0 };
  for (const identity of identities) {
    const weakest = strength(identity, now);
    if (identity.ownership === 'own' || weakest !== 'none') byStrength[weakest] += 1;
  }
  const total = STRENGTHS.reduce((sum, each) => sum + (each === 'none' ? 0 : byStrength[each]), 0);
  return { byStrength, total, withoutSecret: total - byStrength['client-secret'] };
}
