import type { SourceDocument } from '../../model/document.ts';
import { modelOf } from '../../model/model.ts';
import { exactText } from '../../model/patterns.ts';
import type { Pipeline, Step } from '../../model/pipeline/pipeline.ts';
import type { Resource } from '../../model/resource.ts';
import { connectionsOf } from '../../rules/catalogue/azure-pipelines-tasks.ts';
import { type JobLogin, loginsIn } from '../../rules/federation/job-logins.ts';
import { resolveId } from '../../rules/federation/login-ids.ts';
import { useLabel } from '../../rules/kubernetes/workload.ts';
import type { RepositoryFacts } from '../../rules/rule.ts';
import { settingsOf } from '../../rules/support/setting-edits.ts';
import type { Range } from '../../text/range.ts';
import type { Caller } from '../plan.ts';
import { documentsOf, lineAt, type PlanSources } from '../sources.ts';

/** A caller with the parts of its file that make it one. */
export interface FoundCaller {
  readonly caller: Caller;
  readonly document: SourceDocument;
  /** Where it holds its credential: findings in there are about it. */
  readonly ranges: readonly Range[];
  /** Names under which a CI platform keeps the secret. */
  readonly secretNames: readonly string[];
}

/** A place that a person says signs in as the identity, since the file does not tell. */
export interface ToldPlace {
  readonly path: string;
  /** From one. */
  readonly line: number;
}

/** Everything in the workspace that is known to sign in as an identity. @param clientId lower case */
export function callersOf(clientId: string, told: readonly ToldPlace[], sources: PlanSources): readonly FoundCaller[] {
  const { workspace, configuration } = sources;
  return documentsOf(workspace).flatMap((document) => {
    const { pipeline, infrastructure, kubernetes } = modelOf(document, workspace);
    const lines = told.filter(({ path }) => path === document.path).map(({ line }) => line);
    if (pipeline) return inPipeline(pipeline, clientId, lines, configuration.repository);
    if (infrastructure) {
      return infrastructure.resources.flatMap((resource) => inResource(resource, clientId, document, lines));
    }
    return (kubernetes?.objects ?? []).flatMap((object): FoundCaller[] => {
      if (!object.podTemplate) return [];
      const text = document.source.slice(object.range).toLowerCase();
      const isTold = isOn(lines, document, object.range);
      const account = object.podTemplate.serviceAccountName?.value.text;
      const ofAccount = kubernetes?.objects.find(({ kind, name }) => kind === 'ServiceAccount' && name === account);
      const accountText = ofAccount ? document.source.slice(ofAccount.range).toLowerCase() : '';
      const isNamed = text.includes(clientId) || accountText.includes(clientId);
      if (!isNamed && !isTold) return [];
      const method =
        useLabel({ object, pod: object.podTemplate }) && !/\b(?:azure|arm)_client_secret\b/u.test(text)
          ? 'token'
          : 'secret';
      const name = `${object.kind} ${object.name ?? ''}`.trim();
      return [found({ kind: 'pod', name, method, isNamed }, document, object.headRange, [object.range])];
    });
  });
}

function inPipeline(
  pipeline: Pipeline,
  clientId: string,
  lines: readonly number[],
  repository: RepositoryFacts,
): readonly FoundCaller[] {
  const { document } = pipeline;
  const named = loginsIn(pipeline).filter(
    ({ clientId: id, step, job }) => resolveId(id, step, job, repository).id === clientId,
  );
  // A job may sign in several times: it counts once, and with a secret where one of its logins does.
  const callers = pipeline.jobs.flatMap((job) => {
    const logins = named.filter((login) => login.job === job);
    const secret = logins.filter(({ method }) => method === 'secret');
    const [first] = secret.length > 0 ? secret : logins;
    if (!first) return [];
    const credentials = logins.map(credentialOf);
    const ranges = credentials.flatMap((one) => one.ranges);
    const names = [...new Set(credentials.flatMap((one) => one.names))];
    const caller = { kind: 'job', name: job.id, method: first.method, isNamed: true } as const;
    return [found(caller, document, first.step.range, ranges, names)];
  });
  const told = pipeline.jobs.flatMap((job) =>
    job.steps
      .filter((step) => isOn(lines, document, step.range) && !named.some((login) => login.step === step))
      .map((step) => {
        const [connection] = connectionsOf(step);
        const name = connection?.value.raw ?? job.id;
        const kind = connection ? 'connection' : 'job';
        const method = 'secret' as const;
        return found({ kind, name, method, isNamed: false }, document, step.range, [step.range], secretsOf(step));
      }),
  );
  return [...callers, ...told];
}

