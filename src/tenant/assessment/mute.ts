import type { Assessment, CheckResult, Failure, MutedFailure, Outcome } from './assess.ts';

/** A failing check that somebody accepts for now: everywhere, or for one identity. */
export interface Mute {
  readonly check: string;
  /** Client id of the identity; undefined for all objects of the check. */
  readonly identity?: string | undefined;
  readonly reason: string;
  /** The last day on which it counts, `YYYY-MM-DD`; undefined for as long as it stands there. */
  readonly until?: string | undefined;
}

/** A day lasts until it is over at UTC-12: a mute counts on its last day wherever one is. */
const LAST_DAY_MILLISECONDS = 36 * 60 * 60 * 1000;

/** @param now milliseconds since 1970 */
export function isExpired({ until }: Mute, now: number): boolean {
  return until !== undefined && now >= Date.parse(`${until}T00:00:00Z`) + LAST_DAY_MILLISECONDS;
}

/**
 * Parts what is accepted from what fails. A mute of one identity goes before one of the whole check; of two alike, the
 * first counts. Those that have ended mute nothing.
 */
export function withMutes(assessment: Assessment, mutes: readonly Mute[]): Assessment {
  const counting = mutes.filter((mute) => !isExpired(mute, assessment.now));
  if (counting.length === 0) return assessment;
  return { ...assessment, results: assessment.results.map((result) => mutedResult(result, counting)) };
}

/**
 * Mutes that hide nothing although what they are about was judged. One for an identity that the inventory does not hold
 * may be for another tenant, and one that has ended is told of as such.
 * @param isKnown whether an identity of this client id is in the inventory
 */
export function unusedMutes<M extends Mute>(
  { results, now }: Assessment,
  mutes: readonly M[],
  isKnown: (clientId: string) => boolean,
): readonly M[] {
  return mutes.filter((mute) => {
    const result = results.find(({ check }) => check.id === mute.check);
    if (!result || isExpired(mute, now) || result.muted.some((failure) => failure.mute === mute)) return false;
    return result.gap === undefined && (mute.identity === undefined || isKnown(mute.identity));
  });
}

function mutedResult(result: CheckResult, mutes: readonly Mute[]): CheckResult {
  const own = mutes.filter(({ check }) => check === result.check.id);
  if (own.length === 0) return result;
  const muteOf = muteFinder(own);
  const failures: Failure[] = [];
  const muted: MutedFailure[] = [...result.muted];
  for (const failure of result.failures) {
    const mute = muteOf(failure);
    if (mute) muted.push({ ...failure, mute });
    else failures.push(failure);
  }
  const counts: Record<Outcome, number> = { ...result.counts, fail: failures.length, muted: muted.length };
  return { ...result, counts, failures, muted };
}

function muteFinder(mutes: readonly Mute[]): (failure: Failure) => Mute | undefined {
  const ofAll = mutes.find(({ identity }) => identity === undefined);
  const ofOne = new Map<string, Mute>();
  for (const mute of mutes) {
    const key = mute.identity?.toLowerCase();
    if (key !== undefined && !ofOne.has(key)) ofOne.set(key, mute);
  }
  return ({ clientId }) => (clientId === undefined ? undefined : ofOne.get(clientId.toLowerCase())) ?? ofAll;
}
