import type { FederatedCredential } from '../federation/credential.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './federation/credentials.ts';
import { ownSubject } from './federation/own-repository.ts';
import { rewriteText } from './federation/rewrite.ts';
import { otherForm } from './federation/subject-form.ts';
import type { Fix } from './finding.ts';
import { defineRule, type Report, type RuleContext } from './rule.ts';
import { editsOf } from './support/edits.ts';

type Message = 'names' | 'ids' | 'possible';
type Context = RuleContext<Message>;

/**
 * The form of the subjects of this very repository: by names, which can change hands, or by ids. Repositories created,
 * renamed or transferred since 2026-07-15 present ids; older ones after opting in. Facts: GitHub docs, "OpenID Connect
 * reference"; Learn, "Immutable subjects of GitHub".
 */
export const mutableSubject = defineRule<Message>({
  id: 'mutable-subject',
  title: 'Federated credential with names where ids are presented, or ids where names are',
  severity: 'warning',
  tags: ['CWE-284', 'CICD-SEC-2'],
  messages: {
    names:
      'Entra ID refuses the tokens of this repository (AADSTS700213): it presents ids, and this credential names ' +
      '`{subject}`, which whoever gets hold of the name could present. Trust `{right}`.',
    ids:
      'Entra ID refuses the tokens of this repository (AADSTS700213): it presents names, and this credential has ids. ' +
      'Trust `{right}` until the repository opts in to immutable subjects.',
    possible:
      'Names can change hands: after a rename or deletion somebody else can register `{repository}` and present ' +
      '`{subject}`. Add a credential for `{right}`, opt in to immutable subjects in the settings of the repository, and ' +
      'remove this one then; or say `useImmutableSubject: false` in keyless.yaml.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) check(declaration, context);
    },
  },
});

function check(declaration: FederatedCredentialDeclaration, context: Context): void {
  const property = declaration.expression ?? declaration.subject;
  const [credential, ...more] = declaration.alternatives;
  if (!property || !credential || more.length > 0) return;
  const report = mismatch(credential, declaration, context) ?? possibility(credential, context);
  if (report) context.report({ ...report, range: property.value.range });
}

type Judgement = Omit<Report<Message>, 'range'>;

function mismatch(
  credential: FederatedCredential,
  declaration: FederatedCredentialDeclaration,
  context: Context,
): Judgement | undefined {
  const other = otherForm(credential, context.repository);
  if (!other) return undefined;
  const { subject, form, right } = other;
  const shown = right ?? 'repo:<owner>@<owner id>/<name>@<repository id>:…';
  return {
    messageId: form,
    data: form === 'names' ? { subject, right: shown } : { right: shown },
    confidence: 'high',
    fixes: right === undefined ? [] : fixes(declaration, subject, right, context),
  };
}

/** Only where the ids are known, so that there is something to write. */
function possibility(credential: FederatedCredential, { repository }: Context): Judgement | undefined {
  const { fullName, ownerId, repositoryId, useImmutableSubject, host = 'github.com' } = repository;
  // Enterprise servers have names only.
  const isPossible = host === 'github.com' || host.endsWith('.ghe.com');
  if (!isPossible || useImmutableSubject !== undefined || ownerId === undefined || repositoryId === undefined) {
    return undefined;
  }
  const subject = ownSubject(credential, repository);
  if (fullName === undefined || subject === undefined || /^repo:[^:]*@/u.test(subject)) return undefined;
  const { right } = otherForm(credential, { ...repository, useImmutableSubject: true }) ?? {};
  return right === undefined
    ? undefined
    : {
        messageId: 'possible',
        data: { repository: fullName, subject, right },
        severity: 'hint',
        confidence: 'medium',
      };
}

function fixes(
  declaration: FederatedCredentialDeclaration,
  wrong: string,
  right: string,
  { document }: Context,
): readonly Fix[] {
  const property = declaration.expression ?? declaration.subject;
  const edits = property && editsOf(document.uri, rewriteText(declaration, property, wrong, right));
  if (!edits) return [];
  const followUps = ['The credential starts to accept tokens: check that this is still wanted.'];
  return [{ title: `Trust \`${right}\``, safety: 'needs-review', edits, followUps }];
}
