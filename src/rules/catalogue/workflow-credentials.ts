/**
 * Where CI workflows hand over a credential of an application, as data: a new action or variable is a new row.
 * Facts: action.yml and README of each action, azure/login v3.0.1 (2026-08-04), environment variables as documented
 * for the azurerm and azuread providers (azurerm 5.2.0), `@azure/identity`, azcopy and kubelogin.
 */

export type CredentialKind = 'client secret' | 'client certificate' | 'user password' | 'account key' | 'SAS token';

/**
 * How the place works without the credential:
 * - `login-ids`: three ids take its place (azure/login);
 * - `own-token`: without it the action asks for a token itself, so the job needs `id-token: write`;
 * - `session`: without it the action or program uses the session of an azure/login step before it;
 * - `session-since`: the current version of the action does, the ones that take the credential do not.
 */
export type KeylessForm = 'login-ids' | 'own-token' | 'session' | 'session-since';

export interface ActionCredentialRow {
  /** In lower case, as `UsesReference.action` gives them. */
  readonly actions: readonly string[];
  /** Inputs that carry the credential or a part of it; the first one that is present is reported. */
  readonly inputs: readonly string[];
  readonly credential: CredentialKind;
  readonly keyless: KeylessForm | undefined;
  /** `session-since`: the action as it is to be written. */
  readonly current?: string;
}

const POWER_PLATFORM = 'microsoft/powerplatform-actions/';

export const ACTION_CREDENTIALS: readonly ActionCredentialRow[] = [
  {
    actions: ['azure/login', 'azure/actions/login', 'azure/github-actions/login'],
    inputs: ['creds'],
    credential: 'client secret',
    keyless: 'login-ids',
  },
  {
    actions: ['azure/container-apps-deploy-action'],
    inputs: ['azureCredentials'],
    credential: 'client secret',
    keyless: 'session',
  },
  // Version 1 logs in by itself, later ones use the session; both take the names of cluster and resource group.
  {
    actions: ['azure/aks-set-context', 'azure/k8s-actions/aks-set-context'],
    inputs: ['creds'],
    credential: 'client secret',
    keyless: 'session-since',
    current: 'azure/aks-set-context@v5',
  },
  {
    actions: [
      'azure/aml-workspace',
      'azure/aml-run',
      'azure/aml-deploy',
      'azure/aml-compute',
      'azure/aml-registermodel',
    ],
    inputs: ['azure_credentials'],
    credential: 'client secret',
    keyless: undefined,
  },
  {
    actions: ['azure/acr-build'],
    inputs: ['service_principal_password'],
    credential: 'client secret',
    keyless: undefined,
  },
  {
    actions: ['azure/artifact-signing-action', 'azure/trusted-signing-action', 'azure/azure-code-signing-action'],
    inputs: ['azure-client-secret'],
    credential: 'client secret',
    keyless: 'session',
  },
  {
    actions: ['azure/artifact-signing-action', 'azure/trusted-signing-action', 'azure/azure-code-signing-action'],
    inputs: ['azure-client-certificate-path'],
    credential: 'client certificate',
    keyless: 'session',
  },
  {
    actions: ['azure/artifact-signing-action', 'azure/trusted-signing-action', 'azure/azure-code-signing-action'],
    inputs: ['azure-password'],
    credential: 'user password',
    keyless: 'session',
  },
  { actions: ['pnp/action-cli-login'], inputs: ['ADMIN_PASSWORD'], credential: 'user password', keyless: undefined },
  {
    actions: ['pnp/action-cli-login'],
    inputs: ['CERTIFICATE_ENCODED', 'CERTIFICATE_PASSWORD'],
    credential: 'client certificate',
    keyless: undefined,
  },
];

/** Families of actions whose inputs are alike: the key is how the action's name begins. */
export const ACTION_FAMILY_CREDENTIALS: readonly (ActionCredentialRow & { readonly prefix: string })[] = [
  {
    prefix: POWER_PLATFORM,
    actions: [],
    inputs: ['client-secret'],
    credential: 'client secret',
    keyless: 'own-token',
  },
  {
    prefix: POWER_PLATFORM,
    actions: [],
    inputs: ['password-secret'],
    credential: 'user password',
    keyless: undefined,
  },
];

/** Inputs that carry service principal credentials in actions no row knows: wrappers, local actions. */
export const CREDENTIAL_INPUT_NAME =
  /^(?:azure[-_]?cred(?:s|entials?)|creds|(?:arm|azure|sp|service[-_]?principal)?[-_]?client[-_]?secret|sp[-_]?(?:password|secret|creds)|service[-_]?principal[-_]?(?:password|secret|credentials?))$/i;

