import type { GraphObject } from './collection.ts';
import { idOf, mix } from './ids.ts';
import { GRAPH_ROLES, MICROSOFT_SERVICES, WELL_KNOWN } from './well-known.ts';

/** What objects are made by. Everything follows from these and a number. */
export interface Plan {
  readonly seed: number;
  /** The first service principals belong to these, in the same order. */
  readonly applications: number;
  readonly servicePrincipals: number;
  /** Milliseconds since 1970; dates lie around it. */
  readonly now: number;
  readonly tenantId: string;
}

const DAY = 86_400_000;
const GITHUB = 'https://token.actions.githubusercontent.com';
const AUDIENCES = ['api://AzureADTokenExchange'];
const WORDS = [
  'payments',
  'orders',
  'ledger',
  'catalog',
  'search',
  'billing',
  'customer',
  'delivery',
  'stock',
  'report',
  'mail',
  'archive',
  'identity',
  'import',
  'export',
  'gateway',
];
const PARTS = ['api', 'web', 'worker', 'deploy', 'sync', 'portal', 'function', 'runner'];

/** A number below `limit` that follows from the seed, an object and what it is for. */
function pick(plan: Plan, number: number, what: number, limit: number): number {
  return mix(number ^ mix(plan.seed + what * 7_919)) % limit;
}

/** Texts of dates, which are few and asked for often. */
const dates = new Map<number, string>();

function date(plan: Plan, days: number): string {
  const time = plan.now + days * DAY;
  const known = dates.get(time);
  if (known !== undefined) return known;
  const text = `${new Date(time).toISOString().slice(0, 19)}Z`;
  dates.set(time, text);
  return text;
}

function nameOf(plan: Plan, number: number): string {
  return `${WORDS[pick(plan, number, 1, WORDS.length)]}-${PARTS[pick(plan, number, 2, PARTS.length)]}-${number}`;
}

export function application(plan: Plan, number: number): GraphObject {
  const name = nameOf(plan, number);
  return {
    ...(pick(plan, number, 3, 400) === 0 ? { '@odata.type': '#microsoft.graph.agentIdentityBlueprint' } : {}),
    id: idOf('application', number),
    deletedDateTime: null,
    appId: idOf('client', number),
    displayName: name,
    createdDateTime: date(plan, -30 - pick(plan, number, 4, 2_000)),
    signInAudience: pick(plan, number, 5, 12) === 0 ? 'AzureADMultipleOrgs' : 'AzureADMyOrg',
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

/** None for a third, one for most, up to three. */
function secrets(plan: Plan, number: number): readonly unknown[] {
  const count = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 3][pick(plan, number, 10, 12)] ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const lifetime = [90, 180, 365, 730, 3_650][pick(plan, number + index * 31, 11, 5)] ?? 365;
    const end = pick(plan, number + index * 31, 12, lifetime + 200) - 200;
    return {
      customKeyIdentifier: null,
      displayName: `secret ${index + 1}`,
      endDateTime: date(plan, end),
      hint: idOf('secret', number * 4 + index).slice(0, 3),
      keyId: idOf('secret', number * 4 + index),
      secretText: null,
      startDateTime: date(plan, end - lifetime),
    };
  });
}

function certificates(plan: Plan, number: number): readonly unknown[] {
  if (pick(plan, number, 13, 8) !== 0) return [];
  const end = pick(plan, number, 14, 700) - 100;
  return [
    {
      customKeyIdentifier: Buffer.from(idOf('certificate', number).replaceAll('-', ''), 'hex').toString('base64'),
      displayName: `CN=${nameOf(plan, number)}`,
      endDateTime: date(plan, end),
      key: 'MIIB',
      keyId: idOf('certificate', number),
      startDateTime: date(plan, end - 365),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    },
  ];
}

function trusts(plan: Plan, number: number, name: string): readonly GraphObject[] {
  const count = [0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 3][pick(plan, number, 15, 11)] ?? 0;
  return Array.from({ length: count }, (_, index) => ({
    id: idOf('trust', number * 4 + index),
    name: `trust-${index + 1}`,
    description: null,
    audiences: AUDIENCES,
    ...claims(plan, number, index, name),
  }));
}

function claims(plan: Plan, number: number, index: number, name: string): Readonly<Record<string, unknown>> {
  switch (pick(plan, number + index * 37, 16, 7)) {
    case 0:
      return { issuer: GITHUB, subject: `repo:contoso/${name}:pull_request` };
    case 1:
      return {
        issuer: GITHUB,
        subject: null,
        claimsMatchingExpression: {
          value: `claims['sub'] matches 'repo:contoso/${name}:*${index}'`,
          languageVersion: 1,
        },
      };
    case 2:
      return {
        issuer: `https://westeurope.oic.prod-aks.azure.com/${plan.tenantId}/${idOf('added', number % 40)}/`,
        subject: `system:serviceaccount:${name}:default-${index}`,
      };
    case 3:
      return {
        issuer: `https://login.microsoftonline.com/${plan.tenantId}/v2.0`,
        subject: `/eid1/c/pub/t/x/a/x/sc/${name}/${index}`,
      };
    case 4:
      return {
        issuer: 'https://app.terraform.io',
        subject: `organization:contoso:project:platform:workspace:${name}:run_phase:apply${index}`,
      };
    default:
      return { issuer: GITHUB, subject: `repo:contoso/${name}:environment:production-${index}` };
  }
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
  const isAgent = pick(plan, number, 3, 400) === 0;
  return {
    ...(isAgent ? { '@odata.type': '#microsoft.graph.agentIdentityBlueprintPrincipal' } : {}),
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
    ...(type === 'ServiceIdentity' ? { '@odata.type': '#microsoft.graph.agentIdentity' } : {}),
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
