import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';

const SINGLE = 'AzureADMyOrg';

/** Own registrations that other tenants can use. */
export const multiTenant = identityCheck({
  id: 'multi-tenant',
  area: 'privilege',
  severity: 'low',
  title: 'Own applications are for this tenant only',
  why:
    'Any tenant can consent to it, its credentials work in each of them, and Conditional Access for workload identities ' +
    'does not reach it.',
  fix: 'Set the supported account types to this directory only, unless customers use it; then lock its instance properties.',
  references: ['RMI_064', 'RMI_065'],
  needs: ['applications'],
  needsLicence: false,
  concerns: ({ isOwnApplication, identity }) => isOwnApplication && !identity.agent,
  judge(facts) {
    const { audience } = facts.identity;
    if (audience === undefined) return 'undecided';
    if (audience === SINGLE) return 'pass';
    const message = `Other tenants can use it (\`${audience}\`).`;
    return { message, severity: isPrivileged(facts) && facts.canSignIn ? 'medium' : 'low' };
  },
});
