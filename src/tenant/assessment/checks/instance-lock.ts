import type { InstanceLock } from '../../model/identity.ts';
import { identityCheck } from '../check.ts';
import { isPrivileged } from '../identity-facts.ts';

const MESSAGES: Readonly<Record<Exclude<InstanceLock, 'all'>, string>> = {
  none: 'Its instances are not locked.',
  some: 'Only some properties of its instances are locked.',
};

/** Multi-tenant registrations whose service principals elsewhere can be given credentials there. */
export const instanceLock = identityCheck({
  id: 'instance-lock',
  area: 'privilege',
  severity: 'medium',
  title: 'Instances of multi-tenant applications are locked',
  why:
    'In every tenant that uses the application, its administrators, and whoever breaks in there, can add a credential to ' +
    'the service principal and act under its name.',
  fix:
    'Turn on the instance property lock for all properties (`servicePrincipalLockConfiguration`). Applications that other ' +
    'tenants need not use are better made single-tenant.',
  references: ['RMI_065', 'ZTA.21777'],
  needs: ['applications'],
  needsLicence: false,
  concerns: ({ isOwnApplication, identity }) => isOwnApplication && !identity.agent,
  judge(facts) {
    const { audience, instanceLock: lock } = facts.identity;
    if (audience === undefined) return 'undecided';
    if (audience === 'AzureADMyOrg') return 'not-applicable';
    if (lock === undefined) return 'undecided';
    if (lock === 'all') return 'pass';
    return { message: MESSAGES[lock], severity: isPrivileged(facts) ? 'high' : lock === 'none' ? 'medium' : 'low' };
  },
});
