import { BOOLEAN, GUID, INTEGER, list, object, oneOf, TEXT, TIME } from '../../tenant/snapshot/schema.ts';
import { WORKLOADS } from '../decision.ts';
import {
  ACTORS,
  CALLER_KINDS,
  type Caller,
  CLAIM_KINDS,
  type Claim,
  type Decision,
  type Edit,
  type Evidence,
  KEY_USES,
  type KeyUse,
  type NewTrust,
  OPERATIONS,
  type Outcome,
  PLACE_ROLES,
  type Place,
  type Plan,
  type PlanIdentity,
  STEP_KINDS,
  STEP_STATES,
  type Step,
  type TenantCall,
  type Told,
  WAYS,
} from '../plan.ts';

const identity = object<PlanIdentity>(
  { clientId: GUID, displayName: TEXT, kind: TEXT, applicationId: GUID, servicePrincipalId: GUID, tenantId: TEXT },
  ['clientId', 'displayName', 'kind', 'tenantId'],
);

const key = object<KeyUse>(
  {
    keyId: GUID,
    kind: oneOf(['client-secret', 'certificate']),
    origin: oneOf(['application', 'service-principal']),
    displayName: TEXT,
    end: TIME,
    lastUsed: TIME,
    use: oneOf(KEY_USES),
  },
  ['kind', 'origin', 'use'],
);

const caller = object<Caller>(
  {
    kind: oneOf(CALLER_KINDS),
    name: TEXT,
    path: TEXT,
    line: INTEGER,
    method: oneOf(['secret', 'token']),
    isNamed: BOOLEAN,
  },
  ['kind', 'name', 'path', 'line', 'method', 'isNamed'],
);

const place = object<Place>({ path: TEXT, line: INTEGER, role: oneOf(PLACE_ROLES), finding: TEXT }, [
  'path',
  'line',
  'role',
]);

const evidence = object<Evidence>(
  {
    keys: list(key),
    signIns: list(TEXT),
    callers: list(caller),
    places: list(place),
    hosts: list(TEXT),
    access: list(TEXT),
    gaps: list(TEXT),
  },
  [],
);

const trust = object<NewTrust>({ name: TEXT, issuer: TEXT, subject: TEXT, audiences: list(TEXT) }, [
  'name',
  'issuer',
  'subject',
]);

const call = object<TenantCall>(
  {
    operation: oneOf(OPERATIONS),
    clientId: GUID,
    objectId: GUID,
    object: oneOf(['application', 'service-principal', 'managed-identity']),
    resourceId: TEXT,
    trust,
    keyId: GUID,
  },
  ['operation', 'clientId', 'objectId', 'object'],
);

const claim = object<Claim>(
  {
    kind: oneOf(CLAIM_KINDS),
    clientId: GUID,
    keyId: GUID,
    issuer: TEXT,
    subject: TEXT,
    path: TEXT,
    name: TEXT,
    findings: list(TEXT),
    role: TEXT,
    scope: TEXT,
  },
  ['kind'],
);

const step = object<Step>(
  {
    id: TEXT,
    kind: oneOf(STEP_KINDS),
    title: TEXT,
    state: oneOf(STEP_STATES),
    by: oneOf(ACTORS),
    changes: TEXT,
    edits: list(object<Edit>({ path: TEXT, finding: TEXT, fix: TEXT }, ['path', 'finding', 'fix'])),
    call,
    commands: list(TEXT),
    tasks: list(TEXT),
    claims: list(claim),
    undo: TEXT,
    breaks: list(TEXT),
    outcome: object<Outcome>({ at: TIME, text: TEXT, requestId: TEXT }, ['at', 'text']),
  },
  ['id', 'kind', 'title', 'state', 'by', 'changes', 'undo'],
);

const told = object<Told>(
  {
    callers: list(object<Told['callers'][number]>({ path: TEXT, line: INTEGER }, ['path', 'line'])),
    runsOn: oneOf(WORKLOADS),
    clusterIssuer: TEXT,
    managedIdentity: TEXT,
  },
  [],
);

/** The head of a plan: everything but the notes, which stay Markdown. */
export const HEAD_SCHEMA = object<Omit<Plan, 'notes'>>(
  {
    version: INTEGER,
    name: TEXT,
    identity,
    made: TIME,
    inventory: TIME,
    quietDays: INTEGER,
    told,
    evidence,
    decision: object<Decision>({ way: oneOf(WAYS), reasons: list(TEXT) }, ['way']),
    steps: list(step),
    drift: list(TEXT),
  },
  ['version', 'name', 'identity', 'made', 'inventory', 'quietDays', 'evidence', 'decision'],
);
