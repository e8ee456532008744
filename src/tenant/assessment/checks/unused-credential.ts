import type { KeyCredential } from '../../model/credential.ts';
import { identityCheck } from '../check.ts';
import { credentialName, days, keyIdsOf, some } from '../texts.ts';

const DAY = 86_400_000;

/** Credentials with which nobody has signed in for some time, told by key id. */
export const unusedCredential = identityCheck({
  id: 'unused-credential',
  area: 'credentials',
  severity: 'medium',
  title: 'No unused credentials',
  why: 'A credential that nothing uses can be removed without anybody noticing, and can be abused without anybody noticing.',
  fix: 'Remove it. Where it is kept for emergencies, write that down and bound its lifetime.',
  references: ['RMI_070', 'DS_066', 'Entra.staleAppCreds'],
  needs: ['applications', 'service-principals', 'credential-sign-ins'],
  needsLicence: true,
  thresholds: ['unusedCredentialDays'],
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge({ live }, { now, thresholds }) {
    const judged = live.filter(
      ({ start }) => start !== undefined && ageOf(start, now) >= thresholds.unusedCredentialDays,
    );
    if (judged.length === 0) return 'not-applicable';
    const unused = judged.filter(
      ({ lastUsed }) => lastUsed === undefined || ageOf(lastUsed, now) >= thresholds.unusedCredentialDays,
    );
    if (unused.length === 0) return 'pass';
    return {
      message: `Nothing signs in with ${some(unused.map((each) => text(each, now)))}.`,
      keyIds: keyIdsOf(unused),
    };
  },
});

/** In days. */
function ageOf(time: string, now: number): number {
  return (now - Date.parse(time)) / DAY;
}

function text(credential: KeyCredential, now: number): string {
  const { lastUsed } = credential;
  const when = lastUsed === undefined ? 'no sign-in on record' : `last ${days(Math.floor(ageOf(lastUsed, now)))} ago`;
  return `${credentialName(credential)} (${when})`;
}
