import type { FederatedCredential } from '../credential.ts';
import { meantIssuer } from '../dead/issuer-mistakes.ts';
import { platformOfIssuer } from '../issuers/registry.ts';
import { runs } from '../patterns/literal.ts';
import { markedText } from '../patterns/marked-text.ts';
import { parseExpression } from './parser.ts';
import { validateExpression } from './validation.ts';

/**
 * Why Entra refuses the expression of a credential, as a whole sentence: what is wrong with its spelling, or an issuer
 * or claim that expressions do not support. Undefined without an expression, and where the issuer is not known here.
 */
export function refusalOf({ issuer, expression }: FederatedCredential): string | undefined {
  if (!expression) return undefined;
  const { text } = markedText(issuer);
  const parsed = parseExpression(markedText(expression.value).text);
  const isIssuerKnown = runs(text).some((run) => run !== undefined);
  const problems =
    parsed.expression && isIssuerKnown
      ? validateExpression(parsed.expression, platformOfIssuer(meantIssuer(text)), expression.languageVersion)
      : parsed.problems;
  return problems.find(({ id, severity }) => severity === 'error' && id !== 'unknown-part')?.message;
}
