import { randomUUID } from 'node:crypto';
import { badRequest, GraphFailure, notFound } from '../odata/error.ts';
import type { GraphObject } from '../tenant/collection.ts';
import type { CollectionName } from '../tenant/tenant.ts';
import { objectOf } from './answers.ts';
import { replacedKeys } from './credentials.ts';
import { plain } from './project.ts';
import { directoryObject } from './relations.ts';
import { bodyOf, firstOf, type GraphAnswer, type GraphCall, type GraphHandler, NO_CONTENT, ok } from './request.ts';

type Holder = 'applications' | 'servicePrincipals';

const TYPES = { applications: 'application', servicePrincipals: 'servicePrincipal' } as const;
const POLICIES = 'appManagementPolicies';
const CONFIGURATIONS = '/directory/certificateAuthorities/certificateBasedApplicationConfigurations';
/** Status of a recommendation after an action. */
const RECOMMENDATION_ACTIONS = {
  complete: 'completedByUser',
  dismiss: 'dismissed',
  postpone: 'postponed',
  reactivate: 'active',
} as const;

/** Changes to everything but credentials. */
export const WRITES: Readonly<Record<string, GraphHandler>> = {
  ...holderWrites('applications'),
  ...holderWrites('servicePrincipals'),
  ...simpleWrites('/oauth2PermissionGrants', 'oauth2PermissionGrants', 'oAuth2PermissionGrant'),
  ...simpleWrites('/roleManagement/directory/roleAssignments', 'directoryRoleAssignments', 'unifiedRoleAssignment'),
  ...simpleWrites(`/policies/${POLICIES}`, POLICIES, 'appManagementPolicy'),
  'PATCH /policies/defaultAppManagementPolicy': ({ request, state, ...rest }) => {
    const { id: _, ...change } = bodyOf({ request, state, ...rest });
    state.tenant.defaultAppManagementPolicy = { ...state.tenant.defaultAppManagementPolicy, ...change };
    return NO_CONTENT;
  },
  ...simpleWrites(CONFIGURATIONS, 'certificateConfigurations', 'certificateBasedApplicationConfiguration'),
  ...Object.fromEntries(
    Object.entries(RECOMMENDATION_ACTIONS).map(([action, status]) => recommendationAction(action, status)),
  ),
  'POST /directory/deletedItems/{}/restore': restore,
  'DELETE /directory/deletedItems/{}': (call) => {
    objectOf(call.state.tenant.collection('deletedItems'), firstOf(call));
    call.state.tenant.remove('deletedItems', firstOf(call));
    return NO_CONTENT;
  },
  'POST /identityProtection/riskyServicePrincipals/confirmCompromised': (call) =>
    setRisk(call, {
      riskLevel: 'high',
      riskState: 'confirmedCompromised',
      riskDetail: 'adminConfirmedServicePrincipalCompromised',
    }),
  'POST /identityProtection/riskyServicePrincipals/dismiss': (call) =>
    setRisk(call, {
      riskLevel: 'none',
      riskState: 'dismissed',
      riskDetail: 'adminDismissedAllRiskForServicePrincipal',
    }),
};

