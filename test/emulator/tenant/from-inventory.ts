import type { KeyCredential } from '../../../src/tenant/model/credential.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import { resourceIdParts } from '../../../src/tenant/model/resource-id.ts';
import { Collection, type GraphObject } from './collection.ts';
import { defaultPolicy, policyCollections } from './from-policies.ts';
import { idOf } from './ids.ts';
import { type AzureObject, EmulatedTenant, LICENCES, type TenantSource } from './tenant.ts';
import {
  AZURE_ROLES,
  azureRoleDefinition,
  DIRECTORY_ROLES,
  directoryRoleDefinition,
  GRAPH_APP_ID,
} from './well-known.ts';

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
      ...activityOf(identities),
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
      tags: identity.tags,
      identifierUris: [],
      requiredResourceAccess: [],
      ...credentialsOf(identity, 'application'),
      federatedIdentityCredentials: trustsOf(identity),
      owners: ownersOf(identity),
    },
  ];
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
      owners: identity.applicationId === undefined ? ownersOf(identity) : [],
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

function ownersOf({ owners }: Identity): readonly GraphObject[] {
  return owners.map(({ objectId, kind, displayName, userPrincipalName }) => ({
    '@odata.type': `#microsoft.graph.${kind === 'service-principal' ? 'servicePrincipal' : kind === 'group' ? 'group' : 'user'}`,
    id: objectId,
    displayName: displayName ?? null,
    ...(userPrincipalName === undefined ? {} : { userPrincipalName }),
  }));
}

