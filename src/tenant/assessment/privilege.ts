import { privilegedDirectoryRole } from '../../rules/catalogue/directory-roles.ts';
import { broadGraphPermission } from '../../rules/catalogue/graph-permissions.ts';
import { privilegedRole, type Privilege as RolePrivilege } from '../../rules/catalogue/privileged-roles.ts';
import {
  type ApplicationPermission,
  type AzureRole,
  type DirectoryRole,
  type ScopeLevel,
  scopeLevel,
} from '../model/access.ts';
import type { Identity } from '../model/identity.ts';
import { type AssessmentSeverity, compareSeverity, milder } from './severity.ts';

/**
 * Something that an identity may do. `critical` leads to the whole tenant or to whole management groups, `high` to the
 * data of everybody or to a subscription, `medium` to a resource group or to data of many resources.
 */
export interface Privilege {
  readonly kind: 'directory-role' | 'application-permission' | 'azure-role';
  readonly tier: AssessmentSeverity;
  readonly name: string;
  /** Of roles. */
  readonly scope?: string;
  /** Can be activated, is not active. */
  readonly isEligible?: true;
}

/** Everything an identity may do, worst first. */
export function privilegesOf(
  identity: Pick<Identity, 'directoryRoles' | 'applicationPermissions' | 'azureRoles'>,
): readonly Privilege[] {
  const { directoryRoles, applicationPermissions, azureRoles } = identity;
  if (directoryRoles.length + applicationPermissions.length + azureRoles.length === 0) return [];
  return [
    ...directoryRoles.map(directoryPrivilege),
    ...applicationPermissions.map(permissionPrivilege),
    ...azureRoles.map(azurePrivilege),
  ].sort((a, b) => compareSeverity(a.tier, b.tier));
}

function directoryPrivilege({ roleId, roleName, scope, assignment }: DirectoryRole): Privilege {
  const role = privilegedDirectoryRole(roleId);
  const tier = role?.reach === 'takeover' ? 'critical' : role ? 'high' : 'low';
  return {
    kind: 'directory-role',
    tier: scope === '/' ? tier : milder(tier),
    name: roleName ?? role?.name ?? roleId,
    scope,
    ...(assignment === 'eligible' && { isEligible: true }),
  };
}

/**
 * Permissions of other APIs than Graph that reach over the whole tenant. Source: Microsoft Learn, "App-only
 * authentication in Exchange Online PowerShell" and "Exchange Web Services OAuth".
 */
const OTHER_BROAD_PERMISSIONS: ReadonlySet<string> = new Set(['full_access_as_app', 'Exchange.ManageAsApp']);

function permissionPrivilege({ appRoleId, value }: ApplicationPermission): Privilege {
  const known = broadGraphPermission(appRoleId) ?? (value === undefined ? undefined : broadGraphPermission(value));
  const name = value ?? known?.name ?? appRoleId;
  const isBroad = known !== undefined || OTHER_BROAD_PERMISSIONS.has(name);
  const tier = known?.reach === 'takeover' ? 'critical' : isBroad ? 'high' : writes(name) ? 'medium' : 'low';
  return { kind: 'application-permission', tier, name };
}

/** Of the permissions nobody has judged, those that change something. */
function writes(name: string): boolean {
  return /\.(?:ReadWrite|FullControl|Manage|Send|Create|Write)\b/.test(name);
}

type Tiers = Readonly<Record<ScopeLevel, AssessmentSeverity>>;

/** By what the role comes to, and by how far its scope reaches. */
const AZURE_TIERS: Readonly<Record<RolePrivilege, Tiers>> = {
  'grants-roles': {
    root: 'critical',
    'management-group': 'critical',
    subscription: 'high',
    'resource-group': 'medium',
    resource: 'low',
  },
  full: {
    root: 'critical',
    'management-group': 'high',
    subscription: 'high',
    'resource-group': 'medium',
    resource: 'low',
  },
  privileged: {
    root: 'high',
    'management-group': 'high',
    subscription: 'medium',
    'resource-group': 'low',
    resource: 'low',
  },
  data: {
    root: 'high',
    'management-group': 'medium',
    subscription: 'medium',
    'resource-group': 'low',
    resource: 'low',
  },
};

function azurePrivilege({ roleId, roleName, scope, condition }: AzureRole): Privilege {
  const role = privilegedRole(roleId);
  const tier = role ? AZURE_TIERS[role.privilege][scopeLevel(scope)] : 'low';
  // A condition limits which roles may be given or which data are reached.
  const limited = condition === undefined ? tier : milder(tier);
  return { kind: 'azure-role', tier: limited, name: roleName ?? role?.name ?? roleId, scope };
}

const LEVEL_TEXTS: Readonly<Record<ScopeLevel, string>> = {
  root: 'everything in Azure',
  'management-group': 'a management group',
  subscription: 'a subscription',
  'resource-group': 'a resource group',
  resource: 'a resource',
};

/** `Owner on a subscription`, `Application.ReadWrite.All`. */
export function privilegeText({ kind, name, scope, isEligible }: Privilege): string {
  const suffix = isEligible ? ' (eligible)' : '';
  if (kind === 'azure-role') return `${name} on ${LEVEL_TEXTS[scopeLevel(scope ?? '')]}${suffix}`;
  return `${name}${kind === 'directory-role' && scope !== '/' ? ' in a part of the directory' : ''}${suffix}`;
}
