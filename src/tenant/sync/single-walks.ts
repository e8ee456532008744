import type { ArmClient } from '../arm/client.ts';
import type { GraphClient, GraphList } from '../graph/client.ts';
import type { RiskDetection } from '../model/activity.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { Fact, FactSection } from '../store/facts.ts';
import { azureRoleFact, hostFacts, managedIdentityFact, QUERIES } from './azure-facts.ts';
import type { GraphCollection } from './collections.ts';
import { directoryRoleFact, riskDetection, riskFact, trustsOf } from './graph-facts.ts';
import { idOf, listOf, type Raw, textOf, timeOf } from './raw.ts';
import { factsOf, type Walk, type WalkPage } from './walk.ts';

/** The place of a walk's first page, where it is not an address. */
const START = 'start';

/** A collection of Graph, page by page. */
export function collectionWalk<Section extends FactSection>(
  graph: GraphClient,
  { section, what, path, version, fact }: GraphCollection<Section>,
  signal: AbortSignal | undefined,
): Walk<Section> {
  return {
    section,
    starts: async () => [path],
    page: async (place) => {
      let page: GraphList;
      try {
        page = await graph.list(place, { what, version, signal });
      } catch (error) {
        // Which reports let one choose the size of a page is not written anywhere.
        const smaller = path.replace(/\?\$top=\d+$/, '');
        const isRefused = error instanceof ServiceFailure && error.kind === 'rejected';
        if (!isRefused || place !== path || smaller === path) throw error;
        return { facts: [], next: smaller };
      }
      return { facts: factsOf(page.items, fact), next: page.nextLink };
    },
  };
}

const ELIGIBLE = '/roleManagement/directory/roleEligibilityScheduleInstances?$expand=roleDefinition';

/** Directory roles that are assigned, and those that can be activated, where the tenant has a licence for that. */
export function directoryRoleWalk(graph: GraphClient, signal: AbortSignal | undefined): Walk<'directory-roles'> {
  return {
    section: 'directory-roles',
    starts: async () => ['/roleManagement/directory/roleAssignments?$expand=roleDefinition', ELIGIBLE],
    page: async (place) => {
      const isEligible = place.includes('roleEligibilityScheduleInstances');
      const what = isEligible ? 'the eligible directory roles' : 'the directory role assignments';
      try {
        const page = await graph.list(place, { what, signal });
        const state = isEligible ? 'eligible' : 'active';
        return { facts: factsOf(page.items, (item) => directoryRoleFact(item, state)), next: page.nextLink };
      } catch (error) {
        // Without the licence nothing can be eligible; what is assigned is read either way.
        const hasNone = error instanceof ServiceFailure && ['not-licensed', 'not-permitted'].includes(error.kind);
        if (isEligible && hasNone) return { facts: [], next: undefined };
        throw error;
      }
    },
  };
}

/**
 * Application ids of the APIs whose permissions matter: Microsoft Graph, Exchange Online, SharePoint Online, Azure AD
 * Graph, Azure Resource Manager. Reading who holds theirs takes pages, where asking each client would take a call each.
 */
const APIS = [
  '00000003-0000-0000-c000-000000000000',
  '00000002-0000-0ff1-ce00-000000000000',
  '00000003-0000-0ff1-ce00-000000000000',
  '00000002-0000-0000-c000-000000000000',
  '797f4846-ba00-4fd7-ba43-dac1f8f63013',
];

/** Who holds application permissions of the APIs that matter. */
export function permissionWalk(graph: GraphClient, signal: AbortSignal | undefined): Walk<'application-permissions'> {
  const call = { what: 'the application permissions', signal };
  let apis: Promise<readonly Api[]> | undefined;
  const readApis = async () => {
    const answers = await graph.batch(
      APIS.map((appId) => ({ ...call, url: `/servicePrincipals(appId='${appId}')?$select=id,displayName,appRoles` })),
      call,
    );
    return answers.flatMap((answer) => {
      if ('body' in answer) return apiOf(answer.body as Raw) ?? [];
      // An API that the tenant does not use has no service principal.
      if (answer.failure.kind === 'not-found') return [];
      throw answer.failure;
    });
  };
  const known = () => {
    apis ??= readApis();
    return apis;
  };
  return {
    section: 'application-permissions',
    starts: async () => (await known()).map(({ id }) => `/servicePrincipals/${id}/appRoleAssignedTo?$top=999`),
    page: async (place) => {
      const roles = new Map((await known()).map((api) => [api.id, api.roles]));
      const page = await graph.list(place, call);
      return { facts: factsOf(page.items, (item) => permissionFact(item, roles)), next: page.nextLink };
    },
  };
}

interface Api {
  readonly id: string;
  /** Names of application permissions by id. */
  readonly roles: ReadonlyMap<string, string>;
}

function apiOf(item: Raw): Api | undefined {
  const id = idOf(item['id']);
  if (id === undefined) return undefined;
  const roles = (listOf(item['appRoles']) as Raw[]).map((role) => [idOf(role['id']), textOf(role['value'])] as const);
  return { id, roles: new Map(roles.filter((role): role is [string, string] => !role.includes(undefined))) };
}

