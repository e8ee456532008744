import { lastSignIn } from '../../model/activity.ts';
import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { privilegeTexts } from '../texts.ts';

const DAY = 86_400_000;

/** Far-reaching rights of identities that do not sign in. */
export const unusedPrivilege = identityCheck({
  id: 'unused-privilege',
  area: 'privilege',
  severity: 'high',
  title: 'Far-reaching rights are used',
  why: 'Rights that nobody uses can be taken away today without anything breaking, and are all risk until then.',
  fix: 'Take the rights away; they can be given again in a minute.',
  references: ['RMI_064', 'RMI_069', 'ZTA.21770', 'ZTA.21771'],
  needs: ['service-principals', 'sign-ins'],
  uses: ['directory-roles', 'application-permissions', 'azure-roles'],
  needsLicence: true,
  thresholds: ['unusedIdentityDays'],
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership !== 'microsoft',
  judge(facts, { now, thresholds }) {
    const { identity, privileges, tier } = facts;
    if (!isPrivileged(facts)) return 'pass';
    const last = identity.signIns?.application ?? lastSignIn(identity.signIns) ?? identity.created;
    if (last === undefined) return 'undecided';
    if ((now - Date.parse(last)) / DAY < thresholds.unusedIdentityDays) return 'pass';
    const held = privilegeTexts(privileges.filter((each) => each.tier === tier));
    return { message: `It holds ${held} and has not signed in for ${thresholds.unusedIdentityDays} days or more.` };
  },
});
