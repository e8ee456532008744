/**
 * Where infrastructure code says how long a secret lives that is no credential of an application in Entra ID, as data.
 * Facts: Azure resource types of August 2026; azurerm 5.2.0, azuread 3.9.0, databricks 1.87 and vault 5.1 schemas.
 */

/** How a lifetime is written. */
export type LifetimeUnit = 'date' | 'epoch' | 'days' | 'seconds' | 'timespan' | 'hashicorp';

export interface LifetimeRow {
  readonly types: readonly string[];
  /** `data` where a data source makes the credential. */
  readonly mode?: 'data';
  /** For messages: `a {what}`. */
  readonly what: string;
  /** The object or block of one credential; undefined where the resource is the credential. */
  readonly path?: string;
  /** Any of these, the first that is there, from the object or block. */
  readonly ends: readonly string[];
  readonly start?: string;
  readonly unit: LifetimeUnit;
  /** Days; an option of the rule by its name. */
  readonly maximum: 'maximum-days' | 'maximum-sas-days' | number;
  /** Where no end means none, or one that is far. */
  readonly withoutEnd?: 'warning' | 'information';
  /** A switch that, being off, makes all of this void. */
  readonly unlessOff?: string;
}

const SIGNING_CERTIFICATE_DAYS = 1_096;

export const LIFETIMES: readonly LifetimeRow[] = [
  {
    types: ['Microsoft.KeyVault/vaults/secrets'],
    what: 'secret in a Key Vault',
    ends: ['properties.attributes.exp'],
    unit: 'epoch',
    maximum: 'maximum-days',
    withoutEnd: 'information',
  },
  {
    types: ['azurerm_key_vault_secret'],
    what: 'secret in a Key Vault',
    ends: ['expiration_date'],
    start: 'not_before_date',
    unit: 'date',
    maximum: 'maximum-days',
    withoutEnd: 'information',
  },
  {
    types: ['Microsoft.Automation/automationAccounts/webhooks'],
    what: 'webhook, whose address is its password,',
    ends: ['properties.expiryTime'],
    unit: 'date',
    maximum: 'maximum-days',
  },
  {
    types: ['azurerm_automation_webhook'],
    what: 'webhook, whose address is its password,',
    ends: ['expiry_time'],
    unit: 'date',
    maximum: 'maximum-days',
  },
  {
    types: ['Microsoft.ContainerRegistry/registries/tokens'],
    what: 'password of a registry token',
    path: 'properties.credentials.passwords[]',
    ends: ['expiry'],
    unit: 'date',
    maximum: 'maximum-days',
    withoutEnd: 'warning',
  },
  ...['password1', 'password2'].map(
    (path): LifetimeRow => ({
      types: ['azurerm_container_registry_token_password'],
      what: 'password of a registry token',
      path,
      ends: ['expiry'],
      unit: 'date',
      maximum: 'maximum-days',
      withoutEnd: 'warning',
    }),
  ),
  {
    types: ['azurerm_storage_account_sas', 'azurerm_storage_account_blob_container_sas'],
    mode: 'data',
    what: 'SAS token',
    ends: ['expiry'],
    start: 'start',
    unit: 'date',
    maximum: 'maximum-sas-days',
  },
  {
    types: ['databricks_token', 'databricks_obo_token'],
    what: 'token of Databricks',
    ends: ['lifetime_seconds'],
    unit: 'seconds',
    maximum: 'maximum-days',
    withoutEnd: 'warning',
  },
  {
    types: ['databricks_service_principal_secret'],
    what: 'secret of a service principal in Databricks',
    ends: ['lifetime'],
    unit: 'seconds',
    maximum: 'maximum-days',
    withoutEnd: 'warning',
  },
  {
    types: ['vault_azure_secret_backend_role'],
    what: 'client secret that Vault makes',
    ends: ['explicit_max_ttl', 'max_ttl', 'ttl'],
    unit: 'hashicorp',
    maximum: 'maximum-days',
    withoutEnd: 'warning',
  },
  {
    types: ['azuread_service_principal_token_signing_certificate'],
    what: 'certificate that signs SAML tokens',
    ends: ['end_date'],
    unit: 'date',
    maximum: SIGNING_CERTIFICATE_DAYS,
  },
];

/** Policies that allow a lifetime, rather than give one. */
export const ALLOWED_LIFETIMES: readonly LifetimeRow[] = [
  {
    types: ['Microsoft.Storage/storageAccounts'],
    what: 'SAS tokens',
    ends: ['properties.sasPolicy.sasExpirationPeriod'],
    unit: 'timespan',
    maximum: 'maximum-sas-days',
    unlessOff: 'properties.allowSharedKeyAccess',
  },
  {
    types: ['azurerm_storage_account'],
    what: 'SAS tokens',
    ends: ['sas_policy.expiration_period'],
    unit: 'timespan',
    maximum: 'maximum-sas-days',
    unlessOff: 'shared_access_key_enabled',
  },
  {
    types: ['Microsoft.Storage/storageAccounts'],
    what: 'account keys',
    ends: ['properties.keyPolicy.keyExpirationPeriodInDays'],
    unit: 'days',
    maximum: 'maximum-days',
    unlessOff: 'properties.allowSharedKeyAccess',
  },
];
