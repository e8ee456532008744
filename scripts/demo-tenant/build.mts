/** The parts the demo tenant is put together from: ids that are the same on every run, and times relative to one day. */
import { createHash } from 'node:crypto';
import type { ApplicationPermission, AzureRole, DirectoryRole, Owner } from '../../src/tenant/model/access.ts';
import type { FederatedTrust, KeyCredential } from '../../src/tenant/model/credential.ts';
import type { Identity } from '../../src/tenant/model/identity.ts';

/** README of examples/contoso. */
export const TENANT = '0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05';
export const SUBSCRIPTION = '91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46';
export const SANDBOX = guid('subscription sandbox');
export const AS_OF = '2026-11-20T06:00:00Z';
export const GITHUB = 'https://token.actions.githubusercontent.com';
export const GRAPH_ID = guid('service principal 00000003-0000-0000-c000-000000000000');

const DAY = 86_400_000;
const AUDIENCE = 'api://AzureADTokenExchange';

/** The same GUID for the same words. */
export function guid(words: string): string {
  const hash = createHash('sha256').update(`contoso ${words}`).digest('hex');
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** The time so many days after the snapshot, before it where negative. */
export function day(days: number): string {
  return new Date(Date.parse(AS_OF) + days * DAY).toISOString().replace('.000Z', 'Z');
}

export function identity(parts: Partial<Identity> & Pick<Identity, 'displayName' | 'kind'>): Identity {
  const clientId = parts.clientId ?? guid(`client ${parts.displayName}`);
  return {
    clientId,
    ownership: 'own',
    isEnabled: true,
    tags: [],
    keyCredentials: [],
    federatedCredentials: [],
    owners: [],
    sponsors: [],
    directoryRoles: [],
    azureRoles: [],
    applicationPermissions: [],
    delegatedGrants: [],
    servicePrincipalId: guid(`service principal ${clientId}`),
    ...parts,
  };
}

/** An application of this tenant with its service principal. */
export function application(displayName: string, parts: Partial<Identity> = {}): Identity {
  const clientId = parts.clientId ?? guid(`client ${displayName}`);
  return identity({
    kind: 'application',
    displayName,
    clientId,
    applicationId: guid(`application ${clientId}`),
    homeTenantId: TENANT,
    audience: 'AzureADMyOrg',
    instanceLock: 'none',
    created: day(-900),
    ...parts,
  });
}

export function servicePrincipal(displayName: string, parts: Partial<Identity> = {}): Identity {
  return identity({ kind: 'service-principal', displayName, created: day(-700), ...parts });
}

export function thirdParty(displayName: string, parts: Partial<Identity> = {}): Identity {
  return servicePrincipal(displayName, {
    ownership: 'third-party',
    homeTenantId: guid(`tenant of ${displayName}`),
    audience: 'AzureADMultipleOrgs',
    ...parts,
  });
}

export function microsoft(displayName: string, clientId: string, parts: Partial<Identity> = {}): Identity {
  return servicePrincipal(displayName, {
    clientId,
    ownership: 'microsoft',
    homeTenantId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a',
    created: day(-2_000),
    ...parts,
  });
}

export function userAssigned(
  name: string,
  resourceGroup: string,
  parts: Partial<Identity> & { hosts?: string[] } = {},
) {
  const { hosts = [], ...rest } = parts;
  return identity({
    kind: 'managed-identity',
    displayName: name,
    homeTenantId: TENANT,
    created: day(-500),
    managedIdentity: {
      assignment: 'user-assigned',
      resourceId: resource(resourceGroup, 'Microsoft.ManagedIdentity/userAssignedIdentities', name),
      location: 'westeurope',
      hosts,
    },
    ...rest,
  });
}

/** The identity of a resource; it carries the name of its host. */
export function systemAssigned(hostId: string, parts: Partial<Identity> & { isOrphaned?: true } = {}): Identity {
  const { isOrphaned, ...rest } = parts;
  return identity({
    kind: 'managed-identity',
    displayName: hostId.split('/').at(-1) ?? hostId,
    homeTenantId: TENANT,
    created: day(-400),
    managedIdentity: {
      assignment: 'system-assigned',
      resourceId: hostId,
      ...(isOrphaned ? { isOrphaned, hosts: [] } : { location: 'westeurope', hosts: [hostId] }),
    },
    ...rest,
  });
}

/** A client secret that starts and ends so many days from the snapshot. */
export function secret(
  displayName: string,
  start: number,
  end: number,
  { lastUsed, ...parts }: Omit<Partial<KeyCredential>, 'lastUsed'> & { lastUsed?: number } = {},
): KeyCredential {
  const keyId = guid(`secret ${displayName} ${start} ${end}`);
  return {
    kind: 'client-secret',
    keyId,
    origin: 'application',
    displayName,
    hint: createHash('sha256').update(`hint ${keyId}`).digest('base64url').slice(0, 3),
    start: day(start),
    end: day(end),
    ...(lastUsed === undefined ? {} : { lastUsed: day(lastUsed) }),
    ...parts,
  };
}

export function certificate(
  displayName: string,
  start: number,
  end: number,
  { lastUsed, ...parts }: Omit<Partial<KeyCredential>, 'lastUsed'> & { lastUsed?: number } = {},
): KeyCredential {
  return {
    kind: 'certificate',
    keyId: guid(`certificate ${displayName} ${start} ${end}`),
    origin: 'application',
    displayName,
    thumbprint: createHash('sha1').update(`${displayName} ${start} ${end}`).digest('hex').toUpperCase(),
    start: day(start),
    end: day(end),
    ...(lastUsed === undefined ? {} : { lastUsed: day(lastUsed) }),
    ...parts,
  };
}

export function trust(name: string, issuer: string, subject: string): FederatedTrust {
  return { name, id: guid(`trust ${name} ${subject}`), issuer, subject, audiences: [AUDIENCE] };
}

export function flexibleTrust(name: string, issuer: string, expression: string): FederatedTrust {
  return {
    name,
    id: guid(`trust ${name} ${expression}`),
    issuer,
    expression,
    languageVersion: 1,
    audiences: [AUDIENCE],
  };
}

export function resource(resourceGroup: string, type: string, name: string, subscription = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/${type}/${name}`;
}

export function resourceGroup(name: string, subscription = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/resourceGroups/${name}`;
}

const AZURE_ROLES = {
  Owner: '8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
  Contributor: 'b24988ac-6180-42a0-ab88-20f7382dd24c',
  Reader: 'acdd72a7-3385-48ef-bd42-f606fba81ae7',
  'User Access Administrator': '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9',
  AcrPull: '7f951dda-4ed3-4680-a7ca-43fe172d538d',
  AcrPush: '8311e382-0749-4cb8-b61a-304f252e45ec',
  'Azure Service Bus Data Sender': '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
  'Backup Contributor': '5e467623-bb1f-42f4-a55d-6e525e11384b',
  'Cost Management Reader': '72fafb9e-0641-4937-9268-a91bfd8191a3',
  'Key Vault Secrets User': '4633458b-17de-408a-b874-0445c86b69e6',
  'Monitoring Contributor': '749f88d5-cbae-40b8-bcfc-e573ddc772fa',
  'Resource Policy Contributor': '36243c78-bf99-498c-9df9-86d9f8d28608',
  'Storage Blob Data Contributor': 'ba92f5b4-2d11-453d-a403-e96b0029c9fe',
} as const;

export function azureRole(roleName: keyof typeof AZURE_ROLES, scope: string, holder: string): AzureRole {
  return {
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/roleAssignments/${guid(`role ${roleName} ${scope} ${holder}`)}`,
    roleId: AZURE_ROLES[roleName],
    roleName,
    scope,
    created: day(-300),
  };
}

const DIRECTORY_ROLES = {
  'Application Administrator': '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
} as const;

export function directoryRole(
  roleName: keyof typeof DIRECTORY_ROLES,
  assignment: DirectoryRole['assignment'] = 'active',
): DirectoryRole {
  return { roleId: DIRECTORY_ROLES[roleName], roleName, scope: '/', assignment };
}

const GRAPH_ROLES = {
  'Application.ReadWrite.All': '1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9',
  'AppRoleAssignment.ReadWrite.All': '06b708a9-e830-4db3-a914-8e69da51d44f',
  'Directory.Read.All': '7ab1d382-f21e-4acd-a863-ba3e13f7da61',
  'Mail.ReadWrite': 'e2a3a72e-5f79-4c64-b1b1-878b674786c9',
  'Sites.FullControl.All': 'a82116e5-55eb-4c41-a434-62fe8a61c773',
  'User.Read.All': 'df021288-bdef-4463-88db-98f22de89214',
} as const;

export function graphPermission(value: keyof typeof GRAPH_ROLES): ApplicationPermission {
  return {
    resourceId: GRAPH_ID,
    resourceName: 'Microsoft Graph',
    appRoleId: GRAPH_ROLES[value],
    value,
    granted: day(-600),
  };
}

export function owner(displayName: string): Owner {
  const name = displayName.toLowerCase().replace(' ', '.');
  return {
    objectId: guid(`user ${name}`),
    kind: 'user',
    displayName,
    userPrincipalName: `${name}@contoso.example`,
  };
}

/** An owner from another company. */
export function guest(displayName: string, company: string): Owner {
  const name = displayName.toLowerCase().replace(' ', '.');
  return {
    objectId: guid(`guest ${name}`),
    kind: 'user',
    displayName,
    userPrincipalName: `${name}_${company}.example#EXT#@contoso.onmicrosoft.com`,
  };
}
