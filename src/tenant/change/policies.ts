import type { GraphClient } from '../graph/client.ts';
import { saysSame, writableParts } from '../policy-writing/graph-body.ts';
import {
  assignmentPath,
  callsOf,
  NEW_ID,
  POLICY_VERSIONS,
  type PolicyCall,
  policyPath,
} from '../policy-writing/policy-calls.ts';
import {
  type AssignedPolicy,
  type AssignmentChange,
  type CurrentPolicy,
  type PolicyChange,
  type PolicyHolder,
  type PolicyKind,
  THIS,
  WRITTEN_PARTS,
} from '../policy-writing/policy-change.ts';
import { type Clock, SYSTEM_CLOCK } from '../request/clock.ts';
import { isServiceFailure, ServiceFailure } from '../request/failure.ts';
import { type Raw, textOf } from '../sync/raw.ts';

export interface PolicyClients {
  readonly graph: GraphClient;
  /** Of Graph, without the version: what references to policies begin with. */
  readonly root: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal | undefined;
}

/** A change that was made in part. What is done can be taken back like a whole one. */
export class PolicyChangeError extends Error {
  readonly done: PolicyChange;

  constructor(done: PolicyChange, cause: unknown) {
    super('The change was not made, or only in part.', { cause });
    this.name = 'PolicyChangeError';
    this.done = done;
  }
}

/** A write shows in reads after a while: up to half a minute in all. */
const READS = 7;

/**
 * A policy as it is now, and which policies objects have.
 * @throws ServiceFailure
 */
export async function readPolicy(
  kind: PolicyKind,
  id: string | undefined,
  holders: readonly PolicyHolder[],
  clients: PolicyClients,
): Promise<CurrentPolicy> {
  const body = kind === 'default' || id !== undefined ? await readBody(kind, id, clients) : undefined;
  const assigned = new Map<string, AssignedPolicy>();
  for (const holder of holders) {
    const policy = await readAssigned(holder, clients);
    if (policy) assigned.set(holder.objectId, policy);
  }
  return { body, assigned };
}

/** Conditional Access policies of the tenant, as Graph has them. @throws ServiceFailure */
export async function readConditionalAccessPolicies({ graph, signal }: PolicyClients): Promise<readonly Raw[]> {
  const items: Raw[] = [];
  const what = 'the Conditional Access policies';
  for (let place: string | undefined = policyPath('conditional-access'); place !== undefined; ) {
    const page = await graph.page(place, { what, signal });
    items.push(...(page.value as Raw[]));
    place = page.nextLink;
  }
  return items;
}

/**
 * Makes a change, call by call, and reads it again until the directory agrees.
 * @returns the change with the id of a policy that it made
 * @throws PolicyChangeError with what was done of it; its cause is a ServiceFailure
 */
export async function applyPolicyChange(change: PolicyChange, clients: PolicyClients): Promise<PolicyChange> {
  let done: PolicyChange = nothingOf(change);
  try {
    for (const call of callsOf(change, `${clients.root}/${POLICY_VERSIONS[change.kind]}`)) {
      const id = await send(call, change, done.id, clients);
      done = withStep(done, change, call, id);
    }
    const whole = { ...change, ...(done.id !== undefined && { id: done.id }) };
    await agree(whole, clients);
    return whole;
  } catch (cause) {
    throw new PolicyChangeError(done, cause);
  }
}

/** @returns the id of a policy that was made */
async function send(
  call: PolicyCall,
  change: PolicyChange,
  id: string | undefined,
  clients: PolicyClients,
): Promise<string | undefined> {
  const { graph, signal } = clients;
  const path = call.path.replaceAll(NEW_ID, id ?? '');
  const body = call.body && (JSON.parse(JSON.stringify(call.body).replaceAll(NEW_ID, id ?? '')) as Raw);
  const version = POLICY_VERSIONS[change.kind];
  try {
    const answer = (await graph.change(call.method, path, body, { what: change.name, version, signal })) as
      | Raw
      | undefined;
    return textOf(answer?.['id'])?.toLowerCase();
  } catch (error) {
    // The connection may have broken after the change was made.
    if (!(isServiceFailure(error) && error.kind === 'unavailable')) throw error;
    const found = await isMade(call, change, id, clients).catch(() => false as const);
    if (found === false) throw error;
    return found === true ? undefined : found;
  }
}

/** Whether a call that was not answered took effect; the id of the policy where it made one. */
async function isMade(
  { method, step }: PolicyCall,
  change: PolicyChange,
  id: string | undefined,
  clients: PolicyClients,
): Promise<boolean | string> {
  if (step.kind !== 'policy') {
    const now = await readAssigned(step.assignment.object, clients);
    return step.kind === 'unassign' ? now === undefined : now?.id === idOf(step.assignment.after, id);
  }
  if (method === 'POST') return (await findMade(change, clients)) ?? false;
  const body = await readBody(change.kind, id, clients);
  return agreesWith(change, body);
}

