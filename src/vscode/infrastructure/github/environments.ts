import type { EnvironmentFacts, EnvironmentProtection } from '../../../rules/rule.ts';
import { fieldsOf, type GitHubClient } from './github-client.ts';
import { type Variables, variablesOf } from './variables.ts';

export interface ReadEnvironments {
  readonly environments: { readonly [name: string]: EnvironmentFacts };
  /** Whether the variables of every environment are known. */
  readonly hasAllVariables: boolean;
}

/** Each costs a request or two; repositories that make one for every pull request have thousands. */
const MAX_ENVIRONMENTS = 50;
const AT_ONCE = 5;
const ENVIRONMENTS_PER_PAGE = 100;
const VARIABLES_PER_PAGE = 30;

/**
 * The environments of a repository with what protects them and the ids in their variables; undefined where GitHub does
 * not tell. Facts: GitHub docs, "REST API endpoints for deployment environments" and "... for GitHub Actions variables".
 * @param repository `/repos/owner/name`
 */
export async function readEnvironments(
  client: GitHubClient,
  repository: string,
): Promise<ReadEnvironments | undefined> {
  const listed = await client.list(`${repository}/environments`, 'environments', ENVIRONMENTS_PER_PAGE);
  if (!listed) return undefined;
  const named = listed.map(fieldsOf).flatMap((fields) => {
    const { name } = fields;
    return typeof name === 'string' ? [{ name, fields }] : [];
  });
  const read: (readonly [string, EnvironmentFacts])[] = [];
  for (let start = 0; start < Math.min(named.length, MAX_ENVIRONMENTS); start += AT_ONCE) {
    const group = named.slice(start, Math.min(start + AT_ONCE, MAX_ENVIRONMENTS));
    const facts = group.map(async ({ name, fields }) => {
      const path = `${repository}/environments/${encodeURIComponent(name)}`;
      return [name, await readEnvironment(client, path, fields)] as const;
    });
    read.push(...(await Promise.all(facts)));
  }
  return {
    environments: Object.fromEntries(read),
    hasAllVariables: read.length === listed.length && read.every(([, { variables }]) => variables !== undefined),
  };
}

async function readEnvironment(
  client: GitHubClient,
  path: string,
  fields: { readonly [name: string]: unknown },
): Promise<EnvironmentFacts> {
  const [protection, variables] = await Promise.all([
    protectionOf(client, path, fields),
    readVariables(client, `${path}/variables`),
  ]);
  return { ...(protection && { protection }), ...(variables && { variables }) };
}

/** @returns undefined where GitHub does not tell */
export async function readVariables(client: GitHubClient, path: string): Promise<Variables | undefined> {
  const listed = await client.list(path, 'variables', VARIABLES_PER_PAGE);
  return listed && variablesOf(listed);
}

/** Waiting keeps nobody out. A rule of a kind that is not known might, and then nothing is said. */
async function protectionOf(
  client: GitHubClient,
  path: string,
  { protection_rules: rules, deployment_branch_policy: policy }: { readonly [name: string]: unknown },
): Promise<readonly EnvironmentProtection[] | undefined> {
  const types = new Set(Array.isArray(rules) ? rules.map((rule) => fieldsOf(rule)['type']) : []);
  const found: EnvironmentProtection[] = [];
  if (types.has('required_reviewers')) found.push('reviewers');
  if (types.has('branch_policy') || (typeof policy === 'object' && policy !== null)) found.push('branches');
  if (found.length > 0) return found;
  const isKnown = Array.isArray(rules) && [...types].every((type) => type === 'wait_timer');
  return isKnown && (await hasNoCustomRule(client, path)) ? [] : undefined;
}

/** Apps can have a say in a deployment, too; the list of environments need not name them. */
async function hasNoCustomRule(client: GitHubClient, path: string): Promise<boolean> {
  const answer = await client.get(`${path}/deployment_protection_rules`);
  if (answer.kind !== 'found') return false;
  const { custom_deployment_protection_rules: custom } = fieldsOf(answer.body);
  return Array.isArray(custom) && custom.every((rule) => fieldsOf(rule)['enabled'] === false);
}
