import type { Clock } from '../../tenant/request/clock.ts';
import { isPassing, isServiceFailure, ServiceFailure } from '../../tenant/request/failure.ts';
import type { Outcome, StepState } from '../plan.ts';

/** How things are in the tenant: as the change would make them, not so yet, or so that it cannot be made. */
export type Standing = 'made' | 'open' | { readonly obstacle: string };

/** One change of a tenant. Its functions throw a `ServiceFailure` where the service does not answer or says no. */
export interface TenantChange {
  stands(): Promise<Standing>;
  /** Why it should not be made although it could be; undefined where nothing speaks against it. */
  objection(): Promise<string | undefined>;
  /** Sends it a single time. */
  send(): Promise<void>;
  /** Under which the service knows what was sent, once it has answered. */
  requestId?(): string | undefined;
  /** What else a person should know once it is made. Does not throw. */
  aftermath?(): Promise<string | undefined>;
}

export interface ChangeOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Called before the change is sent: should this process end now, what it writes down says that it may have been made. */
  readonly beforeSending?: (() => Promise<void>) | undefined;
}

export interface CallResult {
  readonly state: StepState;
  readonly outcome: Outcome;
  /** Whether a change was sent. */
  readonly isSent: boolean;
}

/** A write shows in reads after a while: up to a quarter of a minute in all. */
const READS = 6;

/**
 * Makes one change of a tenant at most once: looks first whether it is made already, sends it a single time, and
 * afterwards believes nothing but what it reads. Never throws for an answer of a service: the result says where it stands.
 */
export async function makeChange(change: TenantChange, options: ChangeOptions): Promise<CallResult> {
  const { clock } = options;
  const result = (state: StepState, text: string, isSent: boolean, failure?: ServiceFailure): CallResult => {
    const requestId = failure?.requestId ?? (isSent ? change.requestId?.() : undefined);
    const at = new Date(clock.now()).toISOString();
    return { state, isSent, outcome: { at, text, ...(requestId === undefined ? {} : { requestId }) } };
  };
  try {
    const standing = await change.stands();
    if (standing === 'made') return result('done', 'It was so already.', false);
    if (standing !== 'open') return result('refused', standing.obstacle, false);
    const objection = await change.objection();
    if (objection !== undefined) return result('refused', objection, false);
  } catch (error) {
    const failure = serviceFailure(error);
    return result('open', `Nothing was changed: ${words(failure)}`, false, failure);
  }
  await options.beforeSending?.();
  let failure: ServiceFailure | undefined;
  try {
    await change.send();
  } catch (error) {
    failure = serviceFailure(error);
    // A refusal that says why is one; only what was not answered, or clashed with a change, needs a look.
    const isOpen = isPassing(failure.kind) || failure.kind === 'conflict' || failure.kind === 'not-found';
    if (!isOpen) return result('refused', words(failure), true, failure);
  }
  const isMade = await settles(change, options, failure?.kind === 'conflict' ? 1 : READS);
  if (isMade === true) {
    const made = failure ? 'No answer came, but it was made.' : 'Made.';
    return result('done', [made, await change.aftermath?.()].filter(Boolean).join(' '), true, failure);
  }
  if (isMade === undefined) return result('unclear', 'It was sent, and what came of it cannot be read.', true, failure);
  if (!failure) return result('unclear', 'It was accepted and does not show yet.', true);
  if (failure.kind === 'unavailable') {
    return result('unclear', 'No answer came, and it does not show. It may still do so.', true, failure);
  }
  return result('refused', words(failure), true, failure);
}

/** Reads until the change shows. False where it does not; undefined where it cannot be read. */
async function settles(
  change: TenantChange,
  { clock, signal }: ChangeOptions,
  reads: number,
): Promise<boolean | undefined> {
  let answer: boolean | undefined;
  for (let attempt = 0; attempt < reads; attempt += 1) {
    try {
      if (attempt > 0) await clock.wait(250 * 2 ** attempt, signal);
      answer = (await change.stands()) === 'made';
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
  if (isServiceFailure(error)) return error;
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
