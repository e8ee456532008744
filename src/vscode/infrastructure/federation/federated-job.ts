import { SUBJECT_CONFIDENCES, type TokenSubject } from '../../../federation/token-subject.ts';
import type { SourceDocument, Workspace } from '../../../model/document.ts';
import { runsOnGithub } from '../../../model/document-kind.ts';
import { modelOf } from '../../../model/model.ts';
import type { Job, Pipeline } from '../../../model/pipeline/pipeline.ts';
import { type JobLogin, loginsOfJob } from '../../../rules/federation/job-logins.ts';
import {
  acceptedBy,
  type LoginTrust,
  subjectsOfJob,
  type TrustSources,
  type TrustVerdict,
  trustOfLogin,
} from '../../../rules/federation/trust-of-job.ts';
import { isOnlyCalled } from '../../../rules/support/pipelines.ts';

/** What a job that logs in presents to Entra ID, however it is started, and who trusts it. */
export interface FederatedJob {
  readonly job: Job;
  /** Surest first. Empty where it gets no token; undefined where its filters are too complex to decide. */
  readonly subjects: readonly TokenSubject[] | undefined;
  /** Its logins with a token. */
  readonly logins: readonly LoginTrust[];
  /** Every known credential, of whatever identity, that accepts some or all of its tokens: code, then tenant. */
  readonly trustedBy: readonly TrustVerdict[];
  /** For a job of a workflow that others call: how they come to it. */
  readonly chains: readonly JobChain[];
}

/** One way to a job of a called workflow. */
export interface JobChain {
  /** The job as this call makes it, with the inputs that are passed. */
  readonly job: Job;
  /** Outermost first. */
  readonly callers: readonly Job[];
}

/** Calls of workflows may nest ten deep (GitHub docs, "Reusing workflows"); a cycle ends here. */
const MAX_CALL_DEPTH = 10;

/** The jobs of a pipeline file that sign in with a token of the CI platform, in its order. */
export function jobsThatLogIn(document: SourceDocument, workspace: Workspace): readonly Job[] {
  const { pipeline } = modelOf(document, workspace);
  return pipeline?.kind === 'workflow' ? pipeline.jobs.filter((job) => tokenLoginsOf(job).length > 0) : [];
}

/** All jobs of a pipeline file, also those that do not sign in. */
export function jobsIn(document: SourceDocument, workspace: Workspace): readonly Job[] {
  const { pipeline } = modelOf(document, workspace);
  return pipeline?.kind === 'workflow' ? pipeline.jobs : [];
}

/** Joins a job with the credentials of code and tenant, through the workflows that call it. */
export function federatedJob(job: Job, sources: TrustSources): FederatedJob {
  const chains = chainsTo(job, sources.workspace);
  const [only, ...more] = chains;
  // What one call passes is what the job has; of several, each is true for some runs only.
  const seen = only && more.length === 0 && isOnlyCalled(job.pipeline) ? only.job : job;
  const subjects = presentedBy(job, chains, sources);
  return {
    job,
    subjects,
    logins: tokenLoginsOf(seen).map((login) => trustOfLogin(login, subjects ?? [], sources)),
    trustedBy: subjects ? acceptedBy(subjects, sources) : [],
    chains,
  };
}

function tokenLoginsOf(job: Job): readonly JobLogin[] {
  return loginsOfJob(job).filter(({ method }) => method === 'token');
}

function presentedBy(
  job: Job,
  chains: readonly JobChain[],
  { repository }: TrustSources,
): readonly TokenSubject[] | undefined {
  const called = chains.map((chain) => subjectsOfJob(chain.job, repository, chain.callers));
  const isKnown = chains.length > 0 && isOnlyCalled(job.pipeline);
  const all = isKnown ? called : [subjectsOfJob(job, repository), ...called];
  const found: TokenSubject[] = [];
  for (const subjects of all) {
    if (!subjects) return undefined;
    found.push(...subjects);
  }
  return surestFirst(found);
}

/** Every subject once, as sure as the surest way to it. */
function surestFirst(subjects: readonly TokenSubject[]): readonly TokenSubject[] {
  const rank = ({ confidence }: TokenSubject) => SUBJECT_CONFIDENCES.indexOf(confidence);
  const seen = new Set<string>();
  return [...subjects]
    .sort((a, b) => rank(a) - rank(b))
    .filter(({ issuer, subject, jobWorkflowRef }) => {
      const key = `${issuer}\n${subject.display}\n${jobWorkflowRef?.display}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** The ways from workflows that events start to a job of one that is called. */
function chainsTo({ id, pipeline }: Job, workspace: Workspace): readonly JobChain[] {
  if (pipeline.platform !== 'github' || !pipeline.isReusable) return [];
  const found: JobChain[] = [];
  const visit = (job: Job, callers: readonly Job[]): void => {
    const { uri } = job.pipeline.document;
    if (callers.length > 0 && uri === pipeline.document.uri && job.id === id) found.push({ job, callers });
    if (callers.length >= MAX_CALL_DEPTH) return;
    for (const called of job.call?.target?.jobs ?? []) visit(called, [...callers, job]);
  };
  for (const start of startedWorkflows(workspace)) for (const job of start.jobs) visit(job, []);
  return found;
}

function startedWorkflows(workspace: Workspace): readonly Pipeline[] {
  return workspace
    .ofKind('github-workflow')
    .filter(({ path }) => runsOnGithub(path))
    .flatMap((document) => modelOf(document, workspace).pipeline ?? [])
    .filter((pipeline) => !isOnlyCalled(pipeline));
}
