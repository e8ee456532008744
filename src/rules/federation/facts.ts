import type { NarrowingFacts } from '../../federation/breadth/narrowing.ts';
import type { GitHubRepository } from '../../federation/github-jobs/repository.ts';
import type { GitLabProject } from '../../federation/gitlab-jobs/job-subjects.ts';
import type { RepositoryFacts } from '../rule.ts';

export function narrowingFacts({ fullName, ownerId, repositoryId, defaultBranch }: RepositoryFacts): NarrowingFacts {
  const [owner, repository] = fullName?.split('/') ?? [];
  return { owner, repository, ownerId, repositoryId, defaultBranch };
}

/** The repository as the federation engine takes it. */
export function githubRepository(facts: RepositoryFacts): GitHubRepository {
  const [owner, name] = facts.fullName?.split('/') ?? [];
  const { ownerId, repositoryId, defaultBranch, host = 'github.com', useImmutableSubject, enterpriseSlug } = facts;
  const templateKeys = facts.subjectClaims;
  return {
    owner,
    name,
    ownerId,
    repositoryId,
    defaultBranch,
    host,
    useImmutableSubject,
    enterpriseSlug,
    templateKeys,
  };
}

/** A repository on GitHub says nothing about the project on GitLab that mirrors it. */
export function gitlabProject({ host, fullName, repositoryId }: RepositoryFacts): GitLabProject {
  return host === undefined || host === 'github.com'
    ? { host: 'gitlab.com', path: undefined, id: undefined }
    : { host, path: fullName, id: repositoryId };
}
