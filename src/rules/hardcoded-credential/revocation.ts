import type { Fix } from '../finding.ts';

/** The first thing to do about a secret that was written down, whatever takes its place. */
export const REVOKE = 'Revoke the value that stood here: it stays in the history of the repository.';

/** A fix of another rule's making, for a place where the secret itself stood. */
export function withRevocation(fix: Fix | undefined): readonly Fix[] {
  return fix ? [{ ...fix, followUps: [REVOKE, ...fix.followUps] }] : [];
}
