import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { counted } from '../texts.ts';

/** Fewer owners than can stand in for each other. */
export const tooFewOwners = identityCheck({
  id: 'too-few-owners',
  area: 'lifecycle',
  severity: 'low',
  title: 'Every application has a second owner',
  why: 'When its only owner leaves, the application has none.',
  fix: 'Name a second owner of the same team.',
  references: ['RMI_069', 'ZTA.21867', 'ZTA.24518'],
  needs: ['applications', 'owners'],
  needsLicence: false,
  thresholds: ['owners'],
  concerns: ({ isOwnApplication, identity }) => isOwnApplication && !identity.agent,
  judge(facts, { thresholds }) {
    const { length } = facts.identity.owners;
    if (length === 0) return 'not-applicable';
    if (length >= thresholds.owners) return 'pass';
    const message = `It has ${counted(length, 'owner')}, and ${thresholds.owners} are asked for.`;
    return { message, severity: isPrivileged(facts) ? 'medium' : 'low' };
  },
});
