import type { Plan, Step } from '../plan.ts';
import { type CallOptions, makeCall } from './make-call.ts';
import type { TenantPort } from './port.ts';

/** One change that was sent, for the log of whoever ran it. Never holds a value. */
export interface LogEntry {
  readonly at: string;
  readonly plan: string;
  readonly step: string;
  readonly operation: string;
  readonly objectId: string;
  readonly state: Step['state'];
  readonly requestId?: string;
}

export interface RunPorts {
  readonly tenant: TenantPort;
  /** Keeps the plan as it is now; called before a change is sent and after each step. */
  readonly save: (plan: Plan) => Promise<void>;
  readonly log: (entry: LogEntry) => Promise<void>;
  /** Shows a person what will be sent; false leaves it. Everything is confirmed where absent. */
  readonly confirm?: (step: Step) => Promise<boolean>;
}

export interface RunOptions extends Omit<CallOptions, 'quietDays' | 'beforeSending'> {
  /** These steps only; every one that Keyless can make where absent. */
  readonly only?: readonly string[];
}

export interface Run {
  readonly plan: Plan;
  /** Steps that wait for others before them. */
  readonly waiting: readonly Step[];
}

/**
 * Makes the changes of a plan that Keyless can make in the tenant, in their order, and stops at the first that does not
 * come about. Can be run again and again: what is done is not done twice.
 */
export async function runSteps(plan: Plan, ports: RunPorts, options: RunOptions): Promise<Run> {
  let current = plan;
  const waiting: Step[] = [];
  const put = async (step: Step) => {
    current = { ...current, steps: current.steps.map((each) => (each.id === step.id ? step : each)) };
    await ports.save(current);
  };
  for (const { id } of plan.steps) {
    const step = current.steps.find((each) => each.id === id);
    if (!step?.call || step.state === 'done' || (options.only && !options.only.includes(id))) continue;
    if (options.signal?.aborted) break;
    if (mustWait(step, current)) {
      waiting.push(step);
      continue;
    }
    if (ports.confirm && !(await ports.confirm(step))) continue;
    const result = await makeCall(step.call, ports.tenant, {
      ...options,
      quietDays: plan.quietDays,
      beforeSending: () => put(sent(step, options)),
    });
    const done: Step = { ...step, state: result.state, outcome: result.outcome };
    await put(done);
    if (result.isSent) await ports.log(entryOf(plan, done));
    if (result.state !== 'done') break;
  }
  return { plan: current, waiting };
}

function sent(step: Step, { clock }: RunOptions): Step {
  const at = new Date(clock.now()).toISOString();
  return { ...step, state: 'unclear', outcome: { at, text: 'It is being sent.' } };
}

/** What is needed before something can be taken away: all that takes its place. An expired secret opens nothing. */
function mustWait(step: Step, { steps, evidence }: Plan): boolean {
  if (step.call?.operation === 'add-trust') return false;
  const isOpen = (kinds: readonly Step['kind'][]) =>
    steps.some(({ id, kind, state }) => id !== step.id && kinds.includes(kind) && state !== 'done');
  if (step.call?.operation === 'forbid-secrets') return isOpen(['switch', 'remove']);
  const key = evidence.keys.find(({ keyId }) => keyId !== undefined && keyId === step.call?.keyId);
  return key?.use !== 'expired' && isOpen(['identity', 'trust', 'roles', 'switch', 'verify']);
}

function entryOf({ name }: Plan, { id, state, call, outcome }: Step): LogEntry {
  return {
    at: outcome?.at ?? '',
    plan: name,
    step: id,
    operation: call?.operation ?? '',
    objectId: call?.objectId ?? '',
    state,
    ...(outcome?.requestId === undefined ? {} : { requestId: outcome.requestId }),
  };
}