/** Terraform's providers and backends, and hosts with the ids in their settings. */
function inResource(
  resource: Resource,
  clientId: string,
  document: SourceDocument,
  lines: readonly number[],
): readonly FoundCaller[] {
  const isTold = isOn(lines, document, resource.range);
  if (resource.mode === 'provider' || resource.mode === 'backend') {
    const isNamed = isText(resource, 'client_id', clientId);
    if (!isNamed && !isTold) return [];
    const isToken = resource.find('use_oidc').some(({ value }) => value.constant === true);
    const holdsSecret = ['client_secret', 'access_key', 'sas_token'].some((path) => resource.find(path).length > 0);
    const method = isToken && !holdsSecret ? 'token' : 'secret';
    const name = `${resource.mode} ${resource.type}`;
    return [found({ kind: 'terraform', name, method, isNamed }, document, resource.typeRange, [resource.range])];
  }
  if (resource.mode !== 'resource') return [];
  const settings = settingsOf(resource);
  const isNamed = settings.some(({ value }) =>
    value?.value.patterns.some((pattern) => exactText(pattern)?.toLowerCase() === clientId),
  );
  if (settings.length === 0 || !(isNamed || isTold)) return [];
  const method = settings.some(({ name }) => SECRET_SETTING.test(name)) ? 'secret' : 'token';
  const caller = { kind: 'host' as const, name: resource.symbol, method, isNamed } as const;
  return [found(caller, document, resource.symbolRange, [resource.range])];
}

/** The settings that `EnvironmentCredential` of the Azure SDKs and Easy Auth read a secret from. */
export const SECRET_SETTING = /^(?:AZURE|ARM|MICROSOFT_PROVIDER_AUTHENTICATION)_(?:CLIENT_)?SECRET$/iu;

function isText(resource: Resource, path: string, text: string): boolean {
  return resource
    .find(path)
    .some(({ value }) => value.patterns.some((pattern) => exactText(pattern)?.toLowerCase() === text));
}

/** Where a login takes its secret from, and what the platform calls it. */
function credentialOf({ step, tool }: JobLogin): {
  readonly ranges: readonly Range[];
  readonly names: readonly string[];
} {
  const entry = tool === 'azure/login' ? step.input('creds') : step.variable('ARM_CLIENT_SECRET');
  return { ranges: [step.range, ...(entry ? [entry.range] : [])], names: entry ? secretNames(entry.value.raw) : [] };
}

function secretsOf(step: Step): readonly string[] {
  return [...step.with, ...step.env].flatMap(({ value }) => secretNames(value.raw));
}

const SECRET_NAME = /\bsecrets\.([\w-]+)/giu;

/** Ids are kept as secrets, too, and stay. */
function secretNames(text: string): readonly string[] {
  const names = [...text.matchAll(SECRET_NAME)].map((match) => match[1] ?? '');
  return [...new Set(names)].filter((name) => !/(?:^GITHUB_TOKEN$|ID$)/iu.test(name));
}

function isOn(lines: readonly number[], document: SourceDocument, { start, end }: Range): boolean {
  return lines.some((line) => lineAt(document, start) <= line && line <= lineAt(document, Math.max(start, end - 1)));
}

function found(
  caller: Pick<Caller, 'kind' | 'name' | 'method' | 'isNamed'>,
  document: SourceDocument,
  range: Range,
  ranges: readonly Range[],
  names: readonly string[] = [],
): FoundCaller {
  const line = lineAt(document, range.start);
  return { caller: { ...caller, path: document.path, line }, document, ranges, secretNames: names };
}
