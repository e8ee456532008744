/**
 * Where Kubernetes objects open a storage account with a key, as data. Facts: azurefile-csi-driver and
 * blob-csi-driver (driver-parameters), velero-plugin-for-microsoft-azure README, KEDA 2.21 scalers, Dapr component metadata.
 */
export interface ManifestStorageRow {
  /** API group and kind; undefined for the pods of any object. */
  readonly kind: string | undefined;
  readonly group?: string;
  /** The mapping that `field` is a field of, through lists. */
  readonly path: string;
  readonly field: string;
  /** Another field of the same mapping, and what it must say. */
  readonly only?: { readonly field: string; readonly value: RegExp };
  readonly reader: string;
  readonly credential: 'an account key' | 'a connection string';
  readonly advice: string;
  /** A mount of files needs the key: that is worth knowing, and nothing to repair at once. */
  readonly isMount: boolean;
}

const DRIVER = { field: 'driver', value: /^(?:file|blob)\.csi\.azure\.com$/ };

const MOUNT = {
  reader: 'This volume',
  credential: 'an account key',
  advice:
    'Let the driver get at it with the identity of the cluster, keep an account for the share alone, or read blobs in the program with workload identity.',
  isMount: true,
} as const;

const SCALER = {
  kind: 'ScaledObject',
  group: 'keda.sh',
  path: 'spec.triggers[].metadata',
  reader: 'This trigger of KEDA',
  credential: 'a connection string',
  advice:
    'Use `accountName` and a TriggerAuthentication with the provider `azure-workload`, with a data role on the account.',
  isMount: false,
} as const;

export const MANIFEST_STORAGE: readonly ManifestStorageRow[] = [
  { ...MOUNT, kind: undefined, path: 'volumes[].azureFile', field: 'secretName' },
  { ...MOUNT, kind: 'PersistentVolume', path: 'spec.azureFile', field: 'secretName' },
  { ...MOUNT, kind: 'PersistentVolume', path: 'spec.csi', field: 'nodeStageSecretRef', only: DRIVER },
  { ...MOUNT, kind: undefined, path: 'volumes[].csi', field: 'nodePublishSecretRef', only: DRIVER },
  {
    kind: 'BackupStorageLocation',
    group: 'velero.io',
    path: 'spec.config',
    field: 'storageAccountKeyEnvVar',
    reader: 'Velero',
    credential: 'an account key',
    advice: 'Use `useAAD: "true"` with workload identity and the role Storage Blob Data Contributor.',
    isMount: false,
  },
  { ...SCALER, field: 'connectionFromEnv', only: { field: 'blobContainerName', value: /./ } },
  { ...SCALER, field: 'connectionFromEnv', only: { field: 'queueLength', value: /./ } },
];

/** Dapr components on storage accounts, and their settings that are keys. */
export const DAPR_STORAGE_TYPE = /\.azure\.(?:blobstorage|storagequeues|tablestorage)$/;
export const DAPR_STORAGE_KEYS: ReadonlySet<string> = new Set(['accountkey', 'storageaccountkey', 'storageaccesskey']);
