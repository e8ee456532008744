import { badRequest, notFound } from '../odata/error.ts';
import type { CollectionName } from '../tenant/tenant.ts';
import { list, objectOf, queryOf, single } from './answers.ts';
import { delta } from './delta.ts';
import { NESTED_READS } from './nested-reads.ts';
import { count, DIRECTORY_PAGES, type PageRules } from './page.ts';
import { plain } from './project.ts';
import { READABLE, type Readable } from './readable.ts';
import { assignmentIn, directoryObject, relatedCollection, trustIn } from './relations.ts';
import { bodyOf, firstOf, type GraphAnswer, type GraphCall, type GraphHandler, ok } from './request.ts';

const OWNED = [
  ['applications', 'application'],
  ['servicePrincipals', 'servicePrincipal'],
] as const;

const AGENTS = ['agentIdentityBlueprint', 'agentIdentityBlueprintPrincipal', 'agentIdentity'] as const;

/** Handlers by `METHOD template`, where a parameter is written `{}`. */
export const READS: Readonly<Record<string, GraphHandler>> = {
  ...Object.fromEntries(READABLE.flatMap(handlersOf)),
  ...Object.fromEntries(OWNED.flatMap(([collection, type]) => relationsOf(collection, type))),
  ...NESTED_READS,
  'GET /applications/delta()': (call) => delta(call, 'applications', 'application'),
  'GET /servicePrincipals/delta()': (call) => delta(call, 'servicePrincipals', 'servicePrincipal'),
  'GET /oauth2PermissionGrants/delta()': (call) => delta(call, 'oauth2PermissionGrants', 'oAuth2PermissionGrant'),
  'GET /directory/deletedItems/{}': (call) =>
    single(call, call.state.tenant.collection('deletedItems'), 'application', firstOf(call)),
  'GET /directoryObjects/{}': (call) =>
    ok(call, 'directoryObjects', plain(directoryObject(call, firstOf(call)) ?? missing(firstOf(call)))),
  'POST /directoryObjects/getByIds': getByIds,
  'GET /organization': organization,
  'GET /subscribedSkus': subscribedSkus,
  'GET /policies/defaultAppManagementPolicy': (call) =>
    ok(call, 'policies/defaultAppManagementPolicy', call.state.tenant.defaultAppManagementPolicy),
  'GET /policies/authorizationPolicy': (call) =>
    ok(call, 'policies/authorizationPolicy', {
      id: 'authorizationPolicy',
      displayName: 'Authorization Policy',
      allowInvitesFrom: 'everyone',
    }),
};

function handlersOf({ path, collection, type, rules, only }: Readable): readonly (readonly [string, GraphHandler])[] {
  const options = only ? { only } : {};
  return [
    [`GET ${path}`, (call) => list(call, call.state.tenant.collection(collection), type, rules, options)],
    [`GET ${path}/{}`, (call) => single(call, call.state.tenant.collection(collection), type, firstOf(call))],
    [`GET ${path}/$count`, (call) => countOf(call, collection, rules)],
  ];
}

function countOf(call: GraphCall, name: CollectionName, { isDirectory }: PageRules): GraphAnswer {
  const query = queryOf(call);
  if (isDirectory && !query.isEventual) throw badRequest('$count is not currently supported.');
  const total = count(call.state.tenant.collection(name), query);
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: { '@text': String(total) } };
}

