/**
 * What rules may ask of the tenant's inventory. Small and read-only on purpose: rules never see a Graph or ARM client.
 * A snapshot file and the live store both implement it.
 */
export interface InventoryView {
  /** When the inventory was read, ISO 8601. */
  readonly asOf: string;
  readonly tenantId: string;
  /** The application or managed identity with this client id. */
  byClientId(clientId: string): InventoryIdentity | undefined;
}

export interface InventoryIdentity {
  readonly kind: 'application' | 'managed-identity';
  readonly displayName: string;
  readonly clientId: string;
  readonly objectId: string;
}
