import { type FederatedCredential, knownText } from '../../federation/credential.ts';
import { printExpression } from '../../federation/expression/syntax.ts';
import { isKnown } from '../../model/patterns.ts';

/**
 * The credential with wildcards for its unknown parts, so that whatever it refuses is refused for sure; undefined where
 * that cannot be written. @param issuer stands in for an issuer that is not known
 */
export function widened(credential: FederatedCredential, issuer: string): FederatedCredential | undefined {
  const { subject, expression, audiences } = credential;
  const open = {
    ...credential,
    issuer: isKnown(credential.issuer) ? credential.issuer : knownText(issuer),
    audiences: audiences.every(isKnown) ? audiences : [],
  };
  if (expression) return isKnown(expression.value) ? open : undefined;
  if (!subject || isKnown(subject)) return subject && open;
  const comparand = subject.parts.map((part) => (part.kind === 'known' ? part.text : '*')).join('');
  const value = knownText(printExpression([{ claim: 'sub', operator: 'matches', comparand }]));
  return { ...open, subject: undefined, expression: { value, languageVersion: 1 } };
}