function relationsOf(
  name: 'applications' | 'servicePrincipals',
  type: string,
): readonly (readonly [string, GraphHandler])[] {
  const holder = (call: GraphCall) => objectOf(call.state.tenant.collection(name), firstOf(call));
  const listOf =
    (property: string, itemType: string): GraphHandler =>
    (call) =>
      list(call, relatedCollection(call, holder(call), property), itemType, DIRECTORY_PAGES);
  const assignments =
    (property: 'principalId' | 'resourceId'): GraphHandler =>
    (call) =>
      list(call, call.state.tenant.collection('appRoleAssignments'), 'appRoleAssignment', DIRECTORY_PAGES, {
        only: { kind: 'compare', operator: 'eq', path: [property], value: holder(call).id },
        as: (object) => assignmentIn(call.request.version, object),
      });
  return [
    [`GET /${name}(appId='{}')`, (call) => byAppId(call, name, type)],
    [`GET /${name}/{}/owners`, listOf('owners', 'directoryObject')],
    [`GET /${name}/{}/ownedObjects`, listOf('ownedObjects', 'directoryObject')],
    [`GET /${name}/{}/memberOf`, listOf('memberOf', 'directoryObject')],
    [`GET /${name}/{}/transitiveMemberOf`, listOf('transitiveMemberOf', 'directoryObject')],
    [`GET /${name}/{}/appManagementPolicies`, listOf('appManagementPolicies', 'appManagementPolicy')],
    [`GET /${name}/{}/oauth2PermissionGrants`, listOf('oauth2PermissionGrants', 'oAuth2PermissionGrant')],
    [`GET /${name}/{}/appRoleAssignments`, assignments('principalId')],
    [`GET /${name}/{}/appRoleAssignedTo`, assignments('resourceId')],
    [
      `GET /${name}/{}/federatedIdentityCredentials`,
      listOf('federatedIdentityCredentials', 'federatedIdentityCredential'),
    ],
    ...AGENTS.map((kind): readonly [string, GraphHandler] => [
      `GET /${name}/{}/graph.${kind}/sponsors`,
      listOf('sponsors', 'directoryObject'),
    ]),
    [`GET /${name}/{}/federatedIdentityCredentials/{}`, (call) => trust(call, name)],
    [`GET /${name}/{}/federatedIdentityCredentials(name='{}')`, (call) => trust(call, name)],
  ];
}

function byAppId(call: GraphCall, name: 'applications' | 'servicePrincipals', type: string): GraphAnswer {
  const collection = call.state.tenant.collection(name);
  const found = collection.find('appId', firstOf(call)) ?? missing(firstOf(call));
  return single(call, collection, type, found.id);
}

/** One federated credential, by id or name. What was written is read at once here, unlike in lists. */
function trust(call: GraphCall, name: 'applications' | 'servicePrincipals'): GraphAnswer {
  const [holder = '', key = ''] = call.values;
  const object = objectOf(call.state.tenant.collection(name), holder);
  const found = ((object['federatedIdentityCredentials'] ?? []) as readonly { id: string; name: string }[]).find(
    (each) => each.id === key || each.name === key,
  );
  return ok(call, 'federatedIdentityCredentials', trustIn(call.request.version, found ?? missing(key)));
}

function getByIds(call: GraphCall): GraphAnswer {
  const { ids } = bodyOf(call);
  if (!Array.isArray(ids) || ids.length > 1_000) throw badRequest('ids has to be a list of at most 1000 ids.');
  const value = ids.flatMap((id) => {
    const object = directoryObject(call, String(id));
    return object ? [plain(object)] : [];
  });
  const { base, version } = call.request;
  return { status: 200, body: { '@odata.context': `${base}/${version}/$metadata#directoryObjects`, value } };
}

function organization({ state: { tenant }, request }: GraphCall): GraphAnswer {
  return {
    status: 200,
    body: {
      '@odata.context': `${request.base}/${request.version}/$metadata#organization`,
      value: [
        {
          id: tenant.id,
          displayName: tenant.displayName,
          verifiedDomains: [
            { name: tenant.defaultDomain, isDefault: true, isInitial: true, type: 'Managed', capabilities: 'Email' },
          ],
        },
      ],
    },
  };
}

function subscribedSkus({ state: { tenant }, request }: GraphCall): GraphAnswer {
  const servicePlans = [...tenant.servicePlans].map((servicePlanId) => ({
    servicePlanId,
    servicePlanName: 'AAD_PREMIUM',
    provisioningStatus: 'Success',
    appliesTo: 'User',
  }));
  const sku = { id: `${tenant.id}_sku`, capabilityStatus: 'Enabled', skuPartNumber: 'EMULATED', servicePlans };
  return {
    status: 200,
    body: { '@odata.context': `${request.base}/${request.version}/$metadata#subscribedSkus`, value: [sku] },
  };
}

function missing(id: string): never {
  throw notFound(id);
}
