import type { CommandRow, OptionRow } from '../support/commands.ts';
import type { InputRow } from '../support/input-table.ts';

/**
 * Where keys, SAS tokens and connection strings of Azure Storage are used or handed out, as data: a new command, input
 * or variable is a new row. Facts: Azure CLI reference (2026-08-21), Az PowerShell 16.2 reference, action.yml of each
 * action, environment variables as documented for the Azure CLI and the azurerm backend of Terraform 1.16.
 */

export type StorageCredential = 'account key' | 'connection string' | 'SAS token';

const DATA_GROUPS =
  'blob|container|fs|file|directory|share|queue|message|table|entity|copy|remove|azcopy|cors|logging|metrics';

export const KEY_OPTIONS: Readonly<Record<StorageCredential, OptionRow>> = {
  'account key': { names: ['--account-key', '--source-account-key'] },
  'connection string': { names: ['--connection-string'] },
  'SAS token': { names: ['--sas-token', '--source-sas'] },
};

export const AUTH_MODE: OptionRow = { names: ['--auth-mode'] };
export const AUTH_MODE_KEY: OptionRow = { names: ['--auth-mode'], value: /^key$/i };

export type StorageCommandRow = CommandRow & {
  readonly is:
    | 'uses-key'
    | 'no-mode'
    | 'lists-keys'
    | 'signs-sas'
    | 'allows-keys'
    | 'mounts-share'
    | 'function-storage'
    | 'context-with-key'
    | 'reads-url';
};

export const STORAGE_COMMANDS: readonly StorageCommandRow[] = [
  {
    command: `az storage ${DATA_GROUPS}`,
    withAny: [...Object.values(KEY_OPTIONS), AUTH_MODE_KEY],
    is: 'uses-key',
  },
  {
    command: `az storage ${DATA_GROUPS}`,
    without: [...Object.values(KEY_OPTIONS), AUTH_MODE],
    is: 'no-mode',
  },
  { command: 'az storage account keys list|renew', is: 'lists-keys' },
  { command: 'az storage account show-connection-string|generate-sas', is: 'lists-keys' },
  {
    command: 'az storage blob|container|fs|file|queue|share|table generate-sas',
    without: [{ names: ['--as-user'] }],
    is: 'signs-sas',
  },
  {
    command: 'az storage fs directory|file generate-sas',
    without: [{ names: ['--as-user'] }],
    is: 'signs-sas',
  },
  {
    command: 'az storage account create',
    without: [{ names: ['--allow-shared-key-access'], value: /^false$/i }],
    is: 'allows-keys',
  },
  {
    command: 'az container create',
    withAny: [{ names: ['--azure-file-volume-account-key'] }],
    is: 'mounts-share',
  },
  {
    command: 'az webapp|functionapp config storage-account add|update',
    withAny: [{ names: ['--access-key', '-k'] }],
    is: 'mounts-share',
  },
  {
    command: 'az functionapp create',
    without: [
      { names: ['--deployment-storage-auth-type'], value: /Identity$/i },
      { names: ['--environment', '--kubelet-identity'] },
    ],
    is: 'function-storage',
  },
  {
    command: 'New-AzStorageContext|New-AzureStorageContext',
    withAny: [{ names: ['-StorageAccountKey'] }, { names: ['-SasToken'] }, { names: ['-ConnectionString'] }],
    is: 'context-with-key',
  },
  {
    command:
      'Get-AzStorageAccountKey|New-AzStorageAccountKey|New-AzStorageAccountSASToken|Get-AzureRmStorageAccountKey',
    is: 'lists-keys',
  },
  { command: 'azcopy|curl|wget|Invoke-WebRequest|iwr|Invoke-RestMethod', is: 'reads-url' },
];

/** Commands below `az storage` that know no `--auth-mode login`, by group: they need a key or a SAS token. */
const KEY_ONLY: Readonly<Record<string, RegExp>> = {
  container: /^(?:policy|set-permission|show-permission)\b/,
  cors: /^/,
  file: /^copy start-batch\b/,
  logging: /^/,
  metrics: /^/,
  queue: /^policy\b/,
  share: /^(?!close-handle|list-handle|generate-sas)/,
  table: /^(?:policy|generate-sas)\b/,
};

/** Whether a command signs in with `--auth-mode login`; `words` are those behind `az storage`. */
export function knowsLoginMode([group = '', ...words]: readonly string[]): boolean {
  return KEY_ONLY[group]?.test(words.join(' ')) !== true;
}

/** Commands on file shares ask for the intent beside the mode. */
export const NEEDS_BACKUP_INTENT: ReadonlySet<string> = new Set(['file', 'directory', 'share']);

/** A SAS with the signature of an identity exists for these. */
export const USER_DELEGATION: ReadonlySet<string> = new Set(['blob', 'container', 'fs']);

/** The role for the data, without `Contributor` or `Reader` behind it. */
export function dataRole(group: string): string {
  if (group === 'queue' || group === 'message') return 'Storage Queue Data';
  if (group === 'table' || group === 'entity') return 'Storage Table Data';
  return NEEDS_BACKUP_INTENT.has(group) ? 'Storage File Data Privileged' : 'Storage Blob Data';
}

