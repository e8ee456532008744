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

/**
 * The server says nothing of it: the switch is a server parameter, OFF by default. An administrator is named where a
 * server is made anew; a replica or restored server has the parameters of the one it comes from.
 * Who the administrator of Microsoft Entra ID is, which must be there first, no fix can know.
 */
const ENTRA_ONLY = {
  tier: 'curated',
  service: 'MySQL flexible server',
  kind: 'local-auth-switch',
  credential: 'passwords of the administrator and of users',
  profile: 'switch',
  secureValues: ['ON'],
  insecureValues: ['OFF'],
  absent: { means: 'insecure', isVerified: false },
} as const;
const COPIES = ['Replica', 'GeoRestore', 'PointInTimeRestore'];

export const BICEP_ADDITIONS: readonly AmendedRow[] = [
  {
    ...RBAC,
    id: 'bicep.aks.rbac',
    match: { resourceType: 'Microsoft.ContainerService/managedClusters', path: 'properties.enableRBAC' },
    absent: { means: 'unknown', isVerified: false },
    versions: { first: '2017-08-31', suggest: '2026-05-01' },
  },
  {
    ...ENTRA_ONLY,
    id: 'bicep.mysql.aad-only.missing',
    match: { resourceType: 'Microsoft.DBforMySQL/flexibleServers', path: '' },
    within: 'properties.administratorLogin',
    unless: { path: 'properties.createMode', values: COPIES },
    child: { type: 'Microsoft.DBforMySQL/flexibleServers/configurations', name: 'aad_auth_only' },
    fix: { class: 'guided', addResource: { properties: { value: 'ON', source: 'user-override' } } },
    versions: { first: '2020-07-01-preview', suggest: '2024-12-30' },
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
  {
    ...ENTRA_ONLY,
    id: 'tf.mysql.aad-only.missing',
    match: { blockType: 'resource', type: 'azurerm_mysql_flexible_server', path: '' },
    within: 'administrator_login',
    unless: { path: 'create_mode', values: COPIES },
    child: { type: 'azurerm_mysql_flexible_server_configuration', name: 'aad_auth_only' },
    fix: { class: 'guided', addResource: { properties: { value: 'ON' } } },
    versions: { azurerm: ['3.117.1', '4.81.0', '5.2.0'], resourceIn: ['3.117.1', '4.81.0', '5.2.0'] },
  },
];