/** Some names hold the password of either. */
export type EnvironmentCredentialKind = CredentialKind | 'password of a user or an application';

export interface EnvironmentCredentialRow {
  readonly name: string;
  /** Who reads it, for the message. */
  readonly reader: string;
  readonly credential: EnvironmentCredentialKind;
  /** The variable that takes its place, where a variable alone makes the reader keyless. */
  readonly instead: { readonly name: string; readonly value: string } | undefined;
  /** True where the reader falls back to the session of an azure/login step. */
  readonly usesSession: boolean;
}

const TERRAFORM = 'Terraform';
const AZURE_SDK = 'the Azure SDK';
const USE_OIDC = { name: 'ARM_USE_OIDC', value: 'true' };

export const ENVIRONMENT_CREDENTIALS: readonly EnvironmentCredentialRow[] = [
  terraform('ARM_CLIENT_SECRET', 'client secret'),
  terraform('ARM_CLIENT_SECRET_FILE_PATH', 'client secret'),
  terraform('ARM_CLIENT_CERTIFICATE', 'client certificate'),
  terraform('ARM_CLIENT_CERTIFICATE_PATH', 'client certificate'),
  terraform('ARM_CLIENT_CERTIFICATE_PASSWORD', 'client certificate'),
  sdk('AZURE_CLIENT_SECRET', 'client secret'),
  sdk('AZURE_CLIENT_CERTIFICATE_PATH', 'client certificate'),
  sdk('AZURE_CLIENT_CERTIFICATE_PASSWORD', 'client certificate'),
  sdk('AZURE_PASSWORD', 'password of a user or an application'),
  other('AZURE_CREDENTIALS', 'scripts of this job'),
  other('AZURE_CREDS', 'scripts of this job'),
  other('AZURE_RBAC_CREDENTIALS', 'scripts of this job'),
  other('AZURE_SP_CREDENTIALS', 'scripts of this job'),
  other('AZURE_SP_PASSWORD', 'scripts of this job'),
  other('AZURE_SP_KEY', 'scripts of this job'),
  other('AZURE_SERVICE_PRINCIPAL_PASSWORD', 'scripts of this job'),
  other('SERVICE_PRINCIPAL_PASSWORD', 'scripts of this job'),
  other('SP_CLIENT_SECRET', 'scripts of this job'),
  other('AZCOPY_SPA_CLIENT_SECRET', 'azcopy'),
  other('AZCOPY_SPA_CERT_PATH', 'azcopy', 'client certificate'),
  other('AZCOPY_SPA_CERT_PASSWORD', 'azcopy', 'client certificate'),
  other('AAD_SERVICE_PRINCIPAL_CLIENT_SECRET', 'kubelogin'),
  other('AAD_SERVICE_PRINCIPAL_CLIENT_CERTIFICATE', 'kubelogin', 'client certificate'),
  other('AAD_SERVICE_PRINCIPAL_CLIENT_CERTIFICATE_PASSWORD', 'kubelogin', 'client certificate'),
  other('AAD_USER_PRINCIPAL_PASSWORD', 'kubelogin', 'user password'),
];

function terraform(name: string, credential: CredentialKind): EnvironmentCredentialRow {
  return { name, reader: TERRAFORM, credential, instead: USE_OIDC, usesSession: false };
}

function sdk(name: string, credential: EnvironmentCredentialKind): EnvironmentCredentialRow {
  return { name, reader: AZURE_SDK, credential, instead: undefined, usesSession: true };
}

function other(name: string, reader: string, credential: CredentialKind = 'client secret'): EnvironmentCredentialRow {
  return { name, reader, credential, instead: undefined, usesSession: false };
}

const environmentByName = new Map(ENVIRONMENT_CREDENTIALS.map((row) => [row.name.toUpperCase(), row]));

/** Terraform makes a variable of each name that begins like this. */
const TERRAFORM_VARIABLE = /^TF_VAR_(?:\w+_)?client_secret$/i;

export function environmentCredential(name: string): EnvironmentCredentialRow | undefined {
  return (
    environmentByName.get(name.toUpperCase()) ?? (TERRAFORM_VARIABLE.test(name) ? other(name, TERRAFORM) : undefined)
  );
}

/** The rows of an action, its family's included. */
export function actionCredentials(action: string): readonly ActionCredentialRow[] {
  return [
    ...ACTION_CREDENTIALS.filter((row) => row.actions.includes(action)),
    ...ACTION_FAMILY_CREDENTIALS.filter((row) => action.startsWith(row.prefix)),
  ];
}
