import type { Identity } from '../model/identity.ts';

/** What a federated credential can be added to. */
export type CredentialHolder = ApplicationHolder | ManagedIdentityHolder;

interface Common {
  readonly displayName: string;
  readonly clientId: string;
  /** Under which the inventory keeps its credentials. */
  readonly objectId: string;
}

export interface ApplicationHolder extends Common {
  readonly kind: 'application';
}

export interface ManagedIdentityHolder extends Common {
  readonly kind: 'managed-identity';
  readonly resourceId: string;
}

/**
 * The place that holds an identity's federated credentials: its application registration, where that is in this tenant,
 * or its resource in Azure. Undefined for system-assigned identities and for applications of others, which have none.
 */
export function holderOf(identity: Identity): CredentialHolder | undefined {
  const { displayName, clientId, applicationId, servicePrincipalId, managedIdentity } = identity;
  if (applicationId !== undefined) return { kind: 'application', displayName, clientId, objectId: applicationId };
  if (managedIdentity?.assignment !== 'user-assigned' || managedIdentity.resourceId === undefined) return undefined;
  const { resourceId } = managedIdentity;
  return { kind: 'managed-identity', displayName, clientId, objectId: servicePrincipalId ?? clientId, resourceId };
}
