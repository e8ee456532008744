import type { SourceDocument, Workspace } from '../../model/document.ts';
import { folderOf } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText } from '../../model/patterns.ts';
import type { Job } from '../../model/pipeline/pipeline.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import { Memory } from '../../text/memory.ts';
import type { RepositoryFacts } from '../rule.ts';
import { type FederatedCredentialDeclaration, federatedCredential } from './credentials.ts';
import { HOLDER_PATHS } from './holder.ts';

/** An identity that Terraform creates, with the federated credentials that it declares for it. */
export interface TerraformIdentity {
  readonly resource: Resource;
  /** `azurerm_user_assigned_identity.deployer`. */
  readonly address: string;
  readonly credentials: readonly FederatedCredentialDeclaration[];
}

/** A variable or secret of GitHub Actions that Terraform fills with the client id of an identity it creates. */
export interface ClientIdVariable {
  readonly context: 'vars' | 'secrets';
  readonly name: string;
  /** The name of the repository without its owner. */
  readonly repository: string;
  /** Undefined for one of the whole repository. */
  readonly environment: string | undefined;
  readonly identity: TerraformIdentity;
}

/** Types of the provider integrations/github 6.x, and where they hold name and value. */
const VARIABLES: readonly {
  readonly type: string;
  readonly context: ClientIdVariable['context'];
  readonly name: string;
  readonly values: readonly string[];
}[] = [
  { type: 'github_actions_variable', context: 'vars', name: 'variable_name', values: ['value'] },
  { type: 'github_actions_environment_variable', context: 'vars', name: 'variable_name', values: ['value'] },
  { type: 'github_actions_secret', context: 'secrets', name: 'secret_name', values: ['plaintext_value', 'value'] },
  {
    type: 'github_actions_environment_secret',
    context: 'secrets',
    name: 'secret_name',
    values: ['plaintext_value', 'value'],
  },
];

const CLIENT_ID =
  /^((?:azurerm_user_assigned_identity|azuread_application|azuread_application_registration)\.[\w-]+)\.(?:client_id|application_id)$/u;
/** What of an identity tells nobody how to add credentials to it. */
const HARMLESS = /\.(?:client_id|application_id|principal_id|tenant_id|display_name)$/u;

interface Collected {
  /** The files that give Terraform's variables their values. */
  readonly values: readonly SourceDocument[];
  readonly variables: readonly ClientIdVariable[];
}

/** Workflows ask for it one after the other; it changes with the files of Terraform only. */
const known = new Memory<readonly SourceDocument[], Collected>();

/**
 * The variables of a workspace whose identity is sure to have no other credentials than those of its own module: one
 * that is handed to another module, or put out, is left out.
 */
export function clientIdVariables(workspace: Workspace): readonly ClientIdVariable[] {
  const documents = workspace.ofKind('terraform');
  const values = workspace.ofKind('terraform-variables');
  const found = known.get(documents);
  if (found?.values === values) return found.variables;
  const variables = collect(documents, workspace);
  known.set(documents, { values, variables });
  return variables;
}

/** The identities that the client id in a variable (`vars.NAME`) can stand for in a job; empty where that is not known. */
export function identitiesOf(
  variable: string,
  job: Job,
  { workspace, repository }: { readonly workspace: Workspace; readonly repository: RepositoryFacts },
): readonly TerraformIdentity[] {
  const name = repository.fullName?.split('/')[1]?.toLowerCase();
  if (name === undefined) return [];
  const all = clientIdVariables(workspace).filter(
    (one) =>
      one.repository.toLowerCase() === name && `${one.context}.${one.name}`.toLowerCase() === variable.toLowerCase(),
  );
  const ofRepository = all.filter(({ environment }) => environment === undefined);
  if (!job.environment) return ofRepository.map(({ identity }) => identity);
  const environments = job.environment.name.patterns.map(exactText);
  const chosen = environments.map((environment) => {
    const own = all.filter((one) => sameEnvironment(one, environment));
    // A value of the environment takes the place of that of the repository.
    return own.length > 0 ? own : ofRepository;
  });
  return chosen.every((found) => found.length > 0) ? chosen.flat().map(({ identity }) => identity) : [];
}

function sameEnvironment({ environment }: ClientIdVariable, name: string | undefined): boolean {
  return environment !== undefined && name !== undefined && environment.toLowerCase() === name.toLowerCase();
}

function collect(documents: readonly SourceDocument[], workspace: Workspace): readonly ClientIdVariable[] {
  const folders = new Set(
    documents.filter(({ source }) => source.text.includes('github_actions_')).map(({ path }) => folderOf(path)),
  );
  return [...folders].flatMap((folder) => {
    const models = workspace
      .inFolder('terraform', folder)
      .flatMap((document) => modelOf(document, workspace).infrastructure ?? []);
    return models.flatMap(({ resources }) => resources).flatMap((resource) => variableOf(resource, models) ?? []);
  });
}

function variableOf(resource: Resource, models: readonly InfrastructureModel[]): ClientIdVariable | undefined {
  const row = VARIABLES.find(({ type }) => resource.mode === 'resource' && resource.type === type);
  if (!row) return undefined;
  const text = (path: string) => onlyText(resource.find(path)[0]);
  const [name, repository] = [text(row.name), text('repository')];
  const labels = row.values.flatMap((path) => labelsOf(resource.find(path)));
  const address = labels.length === 1 ? CLIENT_ID.exec(labels[0] ?? '')?.[1] : undefined;
  const identity = address === undefined ? undefined : identityAt(address, models);
  if (name === undefined || repository === undefined || !identity) return undefined;
  const isOfEnvironment = row.type.includes('environment');
  const environment = text('environment');
  if (isOfEnvironment && environment === undefined) return undefined;
  return { context: row.context, name, repository, environment, identity };
}

function identityAt(address: string, models: readonly InfrastructureModel[]): TerraformIdentity | undefined {
  const resources = models.flatMap((model) => model.resources);
  const resource = resources.find(
    ({ mode, type, symbol, isLoop }) => mode === 'resource' && !isLoop && `${type}.${symbol}` === address,
  );
  const handedOn = models.flatMap(({ modules, outputs }) => [
    ...modules.flatMap((module) => labelsOf(module.arguments)),
    ...outputs.flatMap(({ value }) => labelsOf([{ value }])),
  ]);
  if (!resource || handedOn.some((label) => label.startsWith(address) && !HARMLESS.test(label))) return undefined;
  const credentials = resources.flatMap((one) => {
    const holders = labelsOf(HOLDER_PATHS.flatMap((path) => one.find(path)));
    // One whose identity cannot be told may be for this one.
    const isOfOther = holders.length > 0 && holders.every((label) => isOtherIdentity(label, address));
    return isOfOther ? [] : (federatedCredential(one) ?? []);
  });
  return { resource, address, credentials };
}

function isOtherIdentity(label: string, address: string): boolean {
  return /^(?:data\.)?(?:azurerm|azuread|azapi)_\w+\./u.test(label) && !label.startsWith(`${address}.`);
}

function onlyText(property: Property | undefined): string | undefined {
  const [only, ...more] = property?.value.patterns ?? [];
  return only && more.length === 0 ? exactText(only) : undefined;
}

function labelsOf(properties: readonly Pick<Property, 'value'>[]): readonly string[] {
  return properties.flatMap(({ value }) =>
    value.patterns.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'unknown' ? [part.label] : []))),
  );
}
