import type { NarrowingFacts } from '../../federation/breadth/narrowing.ts';
import type { GitHubRepository } from '../../federation/github-jobs/repository.ts';
import type { RepositoryFacts } from '../rule.ts';

export function narrowingFacts({ fullName, ownerId, repositoryId, defaultBranch }: RepositoryFacts): NarrowingFacts {
  const [owner, repository] = fullName?.split('/') ?? [];
  return { owner, repository, ownerId, repositoryId, defaultBranch };
}

/** The repository as the federation engine takes it. */
export function githubRepository(facts: RepositoryFacts): GitHubRepository {
  const [owner, name] = facts.fullName?.split('/') ?? [];
  const { ownerId, repositoryId, defaultBranch, host = 'github.com', useImmutableSubject } = facts;
  return { owner, name, ownerId, repositoryId, defaultBranch, host, useImmutableSubject };
}
