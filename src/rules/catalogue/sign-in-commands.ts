import type { CommandRow, OptionRow } from '../support/commands.ts';
import type { CredentialKind } from './workflow-credentials.ts';

/**
 * Command lines that sign in with a credential of an application or user, as data: a new tool is a new row.
 * Facts: Azure CLI reference (2026-08-21); Az 16.2, Microsoft.Graph and PnP PowerShell reference; `--help` of azd 1.30,
 * azcopy 10, kubelogin 0.2, CLI for Microsoft 365 11, pac, swa; backend azurerm of Terraform 1.16.
 */

/** How the same command signs in without the credential; what has none needs a person. */
export type KeylessCommand = 'azure-cli' | 'azd' | 'azcopy' | 'kubelogin' | 'm365' | 'pac' | 'backend';

export interface SignInRow extends CommandRow {
  readonly credential: CredentialKind;
  readonly keyless?: KeylessCommand;
  /** The option that is a credential where others only tell which kind of login it is. */
  readonly secret?: OptionRow;
  /** For the message, where somebody else signs in later; `signs in` where absent. */
  readonly does?: string;
  /** What to do instead, a whole sentence; absent for commands whose way out depends on the platform. */
  readonly advice?: string;
}

const SERVICE_PRINCIPAL: OptionRow = { names: ['--service-principal'] };
const PASSWORD: OptionRow = { names: ['--password', '-p'] };
const FEDERATED: OptionRow = { names: ['--federated-token'] };
const AZ_CONNECT =
  'Connect-AzAccount|Login-AzAccount|Add-AzAccount|Connect-AzureRmAccount|Login-AzureRmAccount|Add-AzureRmAccount';
const PS_CREDENTIAL: OptionRow = { names: ['-Credential'] };
const PS_SERVICE_PRINCIPAL: OptionRow = { names: ['-ServicePrincipal'] };
const M365_ADVICE =
  'Use `--authType federatedIdentity` with `--appId` and `--tenant` in GitHub Actions and Azure Pipelines, or `identity` in Azure.';
const PAC_ADVICE = 'Use `--githubFederated` or `--azureDevOpsFederated` with `--applicationId` and `--tenant`.';
const KUBELOGIN_ADVICE =
  'Use `--login azurecli` after a login with OIDC, or `--login workloadidentity` where the cluster runs it.';
const STATE_ADVICE =
  'Use `-backend-config=use_azuread_auth=true` and OIDC, with the role Storage Blob Data Contributor on the state container.';
const GRAPH_ADVICE =
  'Use `-Identity` in Azure, or `-AccessToken` with a token of `az account get-access-token --resource-type ms-graph` after a login with OIDC.';
const M365_POWERSHELL_ADVICE =
  'Use a managed identity (`-ManagedIdentity`), or a login with OIDC, where the module has one.';
const AKS_ADVICE =
  'Let the cluster run as a managed identity: `--enable-managed-identity`, or `--assign-identity` with the id of one.';
const SWA_ADVICE = 'Log in to the Azure CLI with OIDC before: `swa login` takes that session.';

const TERRAFORM = 'terraform|tofu|terragrunt';

