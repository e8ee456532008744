import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';

/** Registrations that nobody owns. */
export const ownerless = identityCheck({
  id: 'ownerless',
  area: 'lifecycle',
  severity: 'medium',
  title: 'Every application has an owner',
  why: 'Nobody is told when a credential ends or leaks, nobody can say what it is for, and it outlives the people who knew.',
  fix: 'Find who uses it (sign-in logs, credential names) and name two owners, or delete it.',
  references: ['RMI_069', 'ZTA.21867', 'ZTA.24518'],
  needs: ['applications', 'owners'],
  needsLicence: false,
  concerns: ({ isOwnApplication, identity }) => isOwnApplication && !identity.agent,
  judge(facts) {
    const { identity, live } = facts;
    if (identity.owners.length > 0) return 'pass';
    const what = live.length > 0 ? 'Nobody owns it, and its credentials work.' : 'Nobody owns it.';
    return { message: what, severity: isPrivileged(facts) ? 'high' : live.length > 0 ? 'medium' : 'low' };
  },
});
