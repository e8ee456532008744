import * as vscode from 'vscode';
import type { SubjectConfidence, TokenSubject } from '../../../federation/token-subject.ts';
import type { Job, Pipeline } from '../../../model/pipeline/pipeline.ts';
import type { KnownCredential } from '../../../rules/federation/known-credentials.ts';
import {
  type LoginTrust,
  type TrustSources,
  type TrustVerdict,
  trustText,
} from '../../../rules/federation/trust-of-job.ts';
import { listOf } from '../../../rules/support/words.ts';
import { code } from './code-span.ts';
import type { FederatedJob } from './federated-job.ts';
import { identityOf, nameOf } from './judgement.ts';

/** What is to be said of a job's token, as Markdown of one line each. */
export interface JobReport {
  readonly job: Job;
  readonly issuer: string | undefined;
  readonly audience: string | undefined;
  readonly subjects: readonly SubjectRow[];
  /** Why it presents these and no others. */
  readonly reasons: readonly string[];
  readonly logins: readonly LoginReport[];
  /** Credentials of other identities that accept its tokens as well. */
  readonly others: readonly VerdictRow[];
}

export interface SubjectRow {
  readonly subject: string;
  readonly confidence: SubjectConfidence;
  readonly confidenceText: string;
  readonly why: string;
}

export interface LoginReport {
  readonly title: string;
  /** Nearest first. */
  readonly rows: readonly VerdictRow[];
  /** Where there are no rows: why. */
  readonly note: string | undefined;
}

export interface VerdictRow {
  readonly credential: KnownCredential;
  readonly verdict: TrustVerdict['verdict'];
  readonly title: string;
  /** What it trusts. */
  readonly trusted: string;
  readonly text: string;
}

/** Explains a job in words. */
export function jobReport(federated: FederatedJob, sources: TrustSources): JobReport {
  const { job, subjects = [], logins, trustedBy } = federated;
  const own = new Set(logins.flatMap(({ verdicts }) => verdicts.map(({ credential }) => keyOf(credential))));
  return {
    job,
    issuer: subjects[0]?.issuer,
    audience: subjects.find(({ audience }) => audience !== undefined)?.audience,
    subjects: rowsOf(subjects),
    reasons: reasonsFor(federated, sources),
    logins: logins.map((login) => loginReport(login, subjects, sources)),
    others: trustedBy.filter(({ credential }) => !own.has(keyOf(credential))).map((one) => verdictRow(one, true)),
  };
}

/** A credential of the tenant by its identity and name, one of code by its place. */
export function keyOf(credential: KnownCredential): string {
  if (credential.from === 'tenant') return `${credential.holder.clientId}/${credential.name}`;
  return `${credential.location.uri}#${credential.location.range.start}`;
}

/** A branch and a tag of any name give the same subject in an environment. */
function rowsOf(subjects: readonly TokenSubject[]): readonly SubjectRow[] {
  const rows = new Map(subjects.map((one) => [one.subject.display, one] as const).reverse());
  return [...rows.values()].reverse().map(subjectRow);
}

function subjectRow({ subject: { display }, confidence, origin }: TokenSubject): SubjectRow {
  return { subject: display, confidence, confidenceText: confidenceText(confidence), why: whyOf(display, origin) };
}

function confidenceText(confidence: SubjectConfidence): string {
  if (confidence === 'certain') return vscode.l10n.t('certain');
  return confidence === 'likely' ? vscode.l10n.t('likely') : vscode.l10n.t('uncertain');
}

function whyOf(subject: string, origin: string): string {
  const { t } = vscode.l10n;
  const environment = /^repo:[^:]*:environment:(.*)$/su.exec(subject)?.[1];
  if (environment !== undefined) return t('the environment {0}, whatever starts the run', code(environment));
  if (/^repo:[^:]*:pull_request$/u.test(subject)) return t('a pull request ({0})', code(origin));
  return t('a run on that ref, started by {0}', code(origin));
}

function reasonsFor(federated: FederatedJob, sources: TrustSources): readonly string[] {
  const { job, subjects, chains } = federated;
  if (!subjects) return [vscode.l10n.t('The filters of the workflow are too complex to tell the subjects.')];
  if (job.pipeline.platform === 'gitlab') return subjects.length > 0 ? [] : [noTokenText(job)];
  return [
    ...permissionReason(federated),
    ...chains.map(({ callers }) => {
      const path = callers.map((caller) => code(`${caller.pipeline.document.path} › ${caller.id}`)).join(' → ');
      return vscode.l10n.t('Called by {0}: the token carries the repository and the events of the caller.', path);
    }),
    eventsReason(job, chains.length === 0 ? job.pipeline : chains[0]?.callers[0]?.pipeline),
    ...environmentReason(job),
    ...(subjects.length > 0 ? [formReason(sources)] : []),
    vscode.l10n.t('A customised subject is a setting of the repository or organization; the files do not tell.'),
  ];
}

function permissionReason({ job, subjects }: FederatedJob): readonly string[] {
  const { from, access } = job.effectivePermissions;
  const granted = access.call(job.effectivePermissions, 'id-token') === 'write';
  if (granted) {
    return [
      from === 'job'
        ? vscode.l10n.t('The job grants {0}.', code('id-token: write'))
        : vscode.l10n.t('The workflow grants {0}.', code('id-token: write')),
    ];
  }
  return subjects && subjects.length > 0 ? [] : [noTokenText(job)];
}

