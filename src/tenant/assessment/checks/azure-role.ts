import { identityCheck } from '../check.ts';
import { compareSeverity } from '../severity.ts';
import { privilegeTexts } from '../texts.ts';

/** Azure roles that reach further than a resource group. */
export const azureRole = identityCheck({
  id: 'azure-role',
  area: 'privilege',
  severity: 'high',
  title: 'No broad Azure roles on workload identities',
  why: 'One leaked token of this identity reaches everything in the scope, also what is put there tomorrow.',
  fix: 'Assign a role for the task on the resource group or resource that needs it, with a condition where roles are given.',
  references: ['RMI_064', 'DS_133'],
  needs: ['service-principals', 'azure-roles'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership !== 'microsoft',
  judge({ identity, privileges }) {
    if (identity.azureRoles.length === 0) return 'not-applicable';
    const broad = privileges.filter(({ kind, tier }) => kind === 'azure-role' && tier !== 'low');
    const severity = broad.map(({ tier }) => tier).sort(compareSeverity)[0];
    return severity === undefined ? 'pass' : { message: `It holds ${privilegeTexts(broad)}.`, severity };
  },
});
