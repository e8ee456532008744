import type { CommandRow } from '../support/commands.ts';
import type { InputRow } from '../support/input-table.ts';

/**
 * Publish profiles and deployment tokens, and commands that make credentials of applications, as data: a new action or
 * command is a new row. Facts: action.yml and README of each action (azure/webapps-deploy v3.0.1: a publish profile wins
 * over the session), Azure CLI reference (2026-08-21), Az 16.2 and Microsoft Graph PowerShell reference, `azd pipeline
 * config --help` of azd 1.30.
 */

export interface PublishProfileRow extends InputRow {
  /** Inputs without which the action cannot find the app once the profile is gone; undefined: it has no other login. */
  readonly needs: readonly string[] | undefined;
  readonly role: string;
}

export const PUBLISH_PROFILE_INPUTS: readonly PublishProfileRow[] = [
  {
    actions: ['azure/webapps-deploy', 'azure/functions-action', 'azure/appservice-actions/webapp'],
    inputs: ['publish-profile'],
    needs: ['app-name'],
    role: 'Website Contributor',
  },
  {
    actions: ['azure/webapps-container-deploy', 'azure/appservice-actions/webapp-container'],
    inputs: ['publish-profile'],
    needs: undefined,
    role: 'Website Contributor',
  },
];

/** What a variable with a publish profile is called: `AZURE_WEBAPP_PUBLISH_PROFILE`. */
export const PUBLISH_PROFILE_NAME = /publish[-_]?profile(?!.*(?:path|file|name)$)/i;

export const DEPLOYMENT_TOKEN_INPUTS: readonly InputRow[] = [
  { actions: ['azure/static-web-apps-deploy'], inputs: ['azure_static_web_apps_api_token'] },
];

export const DEPLOYMENT_TOKEN_VARIABLES: ReadonlySet<string> = new Set([
  'AZURE_STATIC_WEB_APPS_API_TOKEN',
  'SWA_CLI_DEPLOYMENT_TOKEN',
]);

export type DeploymentTokenCommandRow = CommandRow & { readonly is: 'deploys' | 'lists' };

export const DEPLOYMENT_TOKEN_COMMANDS: readonly DeploymentTokenCommandRow[] = [
  {
    command: 'swa|@azure/static-web-apps-cli deploy',
    withAll: [{ names: ['--deployment-token', '-d'] }],
    is: 'deploys',
  },
  {
    command: 'npx swa|@azure/static-web-apps-cli deploy',
    withAll: [{ names: ['--deployment-token', '-d'] }],
    is: 'deploys',
  },
  { command: 'az staticwebapp secrets list|reset-api-key', is: 'lists' },
];

export type MintingRow = CommandRow & {
  readonly makes: string;
  readonly does: 'creates' | 'reads';
  readonly advice: string;
  readonly fix?: 'no-password' | 'federated-auth';
};

const TRUST =
  'Let the application trust the pipeline instead: `az ad app federated-credential create`. Then there is nothing to hand on.';
const DEPLOY_BY_SESSION =
  'Deploy with the session of a login with OIDC (`az webapp deploy`, `az functionapp deployment source config-zip`) and switch basic authentication off.';

export const MINTING_COMMANDS: readonly MintingRow[] = [
  {
    command: 'az ad sp create-for-rbac',
    without: [{ names: ['--create-password'], value: /^false$/i }, { names: ['--create-cert', '--cert'] }],
    makes: 'a service principal with a client secret',
    does: 'creates',
    advice: `Add \`--create-password false\`. ${TRUST}`,
    fix: 'no-password',
  },
  {
    command: 'az ad app|sp credential reset',
    without: [{ names: ['--create-cert', '--cert'] }],
    makes: 'a new client secret',
    does: 'creates',
    advice: TRUST,
  },
  {
    command:
      'New-AzADServicePrincipal|New-AzADAppCredential|New-AzADSpCredential|New-AzADServicePrincipalCredential|New-AzureADApplicationPasswordCredential|New-AzureADServicePrincipalPasswordCredential|Add-MgApplicationPassword|Add-MgServicePrincipalPassword',
    without: [{ names: ['-CertValue', '-CertificateValue'] }],
    makes: 'a client secret',
    does: 'creates',
    advice: 'Let the application trust the pipeline instead: `New-AzADAppFederatedCredential`.',
  },
  {
    command: 'az webapp|functionapp deployment list-publishing-credentials|list-publishing-profiles',
    makes: 'the publishing credentials of an app',
    does: 'reads',
    advice: DEPLOY_BY_SESSION,
  },
  {
    command:
      'Get-AzWebAppPublishingProfile|Get-AzWebAppSlotPublishingProfile|Get-AzureRmWebAppPublishingProfile|Get-AzFunctionAppPublishingProfile',
    makes: 'the publishing credentials of an app',
    does: 'reads',
    advice: 'Deploy with the session of a login with OIDC (`Publish-AzWebApp`) and switch basic authentication off.',
  },
  {
    command: 'az webapp|functionapp deployment user set',
    makes: 'a password for deployments of all apps of a user',
    does: 'creates',
    advice: DEPLOY_BY_SESSION,
  },
  {
    command: 'az containerapp github-action add',
    withAny: [{ names: ['--service-principal-client-secret'] }],
    makes: 'a workflow that signs in with a client secret',
    does: 'creates',
    advice: 'Write the workflow yourself: azure/login with OIDC and `az containerapp up`.',
  },
  {
    command: 'az containerapp up',
    withAny: [{ names: ['--service-principal-client-secret'] }],
    makes: 'a workflow that signs in with a client secret',
    does: 'creates',
    advice: 'Write the workflow yourself: azure/login with OIDC and `az containerapp up`.',
  },
  {
    command: 'azd pipeline config',
    withAll: [{ names: ['--auth-type'], value: /^client-credentials$/i }],
    makes: 'a pipeline that signs in with a client secret',
    does: 'creates',
    advice: 'Use `--auth-type federated`, the default.',
    fix: 'federated-auth',
  },
];
