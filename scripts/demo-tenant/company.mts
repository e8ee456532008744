/** The other identities of Contoso: what a tenant of some years holds, each state at least once. */
import type { Identity } from '../../src/tenant/model/identity.ts';
import {
  application,
  azureRole,
  certificate,
  day,
  directoryRole,
  flexibleTrust,
  GITHUB,
  GRAPH_ID,
  graphPermission,
  guest,
  guid,
  microsoft,
  owner,
  resource,
  resourceGroup,
  SANDBOX,
  SUBSCRIPTION,
  secret,
  servicePrincipal,
  systemAssigned,
  TENANT,
  thirdParty,
  trust,
  userAssigned,
} from './build.mts';

const AMARA = owner('Amara Lindqvist');
const PIOTR = owner('Piotr Tanaka');
const SUBSCRIPTION_SCOPE = `/subscriptions/${SUBSCRIPTION}`;
const LANDING_ZONES = '/providers/Microsoft.Management/managementGroups/contoso-landing-zones';
const LEAKED = secret('provisioning agent', -200, 165, { lastUsed: -0.1 });
const LAKE_LOADER = 'data-lake-loader-identity';

export const COMPANY: readonly Identity[] = [
  application('HR provisioning', {
    owners: [AMARA],
    keyCredentials: [LEAKED],
    directoryRoles: [directoryRole('User Administrator')],
    applicationPermissions: [graphPermission('User.Read.All'), graphPermission('Application.ReadWrite.All')],
    signIns: { application: day(-0.1) },
    risk: {
      level: 'high',
      state: 'at-risk',
      updated: day(-1),
      detections: [
        {
          id: guid('detection leaked'),
          type: 'leakedCredentials',
          detected: day(-1),
          keyIds: LEAKED.keyId === undefined ? [] : [LEAKED.keyId],
        },
      ],
    },
  }),
  application('Ledger sync', {
    keyCredentials: [
      certificate('CN=ledger-sync', -400, -35, { lastUsed: -36 }),
      certificate('CN=ledger-sync', -36, 329, { lastUsed: -0.2 }),
    ],
    azureRoles: [
      azureRole(
        'Azure Service Bus Data Sender',
        resource('rg-ledger', 'Microsoft.ServiceBus/namespaces', 'sb-ledger'),
        'Ledger sync',
      ),
    ],
    signIns: { application: day(-0.2) },
  }),
  application('CRM connector', {
    audience: 'AzureADMultipleOrgs',
    owners: [PIOTR, guest('Lena Brandt', 'fabrikam')],
    keyCredentials: [certificate('CN=crm-connector', -100, 20, { lastUsed: -3 })],
    applicationPermissions: [graphPermission('Mail.ReadWrite')],
    signIns: { application: day(-3) },
  }),
  application('Backup runner', {
    owners: [PIOTR],
    created: day(-1_500),
    keyCredentials: [secret('backup', -1_050, 45)],
    azureRoles: [azureRole('Backup Contributor', SUBSCRIPTION_SCOPE, 'Backup runner')],
    signIns: { application: day(-402) },
  }),
  application('Data lake loader', {
    owners: [AMARA],
    federatedCredentials: [
      trust(
        'managed-identity',
        `https://login.microsoftonline.com/${TENANT}/v2.0`,
        guid(`service principal ${guid(`client ${LAKE_LOADER}`)}`),
      ),
    ],
    applicationPermissions: [graphPermission('Sites.FullControl.All')],
    signIns: { application: day(-0.3) },
  }),
  userAssigned(LAKE_LOADER, 'rg-data', {
    hosts: [resource('rg-data', 'Microsoft.DataFactory/factories', 'adf-lake')],
    signIns: { application: day(-0.3) },
  }),
  application('Platform bootstrap', {
    owners: [PIOTR],
    keyCredentials: [secret('break glass', -90, 90)],
    directoryRoles: [directoryRole('Application Administrator', 'eligible')],
    azureRoles: [azureRole('Owner', LANDING_ZONES, 'Platform bootstrap')],
    applicationPermissions: [graphPermission('AppRoleAssignment.ReadWrite.All')],
  }),
  application('Landing zones (Terraform Cloud)', {
    owners: [PIOTR, AMARA],
    federatedCredentials: [
      trust(
        'plan',
        'https://app.terraform.io',
        'organization:contoso:project:platform:workspace:landing-zones:run_phase:plan',
      ),
      trust(
        'apply',
        'https://app.terraform.io',
        'organization:contoso:project:platform:workspace:landing-zones:run_phase:apply',
      ),
    ],
    azureRoles: [azureRole('Resource Policy Contributor', LANDING_ZONES, 'Landing zones')],
    signIns: { application: day(-4) },
  }),
  application('Mobile release', {
    owners: [AMARA],
    federatedCredentials: [
      flexibleTrust('release-branches', GITHUB, "claims['sub'] matches 'repo:contoso/mobile:ref:refs/heads/release/*'"),
    ],
    signIns: { application: day(-9) },
  }),
  application('Docs preview', {
    owners: [AMARA],
    federatedCredentials: [flexibleTrust('github', GITHUB, "claims['sub'] matches 'repo:contoso*'")],
  }),
  application('Order events (AWS)', {
    owners: [PIOTR],
    federatedCredentials: [
      trust(
        'lambda',
        'https://0f1e2d3c-4b5a-4968-8776-655443322110.tokens.sts.global.api.aws',
        'arn:aws:iam::210987654321:role/order-events',
      ),
    ],
    signIns: { application: day(-0.7) },
  }),
  application('Analytics export (Google Cloud)', {
    owners: [AMARA],
    federatedCredentials: [trust('exporter', 'https://accounts.google.com', '112233445566778899001')],
  }),
  application('Edge gateway', {
    // An administrative unit hides who it is.
    owners: [{ objectId: guid('user of the factory'), kind: 'user' }],
    federatedCredentials: [trust('factory', 'https://identity.contoso-factory.example', 'spiffe://factory/gateway')],
  }),
  application('Intranet portal', {
    owners: [AMARA],
    delegatedGrants: [
      { resourceId: GRAPH_ID, resourceName: 'Microsoft Graph', scopes: ['User.Read', 'Sites.Read.All'] },
    ],
    signIns: { delegated: day(-0.1) },
  }),
  application('Expense app', {
    owners: [AMARA],
    isEnabled: false,
    keyCredentials: [secret('expense api', -800, -70)],
    signIns: { delegated: day(-75) },
  }),
  application('Old newsletter', { created: day(-2_400), keyCredentials: [secret('mailer', -2_400, -1_670)] }),
  application('Badge printer', { keyCredentials: [secret('printer', -20, 160), secret('printer (next)', 10, 190)] }),
  application('Warehouse scanner', {
    owners: [PIOTR],
    keyCredentials: [secret('scanner', -170, 10, { lastUsed: -0.2 }), certificate('CN=scanner', -10, 355)],
    signIns: { application: day(-0.2) },
  }),
  application('Travel portal (SAML)', {
    owners: [AMARA],
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
    keyCredentials: [
      certificate('CN=Microsoft Azure Federated SSO Certificate', -1_070, 25, {
        origin: 'service-principal',
        purpose: 'saml-signing',
      }),
    ],
    signIns: { delegated: day(-0.2) },
  }),
  application('Invoice assistant blueprint', {
    agent: 'blueprint',
    owners: [AMARA],
    sponsors: [AMARA],
    federatedCredentials: [
      trust(
        'managed-identity',
        `https://login.microsoftonline.com/${TENANT}/v2.0`,
        guid('service principal of the agent host'),
      ),
    ],
  }),
  ...['Invoice assistant (Europe)', 'Invoice assistant (Americas)'].map((name) =>
    servicePrincipal(name, {
      agent: 'identity',
      homeTenantId: TENANT,
      sponsors: name.includes('Europe') ? [PIOTR] : [],
      signIns: { application: day(-0.5) },
      // Risks of agents have a report and a licence of their own.
      problems: { risk: { kind: 'licence', needs: ['Microsoft Entra Workload ID Premium'] } },
    }),
  ),
  servicePrincipal('Legacy file transfer', {
    created: day(-3_100),
    keyCredentials: [secret('transfer', -600, 130, { origin: 'service-principal' })],
  }),

  systemAssigned(resource('rg-refunds', 'Microsoft.Web/sites', 'func-refunds'), {
    azureRoles: [
      azureRole(
        'Azure Service Bus Data Sender',
        resource('rg-ledger', 'Microsoft.ServiceBus/namespaces', 'sb-ledger'),
        'func-refunds',
      ),
    ],
    signIns: { application: day(-0.1) },
  }),
  systemAssigned(resource('rg-build', 'Microsoft.Compute/virtualMachines', 'vm-build-01'), {
    azureRoles: [azureRole('Owner', SUBSCRIPTION_SCOPE, 'vm-build-01')],
    signIns: { application: day(-1.2) },
  }),
  systemAssigned(resource('rg-build', 'Microsoft.Compute/virtualMachines', 'vm-build-00'), { isOrphaned: true }),
  systemAssigned(resource('rg-data', 'Microsoft.DataFactory/factories', 'adf-lake'), {
    signIns: { application: day(-0.4) },
  }),
  systemAssigned(resource('rg-notify', 'Microsoft.Logic/workflows', 'logic-notify'), {
    applicationPermissions: [graphPermission('Mail.ReadWrite')],
    signIns: { application: day(-0.9) },
  }),
  systemAssigned(`${LANDING_ZONES}/providers/Microsoft.Authorization/policyAssignments/deploy-diagnostics`, {
    displayName: 'deploy-diagnostics',
    azureRoles: [azureRole('Monitoring Contributor', LANDING_ZONES, 'deploy-diagnostics')],
  }),
  userAssigned('shared-runtime', 'rg-shared', {
    hosts: [
      resource('rg-orders', 'Microsoft.Web/sites', 'app-orders'),
      resource('rg-stock', 'Microsoft.Web/sites', 'app-stock'),
      resource('rg-price', 'Microsoft.App/containerApps', 'ca-price'),
    ],
    azureRoles: [azureRole('Contributor', resourceGroup('rg-shared'), 'shared-runtime')],
    signIns: { application: day(-0.1) },
  }),
  userAssigned('experiments', 'rg-experiments', {
    azureRoles: [azureRole('Contributor', `/subscriptions/${SANDBOX}`, 'experiments')],
  }),

  thirdParty('Fabrikam partner gateway', {
    keyCredentials: [secret('issued by us', -500, 230, { origin: 'service-principal', lastUsed: -12 })],
    signIns: { application: day(-12) },
  }),
  thirdParty('Datadog', {
    azureRoles: [azureRole('Reader', SUBSCRIPTION_SCOPE, 'Datadog')],
    signIns: { application: day(-0.1) },
  }),
  thirdParty('Northwind mail archiver', {
    applicationPermissions: [graphPermission('Mail.ReadWrite'), graphPermission('Directory.Read.All')],
    signIns: { application: day(-210) },
  }),
  thirdParty('Cost explorer', { azureRoles: [azureRole('Cost Management Reader', '/', 'Cost explorer')] }),
  thirdParty('Slide deck helper', {
    delegatedGrants: [
      {
        resourceId: GRAPH_ID,
        resourceName: 'Microsoft Graph',
        userId: guid('user amara.lindqvist'),
        scopes: ['Files.ReadWrite.All', 'offline_access'],
      },
    ],
    signIns: { delegated: day(-95) },
  }),

  microsoft('Microsoft Graph', '00000003-0000-0000-c000-000000000000', { servicePrincipalId: GRAPH_ID }),
  microsoft('Office 365 Exchange Online', '00000002-0000-0ff1-ce00-000000000000'),
  microsoft('Office 365 SharePoint Online', '00000003-0000-0ff1-ce00-000000000000'),
  microsoft('Windows Azure Active Directory', '00000002-0000-0000-c000-000000000000'),
  microsoft('Windows Azure Service Management API', '797f4846-ba00-4fd7-ba43-dac1f8f63013'),
  microsoft('Azure Key Vault', 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'),
  microsoft('Microsoft Azure CLI', '04b07795-8ddb-461a-bbee-02f9e1bf7b46', { signIns: { delegated: day(-0.1) } }),
  microsoft('Visual Studio Code', 'aebc6443-996d-45c2-90f0-388ff96faa56', { signIns: { delegated: day(-0.1) } }),
  microsoft('Azure Portal', 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c', {
    keyCredentials: [secret('', -40, 690, { origin: 'service-principal' })],
    signIns: { delegated: day(-0.1) },
  }),
];
