import type { FederatedCredential } from './credential.ts';
import { parseExpression } from './expression/parser.ts';
import type { ClaimsMatchingExpression, Comparison } from './expression/syntax.ts';
import { type Automaton, compile } from './pattern-set/automaton.ts';
import type { Budget } from './pattern-set/budget.ts';
import { product } from './pattern-set/intersection.ts';
import { type Language, NOTHING } from './pattern-set/language.ts';
import { type StarReading, wildcardLanguage } from './patterns/entra-wildcard.ts';
import { literalLanguage, type UnknownsAs } from './patterns/literal.ts';
import { markedText } from './patterns/marked-text.ts';

/** A condition on one claim, its text with marks for unknown parts. */
export interface Condition {
  readonly claim: string;
  readonly operator: Comparison['operator'];
  readonly text: string;
}

export interface Conditions {
  readonly conditions: readonly Condition[];
  /** How the source calls the unknown parts, by mark. */
  readonly labels: readonly string[];
}

/** Longer texts cannot be meant: Entra takes 600 characters in a subject. They are not analysed. */
export const MAX_ANALYSED_LENGTH = 2_000;

/**
 * What a token must carry: an exact credential is `sub eq subject`. Undefined where that cannot be told: neither or
 * both of subject and expression, an expression with errors, a text beyond `MAX_ANALYSED_LENGTH`.
 */
export function conditionsOf({ subject, expression }: FederatedCredential): Conditions | undefined {
  if ((subject === undefined) === (expression === undefined)) return undefined;
  const { text, labels } = markedText(subject ?? expression?.value ?? { parts: [] });
  if (text.length > MAX_ANALYSED_LENGTH) return undefined;
  if (subject) return { conditions: [{ claim: 'sub', operator: 'eq', text }], labels };
  const parsed = parseExpression(text).expression;
  return parsed && { conditions: conditionsOfExpression(parsed), labels };
}

export function conditionsOfExpression({ comparisons }: ClaimsMatchingExpression): readonly Condition[] {
  return comparisons.map(({ claim, operator, comparand }) => ({ claim, operator, text: comparand }));
}

/**
 * The values of a claim that all conditions on it allow; undefined where there is none, so that any value will do.
 * @throws BudgetExceededError
 */
export function claimValues(
  conditions: readonly Condition[],
  claim: string,
  budget: Budget,
  unknowns: UnknownsAs = 'fixed',
  star: StarReading = 'matches-empty',
): Automaton | undefined {
  const automata = conditions
    .filter((condition) => condition.claim === claim)
    .map((condition) => compile(conditionLanguage(condition, unknowns, star)));
  return automata.reduce<Automaton | undefined>(
    (all, one) => (all ? (product(all, one, budget)?.automaton ?? compile(NOTHING)) : one),
    undefined,
  );
}

export function conditionLanguage(
  { operator, text }: Condition,
  unknowns: UnknownsAs = 'fixed',
  star: StarReading = 'matches-empty',
): Language {
  return operator === 'eq' ? literalLanguage(text, unknowns) : wildcardLanguage(text, unknowns, star);
}
