import { type Breadth, breadth } from '../../federation/breadth/breadth.ts';
import { narrowing } from '../../federation/breadth/narrowing.ts';
import { conditionsOf } from '../../federation/claims.ts';
import type { FederatedCredential } from '../../federation/credential.ts';
import { parseExpression } from '../../federation/expression/parser.ts';
import { printExpression } from '../../federation/expression/syntax.ts';
import { displayText, markedText, patternOfMarked } from '../../federation/patterns/marked-text.ts';
import type { Fix } from '../finding.ts';
import type { RuleContext } from '../rule.ts';
import { editsOf } from '../support/edits.ts';
import { counts } from './check-breadth.ts';
import type { FederatedCredentialDeclaration } from './credentials.ts';
import { narrowingFacts } from './facts.ts';
import { ownSubjectsAccepted } from './own-jobs.ts';
import { rewriteText } from './rewrite.ts';

/** Fixes that leave exactly one workload, where the source and the repository's facts determine it. */
export function narrowingFixes(
  declaration: FederatedCredentialDeclaration,
  credential: FederatedCredential,
  found: Breadth,
  context: RuleContext<never>,
): readonly Fix[] {
  const { document, repository } = context;
  const claims = conditionsOf(credential);
  const from = claims?.conditions.find(({ claim }) => claim === 'sub')?.text;
  const property = declaration.expression ?? declaration.subject;
  if (!claims || !property || from === undefined || declaration.alternatives.length !== 1) return [];
  const usual = narrowing(credential, found, narrowingFacts(repository))?.comparands ?? [];
  const comparands = new Set([...ownSubjectsAccepted(credential, context), ...usual]);
  return [...comparands].flatMap((to): Fix[] => {
    if (!isNarrow(withSubject(credential, to))) return [];
    const edits = editsOf(document.uri, rewriteText(declaration, property, from, to));
    if (!edits) return [];
    const subject = displayText({ text: to, labels: claims.labels });
    return [
      {
        title: `Trust only \`${subject}\``,
        safety: 'needs-review',
        edits,
        followUps: ['Create one federated credential for each other workload that signs in with this one today.'],
      },
    ];
  });
}

function isNarrow(credential: FederatedCredential): boolean {
  const result = breadth(credential);
  return result !== undefined && !result.findings.some(counts);
}

/** The credential with another text to compare `sub` with. */
function withSubject(credential: FederatedCredential, text: string): FederatedCredential {
  const { subject, expression } = credential;
  if (!expression) {
    return { ...credential, subject: patternOfMarked({ text, labels: markedText(subject ?? { parts: [] }).labels }) };
  }
  const { text: source, labels } = markedText(expression.value);
  const comparisons = parseExpression(source).expression?.comparisons ?? [];
  const printed = printExpression(
    comparisons.map((comparison) => (comparison.claim === 'sub' ? { ...comparison, comparand: text } : comparison)),
  );
  return { ...credential, expression: { ...expression, value: patternOfMarked({ text: printed, labels }) } };
}
