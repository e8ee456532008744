import { identityCheck } from '../check.ts';
import { compareSeverity } from '../severity.ts';
import { privilegeTexts } from '../texts.ts';

/** Application permissions that lead to the whole tenant or to the data of everybody. */
export const apiPermission = identityCheck({
  id: 'api-permission',
  area: 'privilege',
  severity: 'high',
  title: 'No tenant-wide application permissions',
  why:
    'An application permission holds for the whole tenant and asks no user. Some of them lead to Global Administrator, ' +
    'others to the mail and files of everybody.',
  fix:
    'Use a narrower permission, a resource-specific one (`Sites.Selected`, application access policies for mail) or a ' +
    'delegated one.',
  references: ['RMI_064', 'ZTA.21770', 'MT.1050', 'MT.1051'],
  needs: ['application-permissions'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership !== 'microsoft',
  judge({ identity, privileges }) {
    if (identity.applicationPermissions.length === 0) return 'not-applicable';
    const broad = privileges.filter(
      ({ kind, tier }) => kind === 'application-permission' && (tier === 'critical' || tier === 'high'),
    );
    const severity = broad.map(({ tier }) => tier).sort(compareSeverity)[0];
    return severity === undefined ? 'pass' : { message: `It has ${privilegeTexts(broad)}.`, severity };
  },
});
