import type { Job, Pipeline, UsesReference } from '../../model/pipeline/pipeline.ts';
import { type Budget, within } from '../pattern-set/budget.ts';
import { choice, sequence, text } from '../pattern-set/language.ts';
import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import { SUBJECT_CONFIDENCES, type SubjectConfidence, type TokenSubject } from '../token-subject.ts';
import { canAskForToken, type JobChain } from './capability.ts';
import { type Context, contextsOf } from './contexts.ts';
import { narrowingOf } from './narrowing-condition.ts';
import { nameOf, subjectPrefixes } from './prefix.ts';
import { type GitHubRepository, issuerOf } from './repository.ts';
import { type Run, runsOf } from './runs.ts';
import { templateSubject } from './template.ts';
import { ANY_ENVIRONMENT, ANY_REF } from './text-sets.ts';

export interface JobSubjectsOptions {
  readonly repository: GitHubRepository;
  /** The jobs that call this job's workflow, outermost first; for a workflow that is only called. */
  readonly callers?: readonly Job[];
  /** The audience the job asks for, where it is known. */
  readonly audience?: string | undefined;
  /** What it would present if `id-token: write` were granted everywhere. */
  readonly ignorePermissions?: boolean | undefined;
}

const BUDGET = 200_000;
/** Calls of workflows may nest ten deep; a cycle ends here. */
const MAX_CALL_DEPTH = 10;

/**
 * The subjects that tokens of a GitHub job can carry. Empty where it cannot get a token at all. A job that calls a
 * workflow of the workspace stands for the jobs called: their tokens carry the caller's repository and events.
 * Undefined where filters are too complex to decide.
 */
export function jobSubjects(job: Job, options: JobSubjectsOptions): readonly TokenSubject[] | undefined {
  const chain = { job, callers: options.callers ?? [] };
  return within(BUDGET, (budget) => unique(subjectsOf(chain, options, budget)), undefined);
}

function subjectsOf(chain: JobChain, options: JobSubjectsOptions, budget: Budget): readonly TokenSubject[] {
  const { job, callers } = chain;
  if (job.call) {
    const { target } = job.call;
    if (!target) return mayAsk(chain, options) ? presented(chain, options, budget) : [];
    if (callers.length >= MAX_CALL_DEPTH) return [];
    return target.jobs.flatMap((called) => subjectsOf({ job: called, callers: [...callers, job] }, options, budget));
  }
  return mayAsk(chain, options) ? presented(chain, options, budget) : [];
}

function mayAsk(chain: JobChain, { ignorePermissions }: JobSubjectsOptions): boolean {
  return ignorePermissions === true || canAskForToken(chain);
}

function presented(chain: JobChain, options: JobSubjectsOptions, budget: Budget): readonly TokenSubject[] {
  const { repository, audience } = options;
  const caller = (chain.callers[0] ?? chain.job).pipeline;
  const contexts = contextsIn(chain, caller, runs(chain, caller, repository, budget));
  const subjects: TokenSubject[] = [];
  for (const prefix of subjectPrefixes(repository)) {
    for (const context of contexts) {
      const jobWorkflowRef = workflowRef(chain, context.run, repository);
      const subject = repository.templateKeys?.length
        ? templateSubject(repository.templateKeys, { repository, prefix, context, jobWorkflowRef })
        : concatSets(prefix.text, exactly(':'), context.text);
      if (!subject) continue;
      subjects.push({
        issuer: issuerOf(repository),
        subject,
        jobWorkflowRef,
        audience,
        confidence: least(prefix.confidence, context.run.confidence, isUnknownCallee(chain) ? 'uncertain' : 'certain'),
        origin: context.run.event,
      });
    }
  }
  return subjects;
}

function runs(
  { job, callers }: JobChain,
  caller: Pipeline,
  repository: GitHubRepository,
  budget: Budget,
): readonly Run[] {
  // A workflow that also has events of its own is looked at as those start it.
  const own = caller.triggers.filter(({ event }) => event !== 'workflow_call');
  const conditions = [...callers, job].map(({ condition }) => narrowingOf(condition?.raw));
  return (own.length > 0 ? own : caller.triggers).flatMap((trigger) => runsOf(trigger, repository, conditions, budget));
}

function contextsIn(chain: JobChain, caller: Pipeline, known: readonly Run[]): readonly Context[] {
  const contexts = contextsOf(chain.job, caller, known);
  if (!isUnknownCallee(chain)) return contexts;
  const anyEnvironment = known.map((run) => ({
    text: concatSets(exactly('environment:'), ANY_ENVIRONMENT),
    run,
    environment: ANY_ENVIRONMENT,
  }));
  return [...contexts, ...anyEnvironment];
}

function isUnknownCallee({ job }: JobChain): boolean {
  return job.call !== undefined && job.call.target === undefined;
}

/** `owner/repository/.github/workflows/file.yml@ref`: the file that runs, of a called workflow the called one. */
function workflowRef({ job }: JobChain, run: Run, repository: GitHubRepository): TextSet {
  const remote = job.call && !job.call.uses.isLocal ? job.call.uses : undefined;
  if (remote) return remoteWorkflowRef(remote);
  const path = job.call ? job.call.uses.action.replace(/^\.\//u, '') : job.pipeline.document.path;
  return concatSets(nameOf(repository.owner), exactly('/'), nameOf(repository.name), exactly(`/${path}@`), run.ref);
}

const SHA = /^[0-9a-f]{40}$/u;

function remoteWorkflowRef({ raw, ref }: UsesReference): TextSet {
  const file = raw.split('@')[0] ?? '';
  if (ref === undefined) return concatSets(exactly(`${file}@`), ANY_REF);
  if (SHA.test(ref)) return exactly(`${file}@${ref}`);
  if (ref.startsWith('refs/')) return exactly(`${file}@${ref}`);
  return {
    language: sequence(text(`${file}@`), choice(text(`refs/heads/${ref}`), text(`refs/tags/${ref}`))),
    display: `${file}@refs/{heads,tags}/${ref}`,
  };
}

function least(...confidences: readonly SubjectConfidence[]): SubjectConfidence {
  return SUBJECT_CONFIDENCES[Math.max(...confidences.map((one) => SUBJECT_CONFIDENCES.indexOf(one)))] ?? 'uncertain';
}

function unique(subjects: readonly TokenSubject[]): readonly TokenSubject[] {
  const seen = new Map<string, TokenSubject>();
  for (const subject of subjects) {
    const key = `${subject.subject.display}\n${subject.jobWorkflowRef?.display}\n${subject.confidence}`;
    const known = seen.get(key);
    const origins = known?.origin.split(', ') ?? [];
    if (!known) seen.set(key, subject);
    else if (!origins.includes(subject.origin)) {
      seen.set(key, { ...known, origin: [...origins, subject.origin].join(', ') });
    }
  }
  return [...seen.values()];
}