function holderWrites(name: Holder): Readonly<Record<string, GraphHandler>> {
  const find = (call: GraphCall) => objectOf(call.state.tenant.collection(name), firstOf(call));
  const findByAppId = (call: GraphCall) =>
    call.state.tenant.collection(name).find('appId', firstOf(call)) ?? missing(firstOf(call));
  const remove = (call: GraphCall, object: GraphObject) => {
    call.state.tenant.remove(name, object.id);
    return NO_CONTENT;
  };
  return {
    [`POST /${name}`]: (call) => create(call, name),
    [`PATCH /${name}/{}`]: (call) => patch(call, name, find(call)),
    [`PATCH /${name}(appId='{}')`]: (call) => patch(call, name, findByAppId(call)),
    [`DELETE /${name}/{}`]: (call) => remove(call, find(call)),
    [`DELETE /${name}(appId='{}')`]: (call) => remove(call, findByAppId(call)),
    [`POST /${name}/{}/owners/$ref`]: (call) => addOwner(call, name, find(call)),
    [`DELETE /${name}/{}/owners/{}/$ref`]: (call) => removeOwner(call, name, find(call)),
    [`POST /${name}/{}/appRoleAssignments`]: assign,
    [`POST /${name}/{}/appRoleAssignedTo`]: assign,
    [`DELETE /${name}/{}/appRoleAssignments/{}`]: unassign,
    [`DELETE /${name}/{}/appRoleAssignedTo/{}`]: unassign,
    [`POST /${name}/{}/appManagementPolicies/$ref`]: (call) => {
      const policy = referenceIn(call);
      objectOf(call.state.tenant.collection(POLICIES), policy);
      call.state.tenant.policyOf.set(find(call).id.toLowerCase(), policy);
      return NO_CONTENT;
    },
    [`DELETE /${name}/{}/appManagementPolicies/{}/$ref`]: (call) => {
      if (!call.state.tenant.policyOf.delete(find(call).id.toLowerCase())) throw notFound(call.values[1] ?? '');
      return NO_CONTENT;
    },
  };
}

function simpleWrites(path: string, name: CollectionName, type: string): Readonly<Record<string, GraphHandler>> {
  const find = (call: GraphCall) => objectOf(call.state.tenant.collection(name), firstOf(call));
  return {
    [`POST ${path}`]: (call) => {
      const object = call.state.tenant.add(name, { ...bodyOf(call), id: randomUUID() });
      return ok(call, type, plain(object), 201);
    },
    [`PATCH ${path}/{}`]: (call) => {
      call.state.tenant.update(name, find(call).id, bodyOf(call));
      return NO_CONTENT;
    },
    [`DELETE ${path}/{}`]: (call) => {
      call.state.tenant.remove(name, find(call).id);
      return NO_CONTENT;
    },
  };
}

function recommendationAction(action: string, status: string): readonly [string, GraphHandler] {
  return [
    `POST /directory/recommendations/{}/${action}`,
    (call) => {
      const { id } = objectOf(call.state.tenant.collection('recommendations'), firstOf(call));
      const after = call.state.tenant.update('recommendations', id, { status });
      return ok(call, 'recommendations', plain(after));
    },
  ];
}

