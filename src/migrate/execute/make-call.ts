import type { Clock } from '../../tenant/request/clock.ts';
import { isPassing, ServiceFailure } from '../../tenant/request/failure.ts';
import type { Outcome, StepState, TenantCall } from '../plan.ts';
import type { TenantPort } from './port.ts';

/** `unknown-use`: the person knows that nobody uses the secret. `recent-use`: it goes although somebody does. */
export type Acknowledgement = 'unknown-use' | 'recent-use';

export interface CallOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  readonly quietDays: number;
  readonly acknowledged?: readonly Acknowledgement[];
  /** Called before the change is sent: should this process end now, the plan says that it may have been made. */
  readonly beforeSending?: () => Promise<void>;
}

export interface CallResult {
  readonly state: StepState;
  readonly outcome: Outcome;
  /** Whether a change was sent. */
  readonly isSent: boolean;
}

/** A write shows in reads after a while: up to a quarter of a minute in all. */
const READS = 6;
const DAY = 86_400_000;

/**
 * Makes one change of a tenant at most once: looks first whether it is made already, sends it a single time, and
 * afterwards believes nothing but what it reads. Never throws for an answer of a service: the result says where it stands.
 */
export async function makeCall(call: TenantCall, port: TenantPort, options: CallOptions): Promise<CallResult> {
  const { clock } = options;
  const at = () => new Date(clock.now()).toISOString();
  const result = (state: StepState, text: string, isSent: boolean, failure?: ServiceFailure): CallResult => {
    const requestId = failure?.requestId;
    return { state, isSent, outcome: { at: at(), text, ...(requestId === undefined ? {} : { requestId }) } };
  };
  try {
    const standing = await stands(call, port);
    if (standing === 'made') return result('done', 'It was so already.', false);
    if (standing !== 'open') return result('refused', standing.obstacle, false);
    const objection = await objectionTo(call, port, options);
    if (objection !== undefined) return result('refused', objection, false);
  } catch (error) {
    const failure = serviceFailure(error);
    return result('open', `Nothing was changed: ${words(failure)}`, false, failure);
  }
  await options.beforeSending?.();
  let failure: ServiceFailure | undefined;
  try {
    await send(call, port);
  } catch (error) {
    failure = serviceFailure(error);
    // A refusal that says why is one; only what was not answered, or clashed with a change, needs a look.
    const isOpen = isPassing(failure.kind) || failure.kind === 'conflict' || failure.kind === 'not-found';
    if (!isOpen) return result('refused', words(failure), true, failure);
  }
  const isMade = await settles(call, port, options, failure?.kind === 'conflict' ? 1 : READS);
  if (isMade === true) return result('done', failure ? 'No answer came, but it was made.' : 'Made.', true, failure);
  if (isMade === undefined) return result('unclear', 'It was sent, and what came of it cannot be read.', true, failure);
  if (!failure) return result('unclear', 'It was accepted and does not show yet.', true);
  if (failure.kind === 'unavailable') {
    return result('unclear', 'No answer came, and it does not show. It may still do so.', true, failure);
  }
  return result('refused', words(failure), true, failure);
}

/** Whether the tenant is as the change would make it. @throws ServiceFailure */
async function stands(call: TenantCall, port: TenantPort): Promise<'made' | 'open' | { readonly obstacle: string }> {
  switch (call.operation) {
    case 'add-trust': {
      const { trust } = call;
      if (!trust) return { obstacle: 'The plan does not say what to trust.' };
      const existing = await port.trusts(call);
      const same = existing.find(({ issuer, subject }) => issuer === trust.issuer && subject === trust.subject);
      if (same) {
        const hasAudience = trust.audiences.every((audience) => same.audiences.includes(audience));
        return hasAudience ? 'made' : { obstacle: `It has the same trust for another audience, "${same.name}".` };
      }
      const named = existing.some(({ name }) => name.toLowerCase() === trust.name.toLowerCase());
      return named ? { obstacle: `It has a federated credential named "${trust.name}" for another subject.` } : 'open';
    }
    case 'remove-secret': {
      if (call.keyId === undefined) return { obstacle: 'The plan does not say which secret.' };
      return (await port.secretIds(call)).includes(call.keyId.toLowerCase()) ? 'open' : 'made';
    }
    case 'forbid-secrets': {
      const policy = await port.secretPolicy(call);
      if (policy === 'other-policy') return { obstacle: 'Another policy is assigned to it, and it can have one only.' };
      return policy === 'forbidden' ? 'made' : 'open';
    }
  }
}

async function objectionTo(call: TenantCall, port: TenantPort, options: CallOptions): Promise<string | undefined> {
  if (call.operation !== 'remove-secret') return undefined;
  const { clock, quietDays, acknowledged = [] } = options;
  const use = await port.lastUse(call);
  if (use.kind === 'unknown') {
    return acknowledged.includes('unknown-use')
      ? undefined
      : 'Whether somebody still signs in with it is not known: that takes AuditLog.Read.All.';
  }
  if (use.at === undefined || clock.now() - Date.parse(use.at) > quietDays * DAY) return undefined;
  return acknowledged.includes('recent-use') ? undefined : `Somebody signed in with it on ${use.at.slice(0, 10)}.`;
}

async function send(call: TenantCall, port: TenantPort): Promise<void> {
  switch (call.operation) {
    case 'add-trust':
      if (call.trust) await port.addTrust(call, call.trust);
      return;
    case 'remove-secret':
      return port.removeSecret(call);
    case 'forbid-secrets':
      return port.forbidSecrets(call);
  }
}

/** Reads until the change shows. False where it does not; undefined where it cannot be read. */
async function settles(
  call: TenantCall,
  port: TenantPort,
  { clock, signal }: CallOptions,
  reads: number,
): Promise<boolean | undefined> {
  let answer: boolean | undefined;
  for (let attempt = 0; attempt < reads; attempt += 1) {
    try {
      if (attempt > 0) await clock.wait(250 * 2 ** attempt, signal);
      answer = (await stands(call, port)) === 'made';
      if (answer) return true;
    } catch {
      answer = undefined;
      // Somebody has called it off: what is known by now is all.
      if (signal?.aborted) return answer;
    }
  }
  return answer;
}

function serviceFailure(error: unknown): ServiceFailure {
  if (error instanceof ServiceFailure) return error;
  return new ServiceFailure({ kind: 'unavailable', what: 'the tenant', status: 0, code: '', detail: '' }, error);
}

/** What a service's refusal means. Its own words stay out: nobody knows what they quote. */
function words({ kind, code }: ServiceFailure): string {
  const coded = code === '' ? '' : ` (${code})`;
  switch (kind) {
    case 'not-permitted':
      return `Whoever is signed in may not do that${coded}. It takes an owner of the application, or the role Cloud Application Administrator.`;
    case 'not-licensed':
      return `The tenant has no licence for it${coded}.`;
    case 'policy':
      return `A policy of the tenant forbids it${coded}.`;
    case 'sign-in':
      return `The sign-in has ended or asks for more proof${coded}. Sign in again.`;
    case 'conflict':
      return `It clashes with what is there, or somebody changes the same object${coded}. Try again in a moment.`;
    case 'throttled':
      return `The service takes no more requests at the moment${coded}. Try again later.`;
    case 'not-found':
      return `The object was not found${coded}.`;
    case 'unavailable':
      return `The service did not answer${coded}.`;
    default:
      return `The service refused it${coded}.`;
  }
}
