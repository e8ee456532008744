import type { KeyCredential } from '../../../src/tenant/model/credential.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import { Collection, type GraphObject } from './collection.ts';
import { accessOf } from './from-access.ts';
import { activityOf } from './from-activity.ts';
import { azureOf } from './from-azure.ts';
import { defaultPolicy, policyCollections } from './from-policies.ts';
import { EmulatedTenant, LICENCES } from './tenant.ts';
import { DIRECTORY_ROLES, directoryRoleDefinition } from './well-known.ts';

/** The tenant that an inventory was read from, as far as the inventory tells. */
export function tenantFromInventory(inventory: Inventory): EmulatedTenant {
  const { identities, tenant } = inventory;
  const roles = appRolesOf(identities);
  return new EmulatedTenant({
    id: tenant.id,
    displayName: tenant.displayName ?? 'Tenant',
    defaultDomain: tenant.defaultDomain ?? 'tenant.onmicrosoft.com',
    collections: {
      applications: Collection.of(identities.flatMap((identity) => applicationOf(identity))),
      servicePrincipals: Collection.of(
        identities.flatMap((identity) => servicePrincipalOf(identity, tenant.id, roles)),
      ),
      users: Collection.of(usersOf(identities)),
      ...accessOf(identities),
      ...activityOf(identities, Date.parse(inventory.asOf)),
      ...policyCollections(inventory.policies),
      directoryRoleDefinitions: Collection.of(DIRECTORY_ROLES.map((role) => directoryRoleDefinition(role))),
    },
    ...(inventory.policies.defaultAppManagement
      ? { defaultAppManagementPolicy: defaultPolicy(inventory.policies.defaultAppManagement) }
      : {}),
    azure: azureOf(inventory),
    diagnosticSettings: inventory.policies.diagnosticSettings.map(({ name, categories, destinations }) => ({
      id: `/providers/microsoft.aadiam/diagnosticSettings/${name}`,
      name,
      type: 'microsoft.aadiam/diagnosticSettings',
      properties: {
        logs: categories.map((category) => ({ category, enabled: true })),
        ...(destinations.includes('log-analytics') ? { workspaceId: '/subscriptions/x/workspaces/logs' } : {}),
        ...(destinations.includes('storage') ? { storageAccountId: '/subscriptions/x/storageAccounts/logs' } : {}),
        ...(destinations.includes('event-hub') ? { eventHubAuthorizationRuleId: '/subscriptions/x/rules/logs' } : {}),
      },
    })),
    servicePlans: Object.values(LICENCES),
  });
}

function applicationOf(identity: Identity): readonly GraphObject[] {
  if (identity.applicationId === undefined) return [];
  return [
    {
      ...(identity.agent === 'blueprint' ? { '@odata.type': '#microsoft.graph.agentIdentityBlueprint' } : {}),
      id: identity.applicationId,
      deletedDateTime: null,
      appId: identity.clientId,
      displayName: identity.displayName,
      createdDateTime: identity.created ?? null,
      signInAudience: identity.audience ?? 'AzureADMyOrg',
      servicePrincipalLockConfiguration: lockOf(identity.instanceLock),
      tags: identity.tags,
      identifierUris: [],
      requiredResourceAccess: [],
      ...credentialsOf(identity, 'application'),
      federatedIdentityCredentials: trustsOf(identity),
      owners: peopleOf(identity.owners),
      sponsors: peopleOf(identity.sponsors),
    },
  ];
}

/** `servicePrincipalLockConfiguration`, which is null until somebody sets it. */
function lockOf(lock: Identity['instanceLock']) {
  if (lock === undefined || lock === 'none') return null;
  return {
    isEnabled: true,
    allProperties: lock === 'all',
    credentialsWithUsageVerify: true,
    credentialsWithUsageSign: lock === 'all',
    tokenEncryptionKeyId: lock === 'all',
  };
}