function noTokenText({ pipeline: { platform } }: Job): string {
  return platform === 'gitlab'
    ? vscode.l10n.t('It gets no token: it has no {0}, or nothing starts it.', code('id_tokens'))
    : vscode.l10n.t('It gets no token: {0} is not granted to it, or nothing starts it.', code('id-token: write'));
}

function eventsReason(job: Job, pipeline: Pipeline = job.pipeline): string {
  const events = [...new Set(pipeline.triggers.map(({ event }) => event))];
  const condition = job.condition ? vscode.l10n.t(' Its condition is {0}.', code(job.condition.raw)) : '';
  return vscode.l10n.t('Started by {0}.', listOf(events.map(code))) + condition;
}

function environmentReason({ environment }: Job): readonly string[] {
  if (!environment) return [vscode.l10n.t('It uses no environment, so the ref or the pull request is in the subject.')];
  return [
    vscode.l10n.t(
      'It uses the environment {0}, which takes the place of the ref in the subject.',
      code(environment.name.raw),
    ),
  ];
}

function formReason({ repository }: TrustSources): string {
  const { fullName, useImmutableSubject, ownerId, repositoryId } = repository;
  const { t } = vscode.l10n;
  if (fullName === undefined) {
    return t('The repository is not known here: {0} in keyless.yaml names it.', code('repository.fullName'));
  }
  if (useImmutableSubject === false) return t('{0} presents its name, as keyless.yaml says.', code(fullName));
  if (useImmutableSubject === true) {
    const areKnown = ownerId !== undefined && repositoryId !== undefined;
    return areKnown
      ? t('{0} presents its name and ids (immutable subject), as keyless.yaml says.', code(fullName))
      : t('{0} presents its name and ids (immutable subject); keyless.yaml does not tell the ids.', code(fullName));
  }
  return t(
    '{0} presents its name if it was created before 2026-07-15 and did not opt in to immutable subjects, else name and ids. {1} in keyless.yaml says which.',
    code(fullName),
    code('repository.useImmutableSubject'),
  );
}

function loginReport(login: LoginTrust, subjects: readonly TokenSubject[], sources: TrustSources): LoginReport {
  const { t } = vscode.l10n;
  const { verdicts, identity, client, declared } = login;
  const id = identity?.clientId ?? client.id ?? client.variable;
  const place = vscode.l10n.t('line {0}', lineOf(login));
  const name = nameOf(login);
  const title =
    id === undefined || id === name
      ? t('{0} ({1}) signs in as {2}', login.login.tool, place, code(name))
      : t('{0} ({1}) signs in as {2}, {3}', login.login.tool, place, bold(name), code(id));
  const rows = [...verdicts].sort((a, b) => rank(a) - rank(b)).map((verdict) => verdictRow(verdict, false));
  if (rows.length > 0 || subjects.length === 0) return { title, rows, note: undefined };
  return { title, rows, note: noteOf(identity !== undefined || declared.length > 0, client.id, sources) };
}

function noteOf(isKnown: boolean, id: string | undefined, { inventory }: TrustSources): string {
  const { t } = vscode.l10n;
  if (isKnown) return t('It has no federated credential, so Entra ID refuses the login (AADSTS70025).');
  if (id === undefined) {
    return t('Which identity that is, is not known here: {0} in keyless.yaml can tell.', code('repository.variables'));
  }
  return inventory
    ? t('The tenant that is open has no such identity.')
    : t('Open a tenant in Workload Identities to see what it trusts.');
}

function rank({ verdict }: TrustVerdict): number {
  return ['always', 'sometimes', 'open', 'never'].indexOf(verdict);
}

function verdictRow(verdict: TrustVerdict, withIdentity: boolean): VerdictRow {
  const { credential } = verdict;
  const name = code(credential.name);
  const from =
    credential.from === 'code'
      ? vscode.l10n.t('{0} in {1}', name, code(placeOf(credential)))
      : vscode.l10n.t('{0} in the tenant', name);
  return {
    credential,
    verdict: verdict.verdict,
    title: withIdentity ? `${bold(identityOf(credential))}: ${from}` : from,
    trusted: trustText(credential),
    text: verdictText(verdict),
  };
}

/** A verdict in words. */
export function verdictText({ verdict, cause, accepted, refused }: TrustVerdict): string {
  const { t } = vscode.l10n;
  switch (verdict) {
    case 'always':
      return t('accepts every token of this job');
    case 'sometimes':
      return refused === undefined
        ? t('accepts {0}, but not under every condition of the code', code(accepted ?? ''))
        : t('accepts {0} and refuses {1}', code(accepted ?? ''), code(refused));
    case 'never':
      return cause ? t('refuses it. {0}', cause.explanation) : t('refuses it');
    case 'open':
      return t('depends on values that are not known here');
  }
}

function lineOf({ login }: LoginTrust): number {
  return login.job.pipeline.document.source.positionAt(login.clientId.range.start).line + 1;
}

/** `infra/main.bicep:12`. */
export function placeOf(credential: Extract<KnownCredential, { from: 'code' }>): string {
  const { document } = credential.declaration;
  return `${document.path}:${document.source.positionAt(credential.location.range.start).line + 1}`;
}

function bold(text: string): string {
  return `**${text.replaceAll(/[\\`*_{}[\]()#+!|<>~&-]/gu, (char) => `\\${char}`)}**`;
}
