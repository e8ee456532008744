import { folderOf, type Workspace } from '../../../model/document.ts';
import { exactText } from '../../../model/patterns.ts';
import type { Literal, Resource } from '../../../model/resource.ts';
import type { Fix } from '../../finding.ts';
import type { RepositoryFacts } from '../../rule.ts';
import { Draft } from './draft.ts';
import { newSymbol } from './names.ts';
import { renderDeclaration } from './render.ts';
import { resourcesBeside } from './secret-owner.ts';

const ISSUER = 'https://token.actions.githubusercontent.com';
const AUDIENCE = 'api://AzureADTokenExchange';
const CREDENTIAL = 'azuread_application_federated_identity_credential';
const CARRIERS = /^github_actions_(?:environment_)?secret$/;

/** A secret of GitHub that hands the password to jobs, and the token they present instead of it. */
interface Carrier {
  readonly secret: Resource;
  readonly secretName: string;
  /** As Terraform writes it between quotes. */
  readonly subject: string;
  /** `shop`, `shop-production`. */
  readonly name: string;
}

/**
 * A federated credential in the place of a password that Terraform makes for an application and puts into the secrets of
 * GitHub repositories: password and secrets go. Undefined where anything else reads the password, or the repository is
 * not written out.
 */
export function federatedPasswordFix(
  workspace: Workspace,
  password: Resource,
  repository: RepositoryFacts,
): Fix | undefined {
  if (password.type !== 'azuread_application_password' || password.isLoop || password.isConditional) return undefined;
  const draft = new Draft(workspace);
  const application = textOf(password, 'application_id');
  const carriers = carriersOf(draft, password, repository);
  if (application === undefined || carriers.length === 0) return undefined;
  const distinct = [...new Map(carriers.map((carrier) => [carrier.subject, carrier])).values()];
  const isDeclared = distinct.every((carrier) => declare(draft, password, application, carrier));
  const isRemoved = [password, ...carriers.map(({ secret }) => secret)].every((resource) => {
    const now = draft.now(resource);
    return now !== undefined && draft.apply(now.document, now.editor.removeResource());
  });
  if (!isDeclared || !isRemoved) return undefined;
  const names = [...new Set(carriers.map(({ secretName }) => secretName))].join(', ');
  return {
    title: `Trust the jobs of GitHub instead of the password ${password.symbol}`,
    safety: 'needs-review',
    edits: draft.edits,
    followUps: [
      `Let the jobs that read ${names} log in by OIDC first: \`azure/login\` with \`client-id\`, \`tenant-id\` and \`subscription-id\`, and \`permissions: id-token: write\`.`,
      `Check the subjects: jobs on other branches, in other environments or for pull requests need a credential of their own.`,
    ],
  };
}

/** The secrets that hold the password; none where something else mentions it, too. */
function carriersOf(draft: Draft, password: Resource, repository: RepositoryFacts): readonly Carrier[] {
  const address = `${password.type}.${password.symbol}`;
  const value = `${address}.value`;
  const all = resourcesBeside(draft, password);
  const secrets = all.filter(
    ({ type, document, range }) => CARRIERS.test(type) && mentions(document.source.slice(range), address),
  );
  const carriers = secrets.flatMap((secret) => carrierOf(secret, value, all, repository) ?? []);
  const uses = draft.workspace
    .inFolder('terraform', folderOf(password.document.path))
    .reduce((sum, { source }) => sum + source.text.split(address).length - 1, 0);
  return carriers.length === secrets.length && uses === carriers.length ? carriers : [];
}

function carrierOf(
  secret: Resource,
  value: string,
  all: readonly Resource[],
  repository: RepositoryFacts,
): Carrier | undefined {
  const written = textOf(secret, 'plaintext_value') ?? textOf(secret, 'value');
  const name = exactOf(secret, 'secret_name');
  const repositoryText = interpolated(secret, 'repository', all);
  const owner = ownerOf(all, repository);
  if (written !== value || name === undefined || !repositoryText || owner === undefined) return undefined;
  if (secret.isLoop || secret.isConditional) return undefined;
  const isOfEnvironment = secret.type === 'github_actions_environment_secret';
  const environment = isOfEnvironment ? interpolated(secret, 'environment', all) : undefined;
  if (isOfEnvironment && !environment) return undefined;
  const where = environment
    ? `environment:${environment.text}`
    : `ref:refs/heads/${repository.defaultBranch ?? 'main'}`;
  return {
    secret,
    secretName: name,
    subject: `repo:${owner}/${repositoryText.text}:${where}`,
    name: [repositoryText.label, ...(environment ? [environment.label] : [])].join('-'),
  };
}

/** The organisation that the provider of the module works in. */
function ownerOf(all: readonly Resource[], { fullName }: RepositoryFacts): string | undefined {
  const providers = all.filter(({ mode, type }) => mode === 'provider' && type === 'github');
  const owners = new Set(providers.map((provider) => exactOf(provider, 'owner')));
  const [owner] = owners;
  return owners.size === 1 && owner !== undefined ? owner : fullName?.split('/')[0];
}

/** A value as it stands between the quotes of a template, and a word for it. */
function interpolated(resource: Resource, path: string, all: readonly Resource[]) {
  const exact = exactOf(resource, path);
  if (exact !== undefined) return { text: exact, label: exact };
  const written = textOf(resource, path);
  const symbol = /^github_\w+\.(?<symbol>[\w-]+)\.\w+$/.exec(written ?? '')?.groups?.['symbol'];
  const isKnown = all.some((other) => other.symbol === symbol && /^github_/.test(other.type));
  return symbol !== undefined && isKnown ? { text: `\${${written}}`, label: symbol } : undefined;
}

function declare(draft: Draft, password: Resource, application: string, { subject, name }: Carrier): boolean {
  const place = draft.now(password);
  if (!place) return false;
  const symbol = newSymbol(draft, place.document, 'terraform', { words: [place.symbol], more: [name] });
  const body: Readonly<Record<string, Literal>> = {
    application_id: { raw: application },
    display_name: name,
    audiences: [AUDIENCE],
    issuer: ISSUER,
    subject: { raw: `"${subject}"` },
  };
  const text = renderDeclaration(place, { type: CREDENTIAL, symbol, body });
  return draft.declareBehind(place, text, (resource) => resource.type === CREDENTIAL && resource.symbol === symbol);
}

function mentions(text: string, address: string): boolean {
  return text.includes(`${address}.`);
}

function textOf(resource: Resource, path: string): string | undefined {
  const [property] = resource.find(path);
  return property && resource.document.source.slice(property.value.range);
}

function exactOf(resource: Resource, path: string): string | undefined {
  const [property] = resource.find(path);
  const [pattern, another] = property?.value.patterns ?? [];
  return pattern && !another ? exactText(pattern) : undefined;
}
