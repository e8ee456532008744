/**
 * What rules may ask of the tenant's inventory. Small and read-only on purpose: rules never see a Graph or ARM client.
 * A snapshot file and the live store both implement it.
 */
export interface InventoryView {
  /** When the inventory was read, ISO 8601. */
  readonly asOf: string;
  readonly tenantId: string;
  /** What could not be read, or not all of it, so that something missing there says nothing. */
  readonly unread?: ReadonlySet<InventoryPart>;
  /** The application or managed identity with this client id, in any letter case. */
  byClientId(clientId: string): InventoryIdentity | undefined;
  /** The application, service principal or managed identity with this object id, in any letter case. */
  byObjectId(objectId: string): InventoryIdentity | undefined;
  /** Identities with at least one federated credential. */
  federatedIdentities(): Iterable<InventoryIdentity>;
}

export type InventoryPart = 'applications' | 'service-principals' | 'federated-credentials';

export interface InventoryIdentity {
  readonly kind: 'application' | 'service-principal' | 'managed-identity';
  readonly displayName: string;
  readonly clientId: string;
  /** Of the application, the managed identity's service principal, or the service principal. */
  readonly objectId: string;
  /** Azure resource id of a managed identity. */
  readonly resourceId?: string;
  readonly credentials: readonly InventoryCredential[];
  readonly federatedCredentials: readonly InventoryFederatedCredential[];
}

/** A client secret or certificate. Its value is nowhere in the inventory. */
export interface InventoryCredential {
  readonly kind: 'client-secret' | 'certificate';
  readonly keyId: string;
  readonly displayName?: string;
  /** ISO 8601. */
  readonly start?: string;
  /** ISO 8601. */
  readonly end?: string;
}

/** Exactly one of `subject` and `expression` is there. */
export interface InventoryFederatedCredential {
  readonly name: string;
  readonly issuer: string;
  readonly subject?: string;
  /** A claims matching expression. */
  readonly expression?: string;
  readonly languageVersion?: number;
  readonly audiences: readonly string[];
}
