/** An assigned directory role (Microsoft Entra). */
export interface DirectoryRole {
  /** Template id of a built-in role, definition id of a custom one. */
  readonly roleId: string;
  readonly roleName?: string;
  /** `/` for the whole tenant, else an administrative unit or object: `/administrativeUnits/<id>`, `/<id>`. */
  readonly scope: string;
  readonly assignment: RoleAssignmentState;
}

/** `eligible`: can be activated through Privileged Identity Management. */
export const ROLE_ASSIGNMENT_STATES = ['active', 'eligible'] as const;

export type RoleAssignmentState = (typeof ROLE_ASSIGNMENT_STATES)[number];

/** An Azure role assignment. */
export interface AzureRole {
  /** Resource id of the assignment. */
  readonly id: string;
  /** GUID of the role definition. */
  readonly roleId: string;
  readonly roleName?: string;
  /** `/`, a management group, a subscription, a resource group or a resource. */
  readonly scope: string;
  /** Version 2.0 condition. */
  readonly condition?: string;
  /** ISO 8601. */
  readonly created?: string;
}

/** How far an Azure scope reaches, widest first. */
export const SCOPE_LEVELS = ['root', 'management-group', 'subscription', 'resource-group', 'resource'] as const;

export type ScopeLevel = (typeof SCOPE_LEVELS)[number];

/** An application permission: an app role of an API, granted to the identity itself. */
export interface ApplicationPermission {
  /** Object id of the API's service principal. */
  readonly resourceId: string;
  readonly resourceName?: string;
  readonly appRoleId: string;
  /** `Application.ReadWrite.All`. */
  readonly value?: string;
  /** ISO 8601. */
  readonly granted?: string;
}

/** Delegated permissions that the identity may use for users. */
export interface DelegatedGrant {
  readonly resourceId: string;
  readonly resourceName?: string;
  /** Present where one user has consented, absent where an administrator did for everyone. */
  readonly userId?: string;
  /** `User.Read`, `Mail.Send`. */
  readonly scopes: readonly string[];
}

export interface Owner {
  readonly objectId: string;
  readonly kind: OwnerKind;
  /** Absent where the reader may not see users. */
  readonly displayName?: string;
  /** Of a user; a guest's contains `#EXT#`. */
  readonly userPrincipalName?: string;
}

export const OWNER_KINDS = ['user', 'service-principal', 'group', 'unknown'] as const;

export type OwnerKind = (typeof OWNER_KINDS)[number];

const SCOPE_PATTERNS: readonly (readonly [RegExp, ScopeLevel])[] = [
  [/^\/?$/, 'root'],
  [/^\/providers\/microsoft\.management\/managementgroups\/[^/]+\/?$/i, 'management-group'],
  [/^\/subscriptions\/[^/]+\/?$/i, 'subscription'],
  [/^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+\/?$/i, 'resource-group'],
];

/** What kind of scope an Azure scope is. */
export function scopeLevel(scope: string): ScopeLevel {
  return SCOPE_PATTERNS.find(([pattern]) => pattern.test(scope))?.[1] ?? 'resource';
}
