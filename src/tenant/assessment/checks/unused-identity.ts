import { lastSignIn } from '../../model/activity.ts';
import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { days } from '../texts.ts';

const DAY = 86_400_000;

/** Identities that nobody has signed in as, or called, for some time. The report covers no managed identities. */
export const unusedIdentity = identityCheck({
  id: 'unused-identity',
  area: 'lifecycle',
  severity: 'medium',
  title: 'No unused identities',
  why: 'What nobody uses nobody looks after: its credentials and rights stay for whoever finds them.',
  fix: 'Disable it, wait for a month, then delete it. Applications that are deleted can be restored for 30 days.',
  references: ['RMI_003', 'RMI_069', 'ZTA.21770', 'ZTA.21771', 'Entra.staleApps'],
  needs: ['service-principals', 'sign-ins'],
  needsLicence: true,
  thresholds: ['unusedIdentityDays'],
  concerns: ({ identity }) =>
    identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft' && identity.isEnabled && !identity.agent,
  judge(facts, { now, thresholds }) {
    const { identity, canSignIn } = facts;
    if (identity.created === undefined) return 'undecided';
    if (daysSince(identity.created, now) < thresholds.unusedIdentityDays) return 'not-applicable';
    const last = lastSignIn(identity.signIns);
    const idle = last === undefined ? undefined : daysSince(last, now);
    if (idle !== undefined && idle < thresholds.unusedIdentityDays) return 'pass';
    const severity = isPrivileged(facts) ? 'high' : canSignIn ? 'medium' : 'low';
    const message =
      idle === undefined ? 'No sign-in is on record.' : `The last sign-in is ${days(Math.floor(idle))} old.`;
    return { message: `${message}${isPrivileged(facts) ? ' It is privileged.' : ''}`, severity };
  },
});

function daysSince(time: string, now: number): number {
  return (now - Date.parse(time)) / DAY;
}
