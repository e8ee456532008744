import type { FederatedCredential } from '../credential.ts';
import { accepts } from '../pattern-set/automaton.ts';
import { type Budget, within } from '../pattern-set/budget.ts';
import { counterexample } from '../pattern-set/inclusion.ts';
import { shortest, shortestCommon } from '../pattern-set/intersection.ts';
import { automatonOf } from '../subject-set.ts';
import type { TokenSubject } from '../token-subject.ts';
import { nearestCause } from './nearest-cause.ts';
import { type PreparedCredential, prepareCredential } from './prepared-credential.ts';
import type { Match } from './verdict.ts';

const BUDGET = 40_000;

/**
 * Whether the tokens of a workload match a credential. Subjects that are only `uncertain` can make it `sometimes`, but
 * their absence from the credential does not. Undefined where the credential makes no statement (an expression with
 * errors) or the patterns are too complex to decide.
 */
export function matches(credential: FederatedCredential, subjects: readonly TokenSubject[]): Match | undefined {
  const prepared = prepareCredential(credential);
  return prepared && matchPrepared(prepared, subjects);
}

export function matchPrepared(prepared: PreparedCredential, subjects: readonly TokenSubject[]): Match | undefined {
  return within(BUDGET, (budget) => decide(prepared, subjects, budget), undefined);
}

function decide(prepared: PreparedCredential, subjects: readonly TokenSubject[], budget: Budget): Match {
  if (prepared.refusal !== undefined) return new NoMatch(prepared, subjects);
  const accepted = subjects.map((subject) => acceptedOf(prepared, subject, budget)).find((one) => one !== undefined);
  if (accepted === undefined) {
    return new NoMatch(prepared, subjects);
  }
  const sure = subjects.filter(({ confidence }) => confidence !== 'uncertain');
  const refused = (sure.length > 0 ? sure : subjects)
    .map((subject) => refusedOf(prepared, subject, budget))
    .find((one) => one !== undefined);
  return { verdict: refused === undefined ? 'always' : 'sometimes', cause: undefined, refused, accepted };
}

/** Why is worked out when somebody asks: of thousands that do not match few are looked at. */
class NoMatch implements Match {
  readonly verdict = 'never';
  readonly refused = undefined;
  readonly accepted = undefined;
  readonly #prepared: PreparedCredential;
  readonly #subjects: readonly TokenSubject[];
  #known: { readonly cause: Match['cause'] } | undefined;

  constructor(prepared: PreparedCredential, subjects: readonly TokenSubject[]) {
    this.#prepared = prepared;
    this.#subjects = subjects;
  }

  get cause(): Match['cause'] {
    this.#known ??= {
      cause: within(BUDGET, (budget) => nearestCause(this.#prepared, this.#subjects, budget), undefined),
    };
    return this.#known.cause;
  }
}

/** Whether issuer and audience let a token through at all. */
export function sameOrigin(prepared: PreparedCredential, { issuer, audience }: TokenSubject): boolean {
  if (prepared.issuer !== issuer) return false;
  return audience === undefined || prepared.audience === undefined || prepared.audience === audience;
}

/** A subject that the workload presents and the credential accepts. */
function acceptedOf(prepared: PreparedCredential, token: TokenSubject, budget: Budget): string | undefined {
  if (!sameOrigin(prepared, token)) return undefined;
  if (token.jobWorkflowRef && prepared.jobWorkflowRef) {
    const common = shortestCommon(prepared.jobWorkflowRef, automatonOf(token.jobWorkflowRef), budget);
    if (common === undefined) return undefined;
  }
  const presented = automatonOf(token.subject);
  const { exactSubject } = prepared;
  if (exactSubject !== undefined) {
    budget.spend(exactSubject.length);
    return accepts(presented, exactSubject) ? exactSubject : undefined;
  }
  return prepared.subject ? shortestCommon(prepared.subject, presented, budget) : shortest(presented, budget);
}

/** A subject that the workload presents and the credential refuses. */
function refusedOf(prepared: PreparedCredential, token: TokenSubject, budget: Budget): string | undefined {
  const presented = automatonOf(token.subject);
  if (!sameOrigin(prepared, token)) return shortest(presented, budget);
  if (token.jobWorkflowRef && prepared.jobWorkflowRef) {
    const other = counterexample(automatonOf(token.jobWorkflowRef), prepared.jobWorkflowRef, budget);
    if (other !== undefined) return shortest(presented, budget);
  }
  const { exactSubject } = prepared;
  const example = exactSubject === undefined ? undefined : shortest(presented, budget);
  // Of an exact credential everything else is a counterexample.
  if (example !== exactSubject) return example;
  return prepared.subject && counterexample(presented, prepared.subject, budget);
}
