import type { FederatedCredential } from '../../federation/credential.ts';
import { jobSubjects } from '../../federation/github-jobs/job-subjects.ts';
import { gitlabJobSubjects } from '../../federation/gitlab-jobs/job-subjects.ts';
import { matches } from '../../federation/match/matches.ts';
import type { Match, MatchCause, MatchCauseId } from '../../federation/match/verdict.ts';
import { displayText, markedText } from '../../federation/patterns/marked-text.ts';
import type { TokenSubject } from '../../federation/token-subject.ts';
import type { Workspace } from '../../model/document.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import type { InventoryIdentity, InventoryView } from '../inventory-view.ts';
import type { RepositoryFacts } from '../rule.ts';
import { audienceOfJob } from '../support/login-audience.ts';
import { githubRepository, gitlabProject } from './facts.ts';
import { type JobLogin, loginsOfJob } from './job-logins.ts';
import {
  credentialsOfIdentity,
  declaredCredential,
  declaredCredentials,
  type KnownCredential,
  tenantIndex,
} from './known-credentials.ts';
import { type ResolvedId, resolveId } from './login-ids.ts';
import { identitiesOf, type TerraformIdentity } from './terraform-variables.ts';
import { widened } from './widened.ts';

/** Where credentials and facts come from: rules pass their context. */
export interface TrustSources {
  readonly workspace: Workspace;
  readonly repository: RepositoryFacts;
  readonly inventory: InventoryView | undefined;
}

/** What one job presents to Entra ID, and who trusts it. */
export interface JobTrust {
  readonly job: Job;
  /** Empty where the job gets no token; undefined where its filters are too complex to decide. */
  readonly subjects: readonly TokenSubject[] | undefined;
  /** Its logins, each with the identity it names and what that trusts. */
  readonly logins: readonly LoginTrust[];
  /** Every known credential, of whatever identity, that accepts some or all of the job's tokens: code, then tenant. */
  readonly trustedBy: readonly TrustVerdict[];
}

export interface LoginTrust {
  readonly login: JobLogin;
  /** The client id, or the name of the variable that holds it. */
  readonly client: ResolvedId;
  readonly tenant: ResolvedId | undefined;
  /** The identity in the tenant; undefined without inventory, without a known id, and where the tenant has none. */
  readonly identity: InventoryIdentity | undefined;
  /** The identities of this workspace whose client id Terraform writes into the variable. */
  readonly declared: readonly TerraformIdentity[];
  /** The verdict of each credential of those identities. */
  readonly verdicts: readonly TrustVerdict[];
}

/** Whether a credential accepts the tokens of a job. */
export interface TrustVerdict {
  readonly credential: KnownCredential;
  /** `open`: unknown parts of the source decide. */
  readonly verdict: Match['verdict'] | 'open';
  /** With `never`: the nearest difference. */
  readonly cause: MatchCause | undefined;
  /** A subject that is accepted. */
  readonly accepted: string | undefined;
  /** With `sometimes`: a subject that the job presents and the credential refuses. */
  readonly refused: string | undefined;
}

/** Joins a job with the credentials of code and tenant. Never throws; what is not known is left open. */
export function trustOfJob(job: Job, sources: TrustSources): JobTrust {
  const subjects = subjectsOfJob(job, sources.repository);
  const logins = loginsOfJob(job).map((login) => trustOfLogin(login, subjects ?? [], sources));
  return { job, subjects, logins, trustedBy: subjects ? acceptedBy(subjects, sources) : [] };
}

/**
 * What the tokens of a GitHub or GitLab job can carry; see `JobTrust.subjects`.
 * @param callers of a job in a called workflow the jobs that call it, outermost first
 */
export function subjectsOfJob(
  job: Job,
  repository: RepositoryFacts,
  callers: readonly Job[] = [],
): readonly TokenSubject[] | undefined {
  switch (job.pipeline.platform) {
    case 'github':
      return jobSubjects(job, { repository: githubRepository(repository), audience: audienceOfJob(job), callers });
    case 'gitlab':
      return gitlabJobSubjects(job, gitlabProject(repository));
    case 'azure-pipelines':
      // Which service connection signs in is said by each task: see `workloadsIn`.
      return [];
  }
}

/** Whom a login names, and what each credential of that identity says to these tokens. */
export function trustOfLogin(login: JobLogin, subjects: readonly TokenSubject[], sources: TrustSources): LoginTrust {
  const { job, step } = login;
  const client = resolveId(login.clientId, step, job, sources.repository);
  const identity = client.id === undefined ? undefined : sources.inventory?.byClientId(client.id);
  const declared = client.variable === undefined ? [] : identitiesOf(client.variable, job, sources);
  const credentials = [
    ...declared.flatMap((one) => one.credentials.map(declaredCredential)),
    ...(identity ? credentialsOfIdentity(identity) : []),
  ];
  return {
    login,
    client,
    tenant: login.tenantId && resolveId(login.tenantId, step, job, sources.repository),
    identity,
    declared,
    verdicts: credentials.map((credential) => verdictOf(credential, subjects)),
  };
}

