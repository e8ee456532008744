import { exactText } from '../../model/patterns.ts';
import type { Pipeline } from '../../model/pipeline/pipeline.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import type { RepositoryFacts } from '../rule.ts';
import { type JobLogin, loginsIn } from './job-logins.ts';
import { type IdText, resolveId } from './login-ids.ts';

/** A login whose identity is known by its client id: of a job, or of a Terraform provider. */
export interface NamedLogin {
  readonly method: JobLogin['method'];
  readonly clientId: IdText;
  /** In lower case. */
  readonly client: string;
  readonly tenantId: IdText | undefined;
  /** In lower case; undefined where it is not known. */
  readonly tenant: string | undefined;
}

export function namedLoginsOfJobs(pipeline: Pipeline, repository: RepositoryFacts): readonly NamedLogin[] {
  return loginsIn(pipeline).flatMap(({ job, step, method, clientId, tenantId }) => {
    const client = resolveId(clientId, step, job, repository).id;
    const tenant = tenantId && resolveId(tenantId, step, job, repository).id;
    return client === undefined ? [] : [{ method, clientId, client, tenantId, tenant }];
  });
}

const PROVIDERS = ['azurerm', 'azuread', 'azapi', 'msgraph'];

/** Providers of Terraform that hold a client id themselves (their guides on service principals and OIDC). */
export function namedLoginsOfProviders({ resources }: InfrastructureModel): readonly NamedLogin[] {
  return resources.flatMap((resource) => {
    if (resource.mode !== 'provider' || !PROVIDERS.includes(resource.type)) return [];
    const clientId = idAt(resource, 'client_id');
    const tenantId = idAt(resource, 'tenant_id');
    if (clientId?.exact === undefined) return [];
    const method = resource.find('client_secret').length > 0 ? 'secret' : 'token';
    const client = clientId.exact.toLowerCase();
    return [{ method, clientId, client, tenantId, tenant: tenantId?.exact?.toLowerCase() }];
  });
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

function idAt(resource: Resource, path: string): IdText | undefined {
  const value = resource.find(path)[0]?.value;
  const [pattern, ...more] = value?.patterns ?? [];
  const text = pattern && more.length === 0 ? exactText(pattern) : undefined;
  if (!value || value.uri !== resource.document.uri) return undefined;
  return { raw: text ?? '', range: value.range, exact: text !== undefined && GUID.test(text) ? text : undefined };
}