/** The last word of commands that change nothing. */
export const READING_COMMAND = /^(?:download|download-batch|exists|filter|list|list-handle|peek|query|show|url|stats)$/;

export type StorageInputRow = InputRow & { readonly credential: StorageCredential };

export const STORAGE_INPUTS: readonly StorageInputRow[] = [
  {
    actions: ['lancemccarthy/action-azureblobupload', 'bacongobbler/azure-blob-storage-upload'],
    inputs: ['connection_string'],
    credential: 'connection string',
  },
  { actions: ['bacongobbler/azure-blob-storage-upload'], inputs: ['sas_token'], credential: 'SAS token' },
  { actions: ['azure/aks-create-action'], inputs: ['STORAGE_ACCESS_KEY'], credential: 'account key' },
  { actions: ['azure/aci-deploy'], inputs: ['azure-file-volume-account-key'], credential: 'account key' },
];

/** Inputs of actions no row knows, by name: of any action, and of those that have "blob" or "storage" in their own name. */
const ANY_ACTION: readonly (readonly [RegExp, StorageCredential])[] = [
  [/^(?:azure[-_]?)?storage[-_]?(?:account[-_]?)?(?:access[-_]?)?key$/i, 'account key'],
  [/^(?:azure[-_]?)?(?:blob[-_]?)?storage[-_]?(?:account[-_]?)?connection[-_]?string$/i, 'connection string'],
  [/^(?:azure[-_]?)?(?:blob[-_]?)?(?:storage[-_]?)?sas[-_]?(?:token|url)$/i, 'SAS token'],
];
const BLOB_ACTION: readonly (readonly [RegExp, StorageCredential])[] = [
  [/^connection[-_]?string$/i, 'connection string'],
  [/^(?:account|access)[-_]?key$/i, 'account key'],
];

export function credentialOfInput(action: string, input: string): StorageCredential | undefined {
  const names = /blob|azure[-_]?storage|static-website/.test(action) ? [...ANY_ACTION, ...BLOB_ACTION] : ANY_ACTION;
  return names.find(([name]) => name.test(input))?.[1];
}

export interface StorageVariableRow {
  readonly credential: StorageCredential;
  /** Who reads it, for the message. */
  readonly reader: string;
  readonly instead: { readonly name: string; readonly value: string } | undefined;
}

const TERRAFORM = { reader: 'the state backend of Terraform', instead: { name: 'ARM_USE_AZUREAD', value: 'true' } };
const AZURE_CLI = { reader: 'the Azure CLI', instead: { name: 'AZURE_STORAGE_AUTH_MODE', value: 'login' } };
const FUNCTIONS = { reader: 'Azure Functions', instead: undefined };
const PROGRAM = { reader: 'a program', instead: undefined };

const STORAGE_VARIABLES: Readonly<Record<string, StorageVariableRow>> = {
  ARM_ACCESS_KEY: { credential: 'account key', ...TERRAFORM },
  ARM_SAS_TOKEN: { credential: 'SAS token', ...TERRAFORM },
  AZURE_STORAGE_KEY: { credential: 'account key', ...AZURE_CLI },
  AZURE_STORAGE_CONNECTION_STRING: { credential: 'connection string', ...AZURE_CLI },
  AZURE_STORAGE_SAS_TOKEN: { credential: 'SAS token', ...AZURE_CLI },
  AZUREWEBJOBSSTORAGE: { credential: 'connection string', ...FUNCTIONS },
  AZUREWEBJOBSDASHBOARD: { credential: 'connection string', ...FUNCTIONS },
  WEBSITE_CONTENTAZUREFILECONNECTIONSTRING: { credential: 'connection string', ...FUNCTIONS },
};

/** Names people give to the same: `AZURE_STORAGE_ACCOUNT_KEY`, `STORAGE_ACCOUNT_ACCESS_KEY`, `BLOB_SAS_TOKEN`. */
const STORAGE_VARIABLE_NAMES: readonly (readonly [RegExp, StorageCredential])[] = [
  [/^(?:AZURE_|AZ_)?STORAGE_?ACC(?:OUN)?T_?(?:ACCESS_|PRIMARY_|SHARED_)?KEY$/, 'account key'],
  [/^AZURE_(?:BLOB_)?STORAGE_(?:ACCESS_|PRIMARY_|SHARED_)?KEY$/, 'account key'],
  [
    /^(?:AZURE_)?(?:BLOB_|STORAGE_|STORAGE_ACCOUNT_|AZURE_STORAGE_ACCOUNT_|BLOB_STORAGE_)CONNECTION_?STRING$/,
    'connection string',
  ],
  [/^(?:AZURE_)?(?:BLOB_|STORAGE_|STORAGE_ACCOUNT_|BLOB_STORAGE_)SAS(?:_?TOKEN|_?URL)?$/, 'SAS token'],
];

export function storageVariable(name: string): StorageVariableRow | undefined {
  const upper = name.toUpperCase();
  const row = Object.hasOwn(STORAGE_VARIABLES, upper) ? STORAGE_VARIABLES[upper] : undefined;
  if (row) return row;
  const credential = STORAGE_VARIABLE_NAMES.find(([pattern]) => pattern.test(upper))?.[1];
  return credential && { credential, ...PROGRAM };
}