/** Every credential of code and tenant that accepts some or all of these tokens. */
export function acceptedBy(
  subjects: readonly TokenSubject[],
  { workspace, inventory }: Pick<TrustSources, 'workspace' | 'inventory'>,
): readonly TrustVerdict[] {
  if (subjects.length === 0) return [];
  const inCode = declaredCredentials(workspace)
    .map((credential) => verdictOf(credential, subjects))
    .filter(({ verdict }) => verdict === 'always' || verdict === 'sometimes');
  const inTenant = inventory ? tenantIndex(inventory).matching(subjects) : [];
  return [...inCode, ...inTenant.map(({ key, match }) => ({ credential: key, ...match }))];
}

/** What a credential says to the tokens of a workload. */
export function verdictOf(credential: KnownCredential, subjects: readonly TokenSubject[]): TrustVerdict {
  const found = credential.alternatives.map((one) => verdictOfOne(one, subjects));
  const [first] = found;
  if (first && found.every(({ verdict }) => verdict === 'never')) return new Refusal(credential, first);
  const [accepting] = found.filter(({ verdict }) => verdict === 'always' || verdict === 'sometimes');
  if (!accepting) return { credential, ...OPEN };
  // A loop makes every one of them, a conditional one.
  return { credential, ...accepting, verdict: found.length === 1 ? accepting.verdict : 'sometimes' };
}

/** The cause is left to be worked out when it is asked for. */
class Refusal implements TrustVerdict {
  readonly credential: KnownCredential;
  readonly verdict = 'never';
  readonly accepted = undefined;
  readonly refused = undefined;
  readonly #outcome: Outcome;

  constructor(credential: KnownCredential, outcome: Outcome) {
    this.credential = credential;
    this.#outcome = outcome;
  }

  get cause(): MatchCause | undefined {
    return this.#outcome.cause;
  }
}

type Outcome = Omit<TrustVerdict, 'credential'>;
const OPEN: Outcome = { verdict: 'open', cause: undefined, accepted: undefined, refused: undefined };

function verdictOfOne(credential: FederatedCredential, subjects: readonly TokenSubject[]): Outcome {
  const widest = widened(credential, subjects[0]?.issuer ?? '');
  const match = widest && matches(widest, subjects);
  if (!match) return OPEN;
  if (match.verdict === 'never' || isExact(credential, widest)) return match;
  // What only the unknown parts let in is not known to be accepted.
  const asWritten = matches({ ...credential, audiences: widest.audiences }, subjects);
  return asWritten && asWritten.verdict !== 'never' ? asWritten : OPEN;
}

function isExact(credential: FederatedCredential, widest: FederatedCredential): boolean {
  return credential.subject === widest.subject && credential.issuer === widest.issuer;
}

/** Differences from the one that a person would look for first to those that say little. */
const NEAREST: readonly MatchCauseId[] = [
  'issuer-trailing-slash',
  'case',
  'audience',
  'id-form',
  'name-form',
  'job-workflow-ref',
  'environment-expected',
  'environment-unexpected',
  'pull-request-expected',
  'pull-request-unexpected',
  'tag-expected',
  'branch-expected',
  'merge-queue',
  'dead',
  'value',
  'template',
];

/** Of credentials that all refuse, the one that comes nearest to the subjects; undefined where there is none. */
export function nearestRefused(
  verdicts: readonly TrustVerdict[],
  subjects: readonly TokenSubject[],
): TrustVerdict | undefined {
  const rank = ({ cause }: TrustVerdict) => {
    const index = cause ? NEAREST.indexOf(cause.id) : -1;
    return index < 0 ? NEAREST.length : index;
  };
  const likeness = ({ credential }: TrustVerdict) => {
    const text = trustText(credential);
    return Math.max(0, ...subjects.map(({ subject }) => commonLength(subject.display, text)));
  };
  const refused = verdicts.filter(({ verdict }) => verdict === 'never');
  return [...refused].sort((a, b) => rank(a) - rank(b) || likeness(b) - likeness(a))[0];
}

/** The subject or expression of a credential, for people. */
export function trustText({ alternatives: [first] }: KnownCredential): string {
  return displayText(markedText(first?.subject ?? first?.expression?.value ?? { parts: [] }));
}

function commonLength(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}
