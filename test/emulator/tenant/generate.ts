import { Collection, type Source } from './collection.ts';
import { activity } from './generated-activity.ts';
import { azure, managedIdentities } from './generated-azure.ts';
import { application, isAgent, isBlueprint, servicePrincipal, users } from './generated-objects.ts';
import { idOf, numberOf } from './ids.ts';
import type { Plan } from './plan.ts';
import { EmulatedTenant, LICENCES } from './tenant.ts';
import { DIRECTORY_ROLES, directoryRoleDefinition, GRAPH_ROLES, WELL_KNOWN } from './well-known.ts';

export interface GenerateOptions {
  /** Application registrations. */
  readonly applications: number;
  /** Twice the applications where absent; never fewer than the applications and the well-known APIs. */
  readonly servicePrincipals?: number;
  readonly seed?: number;
  /** Milliseconds since 1970; today at midnight where absent. */
  readonly now?: number;
}

/** A tenant that is made up as it is read: half a million objects cost nothing until somebody asks for them. */
export function generateTenant({
  applications,
  servicePrincipals = applications * 2,
  seed = 1,
  now,
}: GenerateOptions): EmulatedTenant {
  const plan: Plan = {
    seed,
    applications,
    servicePrincipals: Math.max(servicePrincipals, applications + WELL_KNOWN.length),
    now: now ?? Math.floor(Date.now() / 86_400_000) * 86_400_000,
    tenantId: idOf('tenant', seed + 1_000_000),
  };
  return new EmulatedTenant({
    id: plan.tenantId,
    displayName: 'Generated tenant',
    defaultDomain: 'generated.onmicrosoft.com',
    collections: {
      applications: new Collection({
        size: plan.applications,
        at: (number) => application(plan, number),
        positionOf: below(plan.applications, (id) => numberOf('application', id)),
        count: plan.applications,
        lookup: (property, value) => applicationsWhere(plan, property, value),
      }),
      servicePrincipals: new Collection({
        size: plan.servicePrincipals,
        at: (number) => servicePrincipal(plan, number),
        positionOf: below(plan.servicePrincipals, (id) => numberOf('service-principal', id)),
        count: plan.servicePrincipals,
        lookup: (property, value) => servicePrincipalsWhere(plan, property, value),
      }),
      users: Collection.of(users()),
      ...assignments(plan),
      ...activity(plan),
      directoryRoleDefinitions: Collection.of(DIRECTORY_ROLES.map((role) => directoryRoleDefinition(role))),
    },
    azure: azure(plan),
    diagnosticSettings: [],
    servicePlans: Object.values(LICENCES),
  });
}

function everything(size: number): readonly number[] {
  return Array.from({ length: size }, (_, position) => position);
}

function only(number: number | undefined): readonly number[] {
  return number === undefined ? [] : [number];
}

function applicationsWhere(plan: Plan, property: string, value: string): readonly number[] | undefined {
  if (property === '@odata.type') return agentsOf(plan, value);
  return property === 'appId' ? only(below(plan.applications, (id) => numberOf('client', id))(value)) : undefined;
}

/** Agents by their type, told without making the objects. */
function agentsOf(plan: Plan, type: string): readonly number[] {
  const isIdentity = /\.agentIdentity$/i.test(type);
  if (!isIdentity && !/\.agentIdentityBlueprint(?:Principal)?$/i.test(type)) return [];
  const numbers = everything(isIdentity ? plan.servicePrincipals : plan.applications);
  return numbers.filter((number) => (isIdentity ? isAgent(plan, number) : isBlueprint(plan, number)));
}

function servicePrincipalsWhere(plan: Plan, property: string, value: string): readonly number[] | undefined {
  if (property === '@odata.type') return agentsOf(plan, value);
  if (property === 'servicePrincipalType' && value.toLowerCase() === 'managedidentity') return managedIdentities(plan);
  if (property !== 'appId') return undefined;
  const wellKnown = WELL_KNOWN.findIndex(([appId]) => appId === value.toLowerCase());
  if (wellKnown >= 0) return [plan.applications + wellKnown];
  return only(below(plan.servicePrincipals, (id) => numberOf('client', id))(value));
}

function below(size: number, find: (id: string) => number | undefined): Source['positionOf'] {
  return (id) => {
    const number = find(id);
    return number !== undefined && number < size ? number : undefined;
  };
}

/** Every fourth service principal has a permission, every tenth a grant, every fiftieth a directory role. */
function assignments(plan: Plan) {
  const graph = servicePrincipal(plan, plan.applications);
  const every = (
    step: number,
    kind: Parameters<typeof idOf>[0],
    make: (number: number, position: number) => Readonly<Record<string, unknown>>,
  ) =>
    new Collection({
      size: Math.floor(plan.servicePrincipals / step),
      count: Math.floor(plan.servicePrincipals / step),
      at: (position) => ({ id: idOf(kind, position), ...make(position * step, position) }),
      positionOf: below(Math.floor(plan.servicePrincipals / step), (id) => numberOf(kind, id)),
      // All are about the same resource.
      lookup: (property, value) =>
        property === 'resourceId'
          ? value === graph.id
            ? everything(Math.floor(plan.servicePrincipals / step))
            : []
          : undefined,
    });
  return {
    appRoleAssignments: every(4, 'app-role-assignment', (number, position) => {
      const principal = servicePrincipal(plan, number);
      return {
        appRoleId: GRAPH_ROLES[position % GRAPH_ROLES.length]?.[0],
        createdDateTime: principal['createdDateTime'],
        deletedDateTime: null,
        principalDisplayName: principal['displayName'],
        principalId: principal.id,
        principalType: 'ServicePrincipal',
        resourceDisplayName: graph['displayName'],
        resourceId: graph.id,
      };
    }),
    oauth2PermissionGrants: every(10, 'grant', (number) => ({
      clientId: idOf('service-principal', number),
      consentType: number % 30 === 0 ? 'AllPrincipals' : 'Principal',
      principalId: number % 30 === 0 ? null : idOf('user', number % 500),
      resourceId: graph.id,
      scope: 'User.Read openid profile',
    })),
    directoryRoleAssignments: every(50, 'directory-role-assignment', (number, position) => ({
      principalId: idOf('service-principal', number),
      roleDefinitionId: DIRECTORY_ROLES[position % DIRECTORY_ROLES.length]?.[0],
      directoryScopeId: '/',
      appScopeId: null,
    })),
  };
}
