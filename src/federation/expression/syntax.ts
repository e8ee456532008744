import type { Range } from '../../text/range.ts';

/** `claims['sub'] matches 'repo:contoso/*' and claims['job_workflow_ref'] eq '...'`, languageVersion 1. */
export interface ClaimsMatchingExpression {
  readonly comparisons: readonly Comparison[];
}

export type Operator = 'eq' | 'matches';

/** One comparison; all of an expression must hold. Ranges are offsets in the expression's text. */
export interface Comparison {
  readonly range: Range;
  readonly claim: string;
  /** The name inside the quotes. */
  readonly claimRange: Range;
  readonly operator: Operator;
  readonly operatorRange: Range;
  /** The text inside the quotes, `''` read as one quote. */
  readonly comparand: string;
  /** With its quotes. */
  readonly comparandRange: Range;
}

export type ExpressionProblemId =
  | 'empty'
  | 'expected-lookup'
  | 'double-quotes'
  | 'expected-one-space'
  | 'unknown-operator'
  | 'expected-comparand'
  | 'unterminated-string'
  | 'unsupported-or'
  | 'expected-and'
  | 'unknown-part'
  | 'curly-quotes'
  | 'trailing-dot'
  | 'unsupported-issuer'
  | 'unsupported-claim'
  | 'missing-language-version'
  | 'unsupported-language-version'
  | 'no-subject';

export interface ExpressionProblem {
  readonly id: ExpressionProblemId;
  /** `error`: Entra refuses the expression. `warning`: it is accepted and probably not what was meant. */
  readonly severity: 'error' | 'warning';
  /** A whole sentence that says what to write instead. */
  readonly message: string;
  readonly range: Range;
}

/** The canonical spelling; parsing it gives the same comparisons. */
export function printExpression(comparisons: readonly Pick<Comparison, 'claim' | 'operator' | 'comparand'>[]): string {
  return comparisons
    .map(({ claim, operator, comparand }) => `claims['${claim}'] ${operator} '${comparand.replaceAll("'", "''")}'`)
    .join(' and ');
}
