import type { IdentityKind, Ownership } from '../model/identity.ts';
import { STRENGTHS, type Strength } from '../model/strength.ts';
import { type IdentitySummary, NO_END } from './summary.ts';

/** What narrows a list. All of it must hold. */
export interface IdentityFilter {
  /** Words, each the beginning of a word of the name, or of an id. */
  readonly text?: string;
  readonly kind?: IdentityKind;
  readonly ownership?: readonly Ownership[];
  /** A credential ends within 30 days. */
  readonly expiring?: boolean;
  readonly expired?: boolean;
  readonly withSecrets?: boolean;
  readonly federated?: boolean;
  /** No sign-in on record within 90 days; identities younger than that are left out. */
  readonly unused?: boolean;
  readonly risky?: boolean;
  readonly ownerless?: boolean;
  /** Only these, by client id, lower case: those used in the workspace. */
  readonly clientIds?: readonly string[];
}

export const GROUPINGS = ['kind', 'expiry', 'strength', 'owner', 'subscription', 'issuer'] as const;

export type Grouping = (typeof GROUPINGS)[number];

export const SORTINGS = ['name', 'expiry', 'last-sign-in', 'created'] as const;

export type Sorting = (typeof SORTINGS)[number];

export interface IdentityQuery extends IdentityFilter {
  /** Only those of one group, by the key that `groups` gave it. */
  readonly group?: { readonly by: Grouping; readonly key: string };
  readonly sort?: Sorting;
  readonly offset?: number;
  readonly limit?: number;
  /** Milliseconds since 1970; what expires is judged by it. */
  readonly now: number;
}

export interface IdentityGroup {
  /** A kind, an expiry, a strength, an owner's name, a subscription's or an issuer; empty for those without one. */
  readonly key: string;
  readonly count: number;
}

export interface IdentityRows {
  readonly rows: readonly IdentitySummary[];
  /** How many there are in all. */
  readonly total: number;
}

/** In the order in which they need attention. */
export const EXPIRIES = ['expired', 'within-7-days', 'within-30-days', 'within-90-days', 'later', 'none'] as const;

export type Expiry = (typeof EXPIRIES)[number];

const DAY = 86_400_000;
export const EXPIRING_MILLISECONDS = 30 * DAY;
export const UNUSED_MILLISECONDS = 90 * DAY;

/** The end of each expiry but the last two, as text to compare with. */
export function expiryLimits(now: number): readonly string[] {
  return [0, 7, 30, 90].map((days) => new Date(now + days * DAY).toISOString());
}

/** By the credential that ends first; those that never end are no expiry. */
export function expiryOf(summary: Pick<IdentitySummary, 'ends'>, now: number): Expiry {
  const first = summary.ends[0];
  if (first === undefined || first === NO_END) return 'none';
  const index = expiryLimits(now).findIndex((limit) => first <= limit);
  return EXPIRIES[index < 0 ? 4 : index] ?? 'later';
}

type StrengthInput = Pick<IdentitySummary, 'kind' | 'secretUntil' | 'certificateUntil' | 'federatedCredentials'>;

/** The weakest way in which the identity can still sign in. */
export function strengthOf(summary: StrengthInput, now: number): Strength {
  const time = new Date(now).toISOString();
  if (summary.secretUntil !== undefined && summary.secretUntil > time) return 'client-secret';
  if (summary.certificateUntil !== undefined && summary.certificateUntil > time) return 'certificate';
  if (summary.federatedCredentials > 0) return 'federated';
  return summary.kind === 'managed-identity' ? 'managed-identity' : 'none';
}

/** The order of groups: that of the model where there is one, else by name, those without one last. */
export function compareGroups(by: Grouping): (a: IdentityGroup, b: IdentityGroup) => number {
  const order: readonly string[] | undefined =
    by === 'expiry'
      ? EXPIRIES
      : by === 'strength'
        ? STRENGTHS
        : by === 'kind'
          ? ['application', 'managed-identity', 'service-principal']
          : undefined;
  if (order) return (a, b) => order.indexOf(a.key) - order.indexOf(b.key);
  return (a, b) => Number(a.key === '') - Number(b.key === '') || a.key.localeCompare(b.key, 'en');
}

/** A search stops counting here: what more rows than that match is no search yet. */
export const SEARCH_LIMIT = 2_000;

/** The words of a text as the index has them: letters and digits, lower case, without accents. */
export function searchWords(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Shorter beginnings are those of too many ids: every sixteenth has the same first digit. */
const SHORTEST_ID = 3;

/** The beginning of an id that a text may be; undefined where it is none. */
export function searchedId(text: string): string | undefined {
  const id = text.trim().toLowerCase();
  return id.length >= SHORTEST_ID && /^[0-9a-z][0-9a-z-]*$/.test(id) ? id : undefined;
}

/** The ids that a search looks at, beside the name. */
export function idsOf({ clientId, applicationId, servicePrincipalId }: IdentitySummary): string[] {
  return [clientId, applicationId, servicePrincipalId].filter((id) => id !== undefined);
}

/** What names sort by: letter case does not matter. */
export function sortName(summary: Pick<IdentitySummary, 'displayName'>): string {
  return summary.displayName.toLowerCase();
}
