import type { FederatedCredential } from '../federation/credential.ts';
import { dead } from '../federation/dead/dead.ts';
import { matches, matchPrepared } from '../federation/match/matches.ts';
import { type PreparedCredential, prepareCredential } from '../federation/match/prepared-credential.ts';
import { accepts } from '../federation/pattern-set/automaton.ts';
import { automatonOf } from '../federation/subject-set.ts';
import type { TokenSubject } from '../federation/token-subject.ts';
import { declarationsIn, type FederatedCredentialDeclaration } from './federation/credentials.ts';
import { ownSubject } from './federation/own-repository.ts';
import { type PresentedSubjects, presentedSubjects } from './federation/presented-subjects.ts';
import { otherForm } from './federation/subject-form.ts';
import { defineRule, type RuleContext } from './rule.ts';
import { signInOfJob } from './support/sign-in-of-job.ts';
import { listOf } from './support/words.ts';

type Message = 'unused' | 'permission';

/**
 * A federated credential for this repository that none of its workflows can use. Decided by src/federation on every
 * subject that the jobs can present. Facts: GitHub docs, "OpenID Connect reference".
 */
export const danglingCredential = defineRule<Message>({
  id: 'dangling-credential',
  title: 'Federated credential that no workflow of its repository uses',
  severity: 'information',
  tags: ['CWE-1164', 'CICD-SEC-2'],
  messages: {
    unused:
      'No workflow of this repository presents `{subject}`, so this federated credential is of no use, and whoever adds a ' +
      'workflow that presents it can sign in as this {holder}. {presented}',
    permission:
      'No workflow of this repository can use this federated credential yet: {jobs} would present `{subject}` but cannot ' +
      'ask for a token. Grant `id-token: write` there where it is to sign in, else remove the credential.',
  },
  checks: {
    infrastructure(model, context) {
      for (const declaration of declarationsIn(model)) check(declaration, context);
    },
  },
});

function check(declaration: FederatedCredentialDeclaration, context: RuleContext<Message>): void {
  const { alternatives, row } = declaration;
  const property = declaration.expression ?? declaration.subject;
  const subjects = alternatives.map((credential) => ownSubject(credential, context.repository));
  const subject = subjects[0];
  if (!property || subject === undefined || subjects.includes(undefined)) return;
  // One in the form that the repository does not present is reported as such.
  if (alternatives.some((credential) => otherForm(credential, context.repository))) return;
  const presented = presentedSubjects(context.workspace, context.repository);
  // One that can never match is reported as such.
  if (!presented || !alternatives.every((one) => isUnused(one, presented.subjects) && dead(one).length === 0)) return;
  const jobs = waitingJobs(alternatives, presented);
  const report = { range: property.value.range, confidence: 'medium' } as const;
  if (jobs.length > 0) {
    context.report({ ...report, messageId: 'permission', data: { subject, jobs: jobsText(jobs) } });
  } else {
    const data = { subject, holder: row.holder, presented: presentedText(subject, presented.subjects) };
    context.report({ ...report, messageId: 'unused', data });
  }
}

function isUnused(credential: FederatedCredential, subjects: readonly TokenSubject[]): boolean {
  const prepared = prepareCredential(credential);
  return prepared !== undefined && subjects.every((one) => isRefused(prepared, one));
}

/** A workspace has many jobs and credentials: most are exact, which is quickly told. */
function isRefused(prepared: PreparedCredential, token: TokenSubject): boolean {
  const { exactSubject, issuer } = prepared;
  if (exactSubject === undefined) return matchPrepared(prepared, [token])?.verdict === 'never';
  return issuer !== token.issuer || !accepts(automatonOf(token.subject), exactSubject);
}

/** The jobs that sign in to Azure some way, and that a credential fits but for the permission. */
function waitingJobs(credentials: readonly FederatedCredential[], { ungranted }: PresentedSubjects): readonly string[] {
  const waiting = ungranted.filter(
    ({ job, subjects }) =>
      signInOfJob(job) !== undefined &&
      credentials.some((credential) => {
        const verdict = matches(credential, subjects)?.verdict;
        return verdict !== undefined && verdict !== 'never';
      }),
  );
  return [...new Set(waiting.map(({ job }) => `"${job.id}" in ${fileName(job.pipeline.document.path)}`))];
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const MAX_NAMED = 3;

function jobsText(jobs: readonly string[]): string {
  const [noun, more] = [jobs.length === 1 ? 'the job' : 'the jobs', jobs.length - MAX_NAMED];
  return `${noun} ${listOf(more > 0 ? [...jobs.slice(0, MAX_NAMED), `${more} more`] : jobs)}`;
}

/** What is presented instead, likest first. */
function presentedText(subject: string, subjects: readonly TokenSubject[]): string {
  const displays = [...new Set(subjects.map((one) => one.subject.display))];
  if (displays.length === 0) return 'None of its jobs can ask for a token. Remove the credential.';
  const likest = displays.sort((a, b) => commonLength(b, subject) - commonLength(a, subject)).slice(0, MAX_NAMED);
  const named = listOf(likest.map((one) => `\`${one}\``));
  return `Its jobs present ${named}${displays.length > MAX_NAMED ? ' and others' : ''}. Correct the subject or remove the credential.`;
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
