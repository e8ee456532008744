import type { RepositoryFacts } from '../../../rules/rule.ts';
import { fieldsOf, type GitHubClient } from './github-client.ts';

type SubjectFacts = Pick<RepositoryFacts, 'subjectClaims' | 'useImmutableSubject'>;

export interface SubjectOwner {
  /** `/repos/owner/name` */
  readonly repository: string;
  readonly fullName: string;
  readonly ownerId: number;
  readonly repositoryId: number;
  /** `/orgs/owner`; undefined where a person owns the repository. */
  readonly organization: string | undefined;
}

/**
 * How the subjects of a repository are made; undefined where GitHub does not tell. Facts: GitHub docs, "REST API
 * endpoints for GitHub Actions OIDC"; `sub_claim_prefix` and `use_immutable_subject` by its OpenAPI description.
 */
export async function readTokenSubject(client: GitHubClient, owner: SubjectOwner): Promise<SubjectFacts | undefined> {
  const answer = await client.get(`${owner.repository}/actions/oidc/customization/sub`);
  if (answer.kind !== 'found') return undefined;
  const fields = fieldsOf(answer.body);
  const useImmutableSubject = isImmutable(fields, owner);
  const subjectClaims = fields['use_default'] === false ? await claimsOf(client, fields, owner) : [];
  if (!subjectClaims) return undefined;
  return {
    ...(useImmutableSubject !== undefined && { useImmutableSubject }),
    ...(subjectClaims.length > 0 && { subjectClaims }),
  };
}

/** The prefix decides. The flag says only what was opted in to: newer repositories present ids without it. */
function isImmutable(
  { sub_claim_prefix: prefix, use_immutable_subject: flag }: { readonly [name: string]: unknown },
  { fullName, ownerId, repositoryId }: SubjectOwner,
): boolean | undefined {
  if (typeof prefix !== 'string') return flag === true ? true : undefined;
  const [owner, name] = fullName.split('/');
  const given = prefix.replace(/:$/u, '').toLowerCase();
  if (given === `repo:${owner}@${ownerId}/${name}@${repositoryId}`.toLowerCase()) return true;
  return given === `repo:${fullName}`.toLowerCase() ? false : undefined;
}

/**
 * A repository that opts out of the default without claims of its own has those of its organisation, if any. Undefined
 * where that does not tell: one that has none answers like one that may not be asked.
 */
async function claimsOf(
  client: GitHubClient,
  fields: { readonly [name: string]: unknown },
  { organization }: SubjectOwner,
): Promise<readonly string[] | undefined> {
  const own = keysIn(fields);
  if (own.length > 0 || organization === undefined) return own;
  const answer = await client.get(`${organization}/actions/oidc/customization/sub`);
  return answer.kind === 'found' ? keysIn(fieldsOf(answer.body)) : undefined;
}

function keysIn({ include_claim_keys: keys }: { readonly [name: string]: unknown }): readonly string[] {
  return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : [];
}
