/**
 * What the editor uses of the tenant's side: clients, store, sync, snapshots, credentials of the Azure SDK. Imported
 * lazily, when a tenant is opened: nothing of it is read before that. Others import only types from here.
 */
export {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  DeviceCodeCredential,
  InteractiveBrowserCredential,
} from '@azure/identity';
export { ArmClient } from '../../../tenant/arm/client.ts';
export { appliedPolicies } from '../../../tenant/change/applied-policies.ts';
export { changeLogText, parseChange } from '../../../tenant/change/change-record.ts';
export { changeFailureText, obstacleText, obstacleTo } from '../../../tenant/change/explain-failure.ts';
export { policyFailureText } from '../../../tenant/change/explain-policy-failure.ts';
export {
  addFederatedCredential,
  MAX_FEDERATED_CREDENTIALS,
  readFederatedCredentials,
  removeFederatedCredential,
  replaceFederatedCredential,
} from '../../../tenant/change/federated-credentials.ts';
export { holderOf } from '../../../tenant/change/holder.ts';
export { applyPolicyChange, readConditionalAccessPolicies, readPolicy } from '../../../tenant/change/policies.ts';
export { cloudOf, endpointsOf } from '../../../tenant/clouds.ts';
export { GraphClient } from '../../../tenant/graph/client.ts';
export { CredentialTokens, signInFailure } from '../../../tenant/request/credential-tokens.ts';
export { claimsOfToken } from '../../../tenant/request/token-claims.ts';
export { parseSnapshot } from '../../../tenant/snapshot/parse.ts';
export { SnapshotError } from '../../../tenant/snapshot/problem.ts';
export { readAt } from '../../../tenant/snapshot/shift.ts';
export { snapshotText } from '../../../tenant/snapshot/write.ts';
export { InventoryStore } from '../../../tenant/store/inventory-store.ts';
export { MemoryTables } from '../../../tenant/store/memory-tables.ts';
export { SnapshotSource } from '../../../tenant/store/snapshot-source.ts';
export { sourceView } from '../../../tenant/store/source-view.ts';
export { SqliteTables } from '../../../tenant/store/sqlite-tables.ts';
export { readAppManagement, readConditionalAccess } from '../../../tenant/sync/policies.ts';
export { synchronise } from '../../../tenant/sync/synchronise.ts';
export { assessSource, identityPosture, muted } from './posture-assessment.ts';
export { PostureMutes } from './posture-mutes.ts';
