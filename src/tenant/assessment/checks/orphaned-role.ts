import { MAX_ORPHANED_ROLES } from '../../model/inventory.ts';
import { tenantCheck } from '../check.ts';
import { privilegesOf } from '../privilege.ts';
import { counted, privilegeTexts } from '../texts.ts';

/** Azure roles of service principals that were deleted: Azure keeps the assignment, without a name for its holder. */
export const orphanedRole = tenantCheck({
  id: 'orphaned-role',
  area: 'lifecycle',
  severity: 'low',
  title: 'Azure roles belong to identities that exist',
  why:
    'Nobody can tell any more what the role was for, the assignments count against the limit of the subscription, and an ' +
    'application that is restored within 30 days gets its roles back.',
  fix:
    'Remove the assignments ("Identity not found" in the portal). Those whose holder lives in another tenant (Azure ' +
    'Lighthouse) can stay.',
  references: ['RMI_064', 'RMI_069', 'DS_133'],
  needs: ['service-principals', 'azure-roles'],
  needsLicence: false,
  judge({ orphanedRoles }) {
    if (orphanedRoles === undefined) return 'undecided';
    const { roles } = orphanedRoles;
    if (roles.length === 0) return 'pass';
    const privileges = privilegesOf({ azureRoles: roles, directoryRoles: [], applicationPermissions: [] });
    const holders = new Set(roles.map(({ principalId }) => principalId)).size;
    const many = roles.length >= MAX_ORPHANED_ROLES ? ' or more' : '';
    const worst = privileges[0]?.tier;
    return {
      message:
        `${counted(roles.length, 'role assignment')}${many} of ${counted(holders, 'service principal')} that the ` +
        `directory does not have: ${privilegeTexts(privileges)}.`,
      severity: worst === 'critical' || worst === 'high' ? 'medium' : 'low',
    };
  },
});
