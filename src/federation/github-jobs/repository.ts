/** What is known of the repository a workflow runs in; everything but the names is optional. */
export interface GitHubRepository {
  readonly owner: string | undefined;
  readonly name: string | undefined;
  readonly ownerId: number | undefined;
  readonly repositoryId: number | undefined;
  readonly defaultBranch: string | undefined;
  /** `github.com`, `<name>.ghe.com` or the host of an enterprise server. */
  readonly host: string;
  /** The slug that an enterprise adds to the issuer of github.com. */
  readonly enterpriseSlug?: string | undefined;
  /** Day of creation, ISO 8601: repositories since 2026-07-15 carry ids in their subjects. */
  readonly createdAt?: string | undefined;
  readonly useImmutableSubject?: boolean | undefined;
  /** `sub_claim_prefix` of the customisation API: decides where it is known. */
  readonly subjectPrefix?: string | undefined;
  /** `include_claim_keys` where the default subject is not used. */
  readonly templateKeys?: readonly string[] | undefined;
}

const GITHUB = 'https://token.actions.githubusercontent.com';

/** GitHub docs, "OpenID Connect reference": the issuer of each product. */
export function issuerOf({ host, enterpriseSlug }: GitHubRepository): string {
  const slug = enterpriseSlug ? `/${enterpriseSlug}` : '';
  if (host === 'github.com') return `${GITHUB}${slug}`;
  if (host.endsWith('.ghe.com')) return `https://token.actions.${host}${slug}`;
  return `https://${host}/_services/token`;
}

export function isEnterpriseServer({ host }: GitHubRepository): boolean {
  return host !== 'github.com' && !host.endsWith('.ghe.com');
}