function usersOf(identities: readonly Identity[]): readonly GraphObject[] {
  const users = new Map(identities.flatMap(ownersOf).map((owner) => [owner.id, owner]));
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

function accessOf(identities: readonly Identity[]) {
  const holders = identities.flatMap((identity) =>
    identity.servicePrincipalId === undefined ? [] : [{ identity, principalId: identity.servicePrincipalId }],
  );
  const directoryRoles = (wanted: string) =>
    holders.flatMap(({ identity, principalId }, holder) =>
      identity.directoryRoles.flatMap(({ roleId, scope, assignment }, index) =>
        assignment === wanted
          ? [
              {
                id: idOf('directory-role-assignment', holder * 100 + index),
                principalId,
                roleDefinitionId: roleId,
                directoryScopeId: scope,
                appScopeId: null,
              },
            ]
          : [],
      ),
    );
  return {
    appRoleAssignments: Collection.of(
      holders.flatMap(({ identity, principalId }, holder) =>
        identity.applicationPermissions.map(({ resourceId, resourceName, appRoleId, granted }, index) => ({
          id: idOf('app-role-assignment', holder * 100 + index),
          deletedDateTime: null,
          appRoleId,
          createdDateTime: granted ?? null,
          principalDisplayName: identity.displayName,
          principalId,
          principalType: 'ServicePrincipal',
          resourceDisplayName: resourceName ?? null,
          resourceId,
        })),
      ),
    ),
    oauth2PermissionGrants: Collection.of(
      holders.flatMap(({ identity, principalId }, holder) =>
        identity.delegatedGrants.map(({ resourceId, userId, scopes }, index) => ({
          id: idOf('grant', holder * 100 + index),
          clientId: principalId,
          consentType: userId === undefined ? 'AllPrincipals' : 'Principal',
          principalId: userId ?? null,
          resourceId,
          scope: scopes.join(' '),
        })),
      ),
    ),
    directoryRoleAssignments: Collection.of(directoryRoles('active')),
    directoryRoleEligibilities: Collection.of(directoryRoles('eligible')),
  };
}

function activityOf(identities: readonly Identity[]) {
  const activity = (time: string | undefined) =>
    time === undefined ? null : { lastSignInDateTime: time, lastSignInRequestId: null };
  return {
    servicePrincipalSignIns: Collection.of(
      identities.flatMap(({ signIns, clientId }) =>
        signIns === undefined
          ? []
          : [
              {
                id: Buffer.from(clientId).toString('base64url'),
                appId: clientId,
                lastSignInActivity: activity(signIns.application ?? signIns.delegated),
                applicationAuthenticationClientSignInActivity: activity(signIns.application),
                applicationAuthenticationResourceSignInActivity: activity(signIns.applicationResource),
                delegatedClientSignInActivity: activity(signIns.delegated),
                delegatedResourceSignInActivity: activity(signIns.delegatedResource),
              },
            ],
      ),
    ),
    credentialSignIns: Collection.of(
      identities.flatMap(({ keyCredentials, clientId, applicationId, servicePrincipalId }) =>
        keyCredentials
          .filter(({ lastUsed }) => lastUsed !== undefined)
          .map(({ keyId = '', kind, origin, start, end, lastUsed }) => ({
            id: Buffer.from(`${keyId}|${origin === 'application' ? 'application' : 'servicePrincipal'}`).toString(
              'base64',
            ),
            keyId,
            keyType: kind === 'certificate' ? 'certificate' : 'clientSecret',
            keyUsage: 'verify',
            appId: clientId,
            appObjectId: applicationId ?? null,
            servicePrincipalObjectId: servicePrincipalId ?? null,
            resourceId: GRAPH_APP_ID,
            credentialOrigin: origin === 'application' ? 'application' : 'servicePrincipal',
            createdDateTime: start ?? null,
            expirationDateTime: end ?? null,
            signInActivity: activity(lastUsed),
          })),
      ),
    ),
    riskyServicePrincipals: Collection.of(
      identities.flatMap(({ risk, servicePrincipalId, clientId, displayName, isEnabled }) =>
        risk === undefined || servicePrincipalId === undefined
          ? []
          : [
              {
                id: servicePrincipalId,
                appId: clientId,
                displayName,
                isEnabled,
                isProcessing: false,
                riskDetail: 'none',
                riskLastUpdatedDateTime: risk.updated ?? null,
                riskLevel: risk.level === 'unknown' ? 'unknownFutureValue' : risk.level,
                riskState: camelCase(risk.state),
                servicePrincipalType: 'Application',
              },
            ],
      ),
    ),
    riskDetections: Collection.of(
      identities.flatMap(({ risk, servicePrincipalId = '', clientId, displayName }) =>
        (risk?.detections ?? []).map(({ id, type, detected, keyIds }) => ({
          id,
          appId: clientId,
          servicePrincipalId,
          servicePrincipalDisplayName: displayName,
          riskEventType: type,
          detectedDateTime: detected ?? null,
          riskLevel: risk?.level ?? 'none',
          riskState: camelCase(risk?.state ?? 'none'),
          keyIds,
        })),
      ),
    ),
  };
}

/** `at-risk` as Graph spells it. */
function camelCase(text: string): string {
  return text === 'unknown'
    ? 'unknownFutureValue'
    : text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function azureOf({ identities, subscriptions, tenant }: Inventory): TenantSource['azure'] {
  const byId = (a: AzureObject, b: AzureObject) => (a.id < b.id ? -1 : 1);
  const rows = azureResources(identities, tenant.id).sort(byId);
  const roleNames = new Map<string, string>(AZURE_ROLES.map(([id, name]) => [id, name]));
  for (const { roleId, roleName } of identities.flatMap(({ azureRoles }) => azureRoles)) {
    roleNames.set(roleId, roleName ?? roleId);
  }
  const authorization = [
    ...[...roleNames].map(([id, name]) => azureRoleDefinition(id, name)),
    ...identities.flatMap(({ azureRoles, servicePrincipalId }) =>
      azureRoles.map((role) => ({
        id: role.id,
        name: role.id.split('/').at(-1) ?? '',
        type: 'microsoft.authorization/roleassignments',
        subscriptionId: resourceIdParts(role.scope).subscriptionId ?? null,
        properties: {
          principalId: servicePrincipalId,
          principalType: 'ServicePrincipal',
          roleDefinitionId: `/providers/Microsoft.Authorization/RoleDefinitions/${role.roleId}`,
          scope: role.scope,
          condition: role.condition ?? null,
          createdOn: role.created ?? null,
          createdBy: null,
        },
      })),
    ),
  ].sort(byId);
  const containers = subscriptions.map(({ id, displayName }) => ({
    id: `/subscriptions/${id}`,
    name: displayName,
    type: 'microsoft.resources/subscriptions',
    subscriptionId: id,
    tenantId: tenant.id,
  }));
  return { resources: () => rows, authorizationresources: () => authorization, resourcecontainers: () => containers };
}

/** User-assigned identities, and what runs as any identity. */
function azureResources(identities: readonly Identity[], tenantId: string): AzureObject[] {
  const hosts = new Map<string, { system?: Identity; readonly assigned: Map<string, Identity> }>();
  const rows: AzureObject[] = [];
  for (const identity of identities) {
    const { managedIdentity } = identity;
    if (!managedIdentity || managedIdentity.isOrphaned) continue;
    const isUserAssigned = managedIdentity.assignment === 'user-assigned';
    const { resourceId } = managedIdentity;
    if (isUserAssigned && resourceId !== undefined) {
      const properties = { principalId: identity.servicePrincipalId, clientId: identity.clientId, tenantId };
      rows.push({ ...rowOf(resourceId, tenantId, managedIdentity.location), properties, identity: null });
    }
    for (const host of managedIdentity.hosts) {
      const own = hosts.get(host) ?? { assigned: new Map<string, Identity>() };
      hosts.set(host, own);
      if (isUserAssigned) own.assigned.set(resourceId ?? '', identity);
      else own.system = identity;
    }
  }
  for (const [id, { system, assigned }] of hosts) {
    const types = [...(system ? ['SystemAssigned'] : []), ...(assigned.size > 0 ? ['UserAssigned'] : [])];
    rows.push({
      ...rowOf(id, tenantId, 'westeurope'),
      properties: {},
      identity: {
        type: types.join(', '),
        ...(system ? { principalId: system.servicePrincipalId, tenantId } : {}),
        ...(assigned.size > 0
          ? {
              userAssignedIdentities: Object.fromEntries(
                [...assigned].map(([uami, { servicePrincipalId, clientId }]) => [
                  uami,
                  { principalId: servicePrincipalId, clientId },
                ]),
              ),
            }
          : {}),
      },
    });
  }
  return rows;
}

function rowOf(id: string, tenantId: string, location = 'westeurope') {
  const { name, type = '', subscriptionId, resourceGroup } = resourceIdParts(id);
  return { id, name, type: type.toLowerCase(), subscriptionId, resourceGroup, location, tags: {}, tenantId };
}
