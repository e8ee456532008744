import { conditionsOf } from '../../federation/claims.ts';
import type { FederatedCredential } from '../../federation/credential.ts';
import { issuerOf } from '../../federation/github-jobs/repository.ts';
import { hasMarks, markedText } from '../../federation/patterns/marked-text.ts';
import type { RepositoryFacts } from '../rule.ts';
import { githubRepository } from './facts.ts';

/** Prefix and one context: names of environments have their colons encoded, references have none. */
const USUAL =
  /^repo:([^/@:*?]+)(?:@(\d+))?\/([^:@*?]+)(?:@(\d+))?:(?:environment:[^:]*|ref:refs\/[^:]*|pull_request|\*)$/u;

/**
 * The subject where a credential, all of whose parts are known, is for tokens of this very repository, by name or
 * ids and in GitHub's own form. Undefined for any other credential.
 */
export function ownSubject(credential: FederatedCredential, facts: RepositoryFacts): string | undefined {
  const { owner, name, ownerId, repositoryId, ...rest } = githubRepository(facts);
  if (owner === undefined || name === undefined) return undefined;
  if (markedText(credential.issuer).text !== issuerOf({ owner, name, ownerId, repositoryId, ...rest }))
    return undefined;
  const subject = conditionsOf(credential)?.conditions.find(({ claim }) => claim === 'sub')?.text;
  if (subject === undefined || hasMarks(subject)) return undefined;
  const [, itsOwner = '', itsOwnerId, itsName = '', itsRepositoryId] = USUAL.exec(subject) ?? [];
  const isName = `${itsOwner}/${itsName}`.toLowerCase() === `${owner}/${name}`.toLowerCase();
  const isId =
    repositoryId !== undefined && itsRepositoryId === String(repositoryId) && itsOwnerId === ownerId?.toString();
  return isName || isId ? subject : undefined;
}

/** The same with unknown parts (private-use characters) and wildcards anywhere. */
const USUAL_WITH_UNKNOWNS =
  /^(?:repo:[^:]*|[^:]*\p{Co}[^:]*)(?::(?:environment:[^:]*|ref:[^:]*|pull_request|[^:]*[\p{Co}*?][^:]*))?$/u;

/**
 * Whether a credential is for subjects of an issuer of GitHub in another form than GitHub's own: then jobs may present
 * customised ones, which only the settings of the repository tell.
 */
export function isCustomised(credential: FederatedCredential, issuer: string): boolean {
  const { text } = markedText(credential.issuer);
  const subject = conditionsOf(credential)?.conditions.find(({ claim }) => claim === 'sub')?.text;
  return subject !== undefined && (hasMarks(text) || text === issuer) && !USUAL_WITH_UNKNOWNS.test(subject);
}
