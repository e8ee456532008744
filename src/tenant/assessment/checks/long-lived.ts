import type { KeyCredential } from '../../model/credential.ts';
import { lifetimeDays } from '../../model/lifetime.ts';
import type { Verdict } from '../check.ts';
import { credentialName, days, keyIdsOf, some } from '../texts.ts';

const YEAR = 365;

/** Fails for credentials that were issued for more than so many days, or without an end. */
export function longLived(credentials: readonly KeyCredential[], limit: number): Verdict {
  if (credentials.length === 0) return 'not-applicable';
  const long = credentials.filter((each) => lifetimeOf(each) > limit);
  if (long.length === 0) return 'pass';
  const texts = long.map((each) => `${credentialName(each)} ${lifetimeText(lifetimeOf(each))}`);
  const longest = Math.max(...long.map(lifetimeOf));
  return {
    message: `The limit is ${days(limit)}, and it was exceeded by ${some(texts)}.`,
    keyIds: keyIdsOf(long),
    ...(longest > 2 * YEAR && { severity: 'high' }),
  };
}

/** Days; without an end for ever, without a start from when it cannot have begun earlier: unknown counts as nothing. */
function lifetimeOf(credential: KeyCredential): number {
  if (credential.end === undefined) return Infinity;
  return lifetimeDays(credential) ?? 0;
}

function lifetimeText(lifetime: number): string {
  return lifetime === Infinity ? '(no end)' : `(${days(Math.round(lifetime))})`;
}