function servicePrincipalOf(
  identity: Identity,
  tenantId: string,
  roles: ReadonlyMap<string, readonly unknown[]>,
): readonly GraphObject[] {
  const { servicePrincipalId, managedIdentity, agent } = identity;
  if (servicePrincipalId === undefined) return [];
  const resourceId = managedIdentity?.resourceId;
  const isExplicit = managedIdentity?.assignment === 'user-assigned' ? 'True' : 'False';
  return [
    {
      ...(agent === 'identity' ? { '@odata.type': '#microsoft.graph.agentIdentity' } : {}),
      ...(agent === 'blueprint' || agent === 'blueprint-principal'
        ? { '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal' }
        : {}),
      id: servicePrincipalId,
      deletedDateTime: null,
      appId: identity.clientId,
      displayName: identity.displayName,
      appDisplayName: identity.displayName,
      createdDateTime: identity.created ?? null,
      accountEnabled: identity.isEnabled,
      appOwnerOrganizationId:
        identity.homeTenantId ?? (identity.ownership === 'own' && identity.applicationId ? tenantId : null),
      servicePrincipalType: managedIdentity
        ? 'ManagedIdentity'
        : agent === 'identity'
          ? 'ServiceIdentity'
          : 'Application',
      alternativeNames: managedIdentity
        ? [`isExplicit=${isExplicit}`, ...(resourceId === undefined ? [] : [resourceId])]
        : [],
      servicePrincipalNames: [identity.clientId],
      signInAudience: identity.audience ?? 'AzureADMyOrg',
      tags: identity.applicationId === undefined ? identity.tags : [],
      appRoles: roles.get(servicePrincipalId) ?? [],
      oauth2PermissionScopes: [],
      ...credentialsOf(identity, 'service-principal'),
      federatedIdentityCredentials: managedIdentity ? trustsOf(identity) : [],
      owners: identity.applicationId === undefined ? peopleOf(identity.owners) : [],
      sponsors: identity.applicationId === undefined ? peopleOf(identity.sponsors) : [],
    },
  ];
}

function credentialsOf({ keyCredentials }: Identity, origin: KeyCredential['origin']) {
  const own = keyCredentials.filter((credential) => credential.origin === origin);
  return {
    passwordCredentials: own
      .filter(({ kind }) => kind === 'client-secret')
      .map(({ keyId, displayName, hint, start, end }) => ({
        customKeyIdentifier: null,
        displayName: displayName ?? null,
        endDateTime: end ?? null,
        hint: hint ?? null,
        keyId: keyId ?? null,
        secretText: null,
        startDateTime: start ?? null,
      })),
    keyCredentials: own
      .filter(({ kind }) => kind === 'certificate')
      .map(({ keyId, displayName, start, end, thumbprint, purpose }) => ({
        customKeyIdentifier: thumbprint === undefined ? null : Buffer.from(thumbprint, 'hex').toString('base64'),
        displayName: displayName ?? null,
        endDateTime: end ?? null,
        key: 'MIIB',
        keyId: keyId ?? null,
        startDateTime: start ?? null,
        type: 'AsymmetricX509Cert',
        usage: purpose === 'saml-signing' ? 'Sign' : 'Verify',
      })),
  };
}

function trustsOf({ federatedCredentials, clientId }: Identity): readonly GraphObject[] {
  return federatedCredentials.map(
    ({ id, name, issuer, subject, expression, languageVersion, audiences, description }) => ({
      id: id ?? `${clientId}-${name}`,
      name,
      issuer,
      subject: subject ?? null,
      audiences,
      description: description ?? null,
      ...(expression === undefined
        ? {}
        : { claimsMatchingExpression: { value: expression, languageVersion: languageVersion ?? 1 } }),
    }),
  );
}

function peopleOf(people: Identity['owners']): readonly GraphObject[] {
  return people.map(({ objectId, kind, displayName, userPrincipalName }) => ({
    '@odata.type': `#microsoft.graph.${kind === 'service-principal' ? 'servicePrincipal' : kind === 'group' ? 'group' : 'user'}`,
    id: objectId,
    displayName: displayName ?? null,
    ...(userPrincipalName === undefined ? {} : { userPrincipalName }),
  }));
}

function usersOf(identities: readonly Identity[]): readonly GraphObject[] {
  const users = new Map(
    identities.flatMap(({ owners, sponsors }) => peopleOf([...owners, ...sponsors])).map((owner) => [owner.id, owner]),
  );
  return [...users.values()].filter((owner) => owner['@odata.type'] === '#microsoft.graph.user');
}

/** App roles of the APIs, as far as somebody holds them. */
function appRolesOf(identities: readonly Identity[]): ReadonlyMap<string, readonly unknown[]> {
  const roles = new Map<string, Map<string, unknown>>();
  for (const { resourceId, appRoleId, value } of identities.flatMap(
    ({ applicationPermissions }) => applicationPermissions,
  )) {
    const own = roles.get(resourceId) ?? new Map<string, unknown>();
    roles.set(resourceId, own);
    const name = value ?? appRoleId;
    own.set(appRoleId, {
      id: appRoleId,
      value: name,
      displayName: name,
      description: name,
      isEnabled: true,
      origin: 'Application',
      allowedMemberTypes: ['Application'],
    });
  }
  return new Map([...roles].map(([resource, own]) => [resource, [...own.values()]]));
}
