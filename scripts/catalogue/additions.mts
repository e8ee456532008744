/** Rows that the source does not have, each with where its facts are from. */
import type { AmendedRow } from './source-row.mts';

const ALTERNATIVE = 'a new cluster with Kubernetes RBAC, which no cluster gets later';
const OPEN_CLUSTER = 'credentials of the cluster that all open everything, as nothing tells them apart';

/** Kubernetes RBAC cannot be turned on later (azurerm docs: changing it forces a new resource), so no fix sets it. */
const RBAC = {
  tier: 'curated',
  service: 'AKS',
  kind: 'local-auth-switch',
  credential: OPEN_CLUSTER,
  profile: 'switch',
  secureValues: [true],
  insecureValues: [false],
  fix: { class: 'guidance', alternative: ALTERNATIVE },
} as const;

export const BICEP_ADDITIONS: readonly AmendedRow[] = [
  {
    ...RBAC,
    id: 'bicep.aks.rbac',
    match: { resourceType: 'Microsoft.ContainerService/managedClusters', path: 'properties.enableRBAC' },
    absent: { means: 'unknown', isVerified: false },
    versions: { first: '2017-08-31', suggest: '2026-05-01' },
  },
];

export const TERRAFORM_ADDITIONS: readonly AmendedRow[] = [
  {
    ...RBAC,
    id: 'tf.aks.rbac',
    match: { blockType: 'resource', type: 'azurerm_kubernetes_cluster', path: 'role_based_access_control_enabled' },
    // azurerm documents true as the default.
    absent: { means: 'secure', isVerified: true },
    versions: { azurerm: ['3.117.1', '4.81.0', '5.2.0'], resourceIn: ['3.117.1', '4.81.0', '5.2.0'] },
  },
  {
    ...RBAC,
    id: 'tf.aks.rbac-block',
    // The name in azurerm 2.
    match: { blockType: 'resource', type: 'azurerm_kubernetes_cluster', path: 'role_based_access_control.enabled' },
    absent: { means: 'unknown', isVerified: false },
    versions: { azurerm: ['3.117.1', '4.81.0', '5.2.0'], resourceIn: ['3.117.1', '4.81.0', '5.2.0'] },
  },
];
