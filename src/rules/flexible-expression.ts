import type { FederatedCredential } from '../federation/credential.ts';
import { parseExpression } from '../federation/expression/parser.ts';
import type { ExpressionProblem } from '../federation/expression/syntax.ts';
import { validateExpression } from '../federation/expression/validation.ts';
import { type KnownIssuer, platformOfIssuer } from '../federation/issuers/registry.ts';
import { runs } from '../federation/patterns/literal.ts';
import { hasMarks, markedText } from '../federation/patterns/marked-text.ts';
import type { Property } from '../model/value.ts';
import type { Range } from '../text/range.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './federation/credentials.ts';
import { sourceRange } from './federation/source-range.ts';
import type { Fix } from './finding.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

type Message = 'syntax' | 'suspicious' | 'unsupported' | 'version' | 'both' | 'apiVersion';
type Context = RuleContext<Message>;

/**
 * A claims matching expression that Entra refuses, or takes for something else than was meant. Facts: Learn, "Flexible
 * federated identity credentials (preview)"; bicep-types-az microsoft.managedidentity; Microsoft Graph beta.
 */
export const flexibleExpression = defineRule<Message>({
  id: 'flexible-expression',
  title: 'Claims matching expression that Entra ID does not accept',
  severity: 'error',
  tags: ['CWE-1286', 'CICD-SEC-2'],
  messages: {
    syntax: 'Entra ID refuses this claims matching expression. {problem}',
    suspicious: 'This claims matching expression is probably not what was meant. {problem}',
    unsupported: 'Entra ID accepts no such claims matching expression. {problem}',
    version: 'Entra ID refuses the credential. {problem}',
    both:
      'A federated credential has a subject or a claims matching expression; with both Entra ID refuses it. Remove one of ' +
      'them.',
    apiVersion:
      'The API version {version} has no claims matching expressions, so this one is refused or dropped. Use {newer}, or ' +
      'name one exact subject.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) {
        const { expression } = declaration;
        if (expression) check(declaration, expression, context);
      }
    },
  },
});

function check(declaration: FederatedCredentialDeclaration, expression: Property, context: Context): void {
  checkApiVersion(declaration, expression, context);
  if (declaration.subject) context.report({ messageId: 'both', range: expression.nameRange });
  const reported = new Set<string>();
  for (const credential of declaration.alternatives) {
    for (const problem of problemsOf(credential)) {
      const key = `${problem.id} ${problem.range.start}`;
      if (!reported.has(key)) report(problem, credential, declaration, expression, context);
      reported.add(key);
    }
  }
}

/** What is wrong whatever the unknown parts are. */
function problemsOf(credential: FederatedCredential): readonly ExpressionProblem[] {
  const { text } = markedText(credential.expression?.value ?? { parts: [] });
  // A value that is wholly unknown says nothing.
  if (text !== '' && runs(text).every((run) => run === undefined)) return [];
  const { expression, problems } = parseExpression(text);
  const isOpen = problems.some(({ id }) => id === 'unknown-part');
  if (isOpen) return [];
  const issuer = issuerOf(credential);
  if (!expression || issuer === 'unknown') return problems;
  return [...problems, ...validateExpression(expression, issuer, credential.expression?.languageVersion)];
}

/** `unknown` where the source does not determine it; undefined for one that is of no platform. */
function issuerOf({ issuer }: FederatedCredential): KnownIssuer | undefined | 'unknown' {
  const { text } = markedText(issuer);
  const platform = platformOfIssuer(text);
  return !platform && hasMarks(text) ? 'unknown' : platform;
}

const UNSUPPORTED: readonly ExpressionProblem['id'][] = ['unsupported-issuer', 'unsupported-claim'];
const VERSIONS: readonly ExpressionProblem['id'][] = ['missing-language-version', 'unsupported-language-version'];

function report(
  problem: ExpressionProblem,
  { expression: written }: FederatedCredential,
  declaration: FederatedCredentialDeclaration,
  expression: Property,
  context: Context,
): void {
  const { id, message, severity } = problem;
  const { text } = markedText(written?.value ?? { parts: [] });
  const range = sourceRange(context.document, expression.value, text, problem.range);
  const data = { problem: message };
  if (VERSIONS.includes(id)) {
    const range = expression.nameRange;
    context.report({ messageId: 'version', data, range, fixes: versionFixes(declaration, context) });
  } else if (UNSUPPORTED.includes(id)) context.report({ messageId: 'unsupported', data, range });
  else if (severity === 'warning') context.report({ messageId: 'suspicious', data, range, severity: 'warning' });
  else {
    const isExact = range !== expression.value.range;
    context.report({ messageId: 'syntax', data, range, fixes: isExact ? spellingFixes(problem, range, context) : [] });
  }
}

const FOLLOW_UP = 'The credential starts to accept tokens: check that this is still wanted.';

function versionFixes({ resource, row }: FederatedCredentialDeclaration, { document }: Context): readonly Fix[] {
  if (!resource || typeof row.languageVersion !== 'string') return [];
  const edits = editsOf(document.uri, resource.editor.set(row.languageVersion, 1));
  return edits ? [{ title: 'Set languageVersion to 1', safety: 'needs-review', edits, followUps: [FOLLOW_UP] }] : [];
}

/** What is meant by blanks and by quotes of another kind is plain. */
function spellingFixes({ id }: ExpressionProblem, range: Range, { document }: Context): readonly Fix[] {
  const text = document.source.slice(range);
  const fix = (title: string, newText: string): readonly Fix[] => [
    {
      title,
      safety: 'needs-review',
      edits: [{ uri: document.uri, edits: [{ range, newText }] }],
      followUps: [FOLLOW_UP],
    },
  ];
  if (id === 'expected-one-space' && /^\s*$/u.test(text)) return fix('Put one space here', ' ');
  const quoted = /^\\?"(.*?)\\?"$/u.exec(text)?.[1];
  if (id !== 'double-quotes' || quoted === undefined || /['\\]/u.test(quoted)) return [];
  // Inside a string in single quotes a single quote is escaped.
  const quote = /^bicep/u.test(document.kind) ? "\\'" : "'";
  return fix('Use single quotes', `${quote}${quoted}${quote}`);
}

function checkApiVersion(
  { resource, row }: FederatedCredentialDeclaration,
  expression: Property,
  context: Context,
): void {
  const version = resource?.apiVersion;
  if (version === undefined || resource?.language === undefined || !row.expression?.includes('.')) return;
  const isGraph = row.holder === 'application';
  const hasExpressions = isGraph ? version !== 'v1.0' : version.endsWith('-preview') && version >= '2025-01-31';
  if (hasExpressions) return;
  const newer = isGraph ? 'the beta API' : '`2025-01-31-preview` or a later preview';
  context.report({ messageId: 'apiVersion', data: { version, newer }, range: expression.nameRange });
}
