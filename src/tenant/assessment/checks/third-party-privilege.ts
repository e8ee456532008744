import { identityCheck } from '../check.ts';
import { compareSeverity } from '../severity.ts';
import { privilegeTexts } from '../texts.ts';

/** Applications of other organizations with rights over the tenant or Azure. */
export const thirdPartyPrivilege = identityCheck({
  id: 'third-party-privilege',
  area: 'privilege',
  severity: 'high',
  title: "No far-reaching rights on others' applications",
  why: 'Its credentials are in the hands of another organization: a break-in there reaches this tenant.',
  fix: 'Ask the vendor for the least that is needed, take away the rest, and review it with the contract.',
  references: ['RMI_064', 'RMI_003'],
  needs: ['service-principals'],
  uses: ['directory-roles', 'application-permissions', 'azure-roles'],
  needsLicence: false,
  concerns: ({ identity }) => identity.ownership === 'third-party',
  judge({ privileges }) {
    const broad = privileges.filter(({ tier }) => tier === 'critical' || tier === 'high');
    const severity = broad.map(({ tier }) => tier).sort(compareSeverity)[0];
    return severity === undefined ? 'pass' : { message: `Its vendor can use ${privilegeTexts(broad)}.`, severity };
  },
});