export const SIGN_IN_COMMANDS: readonly SignInRow[] = [
  {
    command: 'az login',
    withAll: [SERVICE_PRINCIPAL, PASSWORD],
    without: [FEDERATED, { names: ['--certificate'] }],
    secret: PASSWORD,
    credential: 'client secret',
    keyless: 'azure-cli',
  },
  {
    command: 'az login',
    withAll: [SERVICE_PRINCIPAL, { names: ['--certificate'] }],
    without: [FEDERATED],
    credential: 'client certificate',
    keyless: 'azure-cli',
    secret: { names: ['--certificate'] },
  },
  {
    command: 'az login',
    withAll: [PASSWORD],
    without: [SERVICE_PRINCIPAL, { names: ['--identity', '-i'] }],
    credential: 'user password',
  },
  {
    command: AZ_CONNECT,
    withAll: [PS_CREDENTIAL, PS_SERVICE_PRINCIPAL],
    secret: PS_CREDENTIAL,
    credential: 'client secret',
  },
  { command: AZ_CONNECT, withAll: [PS_CREDENTIAL], without: [PS_SERVICE_PRINCIPAL], credential: 'user password' },
  {
    command: AZ_CONNECT,
    withAny: [{ names: ['-CertificateThumbprint'] }, { names: ['-CertificatePath'] }],
    credential: 'client certificate',
  },
  {
    command: 'az aks create|update-credentials',
    withAll: [{ names: ['--client-secret'] }],
    credential: 'client secret',
    does: 'lets the cluster sign in',
    advice: AKS_ADVICE,
  },
  { command: 'azd auth login', withAll: [{ names: ['--client-secret'] }], credential: 'client secret', keyless: 'azd' },
  { command: 'azd login', withAll: [{ names: ['--client-secret'] }], credential: 'client secret', keyless: 'azd' },
  {
    command: 'azd auth login',
    withAll: [{ names: ['--client-certificate'] }],
    credential: 'client certificate',
    keyless: 'azd',
  },
  {
    command: 'azcopy login',
    withAll: [SERVICE_PRINCIPAL],
    without: [{ names: ['--certificate-path'] }],
    credential: 'client secret',
    keyless: 'azcopy',
    advice: 'Use `azcopy login --login-type=azcli` after a login with OIDC, or `--identity` in Azure.',
  },
  {
    command: 'azcopy login',
    withAll: [SERVICE_PRINCIPAL, { names: ['--certificate-path'] }],
    credential: 'client certificate',
    keyless: 'azcopy',
    advice: 'Use `azcopy login --login-type=azcli` after a login with OIDC, or `--identity` in Azure.',
  },
  {
    command: 'kubelogin convert-kubeconfig|get-token',
    withAny: [{ names: ['--login', '-l'], value: /^spn$/i }, { names: ['--client-secret'] }],
    without: [{ names: ['--client-certificate'] }],
    secret: { names: ['--client-secret'] },
    credential: 'client secret',
    keyless: 'kubelogin',
    advice: KUBELOGIN_ADVICE,
  },
  {
    command: 'kubelogin convert-kubeconfig|get-token',
    withAny: [{ names: ['--login', '-l'], value: /^ropc$/i }],
    credential: 'user password',
    keyless: 'kubelogin',
    advice: KUBELOGIN_ADVICE,
  },
  {
    command: 'kubelogin convert-kubeconfig|get-token',
    withAll: [{ names: ['--client-certificate'] }],
    credential: 'client certificate',
    keyless: 'kubelogin',
    advice: KUBELOGIN_ADVICE,
  },
  {
    command: 'm365 login',
    withAll: [{ names: ['--authType', '-t'], value: /^secret$/ }],
    credential: 'client secret',
    secret: { names: ['--secret'] },
    keyless: 'm365',
    advice: M365_ADVICE,
  },
  {
    command: 'm365 login',
    withAll: [{ names: ['--authType', '-t'], value: /^password$/ }],
    credential: 'user password',
    secret: PASSWORD,
    advice: M365_ADVICE,
  },
  {
    command: 'm365 login',
    withAll: [{ names: ['--authType', '-t'], value: /^certificate$/ }],
    credential: 'client certificate',
    keyless: 'm365',
    advice: M365_ADVICE,
  },
  {
    command: 'pac auth create',
    withAll: [{ names: ['--clientSecret', '-cs'] }],
    credential: 'client secret',
    keyless: 'pac',
    advice: PAC_ADVICE,
  },
  {
    command: 'pac auth create',
    withAll: [{ names: ['--password', '-p'] }],
    credential: 'user password',
    advice: PAC_ADVICE,
  },
  {
    command: 'swa login|deploy',
    withAll: [{ names: ['--client-secret', '-CS'] }],
    credential: 'client secret',
    advice: SWA_ADVICE,
  },
  {
    command: 'Connect-MgGraph|Connect-MgBetaGraph',
    withAny: [{ names: ['-ClientSecretCredential'] }],
    credential: 'client secret',
    advice: GRAPH_ADVICE,
  },
  {
    command: 'Connect-PnPOnline',
    withAny: [{ names: ['-ClientSecret'] }],
    credential: 'client secret',
    advice: M365_POWERSHELL_ADVICE,
  },
  {
    command: 'Connect-PnPOnline|Connect-SPOService|Connect-ExchangeOnline|Connect-MicrosoftTeams',
    withAny: [{ names: ['-Credential', '-Credentials'] }],
    credential: 'user password',
    advice: M365_POWERSHELL_ADVICE,
  },
  {
    command: `${TERRAFORM} init`,
    withAny: [{ names: ['-backend-config', '--backend-config'], value: /^client_secret=/ }],
    credential: 'client secret',
    keyless: 'backend',
    advice: STATE_ADVICE,
  },
  {
    command: `${TERRAFORM} init`,
    withAny: [{ names: ['-backend-config', '--backend-config'], value: /^access_key=/ }],
    credential: 'account key',
    keyless: 'backend',
    advice: STATE_ADVICE,
  },
  {
    command: `${TERRAFORM} init`,
    withAny: [{ names: ['-backend-config', '--backend-config'], value: /^sas_token=/ }],
    credential: 'SAS token',
    keyless: 'backend',
    advice: STATE_ADVICE,
  },
  {
    command: `${TERRAFORM} apply|console|destroy|import|plan|refresh|run-all|validate`,
    withAny: [
      {
        names: ['-var', '--var'],
        value: /^\w*(?:client_secret|sp_secret|sp_password|service_principal_(?:secret|password|key))=/i,
      },
    ],
    credential: 'client secret',
    advice: 'Remove the variable and let the providers use OIDC: `ARM_USE_OIDC=true`.',
  },
];

/** Programs that ask for a token over HTTP. */
export const HTTP_COMMANDS: readonly CommandRow[] = [
  { command: 'curl|wget|http|https|Invoke-RestMethod|Invoke-WebRequest|irm|iwr' },
];

/** Where Entra ID gives out tokens, in every cloud. */
export const TOKEN_ENDPOINT =
  /login\.(?:microsoftonline\.(?:com|us|de)|windows\.net|partner\.microsoftonline\.cn|chinacloudapi\.cn)\S{0,200}oauth2/i;

/** Commands that store a credential in the CI system: the option or word that names it is looked at. */
export const STORE_COMMANDS: readonly CommandRow[] = [
  { command: 'gh secret set' },
  { command: 'glab variable set' },
  { command: 'azd env set' },
  { command: 'az pipelines variable create|update' },
  { command: 'az pipelines variable-group variable create|update' },
];
