import type { FederatedCredential } from '../../federation/credential.ts';
import { matchPrepared } from '../../federation/match/matches.ts';
import { prepareCredential } from '../../federation/match/prepared-credential.ts';
import { accepts } from '../../federation/pattern-set/automaton.ts';
import { automatonOf } from '../../federation/subject-set.ts';
import type { RuleContext } from '../rule.ts';
import { presentedSubjects } from './presented-subjects.ts';

/** So many are offered at most: more are no choice. */
const MAX_OFFERED = 3;

/**
 * The exact subjects that jobs of this workspace present and the credential accepts, environments first: what it could
 * be narrowed to without locking them out. In the form, names or ids, that the repository presents.
 */
export function ownSubjectsAccepted(
  credential: FederatedCredential,
  { workspace, repository }: Pick<RuleContext, 'workspace' | 'repository'>,
): readonly string[] {
  const prepared = repository.fullName === undefined ? undefined : prepareCredential(credential);
  if (!prepared) return [];
  const accepted = (presentedSubjects(workspace, repository)?.subjects ?? []).filter(
    (token) =>
      token.confidence !== 'uncertain' &&
      // A set of many subjects has a wildcard in its spelling.
      !/[*?<]/u.test(token.subject.display) &&
      accepts(automatonOf(token.subject), token.subject.display) &&
      matchPrepared(prepared, [token])?.verdict === 'always',
  );
  const displays = [...new Set(accepted.map(({ subject }) => subject.display))];
  const isEnvironment = (subject: string) => Number(subject.includes(':environment:'));
  return displays
    .filter((subject) => !subject.endsWith(':pull_request'))
    .sort((a, b) => isEnvironment(b) - isEnvironment(a))
    .slice(0, MAX_OFFERED);
}
