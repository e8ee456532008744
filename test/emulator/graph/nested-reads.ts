import { badRequest, notFound } from '../odata/error.ts';
import { Collection, type GraphObject } from '../tenant/collection.ts';
import type { CollectionName } from '../tenant/tenant.ts';
import { list, objectOf, projectionOf, queryOf } from './answers.ts';
import { DIRECTORY_PAGES, LOG_PAGES, type PageRules } from './page.ts';
import { plain } from './project.ts';
import { assignmentIn, directoryObject, related, trustsOf } from './relations.ts';
import { firstOf, type GraphAnswer, type GraphCall, type GraphHandler, ok } from './request.ts';

const PAGES: PageRules = { defaultTop: 100, maxTop: 999, isDirectory: false };

/** Lists inside other objects, references, and counts of them. */
export const NESTED_READS: Readonly<Record<string, GraphHandler>> = {
  ...ofHolder('applications'),
  ...ofHolder('servicePrincipals'),
  'GET /policies/appManagementPolicies/{}/appliesTo': appliesTo,
  'GET /identityGovernance/accessReviews/definitions/{}/instances': (call) =>
    list(call, nested(call, 'accessReviews', 'instances'), 'accessReviewInstance', PAGES),
  'GET /identityGovernance/accessReviews/definitions/{}/instances/{}/decisions': decisions,
  'GET /identityProtection/riskyServicePrincipals/{}/history': (call) =>
    list(call, nested(call, 'riskyServicePrincipals', 'history'), 'riskyServicePrincipalHistoryItem', PAGES),
  'GET /directory/recommendations/{}/impactedResources': (call) =>
    list(call, nested(call, 'recommendations', 'impactedResources'), 'impactedResource', PAGES),
  'GET /auditLogs/signIns': signIns,
  'GET /roleManagement/directory/transitiveRoleAssignments': (call) =>
    list(call, call.state.tenant.collection('directoryRoleAssignments'), 'unifiedRoleAssignment', PAGES),
};

/**
 * Sign-ins of people alone, of which there are none, unless the filter names other kinds of them, which it can in beta
 * only. Source: "List signIns".
 */
function signIns(call: GraphCall): GraphAnswer {
  const namesKinds = /signInEventTypes/i.test(call.request.parameters.get('$filter') ?? '');
  if (namesKinds && call.request.version === 'v1.0') {
    throw badRequest(
      "Could not find a property named 'signInEventTypes' on type 'microsoft.graph.signIn'.",
      'BadRequest',
    );
  }
  const log = namesKinds ? call.state.tenant.collection('signInLogs') : Collection.of([]);
  return list(call, log, 'signIn', LOG_PAGES);
}

function ofHolder(name: 'applications' | 'servicePrincipals'): Readonly<Record<string, GraphHandler>> {
  const holder = (call: GraphCall) => objectOf(call.state.tenant.collection(name), firstOf(call));
  const references =
    (property: string): GraphHandler =>
    (call) => {
      const objects = related(call, holder(call), property) as readonly GraphObject[];
      const { base, version } = call.request;
      const value = objects.map(({ id }) => ({ '@odata.id': `${base}/${version}/directoryObjects/${id}` }));
      return { status: 200, body: { '@odata.context': `${base}/${version}/$metadata#Collection($ref)`, value } };
    };
  return {
    [`GET /${name}/{}/owners/$ref`]: references('owners'),
    [`GET /${name}/{}/appManagementPolicies/$ref`]: references('appManagementPolicies'),
    [`GET /${name}/{}/federatedIdentityCredentials/$count`]: (call) => ({
      status: 200,
      headers: { 'Content-Type': 'text/plain' },
      body: { '@text': String(trustsOf(call, holder(call)).length) },
    }),
    [`GET /${name}/{}/appRoleAssignments/{}`]: assignment,
    [`GET /${name}/{}/appRoleAssignedTo/{}`]: assignment,
  };
}

function assignment(call: GraphCall): GraphAnswer {
  const found = objectOf(call.state.tenant.collection('appRoleAssignments'), call.values[1] ?? '');
  const show = projectionOf(call, 'appRoleAssignment', queryOf(call));
  return ok(call, 'appRoleAssignments', show(assignmentIn(call.request.version, found)));
}

/** The objects that a policy is assigned to. */
function appliesTo(call: GraphCall): GraphAnswer {
  const { tenant } = call.state;
  const policy = objectOf(tenant.collection('appManagementPolicies'), firstOf(call));
  const objects = [...tenant.policyOf].flatMap(([id, assigned]) =>
    assigned === policy.id ? (directoryObject(call, id) ?? []) : [],
  );
  const collection = Collection.of(objects.map((object) => ({ ...plain(object), id: object.id })));
  return list(call, collection, 'application', { ...DIRECTORY_PAGES, isDirectory: false });
}

function decisions(call: GraphCall): GraphAnswer {
  const instances = nested(call, 'accessReviews', 'instances');
  const id = call.values[1] ?? '';
  const instance = instances.get(id);
  if (!instance) throw notFound(id);
  return list(call, listIn(instance, 'decisions'), 'accessReviewInstanceDecisionItem', PAGES);
}

function nested(call: GraphCall, name: CollectionName, property: string): Collection {
  return listIn(objectOf(call.state.tenant.collection(name), firstOf(call)), property);
}

function listIn(object: GraphObject, property: string): Collection {
  return Collection.of((object[property] ?? []) as readonly GraphObject[]);
}
