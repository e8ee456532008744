import type { ApplicationPermission, AzureRole, DirectoryRole, Owner } from '../../../src/tenant/model/access.ts';
import type { FederatedTrust, KeyCredential } from '../../../src/tenant/model/credential.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { CredentialRestriction, TenantPolicies } from '../../../src/tenant/model/policies.ts';
import { guid, identity, NOW } from '../identities.ts';

const DAY = 86_400_000;
export const GITHUB = 'https://token.actions.githubusercontent.com';

export function day(days: number): string {
  return new Date(NOW + days * DAY).toISOString();
}

export function secret(parts: Partial<KeyCredential> = {}): KeyCredential {
  return {
    kind: 'client-secret',
    keyId: guid(50),
    origin: 'application',
    displayName: 'ci',
    start: day(-60),
    end: day(100),
    lastUsed: day(-1),
    ...parts,
  };
}

export function certificate(parts: Partial<KeyCredential> = {}): KeyCredential {
  return secret({ kind: 'certificate', keyId: guid(51), displayName: 'CN=ci', ...parts });
}

export function trust(subject: string, parts: Partial<FederatedTrust> = {}): FederatedTrust {
  return { name: 'github', issuer: GITHUB, subject, audiences: ['api://AzureADTokenExchange'], ...parts };
}

export function expression(value: string, parts: Partial<FederatedTrust> = {}): FederatedTrust {
  return {
    name: 'flexible',
    issuer: GITHUB,
    expression: value,
    languageVersion: 1,
    audiences: ['api://AzureADTokenExchange'],
    ...parts,
  };
}