function permissionFact(
  item: Raw,
  roles: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Fact<'application-permissions'> | undefined {
  const id = textOf(item['id']);
  const owner = idOf(item['principalId']);
  const resourceId = idOf(item['resourceId']);
  const appRoleId = idOf(item['appRoleId']);
  if (id === undefined || owner === undefined || resourceId === undefined || appRoleId === undefined) return undefined;
  if (item['principalType'] !== undefined && item['principalType'] !== 'ServicePrincipal') return undefined;
  const resourceName = textOf(item['resourceDisplayName']);
  const value = roles.get(resourceId)?.get(appRoleId);
  const granted = timeOf(item['createdDateTime']) ?? timeOf(item['creationTimestamp']);
  return {
    id,
    owner,
    value: {
      resourceId,
      appRoleId,
      ...(resourceName !== undefined && { resourceName }),
      ...(value !== undefined && { value }),
      ...(granted !== undefined && { granted }),
    },
  };
}

/** Risky service principals with their detections, of which there are few: one step. */
export function riskWalk(graph: GraphClient, signal: AbortSignal | undefined): Walk<'risk'> {
  const all = async (path: string, what: string): Promise<Raw[]> => {
    const items: Raw[] = [];
    for (let place: string | undefined = path; place !== undefined; ) {
      const page = await graph.page(place, { what, signal });
      items.push(...(page.value as Raw[]));
      place = page.nextLink;
    }
    return items;
  };
  return {
    section: 'risk',
    starts: async () => [START],
    page: async () => {
      const risky = await all('/identityProtection/riskyServicePrincipals', 'the risky service principals');
      const detections = new Map<string, RiskDetection[]>();
      for (const item of await permitted(
        all('/identityProtection/servicePrincipalRiskDetections', 'the risk detections'),
      )) {
        const detection = riskDetection(item);
        if (detection) detections.set(detection.owner, [...(detections.get(detection.owner) ?? []), detection.value]);
      }
      const facts = risky.map((item) => riskFact(item, detections.get(idOf(item['id']) ?? '') ?? []));
      return { facts: facts.filter((fact) => fact !== undefined), next: undefined };
    },
  };
}

/** Detections have a permission of their own (`IdentityRiskEvent.Read.All`); without it, the risk is known all the same. */
function permitted(items: Promise<Raw[]>): Promise<Raw[]> {
  return items.catch((error: unknown) => {
    if (error instanceof ServiceFailure && error.kind === 'not-permitted') return [];
    throw error;
  });
}

export interface AzureWalkOptions {
  readonly arm: ArmClient;
  readonly signal?: AbortSignal | undefined;
}

/** Rows of a query of Resource Graph. */
function queryWalk<Section extends 'managed-identities' | 'hosts' | 'azure-roles'>(
  section: Section,
  what: string,
  { arm, signal }: AzureWalkOptions,
  facts: (rows: Iterable<unknown>) => Promise<Iterable<Fact<Section>>>,
): Walk<Section> {
  return {
    section,
    starts: async () => [START],
    page: async (place): Promise<WalkPage<Section>> => {
      try {
        const page = await arm.query(QUERIES[section], place === START ? undefined : place, { what, signal });
        return { facts: await facts(page.rows), next: page.skipToken };
      } catch (error) {
        const isOld = place !== START && error instanceof ServiceFailure && error.kind === 'rejected';
        throw isOld ? new ServiceFailure({ ...details(error), kind: 'page-expired' }, error) : error;
      }
    },
  };
}

function details({ what, status, code, detail }: ServiceFailure) {
  return { what, status, code, detail };
}

export function hostWalk(options: AzureWalkOptions): Walk<'hosts'> {
  const facts = function* (rows: Iterable<unknown>): Generator<Fact<'hosts'>> {
    for (const row of rows) yield* hostFacts(row as Raw);
  };
  return queryWalk('hosts', 'the resources that run as a managed identity', options, async (rows) => facts(rows));
}

/** Source: `Microsoft.ManagedIdentity` 2025-01-31-preview, the first with claims matching expressions. */
const TRUSTS_VERSION = '2025-01-31-preview';

/**
 * User-assigned identities.
 * @param withTrusts also reads their federated credentials, a call each, where Graph did not give them
 */
export function managedIdentityWalk(options: AzureWalkOptions, withTrusts: boolean): Walk<'managed-identities'> {
  const { arm, signal } = options;
  const withTrustsOf = async (fact: Fact<'managed-identities'>): Promise<Fact<'managed-identities'>> => {
    const path = `${fact.value.resourceId}/federatedIdentityCredentials?api-version=${TRUSTS_VERSION}`;
    const body = (await arm.read(path, {
      what: `the federated credentials of ${fact.value.resourceId}`,
      signal,
    })) as Raw;
    const items = (listOf(body?.['value']) as Raw[]).map((item) => ({
      name: item['name'],
      ...(item['properties'] as Raw | undefined),
    }));
    return { ...fact, value: { ...fact.value, federatedCredentials: trustsOf(items) } };
  };
  return queryWalk('managed-identities', 'the user-assigned managed identities', options, async (rows) => {
    const facts = factsOf(rows, managedIdentityFact);
    return withTrusts ? Promise.all([...facts].map(withTrustsOf)) : facts;
  });
}

export function azureRoleWalk(options: AzureWalkOptions): Walk<'azure-roles'> {
  const { arm, signal } = options;
  let names: Promise<ReadonlyMap<string, string>> | undefined;
  const readNames = async () => {
    const found = new Map<string, string>();
    for (let token: string | undefined, isFirst = true; isFirst || token !== undefined; isFirst = false) {
      const page = await arm.query(QUERIES['role-definitions'], token, { what: 'the role definitions', signal });
      for (const row of page.rows as Iterable<Raw>) {
        const name = textOf(row['roleName']);
        const id = idOf(row['name']) ?? idOf(textOf(row['id'])?.split('/').at(-1));
        if (id !== undefined && name !== undefined) found.set(id, name);
      }
      token = page.skipToken;
    }
    return found;
  };
  return queryWalk('azure-roles', 'the Azure role assignments', options, async (rows) => {
    names ??= readNames();
    const known = await names;
    return factsOf(rows, (row) => azureRoleFact(row, known));
  });
}
