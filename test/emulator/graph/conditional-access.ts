import { randomUUID } from 'node:crypto';
import { badRequest, GraphFailure } from '../odata/error.ts';
import { type EmulatedTenant, LICENCES } from '../tenant/tenant.ts';
import { objectOf } from './answers.ts';
import { plain } from './project.ts';
import { bodyOf, firstOf, type GraphAnswer, type GraphCall, type GraphHandler, NO_CONTENT, ok } from './request.ts';

type Body = Readonly<Record<string, unknown>>;

const POLICIES = 'conditionalAccessPolicies';
const STATES = ['enabled', 'disabled', 'enabledForReportingButNotEnforced'];
const ALL = 'ServicePrincipalsInMyTenant';

/** Changes of Conditional Access policies, held to what Learn says of those for workload identities. */
export const CONDITIONAL_ACCESS: Readonly<Record<string, GraphHandler>> = {
  'POST /identity/conditionalAccess/policies': create,
  'PATCH /identity/conditionalAccess/policies/{}': change,
  'DELETE /identity/conditionalAccess/policies/{}': (call) => {
    const { tenant } = call.state;
    tenant.remove(POLICIES, objectOf(tenant.collection(POLICIES), firstOf(call)).id);
    return NO_CONTENT;
  },
};

function create(call: GraphCall): GraphAnswer {
  const { tenant } = call.state;
  const body = bodyOf(call);
  check(body, tenant);
  const now = new Date(call.state.now()).toISOString();
  const conditions = { clientAppTypes: ['all'], servicePrincipalRiskLevels: [], ...objectIn(body, 'conditions') };
  const policy = tenant.add(POLICIES, { createdDateTime: now, ...body, conditions, id: randomUUID() });
  return ok(call, 'identity/conditionalAccess/policies', plain(policy), 201);
}

function change(call: GraphCall): GraphAnswer {
  const { tenant } = call.state;
  const before = objectOf(tenant.collection(POLICIES), firstOf(call));
  const body = bodyOf(call);
  check({ ...before, ...body }, tenant);
  tenant.update(POLICIES, before.id, { ...body, modifiedDateTime: new Date(call.state.now()).toISOString() });
  return NO_CONTENT;
}

/** @throws GraphFailure for a policy that the service would not take */
function check(body: Body, tenant: EmulatedTenant): void {
  if (typeof body['displayName'] !== 'string' || body['displayName'] === '') throw invalid('displayName is required.');
  if (!STATES.includes(String(body['state']))) throw invalid('state is none that is known.');
  const conditions = objectIn(body, 'conditions');
  const clients = objectIn(conditions, 'clientApplications');
  const included = textsIn(clients, 'includeServicePrincipals');
  if (included.length === 0 && !clients['servicePrincipalFilter']) {
    throw invalid('Policies for users are not served: clientApplications has to include service principals.');
  }
  if (!tenant.servicePlans.has(LICENCES.workloadP1) && !tenant.servicePlans.has(LICENCES.workloadP2)) {
    throw new GraphFailure(
      400,
      'BadRequest',
      '1150: Cannot create or update policies with workload identity premium features without a workload identity premium license.',
    );
  }
  if (textsIn(objectIn(conditions, 'applications'), 'includeApplications').length === 0) {
    throw invalid('applications has to include some.');
  }
  for (const id of [...included, ...textsIn(clients, 'excludeServicePrincipals')]) {
    if (id !== ALL && !tenant.collection('servicePrincipals').get(id)) {
      throw invalid(`${id} is no service principal of this tenant.`);
    }
  }
  const controls = textsIn(objectIn(body, 'grantControls'), 'builtInControls');
  if (controls.some((each) => each !== 'block') || controls.length === 0) {
    throw invalid('For workload identities block is the only control.');
  }
}

function invalid(message: string): GraphFailure {
  return badRequest(`1007: Incoming ConditionalAccessPolicy object is invalid: ${message}`, 'BadRequest');
}

function objectIn(body: Body, name: string): Body {
  const value = body[name];
  return typeof value === 'object' && value !== null ? (value as Body) : {};
}

function textsIn(body: Body, name: string): readonly string[] {
  const value = body[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
