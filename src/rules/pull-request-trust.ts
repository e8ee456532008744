import { onlyPullRequests } from './federation/check-breadth.ts';
import type { FederatedCredentialDeclaration } from './federation/credentials.ts';
import { declarationsIn } from './federation/credentials.ts';
import { declaredCredential } from './federation/known-credentials.ts';
import { isReadOnly } from './federation/read-only-holder.ts';
import { credentialsByHolder } from './federation/siblings.ts';
import { trustText } from './federation/trust-of-job.ts';
import { defineRule, type RuleContext } from './rule.ts';

type Message = 'alone' | 'shared';
type Context = RuleContext<Message>;

/**
 * A federated credential for pull requests: its subject is the same for each of them, whatever its code. Facts: GitHub
 * docs, "OpenID Connect reference".
 */
export const pullRequestTrust = defineRule<Message>({
  id: 'pull-request-trust',
  title: 'Federated credential for pull requests',
  severity: 'warning',
  tags: ['CWE-284', 'CICD-SEC-1', 'CICD-SEC-4'],
  messages: {
    alone:
      'Every pull request from a branch of the repository can sign in as this {holder} (`{subject}`), and its code has ' +
      'not been reviewed. Give the {holder} no role but ones that read, or trust an environment with required reviewers.',
    shared:
      'Every pull request from a branch of the repository can sign in as the {holder} that "{other}" (`{trusted}`) uses, ' +
      'and its code has not been reviewed. Let pull requests use an identity of their own that can only read.',
  },
  checks: {
    infrastructure(model, context) {
      const byHolder = credentialsByHolder(model, context.workspace);
      for (const declaration of declarationsIn(model)) {
        check(declaration, byHolder.get(declaration.holder?.key ?? '') ?? [], context);
      }
    },
  },
});

function check(
  declaration: FederatedCredentialDeclaration,
  siblings: readonly FederatedCredentialDeclaration[],
  context: Context,
): void {
  const property = declaration.expression ?? declaration.subject;
  const witness = onlyPullRequests(declaration);
  if (!property || witness === undefined) return;
  const other = siblings.find((sibling) => sibling !== declaration && onlyPullRequests(sibling) === undefined);
  const report = {
    range: property.value.range,
    confidence: declaration.alternatives.length === 1 ? 'high' : 'medium',
  } as const;
  const holder = declaration.row.holder;
  if (!other) {
    const { document, workspace } = context;
    const reads = declaration.holder !== undefined && isReadOnly(declaration.holder, document, workspace);
    const severity = reads ? 'hint' : 'warning';
    context.report({ ...report, messageId: 'alone', data: { holder, subject: witness }, severity });
    return;
  }
  const known = declaredCredential(other);
  const data = { holder, other: known.name, trusted: trustText(known) };
  const related = [{ ...known.location, message: 'This uses the same identity.' }];
  context.report({ ...report, messageId: 'shared', data, related });
}
