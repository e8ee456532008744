import { issuerOf } from '../../../federation/github-jobs/repository.ts';
import { PUBLIC_AUDIENCE } from '../../../rules/catalogue/login-versions.ts';
import { githubRepository } from '../../../rules/federation/facts.ts';
import type { TrustSources } from '../../../rules/federation/trust-of-job.ts';
import { subjectOfJob } from '../../../rules/support/job-subject.ts';
import { audienceOfJob } from '../../../rules/support/login-audience.ts';
import type { FederatedJob } from './federated-job.ts';
import { likelySubjects } from './judgement.ts';

/** What a credential needs to trust a job. */
export interface SubjectsToTrust {
  readonly issuer: string;
  readonly audience: string;
  /** One credential each. With `<name>` or a wildcard where a person must say which. */
  readonly subjects: readonly string[];
}

/** Also for a job that gets no token yet: then what it would present. */
export function subjectsToTrust({ job, subjects = [], chains }: FederatedJob, sources: TrustSources): SubjectsToTrust {
  const presented = likelySubjects(subjects).map(({ subject }) => subject.display);
  const isOwn = job.pipeline.platform === 'github' && chains.length === 0;
  const spelled = isOwn ? subjectOfJob(job, sources.repository).subjects : [];
  return {
    issuer: subjects[0]?.issuer ?? issuerOf(githubRepository(sources.repository)),
    audience: subjects[0]?.audience ?? audienceOfJob(job) ?? PUBLIC_AUDIENCE,
    subjects: [...new Set(spelled.length > 0 ? spelled : presented)],
  };
}

/** Entra ID compares subjects as they are: one with a gap or a wildcard trusts nothing. */
export function isOpenSubject(subject: string): boolean {
  return /[*?<>{}]/u.test(subject);
}
