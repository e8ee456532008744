import { randomUUID } from 'node:crypto';
import { badRequest, GraphFailure, notFound } from '../odata/error.ts';
import type { GraphObject } from '../tenant/collection.ts';
import { objectOf } from './answers.ts';
import { trustIn } from './relations.ts';
import { bodyOf, type GraphAnswer, type GraphCall, type GraphHandler, NO_CONTENT, ok } from './request.ts';

const LIMIT = 20;

type Find = (call: GraphCall) => GraphObject;

const byId: Find = (call) => objectOf(call.state.tenant.collection('applications'), call.values[0] ?? '');
const byAppId: Find = (call) => {
  const appId = call.values[0] ?? '';
  return call.state.tenant.collection('applications').find('appId', appId) ?? missing(appId);
};

/** Federated credentials of applications. Those of managed identities are written through Azure. */
export const FEDERATED: Readonly<Record<string, GraphHandler>> = {
  'POST /applications/{}/federatedIdentityCredentials': create,
  ...changesOf('/applications/{}/federatedIdentityCredentials/{}', byId),
  ...changesOf("/applications/{}/federatedIdentityCredentials(name='{}')", byId),
  ...changesOf("/applications(appId='{}')/federatedIdentityCredentials(name='{}')", byAppId),
  "GET /applications(appId='{}')/federatedIdentityCredentials(name='{}')": (call) => {
    const found = trustsOf(byAppId(call)).find(({ name }) => name === call.values[1]) ?? missing(call.values[1] ?? '');
    return ok(call, 'federatedIdentityCredentials', trustIn(call.request.version, found));
  },
};

function changesOf(path: string, find: Find): Readonly<Record<string, GraphHandler>> {
  return {
    [`PATCH ${path}`]: (call) => change(call, find(call)),
    [`DELETE ${path}`]: (call) => {
      const application = find(call);
      const found = trustOf(application, call.values[1] ?? '') ?? missing(call.values[1] ?? '');
      write(
        call,
        application,
        trustsOf(application).filter((each) => each !== found),
      );
      return NO_CONTENT;
    },
  };
}

function create(call: GraphCall): GraphAnswer {
  const application = byId(call);
  const trust = newTrust(call, bodyOf(call));
  checkUnique(application, trust);
  write(call, application, [...trustsOf(application), trust]);
  return ok(call, 'federatedIdentityCredentials', trustIn(call.request.version, trust), 201);
}

/** A change, or with `Prefer: create-if-missing` an upsert by name. */
function change(call: GraphCall, application: GraphObject): GraphAnswer {
  const key = call.values[1] ?? '';
  const before = trustOf(application, key);
  if (!before) {
    if (call.request.headers['prefer'] !== 'create-if-missing') throw notFound(key);
    const trust = newTrust(call, { name: key, ...bodyOf(call) });
    checkUnique(application, trust);
    write(call, application, [...trustsOf(application), trust]);
    return ok(call, 'federatedIdentityCredentials', trustIn(call.request.version, trust), 201);
  }
  const { name, id: _, ...body } = bodyOf(call);
  if (name !== undefined && name !== before.name) {
    throw badRequest("Property 'name' is read-only and cannot be set.", 'Request_BadRequest');
  }
  const after = checkedTrust(call, { ...before, ...body, id: before.id });
  checkUnique(application, after, before);
  write(
    call,
    application,
    trustsOf(application).map((each) => (each === before ? after : each)),
  );
  return NO_CONTENT;
}

export interface Trust extends GraphObject {
  readonly name: string;
  readonly issuer: string;
  readonly subject: string | null;
}

function newTrust(call: GraphCall, body: Readonly<Record<string, unknown>>): Trust {
  return checkedTrust(call, { description: null, subject: null, ...body, id: randomUUID() });
}

function checkedTrust({ request }: GraphCall, trust: GraphObject): Trust {
  const { name, issuer, subject, audiences, claimsMatchingExpression } = trust;
  if (typeof name !== 'string' || !/^[\w-]{1,120}$/.test(name))
    throw invalid('Name', name, 'has to be 1 to 120 URL-friendly characters');
  if (typeof issuer !== 'string' || issuer.length === 0 || issuer.length > 600)
    throw invalid('Issuer', issuer, 'is required');
  if (!Array.isArray(audiences) || audiences.length !== 1)
    throw invalid('Audiences', audiences, 'has to be exactly one');
  if (
    request.version === 'v1.0' &&
    claimsMatchingExpression !== undefined &&
    claimsMatchingExpression !== null &&
    !trust['subject']
  ) {
    throw badRequest("Invalid property 'claimsMatchingExpression'.");
  }
  const hasSubject = typeof subject === 'string' && subject.length > 0;
  const hasExpression = claimsMatchingExpression !== undefined && claimsMatchingExpression !== null;
  if (hasSubject === hasExpression)
    throw invalid('Subject', subject, 'and claimsMatchingExpression: exactly one is required');
  return { ...trust, name, issuer, subject: hasSubject ? subject : null };
}

function checkUnique(application: GraphObject, trust: Trust, before?: Trust): void {
  const others = trustsOf(application).filter((each) => each !== before);
  if (others.some(({ name }) => name === trust.name)) {
    throw new GraphFailure(
      409,
      'Request_MultipleObjectsWithSameKeyValue',
      `FederatedIdentityCredential with name ${trust.name} already exists.`,
    );
  }
  if (trust.subject !== null && others.some((each) => each.issuer === trust.issuer && each.subject === trust.subject)) {
    throw invalidValue(
      `The combination of issuer and subject must be unique for the application. Issuer ${trust.issuer} and Subject: ${trust.subject} already exist. paramName: FederatedIdentityCredential.Subject, paramValue: ${trust.subject}, objectType: Microsoft.Online.DirectoryServices.Application`,
    );
  }
  if (others.length >= LIMIT) {
    throw new GraphFailure(
      400,
      'Request_BadRequest',
      `The directory object quota limit for the application has been exceeded: at most ${LIMIT} federated identity credentials.`,
    );
  }
}

function write({ state }: GraphCall, application: GraphObject, trusts: readonly Trust[]): void {
  const lag = state.behaviour.federatedLagMilliseconds;
  if (lag > 0) state.stale.set(application.id, { until: state.now() + lag, list: trustsOf(application) });
  state.tenant.update('applications', application.id, { federatedIdentityCredentials: trusts });
}

function trustsOf(holder: GraphObject): readonly Trust[] {
  return (holder['federatedIdentityCredentials'] ?? []) as readonly Trust[];
}

function trustOf(holder: GraphObject, key: string): Trust | undefined {
  return trustsOf(holder).find(({ id, name }) => id === key || name === key);
}

function invalid(property: string, value: unknown, what: string): GraphFailure {
  return invalidValue(
    `${property} ${what}. paramName: FederatedIdentityCredential.${property}, paramValue: ${String(value)}, objectType: Microsoft.Online.DirectoryServices.Application`,
  );
}

function invalidValue(message: string): GraphFailure {
  return new GraphFailure(400, 'InvalidFederatedIdentityCredentialValue', message);
}

function missing(id: string): never {
  throw notFound(id);
}
