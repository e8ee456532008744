import { identityCheck } from '../check.ts';
import { compareSeverity } from '../severity.ts';
import { privilegeTexts } from '../texts.ts';

/** Directory roles and tenant-wide permissions on managed identities, which lists of applications do not show. */
export const privilegedManagedIdentity = identityCheck({
  id: 'privileged-managed-identity',
  area: 'privilege',
  severity: 'high',
  title: 'No tenant-wide rights on managed identities',
  why:
    'Whoever can run code on the resource, or change it, can act as its identity: a contributor of one resource group ' +
    'then holds rights over the tenant.',
  fix: 'Narrow the permissions, and let few people change the resource that runs as this identity.',
  references: ['RMI_064', 'ZTA.21836'],
  needs: ['service-principals'],
  uses: ['directory-roles', 'application-permissions'],
  needsLicence: false,
  concerns: ({ isManaged }) => isManaged,
  judge({ privileges }) {
    const broad = privileges.filter(
      ({ kind, tier }) => kind !== 'azure-role' && (tier === 'critical' || tier === 'high'),
    );
    const severity = broad.map(({ tier }) => tier).sort(compareSeverity)[0];
    return severity === undefined ? 'pass' : { message: `Its resource can use ${privilegeTexts(broad)}.`, severity };
  },
});
