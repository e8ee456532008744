/** The identities of the repository contoso/payments, as examples/contoso declares and uses them. */
import type { Identity } from '../../src/tenant/model/identity.ts';
import {
  application,
  azureRole,
  day,
  flexibleTrust,
  GITHUB,
  GRAPH_ID,
  guid,
  owner,
  resource,
  resourceGroup,
  SUBSCRIPTION,
  secret,
  systemAssigned,
  TENANT,
  trust,
  userAssigned,
} from './build.mts';

const MIRA = owner('Mira Sandberg');
const JONAS = owner('Jonas Okafor');
const PROD = resourceGroup('rg-payments-prod');
const SUBSCRIPTION_SCOPE = `/subscriptions/${SUBSCRIPTION}`;
const REGISTRY = resource('rg-payments-prod', 'Microsoft.ContainerRegistry/registries', 'contosopayments');
const STORAGE = resource('rg-payments-settlement', 'Microsoft.Storage/storageAccounts', 'stpaymentssettlement');
const VAULT = resource('rg-payments-prod', 'Microsoft.KeyVault/vaults', 'kv-payments-prod');
const CLUSTER_ISSUER = `https://westeurope.oic.prod-aks.azure.com/${TENANT}/${guid('cluster aks-payments')}/`;

const web = (name: string, group: string) => resource(group, 'Microsoft.Web/sites', name);

