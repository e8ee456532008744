import type { GraphObject } from './collection.ts';
import { certificates, secrets, trusts } from './generated-credentials.ts';
import { idOf } from './ids.ts';
import { date, nameOf, type Plan, pick } from './plan.ts';
import { GRAPH_ROLES, MICROSOFT_SERVICES, WELL_KNOWN } from './well-known.ts';

export function application(plan: Plan, number: number): GraphObject {
  const name = nameOf(plan, number);
  return {
    ...(isBlueprint(plan, number)
      ? { '@odata.type': '#microsoft.graph.agentIdentityBlueprint', sponsors: sponsors(plan, number) }
      : {}),
    id: idOf('application', number),
    deletedDateTime: null,
    appId: idOf('client', number),
    displayName: name,
    createdDateTime: date(plan, -30 - pick(plan, number, 4, 2_000)),
    signInAudience: pick(plan, number, 5, 12) === 0 ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
    servicePrincipalLockConfiguration:
      pick(plan, number, 40, 8) === 0 ? { isEnabled: true, allProperties: true, tokenEncryptionKeyId: true } : null,
    publisherDomain: 'contoso.example',
    identifierUris: pick(plan, number, 6, 4) === 0 ? [`api://${idOf('client', number)}`] : [],
    tags: pick(plan, number, 7, 6) === 0 ? ['terraform'] : [],
    requiredResourceAccess: [],
    passwordCredentials: secrets(plan, number),
    keyCredentials: certificates(plan, number),
    federatedIdentityCredentials: trusts(plan, number, name),
    owners: owners(plan, number),
  };
}

const USERS = 500;

export function user(number: number): GraphObject {
  return {
    '@odata.type': '#microsoft.graph.user',
    id: idOf('user', number),
    displayName: `Person ${number}`,
    userPrincipalName: `person${number}@contoso.example`,
    mail: `person${number}@contoso.example`,
  };
}

function owners(plan: Plan, number: number): readonly GraphObject[] {
  const count = pick(plan, number, 17, 3);
  const first = pick(plan, number, 18, USERS);
  return Array.from({ length: count }, (_, index) => user((first + index) % USERS));
}

/** One agent in four has none. */
function sponsors(plan: Plan, number: number): readonly GraphObject[] {
  return pick(plan, number, 41, 4) === 0 ? [] : [user(pick(plan, number, 42, USERS))];
}

/** Told without making the object. */
export function isBlueprint(plan: Plan, number: number): boolean {
  return number < plan.applications && pick(plan, number, 3, 400) === 0;
}

/** Told without making the object. */
export function isAgent(plan: Plan, number: number): boolean {
  return number >= plan.applications + WELL_KNOWN.length && kindOf(plan, number) === 9;
}

function kindOf(plan: Plan, number: number): number {
  return pick(plan, number, 20, 20);
}

/** Told without making the object. */
export function isManagedIdentity(plan: Plan, number: number): boolean {
  return number >= plan.applications + WELL_KNOWN.length && kindOf(plan, number) < 9;
}

/** Of an application, a well-known API, a managed identity, an agent, or a publisher elsewhere, by its number. */
export function servicePrincipal(plan: Plan, number: number): GraphObject {
  if (number < plan.applications) return ownServicePrincipal(plan, number);
  const wellKnown = WELL_KNOWN[number - plan.applications];
  if (wellKnown) return microsoftServicePrincipal(plan, number, wellKnown[0], wellKnown[1]);
  const kind = kindOf(plan, number);
  if (kind < 9) return managedIdentity(plan, number, kind < 4);
  if (kind === 9) return foreign(plan, number, plan.tenantId, 'ServiceIdentity');
  if (kind < 15) return foreign(plan, number, MICROSOFT_SERVICES, 'Application');
  return foreign(plan, number, idOf('tenant', pick(plan, number, 21, 300)), 'Application');
}

function base(plan: Plan, number: number, appId: string, displayName: string): GraphObject {
  return {
    id: idOf('service-principal', number),
    deletedDateTime: null,
    accountEnabled: pick(plan, number, 22, 30) !== 0,
    alternativeNames: [],
    appDisplayName: displayName,
    appId,
    appOwnerOrganizationId: plan.tenantId,
    appRoleAssignmentRequired: false,
    createdDateTime: date(plan, -20 - pick(plan, number, 23, 2_000)),
    displayName,
    servicePrincipalNames: [appId],
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMyOrg',
    tags: [],
    appRoles: [],
    oauth2PermissionScopes: [],
    keyCredentials: [],
    passwordCredentials: [],
    owners: [],
    federatedIdentityCredentials: [],
  };
}

function ownServicePrincipal(plan: Plan, number: number): GraphObject {
  return {
    ...(isBlueprint(plan, number) ? { '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal' } : {}),
    ...base(plan, number, idOf('client', number), nameOf(plan, number)),
    id: idOf('service-principal', number),
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
  };
}

function microsoftServicePrincipal(plan: Plan, number: number, appId: string, name: string): GraphObject {
  const roles = name === 'Microsoft Graph' ? GRAPH_ROLES : [];
  return {
    ...base(plan, number, appId, name),
    id: idOf('service-principal', number),
    accountEnabled: true,
    appOwnerOrganizationId: MICROSOFT_SERVICES,
    appRoles: roles.map(([id, value]) => ({
      id,
      value,
      displayName: value,
      description: value,
      isEnabled: true,
      origin: 'Application',
      allowedMemberTypes: ['Application'],
    })),
  };
}

function managedIdentity(plan: Plan, number: number, isUserAssigned: boolean): GraphObject {
  const name = nameOf(plan, number);
  const group = `/subscriptions/${subscriptionOf(plan, number)}/resourcegroups/rg-${pick(plan, number, 24, 200)}/providers`;
  const resource = isUserAssigned
    ? `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`
    : `${group}/Microsoft.Web/sites/${name}`;
  return {
    ...base(plan, number, idOf('client', number), name),
    id: idOf('service-principal', number),
    servicePrincipalType: 'ManagedIdentity',
    alternativeNames: [`isExplicit=${isUserAssigned ? 'True' : 'False'}`, resource],
    federatedIdentityCredentials: isUserAssigned ? trusts(plan, number, name) : [],
  };
}

function foreign(plan: Plan, number: number, home: string, type: string): GraphObject {
  return {
    ...(type === 'ServiceIdentity'
      ? { '@odata.type': '#microsoft.graph.agentIdentity', sponsors: sponsors(plan, number) }
      : {}),
    ...base(plan, number, idOf('client', number), nameOf(plan, number)),
    id: idOf('service-principal', number),
    appOwnerOrganizationId: home,
    servicePrincipalType: type,
    signInAudience: 'AzureADMultipleOrgs',
  };
}

const SUBSCRIPTIONS = 12;

export function subscriptionOf(plan: Plan, number: number): string {
  return idOf('subscription', pick(plan, number, 25, SUBSCRIPTIONS));
}

export function subscriptions(): readonly { readonly id: string; readonly name: string }[] {
  return Array.from({ length: SUBSCRIPTIONS }, (_, number) => ({
    id: idOf('subscription', number),
    name: `Subscription ${number}`,
  }));
}

export function users(): readonly GraphObject[] {
  return Array.from({ length: USERS }, (_, number) => user(number));
}

/** Days before now of the last sign-in of a service principal; undefined for one in ten. */
export function lastSignIn(plan: Plan, number: number): string | undefined {
  return pick(plan, number, 30, 10) === 0 ? undefined : date(plan, -pick(plan, number, 31, 400));
}
