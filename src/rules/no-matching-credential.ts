import type { FederatedCredential } from '../federation/credential.ts';
import { platformOfIssuer } from '../federation/issuers/registry.ts';
import type { MatchCauseId } from '../federation/match/verdict.ts';
import { markedText } from '../federation/patterns/marked-text.ts';
import type { TokenSubject } from '../federation/token-subject.ts';
import type { Job, Pipeline } from '../model/pipeline/pipeline.ts';
import { type JobLogin, loginsIn } from './federation/job-logins.ts';
import { isCustomised } from './federation/own-repository.ts';
import {
  acceptedBy,
  type LoginTrust,
  nearestRefused,
  subjectsOfJob,
  type TrustVerdict,
  trustOfLogin,
  trustText,
} from './federation/trust-of-job.ts';
import type { RelatedLocation } from './finding.ts';
import { defineRule, type Report, type RuleContext } from './rule.ts';
import { dayOf, isOnlyCalled } from './support/pipelines.ts';
import { listOf } from './support/words.ts';

type Message = 'refused' | 'refusedInTenant' | 'trustsNothing';
type Context = RuleContext<Message>;

/**
 * A job that signs in as an identity which trusts no token that the job can present. The identity is known where
 * Terraform itself writes its client id into the variable that the login reads, and where the inventory has it. Facts:
 * Learn, "AADSTS error codes"; provider integrations/github, github_actions_variable.
 */
export const noMatchingCredential = defineRule<Message>({
  id: 'no-matching-credential',
  title: 'Login that no federated credential of its identity accepts',
  severity: 'warning',
  tags: ['CICD-SEC-2'],
  messages: {
    refused:
      'Entra ID refuses this login ({code}): the job presents {presented}, and `{identity}`, whose client id Terraform ' +
      'writes into `{variable}`, trusts {trusted}.{cause} Declare a federated credential for this job, or run it where ' +
      'the trusted subject is presented.',
    refusedInTenant:
      'Entra ID refuses this login ({code}): the job presents {presented}, and "{identity}" trusts {trusted} ' +
      '(inventory of {day}).{cause} {advice}',
    trustsNothing:
      'Entra ID refuses this login (AADSTS70025): "{identity}" has no federated credential (inventory of {day}). Create ' +
      'one for {presented}.',
  },
  checks: {
    pipeline(pipeline, context) {
      // What is only called presents what its callers do.
      if (pipeline.kind !== 'workflow' || isOnlyCalled(pipeline)) return;
      checkLogins(pipeline, context);
    },
  },
});

function checkLogins(pipeline: Pipeline, context: Context): void {
  for (const { login, callers } of [...loginsIn(pipeline).map(directly), ...pipeline.jobs.flatMap(throughCalls)]) {
    if (login.method !== 'token') continue;
    const subjects = subjectsOfJob(login.job, context.repository, callers);
    if (!subjects || subjects.length === 0) continue;
    const trust = trustOfLogin(login, subjects, context);
    const report = reportOf(trust, subjects, context);
    const range = callers[0]?.call?.uses.range ?? login.clientId.range;
    if (!report) continue;
    const { uri } = login.job.pipeline.document;
    const called = callers.length > 0 ? [{ uri, range: login.clientId.range, message: 'This logs in.' }] : [];
    context.report({ ...report, range, confidence: 'medium', related: [...called, ...(report.related ?? [])] });
  }
}

interface CalledLogin {
  readonly login: JobLogin;
  /** The jobs that call the workflow it stands in, outermost first. */
  readonly callers: readonly Job[];
}

function directly(login: JobLogin): CalledLogin {
  return { login, callers: [] };
}

/** The logins in the workflows of this workspace that a job calls: what they present depends on the call. */
function throughCalls(job: Job): readonly CalledLogin[] {
  return job.call?.target ? loginsIn(job.call.target).map((login) => ({ login, callers: [job] })) : [];
}

function reportOf(
  trust: LoginTrust,
  subjects: readonly TokenSubject[],
  context: Context,
): Omit<Report<Message>, 'range'> | undefined {
  const { identity, declared, verdicts, client } = trust;
  const issuer = subjects[0]?.issuer ?? '';
  // An identity without credentials in its module has them declared elsewhere.
  const isKnown = declared.length > 0 && declared.every(({ credentials }) => credentials.length > 0);
  if (!identity && !isKnown) return undefined;
  if (identity && context.inventory?.unread?.has('federated-credentials')) return undefined;
  if (verdicts.some(({ verdict }) => verdict !== 'never') || isOtherwise(verdicts, issuer)) return undefined;
  // What code declares may not be deployed yet.
  if (identity && acceptedBy(subjects, { ...context, inventory: undefined }).length > 0) return undefined;
  const sure = subjects.filter(({ confidence }) => confidence !== 'uncertain');
  const presented = some((sure.length > 0 ? sure : subjects).map(({ subject }) => subject.display));
  const nearest = nearestRefused(verdicts, subjects);
  const cause = nearest?.cause;
  const common = { presented, trusted: some(verdicts.map(({ credential }) => trustText(credential))) };
  const why = { code: codeOf(cause?.id), cause: cause && cause.id !== 'value' ? ` ${cause.explanation}` : '' };
  const related = verdicts.flatMap(placeOf);
  if (identity) {
    const advice = cause && SLIPS.includes(cause.id) ? CORRECT : CREATE;
    const data = { ...common, ...why, advice, identity: identity.displayName, day: dayOf(context.inventory?.asOf) };
    return { messageId: verdicts.length === 0 ? 'trustsNothing' : 'refusedInTenant', data, related };
  }
  const data = { ...common, ...why, identity: declared[0]?.address ?? '', variable: client.variable ?? '' };
  return { messageId: 'refused', data, related };
}

/** Differences that nobody means. */
const SLIPS: readonly MatchCauseId[] = ['issuer-trailing-slash', 'audience', 'case'];
const CORRECT = 'Correct the credential, or what the job asks for.';
const CREATE = 'Create a federated credential for this job, or run it where the trusted subject is presented.';

/**
 * A credential in another form than GitHub's own tells that jobs may present customised subjects; one with another
 * issuer of the same platform, that they have that one: an enterprise's own, or a server's.
 */
function isOtherwise(verdicts: readonly TrustVerdict[], issuer: string): boolean {
  return verdicts.some(({ credential }) =>
    credential.alternatives.some((one) => isCustomised(one, issuer) || isOfSamePlatform(one, issuer)),
  );
}

function isOfSamePlatform({ issuer }: FederatedCredential, presented: string): boolean {
  const { text } = markedText(issuer);
  const platform = platformOfIssuer(text)?.platform;
  return text !== presented && platform !== undefined && platform === platformOfIssuer(presented)?.platform;
}

/** The code in the error (Learn, "AADSTS error codes"; Azure DevOps docs and Azure/login issues for the last three). */
function codeOf(cause: MatchCauseId | undefined): string {
  if (cause === 'issuer' || cause === 'issuer-trailing-slash') return 'AADSTS700211';
  if (cause === 'audience') return 'AADSTS700212';
  return cause === 'case' ? 'AADSTS7002138' : 'AADSTS700213';
}

function placeOf({ credential }: TrustVerdict): readonly RelatedLocation[] {
  if (credential.from === 'tenant') return [];
  return [{ ...credential.location, message: 'What the identity trusts.' }];
}

const MAX_NAMED = 3;

/** `a`, `b` and others. */
function some(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const named = unique.slice(0, MAX_NAMED).map((text) => `\`${text}\``);
  return listOf(unique.length > MAX_NAMED ? [...named, 'others'] : named);
}
