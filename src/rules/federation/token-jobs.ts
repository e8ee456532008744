import type { TokenSubject } from '../../federation/token-subject.ts';
import type { SourceDocument, Workspace } from '../../model/document.ts';
import { runsOnGithub } from '../../model/document-kind.ts';
import { modelOf } from '../../model/model.ts';
import { Memory } from '../../text/memory.ts';
import type { RepositoryFacts } from '../rule.ts';
import { isOnlyCalled } from '../support/pipelines.ts';
import { type JobLogin, loginsIn } from './job-logins.ts';
import { subjectsOfJob } from './trust-of-job.ts';

/** A login with a token, and what the job presents for it. */
export interface TokenJob {
  readonly login: JobLogin;
  readonly subjects: readonly TokenSubject[];
}

interface Collected {
  readonly documents: readonly SourceDocument[];
  readonly facts: RepositoryFacts;
  readonly jobs: readonly TokenJob[];
}

/** Credentials ask for it one after the other; it changes with the workflows only. */
const known = new Memory<Workspace, Collected>();

/** The jobs of the workspace's GitHub workflows that log in with a token. */
export function tokenJobs(workspace: Workspace, facts: RepositoryFacts): readonly TokenJob[] {
  const documents = workspace.ofKind('github-workflow');
  const found = known.get(workspace);
  if (found?.documents === documents && found.facts === facts) return found.jobs;
  const jobs = documents
    .filter(({ path }) => runsOnGithub(path))
    .flatMap((document) => modelOf(document, workspace).pipeline ?? [])
    .filter((pipeline) => !isOnlyCalled(pipeline))
    .flatMap(loginsIn)
    .filter(({ method }) => method === 'token')
    .map((login) => ({ login, subjects: subjectsOfJob(login.job, facts) ?? [] }));
  known.set(workspace, { documents, facts, jobs });
  return jobs;
}
