import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { privilegeTexts } from '../texts.ts';

/** Managed identities whose resource is gone. */
export const orphanedIdentity = identityCheck({
  id: 'orphaned-identity',
  area: 'lifecycle',
  severity: 'low',
  title: 'The resource of every managed identity exists',
  why: 'The identity stays in lists and role assignments, and nobody can tell any more what it was for.',
  fix: 'Remove its role assignments; the service principal goes with the resource, or can be deleted.',
  references: ['RMI_069', 'DS_066'],
  needs: ['service-principals', 'managed-identities', 'hosts'],
  needsLicence: false,
  concerns: ({ isManaged }) => isManaged,
  judge(facts) {
    const { identity, privileges } = facts;
    if (identity.managedIdentity?.resourceId === undefined) return 'undecided';
    if (!identity.managedIdentity.isOrphaned) return 'pass';
    const held = privileges.length === 0 ? '' : ` It still holds ${privilegeTexts(privileges)}.`;
    const severity = isPrivileged(facts) ? 'high' : privileges.length > 0 ? 'medium' : 'low';
    return { message: `Its resource is gone, or cannot be seen.${held}`, severity };
  },
});