export const PAYMENTS: readonly Identity[] = [
  userAssigned('payments-deploy', 'rg-payments-prod', {
    clientId: 'b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa',
    federatedCredentials: [
      trust('github-production', GITHUB, 'repo:contoso/payments:environment:production'),
      trust('github-pull-requests', GITHUB, 'repo:contoso/payments:pull_request'),
      trust('github-releases', GITHUB, 'repo:contoso/payments:ref:refs/heads/release/*'),
      trust('aks-payments-api', CLUSTER_ISSUER, 'system:serviceaccount:payments:payments-api'),
    ],
    azureRoles: [azureRole('Contributor', PROD, 'payments-deploy'), azureRole('AcrPush', REGISTRY, 'payments-deploy')],
    signIns: { application: day(-0.3) },
  }),
  application('Payments API', {
    clientId: '4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43',
    owners: [MIRA, JONAS],
    created: day(-1_200),
    keyCredentials: [secret('nightly settlement job', -674, 56, { lastUsed: -1 })],
    federatedCredentials: [
      trust('github-main', `${GITHUB}/`, 'repo:contoso/payments:ref:refs/heads/main'),
      flexibleTrust('github-organization', GITHUB, "claims['sub'] matches 'repo:contoso/*'"),
    ],
    delegatedGrants: [{ resourceId: GRAPH_ID, resourceName: 'Microsoft Graph', scopes: ['User.Read', 'openid'] }],
    signIns: { application: day(-1), applicationResource: day(-0.1), delegatedResource: day(-0.1) },
  }),
  application('payments-terraform', {
    clientId: 'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61',
    owners: [JONAS],
    keyCredentials: [secret('TERRAFORM_CLIENT_SECRET', -353, 12, { lastUsed: -0.5 })],
    azureRoles: [
      azureRole('Contributor', SUBSCRIPTION_SCOPE, 'payments-terraform'),
      azureRole('User Access Administrator', SUBSCRIPTION_SCOPE, 'payments-terraform'),
    ],
    signIns: { application: day(-0.5) },
  }),
  application('payments-settlement', {
    owners: [MIRA],
    keyCredentials: [
      secret('settlement service', -300, 772, { lastUsed: -0.2 }),
      secret('Password uploaded on Thu Jan 09 2025', -680, -315, { origin: 'service-principal', lastUsed: -320 }),
    ],
    federatedCredentials: [
      flexibleTrust('github-organization', GITHUB, "claims['sub'] matches 'repo:contoso/*'"),
      trust('github-plan', GITHUB, 'repo:contoso/payments:pull-request'),
      trust('github-production', GITHUB, 'repo:contoso/payments:environment:production'),
      trust('github-live', GITHUB, 'repo:contoso/payments:ref:refs/heads/live'),
    ],
    azureRoles: [azureRole('Storage Blob Data Contributor', STORAGE, 'payments-settlement application')],
    signIns: { application: day(-0.2) },
  }),
  application('Payments reporting', {
    owners: [MIRA],
    created: day(-1_270),
    keyCredentials: [secret('Power BI refresh', -1_268, 559, { lastUsed: -410 })],
    azureRoles: [azureRole('Reader', PROD, 'Payments reporting')],
    signIns: { application: day(-410) },
  }),
  application('payments-github-deploy', {
    owners: [JONAS],
    keyCredentials: [
      secret('AZURE_CREDENTIALS', -173, 7, { lastUsed: -0.4 }),
      secret('AZURE_CREDENTIALS (before)', -355, -173, { lastUsed: -174 }),
    ],
    azureRoles: [azureRole('Owner', PROD, 'payments-github-deploy')],
    signIns: { application: day(-0.4) },
  }),
  application('payments-sandbox', {
    keyCredentials: [secret('SANDBOX_CREDENTIALS', -1_000, 26_600)],
    federatedCredentials: [trust('github-main', GITHUB, 'repo:contoso/payments:ref:refs/heads/main')],
    azureRoles: [azureRole('Contributor', resourceGroup('sandbox', guid('subscription sandbox')), 'payments-sandbox')],
  }),
  application('payments-production', {
    owners: [JONAS],
    tags: ['azure-devops'],
    federatedCredentials: [
      trust(
        'azure-devops',
        `https://vstoken.dev.azure.com/${guid('azure devops organization')}`,
        'sc://contoso/payments/payments-production',
      ),
    ],
    azureRoles: [azureRole('Contributor', PROD, 'payments-production')],
    signIns: { application: day(-2) },
  }),
  application('payments-gitlab', {
    owners: [JONAS, MIRA],
    federatedCredentials: [
      trust('gitlab-main', 'https://gitlab.com', 'project_path:contoso/payments:ref_type:branch:ref:main'),
    ],
    azureRoles: [azureRole('AcrPush', REGISTRY, 'payments-gitlab')],
    signIns: { application: day(-6) },
  }),
  userAssigned('payments-settlement', 'rg-payments-settlement', {
    clientId: guid('client payments-settlement identity'),
    federatedCredentials: [trust('github-production', GITHUB, 'repo:contoso/payments:environment:production')],
    azureRoles: [azureRole('Storage Blob Data Contributor', STORAGE, 'payments-settlement')],
    hosts: [resource('rg-payments-settlement', 'Microsoft.App/jobs', 'settlement-nightly')],
    signIns: { application: day(-0.6) },
  }),
  userAssigned('payments-reporting', 'rg-payments-prod', {
    federatedCredentials: [trust('github-main', GITHUB, 'repo:contoso/payments:ref:main')],
  }),
  userAssigned('aks-payments-agentpool', 'MC_rg-payments-prod_aks-payments_westeurope', {
    azureRoles: [azureRole('AcrPull', REGISTRY, 'aks-payments-agentpool')],
    hosts: [resource('rg-payments-prod', 'Microsoft.ContainerService/managedClusters', 'aks-payments')],
    signIns: { application: day(-0.05) },
  }),
  ...['dev', 'test', 'prod'].map((stage) =>
    systemAssigned(web(`app-payments-${stage}`, `rg-payments-${stage}`), {
      azureRoles: [
        azureRole(
          'Key Vault Secrets User',
          stage === 'prod'
            ? VAULT
            : resource(`rg-payments-${stage}`, 'Microsoft.KeyVault/vaults', `kv-payments-${stage}`),
          `app-payments-${stage}`,
        ),
      ],
      signIns: { application: day(-0.1) },
    }),
  ),
];
