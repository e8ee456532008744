import type { ApplicationPermission, AzureRole, DelegatedGrant, DirectoryRole, Owner } from '../model/access.ts';
import type { Risk, SignInActivity } from '../model/activity.ts';
import type { FederatedTrust, KeyCredential } from '../model/credential.ts';
import type { AgentRole, Identity, InstanceLock, ManagedIdentity } from '../model/identity.ts';

/**
 * What one call says of one object. Facts are kept as they come, each kind for itself, because the parts of an identity
 * come by different calls, at different times, and some never: an `Identity` is put together from them when it is read.
 * Ids are lower case.
 */
export interface FactTypes {
  /** Of the object with the application's object id. */
  readonly applications: ApplicationFact;
  readonly 'service-principals': ServicePrincipalFact;
  /** All federated credentials of one application or managed identity. */
  readonly 'federated-credentials': readonly FederatedTrust[];
  /** All owners of one application or service principal. */
  readonly owners: readonly Owner[];
  readonly 'directory-roles': DirectoryRole;
  readonly 'application-permissions': ApplicationPermission;
  readonly 'delegated-grants': DelegatedGrant;
  readonly 'sign-ins': SignInActivity;
  readonly 'credential-sign-ins': CredentialSignInFact;
  readonly risk: Risk;
  /** A user-assigned identity's Azure resource. */
  readonly 'managed-identities': ManagedIdentityFact;
  /** One resource that runs as an identity. */
  readonly hosts: HostFact;
  readonly 'azure-roles': AzureRole;
  /** All sponsors of one agent. */
  readonly sponsors: readonly Owner[];
}

export type FactSection = keyof FactTypes;

/** Their place in this list is their number on disk: a new one goes to the end. */
export const FACT_SECTIONS = [
  'applications',
  'service-principals',
  'federated-credentials',
  'owners',
  'directory-roles',
  'application-permissions',
  'delegated-grants',
  'sign-ins',
  'credential-sign-ins',
  'risk',
  'managed-identities',
  'hosts',
  'azure-roles',
  'sponsors',
] as const satisfies readonly FactSection[];

/** What the fact is about, which decides whose identity it belongs to. */
export const OWNED_BY: Readonly<Record<FactSection, 'client-id' | 'object-id'>> = {
  applications: 'client-id',
  'service-principals': 'client-id',
  'federated-credentials': 'object-id',
  owners: 'object-id',
  'directory-roles': 'object-id',
  'application-permissions': 'object-id',
  'delegated-grants': 'object-id',
  'sign-ins': 'client-id',
  'credential-sign-ins': 'client-id',
  risk: 'object-id',
  'managed-identities': 'object-id',
  hosts: 'object-id',
  'azure-roles': 'object-id',
  sponsors: 'object-id',
};

/** Sections of which a summary says nothing: it need not be made anew when they change. */
export const NOT_SUMMARISED: ReadonlySet<FactSection> = new Set([
  'application-permissions',
  'delegated-grants',
  'credential-sign-ins',
  'sponsors',
]);

export interface Fact<Section extends FactSection = FactSection> {
  /** Unique in its section. */
  readonly id: string;
  /** Client id or object id, as `OWNED_BY` says. */
  readonly owner: string;
  readonly value: FactTypes[Section];
}

export interface ApplicationFact extends CommonFact {
  readonly instanceLock?: InstanceLock;
}

export interface ServicePrincipalFact extends CommonFact {
  readonly type: 'application' | 'managed-identity' | 'other';
  readonly homeTenantId?: string;
  readonly isEnabled: boolean;
  readonly managedIdentity?: Pick<ManagedIdentity, 'assignment' | 'resourceId'>;
}

interface CommonFact {
  readonly objectId: string;
  readonly clientId: string;
  readonly displayName: string;
  readonly audience?: string;
  readonly created?: string;
  readonly tags: readonly string[];
  readonly agent?: AgentRole;
  readonly isDisabled?: boolean;
  readonly keyCredentials: readonly KeyCredential[];
}

export interface CredentialSignInFact {
  readonly keyId: string;
  /** ISO 8601. */
  readonly lastUsed: string;
}

export interface ManagedIdentityFact {
  readonly resourceId: string;
  readonly location?: string;
  readonly federatedCredentials?: Identity['federatedCredentials'];
}

export interface HostFact {
  /** Of what runs as the identity. */
  readonly resourceId: string;
  readonly location?: string;
}
