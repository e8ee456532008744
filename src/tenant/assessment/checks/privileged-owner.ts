import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { privilegeTexts, some } from '../texts.ts';

/** Owners of identities that may do more than the owners themselves. */
export const privilegedOwner = identityCheck({
  id: 'privileged-owner',
  area: 'privilege',
  severity: 'medium',
  title: 'Privileged applications are not owned by users',
  why: 'An owner can add a credential and sign in as the application: every owner holds all that it may do.',
  fix: 'Let privileged administrators look after it with roles that are activated for the time, and remove the owners.',
  references: ['RMI_064', 'MT.1077'],
  needs: ['owners'],
  uses: ['directory-roles', 'application-permissions', 'azure-roles'],
  needsLicence: false,
  concerns: ({ identity }) => identity.kind !== 'managed-identity' && identity.ownership === 'own',
  judge(facts) {
    const { identity, privileges, tier } = facts;
    if (identity.owners.length === 0) return 'not-applicable';
    if (!isPrivileged(facts)) return 'pass';
    const owners = some(identity.owners.map(({ displayName, objectId }) => displayName ?? objectId));
    const held = privilegeTexts(privileges.filter((each) => each.tier === tier));
    return { message: `${owners} can act with ${held}.`, severity: tier === 'critical' ? 'high' : 'medium' };
  },
});
