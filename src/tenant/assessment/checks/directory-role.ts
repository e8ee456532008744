import { identityCheck } from '../check.ts';
import { compareSeverity } from '../severity.ts';
import { privilegeTexts } from '../texts.ts';

/** Privileged roles of Microsoft Entra on workload identities. */
export const directoryRole = identityCheck({
  id: 'directory-role',
  area: 'privilege',
  severity: 'high',
  title: 'No privileged directory roles on workload identities',
  why: 'A workload cannot answer a second factor or be asked for a reason: whoever holds its credential holds the role.',
  fix: 'Replace the role by the one permission of Microsoft Graph that is needed, or scope it to an administrative unit.',
  references: ['RMI_064', 'ZTA.21836'],
  needs: ['service-principals', 'directory-roles'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership !== 'microsoft',
  judge({ identity, privileges }) {
    if (identity.directoryRoles.length === 0) return 'not-applicable';
    const roles = privileges.filter(({ kind, tier }) => kind === 'directory-role' && tier !== 'low');
    const severity = roles.map(({ tier }) => tier).sort(compareSeverity)[0];
    return severity === undefined ? 'pass' : { message: `It holds ${privilegeTexts(roles)}.`, severity };
  },
});
