import type { NarrowingFacts } from '../../federation/breadth/narrowing.ts';
import type { RepositoryFacts } from '../rule.ts';

export function narrowingFacts({ fullName, ownerId, repositoryId, defaultBranch }: RepositoryFacts): NarrowingFacts {
  const [owner, repository] = fullName?.split('/') ?? [];
  return { owner, repository, ownerId, repositoryId, defaultBranch };
}
