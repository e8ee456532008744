import { concatSets, exactly, type TextSet } from '../subject-set.ts';
import type { SubjectConfidence } from '../token-subject.ts';
import { type GitHubRepository, isEnterpriseServer } from './repository.ts';
import { ANY_ID, ANY_NAME } from './text-sets.ts';

export interface SubjectPrefix {
  readonly text: TextSet;
  readonly confidence: SubjectConfidence;
}

/** Repositories created, renamed or transferred since then carry ids (GitHub docs, "OpenID Connect reference"). */
const IDS_SINCE = '2026-07-15';

/** `repo:owner/name` or `repo:owner@1/name@2`, likelier form first where the settings are not known. */
export function subjectPrefixes(repository: GitHubRepository): readonly SubjectPrefix[] {
  const { subjectPrefix, useImmutableSubject, createdAt } = repository;
  if (subjectPrefix !== undefined) return [{ text: exactly(subjectPrefix), confidence: 'certain' }];
  const names: SubjectPrefix = { text: namePrefix(repository), confidence: 'certain' };
  const ids: SubjectPrefix = { text: idPrefix(repository), confidence: 'certain' };
  if (isEnterpriseServer(repository) || useImmutableSubject === false) return [names];
  if (useImmutableSubject || (createdAt !== undefined && createdAt >= IDS_SINCE)) return [ids];
  return [
    { ...names, confidence: 'likely' },
    { ...ids, confidence: 'uncertain' },
  ];
}

function namePrefix({ owner, name }: GitHubRepository): TextSet {
  return concatSets(exactly('repo:'), nameOf(owner), exactly('/'), nameOf(name));
}

function idPrefix({ owner, name, ownerId, repositoryId }: GitHubRepository): TextSet {
  return concatSets(
    exactly('repo:'),
    nameOf(owner),
    exactly('@'),
    idOf(ownerId),
    exactly('/'),
    nameOf(name),
    exactly('@'),
    idOf(repositoryId),
  );
}

export function nameOf(name: string | undefined): TextSet {
  return name === undefined ? ANY_NAME : exactly(name);
}

export function idOf(id: number | undefined): TextSet {
  return id === undefined ? ANY_ID : exactly(String(id));
}
