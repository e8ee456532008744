import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';
import { privilegeTexts } from '../texts.ts';

/** User-assigned identities that nothing runs as and nothing may sign in as. */
export const detachedIdentity = identityCheck({
  id: 'detached-identity',
  area: 'lifecycle',
  severity: 'low',
  title: 'Every user-assigned identity is used',
  why: 'Whoever may assign it to a resource of theirs gets what it may do; while nothing uses it, nobody would notice.',
  fix: 'Delete it, or take away its roles until something needs it.',
  references: ['RMI_069'],
  needs: ['hosts', 'federated-credentials', 'managed-identities'],
  needsLicence: false,
  concerns: ({ identity }) => identity.managedIdentity?.assignment === 'user-assigned',
  judge(facts) {
    const { identity, trusts, privileges } = facts;
    const { managedIdentity } = identity;
    if (managedIdentity?.isOrphaned) return 'not-applicable';
    if ((managedIdentity?.hosts.length ?? 0) + trusts.length > 0) return 'pass';
    const held = privileges.length === 0 ? '' : ` It holds ${privilegeTexts(privileges)}.`;
    const message = `Nothing runs as it, and it has no federated credentials.${held}`;
    return { message, severity: isPrivileged(facts) ? 'high' : 'low' };
  },
});