/** A policy with the name and the content of one that was being made. */
async function findMade(change: PolicyChange, { graph, signal }: PolicyClients): Promise<string | undefined> {
  const { kind, after } = change;
  const call = { what: change.name, version: POLICY_VERSIONS[kind], signal };
  for (let place: string | undefined = policyPath(kind); place !== undefined; ) {
    const page = await graph.page(place, call);
    const found = (page.value as Raw[]).find((each) => each['displayName'] === after?.['displayName']);
    if (found && agreesWith(change, found)) return textOf(found['id'])?.toLowerCase();
    place = page.nextLink;
  }
  return undefined;
}

/** @throws ServiceFailure of kind `not-found` where the change does not show in time */
async function agree(change: PolicyChange, clients: PolicyClients): Promise<void> {
  const { clock = SYSTEM_CLOCK, signal } = clients;
  for (let attempt = 0; ; attempt += 1) {
    if (await isShown(change, clients)) return;
    if (attempt === READS - 1) {
      throw new ServiceFailure({
        kind: 'not-found',
        what: change.name,
        status: 404,
        code: NOT_SHOWN,
        detail: `The change of ${change.name} was accepted but does not show yet.`,
      });
    }
    await clock.wait(250 * 2 ** attempt, signal);
  }
}

/** The code of a change that was accepted and does not show. */
export const NOT_SHOWN = 'NotShown';

async function isShown(change: PolicyChange, clients: PolicyClients): Promise<boolean> {
  const { kind, id, assignments } = change;
  if (!agreesWith(change, await readBody(kind, id, clients))) return false;
  for (const { object, after } of assignments) {
    const now = await readAssigned(object, clients);
    if (now?.id !== idOf(after, id)) return false;
  }
  return true;
}

function agreesWith({ kind, after }: PolicyChange, body: Raw | undefined): boolean {
  if (!after || !body) return !after && !body;
  const now = writableParts(body, WRITTEN_PARTS[kind]);
  return Object.entries(after).every(([name, value]) =>
    kind === 'conditional-access' ? covers(now[name], value) : saysSame(now[name], value),
  );
}

/** Conditional Access fills in what is not said: what is said has to be there. */
function covers(now: unknown, asked: unknown): boolean {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked)) return saysSame(now, asked);
  return Object.entries(asked).every(([name, value]) => covers((now as Raw | null | undefined)?.[name], value));
}

/** Undefined where there is no such policy. */
async function readBody(
  kind: PolicyKind,
  id: string | undefined,
  { graph, signal }: PolicyClients,
): Promise<Raw | undefined> {
  if (kind !== 'default' && id === undefined) return undefined;
  const version = POLICY_VERSIONS[kind];
  try {
    return (await graph.read(policyPath(kind, id), { what: WHAT[kind], version, signal })) as Raw;
  } catch (error) {
    if (isServiceFailure(error) && error.kind === 'not-found') return undefined;
    throw error;
  }
}

const WHAT: Readonly<Record<PolicyKind, string>> = {
  default: 'the default app management policy',
  custom: 'the app management policy',
  'conditional-access': 'the Conditional Access policy',
};

async function readAssigned(
  holder: PolicyHolder,
  { graph, signal }: PolicyClients,
): Promise<AssignedPolicy | undefined> {
  const what = `the app management policy of ${holder.displayName}`;
  const { value } = await graph.page(assignmentPath(holder), { what, version: 'beta', signal });
  const [policy] = value as Raw[];
  const id = textOf(policy?.['id'])?.toLowerCase();
  return id === undefined ? undefined : { id, displayName: textOf(policy?.['displayName']) ?? id };
}

function idOf(policy: AssignedPolicy | undefined, own: string | undefined): string | undefined {
  return policy?.id === THIS ? own : policy?.id;
}

/** The change before anything of it is made. */
function nothingOf({ after: _, ...change }: PolicyChange): PolicyChange {
  return { ...change, assignments: [], ...(change.before && { after: change.before }) };
}

function withStep(
  done: PolicyChange,
  change: PolicyChange,
  { step }: PolicyCall,
  id: string | undefined,
): PolicyChange {
  if (step.kind === 'policy') {
    const { after: _, ...rest } = done;
    const known = done.id ?? id;
    return { ...rest, ...(known !== undefined && { id: known }), ...(change.after && { after: change.after }) };
  }
  const { object, before, after } = step.assignment;
  const others = done.assignments.filter((each) => each.object.objectId !== object.objectId);
  const made: AssignmentChange = {
    object,
    ...(before && { before }),
    ...(step.kind === 'assign' && after && { after }),
  };
  return { ...done, assignments: [...others, made] };
}