const EXACT = trust('repo:contoso/app:environment:production');
const TAKEOVER: ApplicationPermission = {
  resourceId: guid(60),
  appRoleId: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  value: 'Application.ReadWrite.All',
};
const HARMLESS: ApplicationPermission = { resourceId: guid(60), appRoleId: guid(61), value: 'User.Read.All' };
const ADMINISTRATOR: DirectoryRole = {
  roleId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  scope: '/',
  assignment: 'active',
};
const READERS: DirectoryRole = { roleId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', scope: '/', assignment: 'active' };
const SUBSCRIPTION = `/subscriptions/${guid(70)}`;
const OWNER_OF_SUBSCRIPTION: AzureRole = {
  id: 'a',
  roleId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  scope: SUBSCRIPTION,
};
const READER: AzureRole = { id: 'b', roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', scope: SUBSCRIPTION };
const MIRA: Owner = {
  objectId: guid(80),
  kind: 'user',
  displayName: 'Mira',
  userPrincipalName: 'mira@contoso.example',
};
const JONAS: Owner = {
  objectId: guid(81),
  kind: 'user',
  displayName: 'Jonas',
  userPrincipalName: 'jonas@contoso.example',
};
const GUEST: Owner = {
  objectId: guid(82),
  kind: 'user',
  displayName: 'Lena',
  userPrincipalName: 'lena_fabrikam.example#EXT#@contoso.onmicrosoft.com',
};

const application = (parts: Partial<Identity>) =>
  identity({
    applicationId: guid(2),
    servicePrincipalId: guid(3),
    audience: 'AzureADMyOrg',
    created: day(-800),
    ...parts,
  });
const managed = (parts: Partial<Identity>, hosts: readonly string[] = ['/subscriptions/s/vm']) =>
  identity({
    kind: 'managed-identity',
    servicePrincipalId: guid(3),
    managedIdentity: { assignment: 'user-assigned', resourceId: '/subscriptions/s/id', hosts },
    ...parts,
  });
const foreign = (parts: Partial<Identity>) =>
  identity({
    kind: 'service-principal',
    ownership: 'third-party',
    servicePrincipalId: guid(3),
    created: day(-800),
    ...parts,
  });
const microsoft = (parts: Partial<Identity>) => foreign({ ownership: 'microsoft', ...parts });

export const NO_POLICIES: TenantPolicies = {
  appManagement: [],
  conditionalAccess: [],
  diagnosticSettings: [],
  accessReviews: [],
};

const restriction = (type: string, parts: Partial<CredentialRestriction> = {}): CredentialRestriction => ({
  credential: type.startsWith('asymmetric') ? 'certificate' : 'client-secret',
  type,
  isEnabled: true,
  ...parts,
});
const defaults = (...restrictions: readonly CredentialRestriction[]): TenantPolicies => ({
  ...NO_POLICIES,
  defaultAppManagement: { isEnabled: true, applications: restrictions, servicePrincipals: restrictions },
});
const access = (parts: Partial<TenantPolicies['conditionalAccess'][number]>): TenantPolicies => ({
  ...NO_POLICIES,
  conditionalAccess: [
    {
      id: guid(90),
      displayName: 'locations',
      state: 'enabled',
      include: ['ServicePrincipalsInMyTenant'],
      exclude: [],
      riskLevels: [],
      includeLocations: ['All'],
      excludeLocations: [guid(91)],
      blocks: true,
      ...parts,
    },
  ],
});
const logs = (...categories: readonly string[]): TenantPolicies => ({
  ...NO_POLICIES,
  diagnosticSettings: [{ name: 'workspace', categories, destinations: ['log-analytics'] }],
});

export interface Case {
  readonly identity?: Identity;
  readonly policies?: TenantPolicies;
}

export interface CheckCases {
  readonly fail: readonly Case[];
  readonly pass: readonly Case[];
  readonly notApplicable?: readonly Case[];
  readonly unknown?: readonly Case[];
}

const of = (...identities: readonly Identity[]): readonly Case[] => identities.map((each) => ({ identity: each }));
const under = (...policies: readonly TenantPolicies[]): readonly Case[] => policies.map((each) => ({ policies: each }));

const PLAIN = application({});
const SECRETIVE = application({ keyCredentials: [secret()] });

/** For every check what fails, what passes, and what it is not about. */
export const CASES: Readonly<Record<string, CheckCases>> = {
  'client-secret': {
    fail: of(SECRETIVE, application({ keyCredentials: [secret({ origin: 'service-principal' })] })),
    pass: of(application({ keyCredentials: [certificate()] }), application({ federatedCredentials: [EXACT] })),
    notApplicable: of(
      PLAIN,
      application({ keyCredentials: [secret({ end: day(-1) })] }),
      application({ keyCredentials: [secret({ purpose: 'saml-signing' })] }),
      managed({}),
    ),
  },
  'privileged-secret': {
    fail: of(
      application({ keyCredentials: [secret()], applicationPermissions: [TAKEOVER] }),
      application({ keyCredentials: [secret()], directoryRoles: [ADMINISTRATOR] }),
      foreign({ keyCredentials: [secret({ origin: 'service-principal' })], azureRoles: [OWNER_OF_SUBSCRIPTION] }),
    ),
    pass: of(application({ keyCredentials: [secret()], applicationPermissions: [HARMLESS], azureRoles: [READER] })),
    notApplicable: of(
      application({ keyCredentials: [certificate()], applicationPermissions: [TAKEOVER] }),
      managed({}),
    ),
  },
  'secret-beside-stronger': {
    fail: of(
      application({ keyCredentials: [secret()], federatedCredentials: [EXACT] }),
      application({ keyCredentials: [secret(), certificate()] }),
    ),
    pass: of(SECRETIVE),
    notApplicable: of(application({ federatedCredentials: [EXACT] })),
  },
  'secret-lifetime': {
    fail: of(
      application({ keyCredentials: [secret({ start: day(-100), end: day(81) })] }),
      application({ keyCredentials: [{ kind: 'client-secret', origin: 'application' }] }),
    ),
    pass: of(application({ keyCredentials: [secret({ start: day(-100), end: day(80) })] })),
    notApplicable: of(PLAIN, application({ keyCredentials: [certificate({ end: day(900) })] })),
  },
  'certificate-lifetime': {
    fail: of(application({ keyCredentials: [certificate({ start: day(-1), end: day(365) })] })),
    pass: of(application({ keyCredentials: [certificate()] })),
    notApplicable: of(application({ keyCredentials: [secret({ end: day(900) })] })),
  },
  'expiring-credential': {
    fail: of(application({ keyCredentials: [secret({ end: day(29) })] })),
    pass: of(
      application({ keyCredentials: [secret({ end: day(31) })] }),
      application({ keyCredentials: [secret({ end: day(5) }), secret({ keyId: guid(52) })] }),
    ),
    notApplicable: of(application({ keyCredentials: [secret({ end: day(-2) })] })),
  },
  'expired-credential': {
    fail: of(application({ keyCredentials: [secret({ end: day(-2) })] })),
    pass: of(SECRETIVE),
    notApplicable: of(PLAIN, application({ keyCredentials: [certificate({ end: day(-2), purpose: 'saml-signing' })] })),
  },
  'unused-credential': {
    fail: of(
      application({ keyCredentials: [secret({ lastUsed: day(-40) })] }),
      application({ keyCredentials: [(({ lastUsed: _, ...rest }) => rest)(secret())] }),
    ),
    pass: of(SECRETIVE),
    notApplicable: of(
      application({ keyCredentials: [(({ lastUsed: _, ...rest }) => rest)(secret({ start: day(-3) }))] }),
    ),
  },
  'several-secrets': {
    fail: of(application({ keyCredentials: [secret(), secret({ keyId: guid(52) }), secret({ keyId: guid(53) })] })),
    pass: of(application({ keyCredentials: [secret(), secret({ keyId: guid(52) })] })),
    notApplicable: of(PLAIN),
  },
  'service-principal-credential': {
    fail: of(
      application({ keyCredentials: [secret({ origin: 'service-principal' })] }),
      foreign({ keyCredentials: [certificate({ origin: 'service-principal' })] }),
    ),
    pass: of(
      SECRETIVE,
      application({ keyCredentials: [certificate({ origin: 'service-principal', purpose: 'saml-signing' })] }),
    ),
    notApplicable: of(identity({ applicationId: guid(2) }), managed({}), microsoft({})),
  },
  'microsoft-principal-credential': {
    fail: of(microsoft({ keyCredentials: [secret({ origin: 'service-principal' })] })),
    pass: of(microsoft({})),
    notApplicable: of(SECRETIVE),
  },
  'broad-federation': {
    fail: of(
      application({ federatedCredentials: [expression("claims['sub'] matches 'repo:contoso*'")] }),
      managed({ federatedCredentials: [trust('repo:contoso/app:pull_request')] }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'mutable-federation': {
    fail: of(application({ federatedCredentials: [EXACT] })),
    pass: of(application({ federatedCredentials: [trust('repo:contoso@12/app@34:environment:production')] })),
    notApplicable: of(PLAIN),
  },
  'dead-federation': {
    fail: of(
      application({ federatedCredentials: [trust('repo:contoso/app:ref:refs/heads/*')] }),
      application({ federatedCredentials: [trust('repo:contoso/app:ref:refs/heads/main', { issuer: `${GITHUB}/` })] }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'unknown-issuer': {
    fail: of(application({ federatedCredentials: [trust('worker', { issuer: 'https://tokens.factory.example' })] })),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'federation-audience': {
    fail: of(
      application({
        federatedCredentials: [trust('repo:contoso/app:environment:production', { audiences: ['api://mine'] })],
      }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'retiring-issuer': {
    fail: of(
      application({
        federatedCredentials: [
          trust('sc://contoso/app/production', { issuer: `https://vstoken.dev.azure.com/${guid(5)}` }),
        ],
      }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'duplicate-federation': {
    fail: of(application({ federatedCredentials: [EXACT, expression("claims['sub'] matches 'repo:contoso/app:*'")] })),
    pass: of(
      application({ federatedCredentials: [EXACT, expression("claims['sub'] matches 'repo:contoso/other:*'")] }),
      application({ federatedCredentials: [EXACT] }),
    ),
    notApplicable: of(PLAIN),
  },
  'federation-limit': {
    fail: of(
      application({
        federatedCredentials: Array.from({ length: 18 }, (_, index) =>
          trust(`repo:contoso/app${index}:environment:production`),
        ),
      }),
    ),
    pass: of(application({ federatedCredentials: [EXACT] })),
    notApplicable: of(PLAIN),
  },
  'several-platforms': {
    fail: of(
      application({
        federatedCredentials: [
          EXACT,
          trust('project_path:contoso/app:ref_type:branch:ref:main', { issuer: 'https://gitlab.com', name: 'gitlab' }),
        ],
      }),
    ),
    pass: of(
      application({ federatedCredentials: [EXACT, trust('repo:contoso/app:pull_request', { name: 'other' })] }),
      application({
        federatedCredentials: [EXACT, trust('repo:contoso/app:pull_request', { name: 'dead', issuer: `${GITHUB}/` })],
      }),
    ),
    notApplicable: of(PLAIN),
  },
  'unused-identity': {
    fail: of(PLAIN, application({ signIns: { application: day(-91) } })),
    pass: of(
      application({ signIns: { delegated: day(-1) } }),
      application({ signIns: { application: day(-400), applicationResource: day(-3) } }),
    ),
    notApplicable: of(
      application({ created: day(-20) }),
      application({ isEnabled: false }),
      managed({ created: day(-800) }),
      microsoft({}),
    ),
    unknown: of(identity({ applicationId: guid(2) })),
  },
  ownerless: {
    fail: of(PLAIN),
    pass: of(application({ owners: [MIRA] })),
    notApplicable: of(managed({}), foreign({}), application({ agent: 'blueprint' })),
  },
  'too-few-owners': {
    fail: of(application({ owners: [MIRA] })),
    pass: of(application({ owners: [MIRA, JONAS] })),
    notApplicable: of(PLAIN, managed({})),
  },
  'guest-owner': {
    fail: of(application({ owners: [MIRA, GUEST] })),
    pass: of(application({ owners: [MIRA] })),
    notApplicable: of(PLAIN),
    unknown: of(application({ owners: [{ objectId: guid(83), kind: 'user' }] })),
  },
  'disabled-with-credential': {
    fail: of(application({ isEnabled: false, keyCredentials: [secret()] })),
    pass: of(application({ isEnabled: false, keyCredentials: [secret({ end: day(-1) })] })),
    notApplicable: of(SECRETIVE),
  },
  'orphaned-identity': {
    fail: of(
      managed({
        managedIdentity: {
          assignment: 'system-assigned',
          resourceId: '/subscriptions/s/vm',
          hosts: [],
          isOrphaned: true,
        },
      }),
    ),
    pass: of(managed({})),
    notApplicable: of(PLAIN),
    unknown: of(managed({ managedIdentity: { assignment: 'system-assigned', hosts: [] } })),
  },
  'detached-identity': {
    fail: of(managed({}, [])),
    pass: of(managed({}), managed({ federatedCredentials: [EXACT] }, [])),
    notApplicable: of(
      PLAIN,
      managed({
        managedIdentity: {
          assignment: 'user-assigned',
          resourceId: '/subscriptions/s/id',
          hosts: [],
          isOrphaned: true,
        },
      }),
    ),
  },
  'directory-role': {
    fail: of(
      application({ directoryRoles: [ADMINISTRATOR] }),
      managed({ directoryRoles: [{ ...ADMINISTRATOR, assignment: 'eligible' }] }),
    ),
    pass: of(application({ directoryRoles: [READERS] })),
    notApplicable: of(PLAIN, microsoft({ directoryRoles: [ADMINISTRATOR] })),
  },
  'api-permission': {
    fail: of(
      application({ applicationPermissions: [TAKEOVER] }),
      application({
        applicationPermissions: [{ resourceId: guid(60), appRoleId: guid(62), value: 'full_access_as_app' }],
      }),
    ),
    pass: of(application({ applicationPermissions: [HARMLESS] })),
    notApplicable: of(PLAIN),
  },
  'delegated-permission': {
    fail: of(
      application({ delegatedGrants: [{ resourceId: guid(60), scopes: ['openid', 'Directory.ReadWrite.All'] }] }),
    ),
    pass: of(application({ delegatedGrants: [{ resourceId: guid(60), scopes: ['User.Read'] }] })),
    notApplicable: of(
      PLAIN,
      application({
        delegatedGrants: [{ resourceId: guid(60), userId: guid(84), scopes: ['Directory.ReadWrite.All'] }],
      }),
    ),
  },
  'azure-role': {
    fail: of(
      application({ azureRoles: [OWNER_OF_SUBSCRIPTION] }),
      managed({ azureRoles: [{ ...OWNER_OF_SUBSCRIPTION, scope: '/' }] }),
    ),
    pass: of(
      application({ azureRoles: [READER] }),
      application({
        azureRoles: [{ ...OWNER_OF_SUBSCRIPTION, scope: `${SUBSCRIPTION}/resourceGroups/rg/providers/a/b/c` }],
      }),
    ),
    notApplicable: of(PLAIN),
  },
  'privileged-managed-identity': {
    fail: of(managed({ applicationPermissions: [TAKEOVER] })),
    pass: of(managed({ azureRoles: [OWNER_OF_SUBSCRIPTION] })),
    notApplicable: of(application({ applicationPermissions: [TAKEOVER] })),
  },
  'third-party-privilege': {
    fail: of(foreign({ applicationPermissions: [TAKEOVER] })),
    pass: of(foreign({ applicationPermissions: [HARMLESS] })),
    notApplicable: of(application({ applicationPermissions: [TAKEOVER] })),
  },
  'privileged-owner': {
    fail: of(application({ owners: [MIRA], applicationPermissions: [TAKEOVER] })),
    pass: of(application({ owners: [MIRA] })),
    notApplicable: of(application({ applicationPermissions: [TAKEOVER] })),
  },
  'unused-privilege': {
    fail: of(application({ directoryRoles: [ADMINISTRATOR] })),
    pass: of(application({ directoryRoles: [ADMINISTRATOR], signIns: { application: day(-2) } })),
    notApplicable: of(PLAIN),
    unknown: of(identity({ applicationId: guid(2), directoryRoles: [ADMINISTRATOR] })),
  },
  'multi-tenant': {
    fail: of(application({ audience: 'AzureADMultipleOrgs' })),
    pass: of(PLAIN),
    notApplicable: of(foreign({ audience: 'AzureADMultipleOrgs' })),
    unknown: of(identity({ applicationId: guid(2) })),
  },
  'risky-identity': {
    fail: of(
      application({
        keyCredentials: [secret()],
        risk: {
          level: 'high',
          state: 'at-risk',
          detections: [{ id: '1', type: 'leakedCredentials', keyIds: [guid(50)] }],
        },
      }),
      application({ risk: { level: 'hidden', state: 'confirmed-compromised', detections: [] } }),
    ),
    pass: of(PLAIN, application({ risk: { level: 'high', state: 'dismissed', detections: [] } })),
    notApplicable: of(managed({})),
  },
  'conditional-access-coverage': {
    fail: [
      { identity: SECRETIVE },
      { identity: SECRETIVE, policies: access({ state: 'report-only' }) },
      { identity: SECRETIVE, policies: access({ state: 'disabled' }) },
      { identity: SECRETIVE, policies: access({ blocks: false }) },
      { identity: SECRETIVE, policies: access({ exclude: [guid(3).toUpperCase()] }) },
      { identity: SECRETIVE, policies: access({ include: [guid(4)] }) },
    ],
    pass: [
      { identity: SECRETIVE, policies: access({}) },
      { identity: SECRETIVE, policies: access({ include: [guid(3).toUpperCase()] }) },
    ],
    notApplicable: [
      { identity: PLAIN },
      { identity: application({ keyCredentials: [secret()], audience: 'AzureADMultipleOrgs' }) },
      { identity: managed({}) },
      { identity: foreign({ keyCredentials: [secret()] }) },
    ],
    unknown: [
      { identity: SECRETIVE, policies: access({ include: [], filter: 'CustomSecurityAttribute.a.b -eq "c"' }) },
    ],
  },
  'conditional-access-risk': {
    fail: under(
      NO_POLICIES,
      access({}),
      access({ riskLevels: ['high'], state: 'report-only' }),
      access({ riskLevels: ['high'], include: [guid(3)] }),
    ),
    pass: under(access({ riskLevels: ['high', 'medium'] })),
  },
  'policy-secret-addition': {
    fail: under(
      NO_POLICIES,
      defaults(),
      defaults(restriction('passwordAddition', { isEnabled: false })),
      defaults(restriction('passwordAddition', { createdAfter: day(-9) })),
      {
        ...NO_POLICIES,
        defaultAppManagement: {
          isEnabled: true,
          applications: [restriction('passwordAddition')],
          servicePrincipals: [],
        },
      },
    ),
    pass: under(defaults(restriction('passwordAddition'))),
  },
  'policy-secret-lifetime': {
    fail: under(
      defaults(restriction('passwordLifetime', { maxLifetime: 'P182D' })),
      defaults(restriction('passwordLifetime')),
      defaults(restriction('passwordAddition')),
    ),
    pass: under(
      defaults(restriction('passwordLifetime', { maxLifetime: 'P181D' })),
      defaults(restriction('passwordLifetime', { maxLifetime: 'P30D' })),
    ),
  },
  'policy-custom-secret': { fail: under(NO_POLICIES), pass: under(defaults(restriction('customPasswordAddition'))) },
  'policy-certificate-lifetime': {
    fail: under(defaults(restriction('asymmetricKeyLifetime', { maxLifetime: 'P365D' }))),
    pass: under(defaults(restriction('asymmetricKeyLifetime', { maxLifetime: 'P180D' }))),
  },
  'policy-exemption': {
    fail: [
      {
        identity: PLAIN,
        policies: {
          ...defaults(restriction('passwordAddition')),
          appManagement: [
            {
              id: guid(92),
              displayName: 'exempt',
              isEnabled: true,
              restrictions: [restriction('passwordAddition', { isEnabled: false })],
              appliesTo: [guid(2)],
            },
          ],
        },
      },
    ],
    pass: [{ identity: PLAIN, policies: defaults(restriction('passwordAddition')) }],
    notApplicable: of(PLAIN),
  },
  'policy-grandfathered': {
    fail: [{ identity: SECRETIVE, policies: defaults(restriction('passwordAddition', { createdAfter: day(-1) })) }],
    pass: [{ identity: SECRETIVE, policies: defaults(restriction('passwordAddition', { createdAfter: day(-900) })) }],
    notApplicable: of(SECRETIVE),
  },
  'outgrown-credential': {
    fail: [{ identity: SECRETIVE, policies: defaults(restriction('passwordLifetime', { maxLifetime: 'P160D' })) }],
    pass: [{ identity: SECRETIVE, policies: defaults(restriction('passwordLifetime', { maxLifetime: 'P161D' })) }],
    notApplicable: of(PLAIN),
  },
  'workload-logs': {
    fail: under(NO_POLICIES, logs('AuditLogs'), {
      ...NO_POLICIES,
      diagnosticSettings: [{ name: 'nowhere', categories: ['allLogs'], destinations: [] }],
    }),
    pass: under(
      logs('allLogs'),
      logs(
        'AuditLogs',
        'ServicePrincipalSignInLogs',
        'ManagedIdentitySignInLogs',
        'RiskyServicePrincipals',
        'ServicePrincipalRiskEvents',
      ),
    ),
  },
};
