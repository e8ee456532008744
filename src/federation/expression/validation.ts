import type { KnownIssuer } from '../issuers/registry.ts';
import type { ClaimsMatchingExpression, ExpressionProblem } from './syntax.ts';

/**
 * What Entra refuses in an expression that is written correctly: an issuer or claim that flexible credentials do not
 * support, and another languageVersion than 1 (Learn, "Flexible federated identity credentials").
 *
 * @param issuer undefined where the issuer is known and of no platform in the table
 */
export function validateExpression(
  expression: ClaimsMatchingExpression,
  issuer: KnownIssuer | undefined,
  languageVersion: number | undefined | 'unknown',
): readonly ExpressionProblem[] {
  const first = expression.comparisons[0]?.range ?? { start: 0, end: 0 };
  const whole = { start: first.start, end: expression.comparisons.at(-1)?.range.end ?? first.end };
  const problems: ExpressionProblem[] = [];
  if (!isFlexible(issuer)) {
    problems.push({
      id: 'unsupported-issuer',
      severity: 'error',
      range: whole,
      message: `${issuer?.form?.product ?? 'This issuer'} is not supported with expressions: name one exact subject.`,
    });
    return problems;
  }
  const claims = issuer?.platform.flexibleClaims ?? [];
  for (const { claim, claimRange } of expression.comparisons) {
    if (claims.includes(claim)) continue;
    problems.push({
      id: 'unsupported-claim',
      severity: 'error',
      range: claimRange,
      message: `With ${issuer?.platform.name} only ${claims.join(' and ')} can be compared.`,
    });
  }
  if (!expression.comparisons.some(({ claim }) => claim === 'sub')) {
    problems.push({
      id: 'no-subject',
      severity: 'warning',
      range: whole,
      message: 'No comparison names the claim sub, so that every caller of the workflow matches.',
    });
  }
  if (languageVersion === undefined) {
    problems.push({
      id: 'missing-language-version',
      severity: 'error',
      range: whole,
      message: 'languageVersion is missing; set it to 1.',
    });
  } else if (languageVersion !== 1 && languageVersion !== 'unknown') {
    problems.push({
      id: 'unsupported-language-version',
      severity: 'error',
      range: whole,
      message: 'The only languageVersion is 1.',
    });
  }
  return problems;
}

/** Whether Entra accepts expressions with tokens of this issuer; an issuer told by its subject gets the benefit. */
export function isFlexible(issuer: KnownIssuer | undefined): boolean {
  if (!issuer || issuer.platform.flexibleClaims.length === 0) return false;
  return issuer.form?.isFlexible ?? true;
}
