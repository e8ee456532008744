import { type Condition, claimValues, conditionLanguage, conditionsOf } from '../claims.ts';
import type { FederatedCredential } from '../credential.ts';
import { refusalOf } from '../expression/refusal.ts';
import { type Automaton, compile } from '../pattern-set/automaton.ts';
import { within } from '../pattern-set/budget.ts';
import { markedText } from '../patterns/marked-text.ts';

/** A credential made ready to be compared with many workloads. */
export interface PreparedCredential {
  readonly credential: FederatedCredential;
  readonly issuer: string;
  readonly audience: string | undefined;
  readonly conditions: readonly Condition[];
  /** The one subject that matches, where it is exact. */
  readonly exactSubject: string | undefined;
  /** The values of `sub` that match; undefined where any does. */
  readonly subject: Automaton | undefined;
  readonly jobWorkflowRef: Automaton | undefined;
  /** Why Entra refuses the expression, so that no token can match; a whole sentence. */
  readonly refusal: string | undefined;
}

const BUDGET = 50_000;

/** Undefined where the credential makes no statement that can be compared: see `conditionsOf`. */
export function prepareCredential(credential: FederatedCredential): PreparedCredential | undefined {
  const claims = conditionsOf(credential);
  if (!claims) return undefined;
  const { conditions } = claims;
  const [only, ...more] = conditions;
  const [audience, ...otherAudiences] = credential.audiences;
  const common = {
    credential,
    conditions,
    refusal: refusalOf(credential),
    issuer: markedText(credential.issuer).text,
    audience: audience && otherAudiences.length === 0 ? markedText(audience).text : undefined,
  };
  if (only?.claim === 'sub' && only.operator === 'eq' && more.length === 0) return new Exact(common, only);
  const values = within(
    BUDGET,
    (budget) => ({
      subject: claimValues(conditions, 'sub', budget),
      jobWorkflowRef: claimValues(conditions, 'job_workflow_ref', budget),
    }),
    undefined,
  );
  return values && { ...common, ...values, exactSubject: undefined };
}

type Common = Omit<PreparedCredential, 'subject' | 'jobWorkflowRef' | 'exactSubject'>;

/** Of thousands of exact credentials few are ever compared other than by their text. */
class Exact implements PreparedCredential {
  readonly credential: FederatedCredential;
  readonly issuer: string;
  readonly audience: string | undefined;
  readonly conditions: readonly Condition[];
  readonly refusal: string | undefined;
  readonly jobWorkflowRef = undefined;
  readonly #only: Condition;
  #subject: Automaton | undefined;

  constructor({ credential, issuer, audience, conditions, refusal }: Common, only: Condition) {
    this.credential = credential;
    this.issuer = issuer;
    this.audience = audience;
    this.conditions = conditions;
    this.refusal = refusal;
    this.#only = only;
  }

  get exactSubject(): string {
    return this.#only.text;
  }

  get subject(): Automaton {
    this.#subject ??= compile(conditionLanguage(this.#only));
    return this.#subject;
  }
}
