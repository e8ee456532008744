/**
 * Corrections of the catalogue, each with its reason. A row is amended by id; where the catalogue is generated anew
 * and a correction no longer meets a row, the generator fails and names it.
 */
import type { Amendment, SourceRow } from './source-row.mts';

export interface Correction {
  /** Ids of the rows and patterns of ids. Each must meet a row. */
  readonly rows: readonly (string | RegExp)[];
  readonly because: string;
  readonly row?: Partial<SourceRow> & Amendment;
  readonly match?: Partial<SourceRow['match']>;
}

const SECURE_UNVERIFIED = { means: 'secure', isVerified: false } as const;
const INSECURE_UNVERIFIED = { means: 'insecure', isVerified: false } as const;
const INSECURE_VERIFIED = { means: 'insecure', isVerified: true } as const;
const UNKNOWN = { means: 'unknown', isVerified: false } as const;

export const CORRECTIONS: readonly Correction[] = [
  {
    rows: [
      'bicep.fn.list-in-property',
      'bicep.fn.list-in-output',
      'bicep.param.secret-name',
      'bicep.param.secure-default',
      'bicep.params.file-secret',
      'tf.lang.locals-secret',
      'tf.lang.tfvars',
    ],
    because:
      'The path is prose for a place that is no property: the rule that asks for the row finds the place itself.',
    match: { path: '' },
  },

  // What a switch means when it is not written.
  {
    rows: [
      /^tf\.(?:eventgrid[@.]|webpubsub@|ml\.|functions\.flex-scm-basic|logicapp-std\.|appservice\.(?:ftp|scm)-basic)/,
    ],
    because: 'The documentation of the provider states the default (website/docs/r at 69697b7, 2026-08-22).',
    row: { absent: INSECURE_VERIFIED },
  },
  {
    rows: ['tf.vm.linux-password@linux_virtual_machine', 'tf.vm.linux-password@linux_virtual_machine_scale_set'],
    because: 'The documentation of the provider states the default, true (website/docs/r at 69697b7, 2026-08-22).',
    row: { absent: { means: 'secure', isVerified: true } },
  },
  {
    rows: ['tf.cosmos.old-name', 'tf.appinsights.old', 'tf.loganalytics.old', 'tf.keyvault.rbac-old'],
    because: 'The same default as under the newer name, turned round.',
    row: { absent: INSECURE_VERIFIED },
  },
  {
    rows: ['bicep.redis-enterprise'],
    because: 'The default differs between API versions; azurerm, which the row cites, has the opposite one.',
    row: { absent: INSECURE_UNVERIFIED },
  },
  {
    rows: ['tf.sql.entra-only'],
    because: 'Without the argument SQL logins work: it is what allows to leave administrator_login out.',
    row: { absent: INSECURE_UNVERIFIED },
  },
  {
    rows: [/^bicep\.storage\.shared-key-(?:blob|file|queue|table)$/],
    because: 'Unset, the switch of the account applies, which has a row of its own.',
    row: { absent: SECURE_UNVERIFIED },
  },
  {
    rows: ['bicep.storage.local-users', 'tf.storage.local-users'],
    because: 'Nobody can sign in before a local user is created, which has rows of its own.',
    row: { absent: SECURE_UNVERIFIED },
  },
  {
    rows: [
      'bicep.storage.default-oauth',
      'bicep.redis.aad-enabled',
      'bicep.acr.arm-audience',
      'tf.storage.default-oauth',
      'bicep.iothub.device-sas',
      'bicep.iothub.module-sas',
    ],
    because:
      'The row does not close a key: the portal, a token audience, or devices that have no other way (its note).',
    row: { atMost: 'information', absent: UNKNOWN },
  },
  {
    rows: [
      'bicep.appinsights',
      'tf.appinsights',
      'tf.appinsights.old',
      'bicep.loganalytics',
      'tf.loganalytics',
      'tf.loganalytics.old',
    ],
    because: 'The key lets telemetry be written, not read.',
    row: { atMost: 'information' },
  },
  {
    rows: [/\.aks\.(?:oidc|workload-identity)/],
    because: 'Workloads without it may be keyless all the same; it is what they would use instead of a secret.',
    row: { atMost: 'information' },
  },
  {
    rows: ['bicep.cosmos.key-metadata'],
    because: 'Closed with local authentication, which has a row of its own.',
    row: { atMost: 'information', absent: UNKNOWN },
  },
  {
    rows: ['bicep.playwright', 'bicep.playwright-workspace', 'bicep.fluidrelay', 'bicep.quantum', 'bicep.horizondb'],
    because: 'No source states the default.',
    row: { absent: UNKNOWN },
  },
  {
    rows: ['bicep.aks.oidc-issuer', 'tf.aks.oidc'],
    because: 'The default changed with the versions of Kubernetes and of the provider.',
    row: { absent: UNKNOWN },
  },
  {
    rows: [/authv2-secret-setting/],
    because: 'Without the setting the sign-in uses the implicit flow and no secret.',
    row: { absent: SECURE_UNVERIFIED, insecureValues: [] },
  },
  {
    rows: ['bicep.appservice.acr-identity', 'bicep.appservice.acr-identity-slot'],
    because: 'Absence matters only to sites that run a container from a registry.',
    row: { absent: UNKNOWN },
  },

  // Values.
  {
    rows: ['bicep.mongocluster.auth-modes', 'tf.mongocluster'],
    because: 'The insecure value is any list that holds NativeAuth.',
    row: { insecureValues: ['NativeAuth'], absent: INSECURE_UNVERIFIED },
  },
  {
    rows: ['bicep.batch.auth-modes', 'tf.batch.modes'],
    because: 'The insecure value is any list that holds SharedKey; without a list all modes are allowed.',
    row: { insecureValues: ['SharedKey'], absent: INSECURE_UNVERIFIED },
  },
  {
    rows: ['bicep.cassandra.auth'],
    because: 'The service takes no tokens of Entra ID: only None is worse than it must be (its note).',
    row: { insecureValues: ['None'], absent: UNKNOWN },
  },
  {
    rows: ['bicep.vpn.psk'],
    because: 'A tunnel between gateways has no keyless form; the certificate is no sign-in with Entra ID.',
    row: { insecureValues: [], absent: UNKNOWN },
  },

  // Where a switch stands.
  {
    rows: ['bicep.mysql.aad-only'],
    because: 'The type holds every parameter of the server; the row is about the one of this name.',
    match: { path: '<name=aad_auth_only>.properties.value' },
    row: {
      when: undefined,
      absent: UNKNOWN,
      fix: { class: 'mechanical-with-companion', set: { '<name=aad_auth_only>.properties.value': 'ON' } },
    },
  },
  {
    rows: ['tf.mysql.aad-only'],
    because: 'The type holds every parameter of the server; the row is about the one of this name.',
    match: { path: '<name=aad_auth_only>.value' },
    row: {
      when: undefined,
      absent: UNKNOWN,
      fix: { class: 'mechanical-with-companion', set: { '<name=aad_auth_only>.value': 'ON' } },
    },
  },
  {
    rows: ['bicep.vm.linux-password'],
    because: 'Without it the machine runs Windows or says nothing about how to sign in.',
    row: { within: 'properties.osProfile.linuxConfiguration' },
  },
  {
    rows: ['bicep.vmss.linux-password'],
    because: 'Without it the machines run Windows or say nothing about how to sign in.',
    row: { within: 'properties.virtualMachineProfile.osProfile.linuxConfiguration' },
  },
  {
    rows: ['bicep.batch.auto-storage'],
    because: 'No storage account, no key to it.',
    row: { within: 'properties.autoStorage' },
  },
  {
    rows: ['bicep.sql.entra-only'],
    because: 'The same switch may be a resource of its own.',
    row: { child: { type: 'Microsoft.Sql/servers/azureADOnlyAuthentications' } },
  },
  {
    rows: ['bicep.sqlmi.entra-only'],
    because: 'The same switch may be a resource of its own.',
    row: { child: { type: 'Microsoft.Sql/managedInstances/azureADOnlyAuthentications' } },
  },
  {
    rows: ['bicep.synapse.entra-only'],
    because: 'The same switch may be a resource of its own.',
    row: { child: { type: 'Microsoft.Synapse/workspaces/azureADOnlyAuthentications' } },
  },
  {
    rows: ['tf.sqlmi.entra-only'],
    because: 'The same switch may be a resource of its own.',
    row: { child: { type: 'azurerm_mssql_managed_instance_active_directory_administrator' } },
  },

  {
    rows: ['bicep.cosmos', 'tf.cosmos', 'tf.cosmos.old-name'],
    because: 'The API for MongoDB signs in with the account key only.',
    row: { unless: { path: 'kind', values: ['MongoDB', 'Parse'] } },
  },

  {
    rows: ['bicep.sql.import-key'],
    because: 'With an identity the same property holds the id of the identity.',
    row: { unless: { path: 'properties.storageKeyType', values: ['ManagedIdentity'] } },
  },
  {
    rows: ['bicep.apim.logger'],
    because: 'The object holds the names of an identity too; then no part of it is a secret.',
    row: { unless: { path: 'properties.credentials.identityClientId', values: [] } },
  },
  {
    rows: ['bicep.redis.aof-connection'],
    because: 'The connection string would stay beside the identity.',
    row: {
      fix: {
        class: 'mechanical-with-companion',
        set: { 'properties.redisConfiguration.preferred-data-persistence-auth-method': 'ManagedIdentity' },
        remove: ['properties.redisConfiguration.aof-storage-connection-string-0'],
      },
    },
  },
  {
    rows: ['bicep.redis.rdb-connection'],
    because: 'The connection string would stay beside the identity.',
    row: {
      fix: {
        class: 'mechanical-with-companion',
        set: { 'properties.redisConfiguration.preferred-data-persistence-auth-method': 'ManagedIdentity' },
        remove: ['properties.redisConfiguration.rdb-storage-connection-string'],
      },
    },
  },
  {
    rows: [/^bicep\.eventgrid\.webhook-url/],
    because: 'The key stays in the address until a person takes it out.',
    row: { fix: { class: 'guided', alternative: 'Entra ID authentication of the webhook' } },
  },

  {
    rows: ['tf.adf.azure_sql_database.connection_string'],
    because: 'With an identity the connection string names server and database only.',
    row: { unless: { path: 'use_managed_identity', values: ['true'] } },
  },
  {
    rows: ['tf.iothub.file-upload'],
    because: 'The provider asks for a connection string even where the identity is used.',
    row: { unless: { path: 'file_upload.authentication_type', values: ['identityBased'] } },
  },
  {
    rows: ['tf.iothub.file-upload-res'],
    because: 'The provider asks for a connection string even where the identity is used.',
    row: { unless: { path: 'authentication_type', values: ['identityBased'] } },
  },
  {
    rows: ['tf.redis.aof'],
    because: 'The connection string would stay beside the identity.',
    row: {
      fix: {
        class: 'mechanical-with-companion',
        set: { 'redis_configuration.data_persistence_authentication_method': 'ManagedIdentity' },
        remove: ['redis_configuration.aof_storage_connection_string_0'],
      },
    },
  },
  {
    rows: ['tf.redis.rdb'],
    because: 'The connection string would stay beside the identity.',
    row: {
      fix: {
        class: 'mechanical-with-companion',
        set: { 'redis_configuration.data_persistence_authentication_method': 'ManagedIdentity' },
        remove: ['redis_configuration.rdb_storage_connection_string'],
      },
    },
  },
  {
    rows: [/^tf\.eventgrid\.webhook@/, 'tf.signalr.upstream', 'tf.webpubsub.handler'],
    because: 'The key stays in the address until a person takes it out.',
    row: { fix: { class: 'guided', alternative: 'Entra ID authentication of the endpoint' } },
  },

  // Words for messages.
  {
    rows: ['bicep.signalr.aad-disabled', 'bicep.webpubsub.aad-disabled', 'tf.signalr.aad', /^tf\.webpubsub\.aad@/],
    because: 'Says what lets callers in, not what is off.',
    row: { credential: 'access key alone, as Entra ID is turned off' },
  },
  {
    rows: ['bicep.postgres.entra'],
    because: 'Says what lets callers in, not what is off.',
    row: { credential: 'passwords alone, as Entra ID is turned off' },
  },
  {
    rows: [/\.aks\.(?:oidc|workload-identity)/],
    because: 'Says what pods use without it.',
    row: { credential: 'secrets that pods carry, as they have no identity of their own' },
  },

  {
    rows: ['tf.ado.azurerm-key', 'tf.ado.azurerm-cert'],
    because: 'With federation or an identity the connection does not sign in with it.',
    row: {
      unless: {
        path: 'service_endpoint_authentication_scheme',
        values: ['WorkloadIdentityFederation', 'ManagedServiceIdentity'],
      },
    },
  },

  // References to a secret that is kept elsewhere.
  {
    rows: [
      /^bicep\.containerapps(?:-job)?\.(?:registry-password|(?:queue-)?scale-secret|session-pool-registry)$/,
      /^bicep\.appservice\.sidecar-password/,
      /^tf\.containerapp\.(?:registry@|scale$|queue-scale$)/,
      'tf.databricks.mount',
    ],
    because: 'The property holds the name of a secret, not the secret.',
    row: { kind: 'credential-reference', profile: 'block-present' },
  },
  {
    rows: [/authv2-secret-setting/],
    because: 'The property holds the name of the setting with the secret; one name stands for an identity.',
    row: { kind: 'credential-reference', profile: 'block-present' },
  },
  {
    rows: [/\.(?:containerapps|containerapp)\.auth-(?:secret-setting|token-store-sas)$/, 'bicep.adf.credential-sp'],
    because: 'The property holds the name of a secret, not the secret.',
    row: { kind: 'credential-reference' },
  },

  // Names that azurerm 5 changed.
  { rows: ['tf.cosmos.old-name'], because: 'azurerm 5 turned the name round.', row: { newName: 'tf.cosmos' } },
  { rows: ['tf.appinsights.old'], because: 'azurerm 5 turned the name round.', row: { newName: 'tf.appinsights' } },
  { rows: ['tf.loganalytics.old'], because: 'azurerm 5 turned the name round.', row: { newName: 'tf.loganalytics' } },
  { rows: ['tf.keyvault.rbac-old'], because: 'azurerm 5 renamed it.', row: { newName: 'tf.keyvault.rbac' } },
];
