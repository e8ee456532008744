import type { ApplicationPermission, AzureRole, DirectoryRole, Owner } from '../../../../src/tenant/model/access.ts';
import type { FederatedTrust, KeyCredential } from '../../../../src/tenant/model/credential.ts';
import { type Identity, MICROSOFT_TENANTS } from '../../../../src/tenant/model/identity.ts';
import type { Inventory, OrphanedRoles } from '../../../../src/tenant/model/inventory.ts';
import type { AccessReview, CredentialRestriction, TenantPolicies } from '../../../../src/tenant/model/policies.ts';
import { guid, identity, inventory, NOW } from '../../identities.ts';

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

export const EXACT = trust('repo:contoso/app:environment:production');
export const TAKEOVER: ApplicationPermission = {
  resourceId: guid(60),
  appRoleId: '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  value: 'Application.ReadWrite.All',
};
export const HARMLESS: ApplicationPermission = { resourceId: guid(60), appRoleId: guid(61), value: 'User.Read.All' };
export const ADMINISTRATOR: DirectoryRole = {
  roleId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  scope: '/',
  assignment: 'active',
};
export const READERS: DirectoryRole = {
  roleId: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  scope: '/',
  assignment: 'active',
};
export const SUBSCRIPTION = `/subscriptions/${guid(70)}`;
export const OWNER_OF_SUBSCRIPTION: AzureRole = {
  id: 'a',
  roleId: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  scope: SUBSCRIPTION,
};
export const READER: AzureRole = { id: 'b', roleId: 'acdd72a7-3385-48ef-bd42-f606fba81ae7', scope: SUBSCRIPTION };
export const MIRA: Owner = {
  objectId: guid(80),
  kind: 'user',
  displayName: 'Mira',
  userPrincipalName: 'mira@contoso.example',
};
export const JONAS: Owner = {
  objectId: guid(81),
  kind: 'user',
  displayName: 'Jonas',
  userPrincipalName: 'jonas@contoso.example',
};
export const GUEST: Owner = {
  objectId: guid(82),
  kind: 'user',
  displayName: 'Lena',
  userPrincipalName: 'lena_fabrikam.example#EXT#@contoso.onmicrosoft.com',
};

export const application = (parts: Partial<Identity>) =>
  identity({
    applicationId: guid(2),
    servicePrincipalId: guid(3),
    audience: 'AzureADMyOrg',
    created: day(-800),
    ...parts,
  });
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg/providers`;
export const ASSIGNED = `${GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/id`;
export const MACHINE = `${GROUP}/Microsoft.Compute/virtualMachines/vm`;
export const managed = (parts: Partial<Identity>, hosts: readonly string[] = [MACHINE]) =>
  identity({
    kind: 'managed-identity',
    servicePrincipalId: guid(3),
    managedIdentity: { assignment: 'user-assigned', resourceId: ASSIGNED, hosts },
    ...parts,
  });
export const foreign = (parts: Partial<Identity>) =>
  identity({
    kind: 'service-principal',
    ownership: 'third-party',
    homeTenantId: guid(997),
    servicePrincipalId: guid(3),
    created: day(-800),
    ...parts,
  });
export const microsoft = (parts: Partial<Identity>) =>
  foreign({ ownership: 'microsoft', homeTenantId: MICROSOFT_TENANTS[0] as string, ...parts });
export const agent = (parts: Partial<Identity>) =>
  foreign({ ownership: 'own', homeTenantId: guid(999), agent: 'identity', ...parts });

export const NO_POLICIES: TenantPolicies = {
  appManagement: [],
  conditionalAccess: [],
  diagnosticSettings: [],
  accessReviews: [],
};

export const restriction = (type: string, parts: Partial<CredentialRestriction> = {}): CredentialRestriction => ({
  credential: type.startsWith('asymmetric') ? 'certificate' : 'client-secret',
  type,
  isEnabled: true,
  ...parts,
});
export const defaults = (...restrictions: readonly CredentialRestriction[]): TenantPolicies => ({
  ...NO_POLICIES,
  defaultAppManagement: { isEnabled: true, applications: restrictions, servicePrincipals: restrictions },
});
export const access = (parts: Partial<TenantPolicies['conditionalAccess'][number]>): TenantPolicies => ({
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
export const logs = (...categories: readonly string[]): TenantPolicies => ({
  ...NO_POLICIES,
  diagnosticSettings: [{ name: 'workspace', categories, destinations: ['log-analytics'] }],
});

export interface Case {
  readonly identity?: Identity;
  /** What else is in the tenant. */
  readonly others?: readonly Identity[];
  readonly policies?: TenantPolicies;
  readonly orphanedRoles?: OrphanedRoles;
}

export interface CheckCases {
  readonly fail: readonly Case[];
  readonly pass: readonly Case[];
  readonly notApplicable?: readonly Case[];
  readonly unknown?: readonly Case[];
}

export const review = (parts: Partial<AccessReview>): TenantPolicies => ({
  ...NO_POLICIES,
  accessReviews: [
    {
      id: guid(93),
      displayName: 'application administrators',
      status: 'InProgress',
      roles: [ADMINISTRATOR.roleId],
      isRecurring: true,
      lastStarted: day(-5),
      principals: [guid(3)],
      ...parts,
    },
  ],
});
export const orphaned = (...roles: readonly AzureRole[]): Case => ({
  orphanedRoles: { asOf: day(0), roles: roles.map((role) => ({ ...role, principalId: guid(94) })) },
});
/** For a managed identity of the same tenant. */
export const local = (objectId: string): FederatedTrust =>
  trust(objectId, { name: 'managed-identity', issuer: `https://login.microsoftonline.com/${guid(999)}/v2.0` });

export const of = (...identities: readonly Identity[]): readonly Case[] =>
  identities.map((each) => ({ identity: each }));
export const under = (...policies: readonly TenantPolicies[]): readonly Case[] =>
  policies.map((each) => ({ policies: each }));

export const PLAIN = application({});
export const SECRETIVE = application({ keyCredentials: [secret()] });

/** A tenant with nothing in it but what a case is about. */
export function inventoryOf({
  identity: subject,
  others = [],
  policies = NO_POLICIES,
  orphanedRoles,
}: Case): Inventory {
  return inventory([...(subject ? [subject] : []), ...others], { policies, ...(orphanedRoles && { orphanedRoles }) });
}
