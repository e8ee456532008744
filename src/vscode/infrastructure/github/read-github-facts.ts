import type { GitRemote } from '../../../lint/repository-facts.ts';
import type { RepositoryFacts } from '../../../rules/rule.ts';
import { readEnvironments, readVariables } from './environments.ts';
import { apiOf, fieldsOf, type GitHubAccess, GitHubClient } from './github-client.ts';
import { readTokenSubject } from './token-subject.ts';

/** What an account may not see is left open. */
export type GitHubPart = 'environments' | 'subject' | 'variables';

export type GitHubReading =
  | { readonly kind: 'read'; readonly facts: RepositoryFacts; readonly unread: readonly GitHubPart[] }
  /** `status` is undefined where GitHub did not answer. */
  | { readonly kind: 'refused'; readonly status: number | undefined };

/** GitHub's own names; anything else is no repository of its. */
const FULL_NAME = /^[\w.-]+\/[\w.-]+$/u;

/** What GitHub says of a repository. Secrets are never asked for. */
export async function readGitHubFacts(
  { host, fullName }: GitRemote,
  access: Omit<GitHubAccess, 'api'> & { readonly api?: string },
): Promise<GitHubReading> {
  if (!FULL_NAME.test(fullName) || /(?:^|\/)\.{1,2}(?:$|\/)/u.test(fullName)) return { kind: 'refused', status: 404 };
  const client = new GitHubClient({ ...access, api: access.api ?? apiOf(host) });
  const answer = await client.get(`/repos/${fullName}`);
  if (answer.kind === 'refused') return answer;
  const found = repositoryIn(answer.body);
  if (!found) return { kind: 'refused', status: undefined };

  // A repository that was renamed is asked for by the name it has now.
  const repository = `/repos/${found.fullName}`;
  const [owner] = found.fullName.split('/');
  const organization = found.isOfOrganization ? `/orgs/${owner}` : undefined;
  const [subject, environments, own, shared] = await Promise.all([
    readTokenSubject(client, { ...found, repository, organization }),
    readEnvironments(client, repository),
    readVariables(client, `${repository}/actions/variables`),
    organization === undefined ? {} : readVariables(client, `${repository}/actions/organization-variables`),
  ]);
  // Where an environment may have a variable of the same name, that of the repository decides nothing.
  const variables = own && environments?.hasAllVariables ? { ...shared, ...own } : undefined;
  const { ownerId, repositoryId, defaultBranch } = found;
  const facts = {
    host,
    fullName: found.fullName,
    ownerId,
    repositoryId,
    ...(defaultBranch !== undefined && { defaultBranch }),
    ...subject,
    ...(environments && { environments: environments.environments }),
    ...(variables && { variables }),
  };
  const unread: readonly (GitHubPart | false)[] = [
    !environments && 'environments',
    !subject && 'subject',
    !(variables && shared) && 'variables',
  ];
  return { kind: 'read', facts, unread: unread.filter((part) => part !== false) };
}

interface Repository {
  readonly fullName: string;
  readonly ownerId: number;
  readonly repositoryId: number;
  readonly defaultBranch: string | undefined;
  readonly isOfOrganization: boolean;
}

function repositoryIn(body: unknown): Repository | undefined {
  const { full_name: fullName, id, default_branch: branch, owner } = fieldsOf(body);
  const { id: ownerId, type } = fieldsOf(owner);
  if (typeof fullName !== 'string' || !FULL_NAME.test(fullName)) return undefined;
  if (typeof id !== 'number' || typeof ownerId !== 'number') return undefined;
  const defaultBranch = typeof branch === 'string' ? branch : undefined;
  return { fullName, ownerId, repositoryId: id, defaultBranch, isOfOrganization: type === 'Organization' };
}
