import type { StorageCredential } from '../catalogue/storage-credentials.ts';
import type { RuleContext } from '../rule.ts';

const WHY_KEY =
  'Whoever holds the key reads and changes everything in the storage account, from anywhere, until somebody rotates it.';

/** Why each kind of credential matters, for `{why}`. */
export const WHY: Readonly<Record<StorageCredential, string>> = {
  'account key': WHY_KEY,
  'connection string': `It holds an account key or a SAS token. ${WHY_KEY}`,
  'SAS token':
    'Whoever holds the token does what it allows, from anywhere, until it expires: there is no way to take back just this one.',
};

export const STORAGE_KEY_MESSAGES = {
  commandKey: '`{command}` signs in with {credential} ({source}). {why} {advice}',
  commandNoMode: `\`{command}\` {said}, so the Azure CLI fetches the key of the storage account and uses that. Every identity that runs this must then be allowed to list keys, and with a key it can do everything. Add \`--auth-mode login\`.`,
  listedKey: `\`{command}\` hands out {credential} of a storage account. ${WHY_KEY} Let what uses it sign in with an identity (\`--auth-mode login\`, DefaultAzureCredential, identity-based settings) and remove this.`,
  signedSas: `\`{command}\` signs the SAS with the key of the storage account, so only a new key takes it back. {advice}`,
  allowedKeys:
    '`{command}` leaves access with account keys switched on, the default. A key that leaks opens everything in the account. Add `--allow-shared-key-access false` once all that uses the account signs in with an identity.',
  functionStorage:
    '`{command}` gives the function app the connection string of its storage account as a setting. Whoever reads the settings holds an account key. Set `AzureWebJobsStorage__accountName` in its place and give the identity of the app Storage Blob Data Owner; on Flex Consumption, add `--deployment-storage-auth-type SystemAssignedIdentity`.',
  mountKey: `\`{command}\` is given {credential} ({source}) to mount a file share. ${WHY_KEY} A mount needs the key: keep a storage account for the share alone, let the app read the key from Key Vault, or read blobs with a managed identity in place of files.`,
  sasUrl:
    '`{command}` is given a URL with a SAS token ({source}). Whoever holds the token does what it allows, from anywhere, until it expires. {advice}',
  variable: '{name} hands {credential} of a storage account to {reader} ({source}). {why} {advice}',
  variableText:
    'The value of {name} holds an account key ({source}). ' +
    WHY_KEY +
    ' Let the program sign in with an identity: it needs only the name of the account.',
  input:
    '{action} is given {credential} of a storage account ({source}). {why} Log in with azure/login and OIDC and use `az storage` with `--auth-mode login` in its place, with the role Storage Blob Data Contributor.',
  taskInput:
    '{action} is given {credential} of a storage account ({source}). {why} Use an AzureCLI task with a federated connection and `az storage` with `--auth-mode login` in its place, with the role Storage Blob Data Contributor.',
} as const;

export type StorageKeyContext = RuleContext<keyof typeof STORAGE_KEY_MESSAGES>;

const ARTICLES: Readonly<Record<StorageCredential, string>> = {
  'account key': 'an account key',
  'connection string': 'a connection string',
  'SAS token': 'a SAS token',
};

export function withArticle(credential: StorageCredential): string {
  return ARTICLES[credential];
}
