import type { ApplicationPermission, AzureRole, DelegatedGrant, DirectoryRole, Owner } from './access.ts';
import type { Risk, SignInActivity } from './activity.ts';
import type { FederatedTrust, KeyCredential } from './credential.ts';
import type { SectionName, SectionProblem } from './section.ts';

/**
 * One workload identity of a tenant. An application registration and its service principal in the same tenant are one
 * identity: what it holds says where it was found where that matters (`KeyCredential.origin`).
 */
export interface Identity {
  readonly kind: IdentityKind;
  /** `appId`, lower case. Unique in an inventory. */
  readonly clientId: string;
  /** Object id of the application registration, which is in this tenant only for its own applications. */
  readonly applicationId?: string;
  /** Object id of the service principal, the one that roles are assigned to. */
  readonly servicePrincipalId?: string;
  readonly displayName: string;
  readonly ownership: Ownership;
  /** Tenant of the application registration. Absent where Graph does not tell. */
  readonly homeTenantId?: string;
  readonly isEnabled: boolean;
  /** Graph `signInAudience`: `AzureADMyOrg`, `AzureADMultipleOrgs`. */
  readonly audience?: string;
  /** Of an application registration; absent where it was not read. */
  readonly instanceLock?: InstanceLock;
  /** ISO 8601. */
  readonly created?: string;
  readonly tags: readonly string[];
  /** Agent identities of Microsoft Entra Agent ID and the blueprints they are made from. */
  readonly agent?: AgentRole;
  readonly managedIdentity?: ManagedIdentity;
  readonly keyCredentials: readonly KeyCredential[];
  readonly federatedCredentials: readonly FederatedTrust[];
  readonly owners: readonly Owner[];
  /** Who answers for an agent; empty for everything else. */
  readonly sponsors: readonly Owner[];
  readonly directoryRoles: readonly DirectoryRole[];
  readonly azureRoles: readonly AzureRole[];
  readonly applicationPermissions: readonly ApplicationPermission[];
  readonly delegatedGrants: readonly DelegatedGrant[];
  readonly signIns?: SignInActivity;
  readonly risk?: Risk;
  /** Parts that could not be read for this identity although they were for others. */
  readonly problems?: { readonly [Name in SectionName]?: SectionProblem };
}

/** `service-principal`: its application is registered elsewhere, or nowhere (legacy and agent identities). */
export const IDENTITY_KINDS = ['application', 'managed-identity', 'service-principal'] as const;

export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** Who is answerable for the registration: this tenant, another one, or Microsoft. */
export const OWNERSHIPS = ['own', 'third-party', 'microsoft'] as const;

export type Ownership = (typeof OWNERSHIPS)[number];

/**
 * Most first. Which sensitive properties of its service principals in other tenants nobody there can change: Graph
 * `servicePrincipalLockConfiguration`, which registrations have not until somebody sets it.
 */
export const INSTANCE_LOCKS = ['all', 'some', 'none'] as const;

export type InstanceLock = (typeof INSTANCE_LOCKS)[number];

export const AGENT_ROLES = ['identity', 'blueprint', 'blueprint-principal'] as const;

export type AgentRole = (typeof AGENT_ROLES)[number];

export interface ManagedIdentity {
  readonly assignment: ManagedIdentityAssignment;
  /** Of the identity if user-assigned, of its host if system-assigned. As Azure spells it. */
  readonly resourceId?: string;
  readonly location?: string;
  /** Resource ids of what runs as it. */
  readonly hosts: readonly string[];
  /** The resource was looked for in Azure and is not there. */
  readonly isOrphaned?: boolean;
}

export const MANAGED_IDENTITY_ASSIGNMENTS = ['system-assigned', 'user-assigned'] as const;

export type ManagedIdentityAssignment = (typeof MANAGED_IDENTITY_ASSIGNMENTS)[number];

/**
 * Tenants that first-party applications of Microsoft are registered in: "Microsoft Services" and Microsoft's own
 * corporate tenant (Learn, "Verify first-party Microsoft applications in sign-in reports").
 */
export const MICROSOFT_TENANTS: readonly string[] = [
  'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  '72f988bf-86f1-41af-91ab-2d7cd011db47',
];

/** Whose an identity is, by the tenant its application is registered in (`appOwnerOrganizationId`). */
export function ownershipOf(homeTenantId: string | undefined, tenantId: string): Ownership {
  const home = homeTenantId?.toLowerCase();
  if (home === undefined || home === tenantId.toLowerCase()) return 'own';
  return MICROSOFT_TENANTS.includes(home) ? 'microsoft' : 'third-party';
}