function create(call: GraphCall, name: Holder): GraphAnswer {
  const body = bodyOf(call);
  refuseUnknown(call, name, body);
  if (name === 'applications' && typeof body['displayName'] !== 'string')
    throw badRequest('Property displayName is required.');
  const { tenant } = call.state;
  const appId = name === 'applications' ? randomUUID() : String(body['appId']);
  if (name === 'servicePrincipals' && tenant.collection(name).find('appId', appId)) {
    throw new GraphFailure(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  }
  const application = name === 'servicePrincipals' ? tenant.collection('applications').find('appId', appId) : undefined;
  const object = tenant.add(name, {
    ...(name === 'applications'
      ? { signInAudience: 'AzureADMyOrg' }
      : {
          servicePrincipalType: 'Application',
          accountEnabled: true,
          appOwnerOrganizationId: application ? tenant.id : null,
          displayName: application?.['displayName'] ?? null,
        }),
    createdDateTime: new Date(call.state.now()).toISOString(),
    tags: [],
    keyCredentials: [],
    passwordCredentials: [],
    ...body,
    id: randomUUID(),
    appId,
  });
  return ok(call, name, plain(object), 201);
}

function patch(call: GraphCall, name: Holder, object: GraphObject): GraphAnswer {
  const body = bodyOf(call);
  refuseUnknown(call, name, body);
  if (object['servicePrincipalType'] === 'ManagedIdentity') {
    throw new GraphFailure(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  if ('passwordCredentials' in body) throw badRequest("Property 'passwordCredentials' is read-only and cannot be set.");
  const { keyCredentials, ...rest } = body;
  const keys = keyCredentials === undefined ? {} : { keyCredentials: replacedKeys(call, name, object, keyCredentials) };
  call.state.tenant.update(name, object.id, { ...rest, ...keys });
  return NO_CONTENT;
}

function refuseUnknown(call: GraphCall, name: Holder, body: Readonly<Record<string, unknown>>): void {
  const known = call.operations.propertiesOf(TYPES[name]);
  const unknown = Object.keys(body).find((property) => !property.includes('@') && !known.has(property));
  if (unknown !== undefined) {
    throw badRequest(`Invalid property '${unknown}'.`);
  }
}

function addOwner(call: GraphCall, name: Holder, object: GraphObject): GraphAnswer {
  const id = referenceIn(call);
  const owner = directoryObject(call, id) ?? missing(id);
  const owners = (object['owners'] ?? []) as readonly GraphObject[];
  if (owners.some((each) => each.id === owner.id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
  }
  call.state.tenant.update(name, object.id, { owners: [...owners, plain(owner)] });
  return NO_CONTENT;
}

function removeOwner(call: GraphCall, name: Holder, object: GraphObject): GraphAnswer {
  const id = call.values[1] ?? '';
  const owners = (object['owners'] ?? []) as readonly GraphObject[];
  if (!owners.some((each) => each.id === id)) throw notFound(id);
  call.state.tenant.update(name, object.id, { owners: owners.filter((each) => each.id !== id) });
  return NO_CONTENT;
}

function assign(call: GraphCall): GraphAnswer {
  const { principalId, resourceId, appRoleId } = bodyOf(call);
  const principals = call.state.tenant.collection('servicePrincipals');
  const principal = objectOf(principals, String(principalId));
  const resource = objectOf(principals, String(resourceId));
  const assignment = call.state.tenant.add('appRoleAssignments', {
    id: randomUUID(),
    appRoleId: String(appRoleId),
    createdDateTime: new Date(call.state.now()).toISOString(),
    principalDisplayName: principal['displayName'],
    principalId: principal.id,
    principalType: 'ServicePrincipal',
    resourceDisplayName: resource['displayName'],
    resourceId: resource.id,
  });
  return ok(call, 'appRoleAssignments', plain(assignment), 201);
}

function unassign(call: GraphCall): GraphAnswer {
  const id = call.values[1] ?? '';
  objectOf(call.state.tenant.collection('appRoleAssignments'), id);
  call.state.tenant.remove('appRoleAssignments', id);
  return NO_CONTENT;
}

function restore(call: GraphCall): GraphAnswer {
  const { tenant } = call.state;
  const { deletedDateTime: _, ...object } = objectOf(tenant.collection('deletedItems'), firstOf(call));
  tenant.collection('deletedItems').remove(object.id);
  const name = object['@odata.type'] === '#microsoft.graph.servicePrincipal' ? 'servicePrincipals' : 'applications';
  tenant.add(name, object);
  return ok(call, 'directoryObjects', plain(object));
}

function setRisk(call: GraphCall, risk: Readonly<Record<string, unknown>>): GraphAnswer {
  const { servicePrincipalIds } = bodyOf(call);
  if (!Array.isArray(servicePrincipalIds)) throw badRequest('servicePrincipalIds has to be a list.');
  for (const id of servicePrincipalIds) {
    call.state.tenant.collection('riskyServicePrincipals').update(String(id), risk);
  }
  return NO_CONTENT;
}

/** The id at the end of `@odata.id`. */
function referenceIn(call: GraphCall): string {
  const reference = bodyOf(call)['@odata.id'];
  const id = typeof reference === 'string' ? /\/([^/]+)$/.exec(reference)?.[1] : undefined;
  if (id === undefined) throw badRequest("Property '@odata.id' is required.");
  return id;
}

function missing(id: string): never {
  throw notFound(id);
}
