import { randomUUID } from 'node:crypto';
import type { Fault } from '../faults.ts';
import { statusFailure } from '../faults.ts';
import { readToken, type TokenClaims } from '../login/access-token.ts';
import { GraphFailure } from '../odata/error.ts';
import type { EmulatorState } from '../state.ts';
import type { AzureObject } from '../tenant/tenant.ts';
import { ArmFailure } from './failure.ts';
import { type ArmCall, ManagedIdentityTrusts } from './federated.ts';
import { ResourceGraph } from './resource-graph.ts';

export interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}

export interface ArmAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly fault?: Fault | undefined;
}

const ARM =
  /^https:\/\/management\.(?:azure\.com|core\.windows\.net|usgovcloudapi\.net|core\.usgovcloudapi\.net|chinacloudapi\.cn|core\.chinacloudapi\.cn)\/?$/;

/** Azure Resource Manager, as much of it as tells of workload identities. */
export class ArmService {
  readonly #state: EmulatorState;
  readonly #trusts: ManagedIdentityTrusts;
  readonly #resourceGraph: ResourceGraph;

  constructor(state: EmulatorState) {
    this.#state = state;
    this.#trusts = new ManagedIdentityTrusts(state);
    this.#resourceGraph = new ResourceGraph(state);
  }

  async serve(request: ArmRequest): Promise<ArmAnswer> {
    const { statistics, faults } = this.#state;
    statistics.requests += 1;
    statistics.see(
      `${request.method} arm ${request.path.split('/providers/').at(-1)?.split('/').slice(0, 2).join('/')}`,
    );
    const headers = { 'x-ms-request-id': randomUUID(), 'x-ms-correlation-request-id': randomUUID() };
    let fault: Fault | undefined;
    try {
      const claims = this.#authenticate(request);
      fault = faults.for(
        `${request.method} ${request.path}${request.parameters.size > 0 ? `?${request.parameters}` : ''}`,
      );
      if (fault) raise(fault, claims);
      const answer = await this.#answer(request);
      return {
        status: answer.status,
        headers: { ...headers, ...answer.headers },
        ...(answer.body ? { body: answer.body } : {}),
        fault,
      };
    } catch (error) {
      if (!(error instanceof ArmFailure || error instanceof GraphFailure)) throw error;
      if (error.status === 429) statistics.throttled += 1;
      return {
        status: error.status,
        headers: { ...headers, ...error.headers },
        body: { error: { code: error.code, message: error.message } },
        fault,
      };
    }
  }

  #authenticate({ headers }: ArmRequest): TokenClaims {
    const token = /^Bearer (\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
    const claims = token === undefined ? undefined : readToken(token);
    if (!claims)
      throw new ArmFailure(
        401,
        'AuthenticationFailed',
        "Authentication failed. The 'Authorization' header is missing or invalid.",
        {
          'WWW-Authenticate':
            'Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"',
        },
      );
    if (!ARM.test(claims.aud))
      throw new ArmFailure(
        401,
        'InvalidAuthenticationTokenAudience',
        'The access token has been obtained for the wrong audience or resource.',
      );
    if (claims.exp * 1_000 <= this.#state.now())
      throw new ArmFailure(401, 'ExpiredAuthenticationToken', 'The access token has expired.');
    return claims;
  }

  async #answer(
    request: ArmRequest,
  ): Promise<{ status: number; headers?: Readonly<Record<string, string>>; body?: Readonly<Record<string, unknown>> }> {
    const { method, path, parameters, body } = request;
    const apiVersion = parameters.get('api-version');
    if (!apiVersion)
      throw new ArmFailure(
        400,
        'MissingApiVersionParameter',
        'The api-version query parameter (?api-version=) is required for all requests.',
      );
    if (method === 'POST' && /^\/providers\/Microsoft\.ResourceGraph\/resources$/i.test(path))
      return this.#resourceGraph.query(body);
    const trusts = /^(.*\/userAssignedIdentities\/[^/]+)\/federatedIdentityCredentials(?:\/([^/]+))?$/i.exec(path);
    if (trusts?.[1]) return this.#trusts.serve(trusts[1], trusts[2], { method, apiVersion, body } satisfies ArmCall);
    const assignments = /^(.*)\/providers\/Microsoft\.Authorization\/roleAssignments$/i.exec(path);
    if (method === 'GET' && assignments)
      return { status: 200, body: { value: this.#assignments(assignments[1] ?? '', parameters.get('$filter')) } };
    if (method === 'GET' && /^\/providers\/microsoft\.aadiam\/diagnosticSettings$/i.test(path)) {
      return { status: 200, body: { value: this.#state.tenant.diagnosticSettings } };
    }
    if (method === 'GET' && /^\/subscriptions$/i.test(path))
      return { status: 200, body: { value: this.#subscriptions() } };
    if (method === 'GET' && /^\/tenants$/i.test(path)) {
      const { id, displayName, defaultDomain } = this.#state.tenant;
      return {
        status: 200,
        body: { value: [{ id: `/tenants/${id}`, tenantId: id, displayName, defaultDomain, tenantCategory: 'Home' }] },
      };
    }
    if (method === 'GET') {
      for (const row of this.#state.tenant.azure.resources())
        if (row.id.toLowerCase() === path.toLowerCase()) return { status: 200, body: row };
    }
    throw new ArmFailure(404, 'ResourceNotFound', `The Resource '${path}' was not found.`);
  }

  #assignments(scope: string, filter: string | null): readonly AzureObject[] {
    const principal = /^\s*(?:principalId eq|assignedTo\()\s*'([^']+)'/i.exec(filter ?? '')?.[1]?.toLowerCase();
    return [...this.#state.tenant.azure.authorizationresources()].filter((row) => {
      const { principalId, scope: at } = row['properties'] as {
        readonly principalId?: string;
        readonly scope?: string;
      };
      if (!/\/roleassignments$/i.test(row.type)) return false;
      const isRelated = isWithin(at ?? '/', scope) || isWithin(scope, at ?? '/');
      return isRelated && (principal === undefined || principalId?.toLowerCase() === principal);
    });
  }

  #subscriptions(): readonly Readonly<Record<string, unknown>>[] {
    return [...this.#state.tenant.azure.resourcecontainers()]
      .filter(({ type }) => /subscriptions$/i.test(type))
      .map((row) => ({
        id: `/subscriptions/${String(row['subscriptionId'])}`,
        subscriptionId: row['subscriptionId'],
        displayName: row.name,
        state: 'Enabled',
        tenantId: this.#state.tenant.id,
      }));
  }
}

function isWithin(inner: string, outer: string): boolean {
  const [a, b] = [inner.toLowerCase().replace(/\/$/, ''), outer.toLowerCase().replace(/\/$/, '')];
  return b === '' || a === b || a.startsWith(`${b}/`);
}

function raise(fault: Fault, token: TokenClaims): void {
  if (fault.kind === 'throttle' || fault.kind === 'status') throw statusFailure(fault);
  if (fault.kind === 'permission') {
    throw new ArmFailure(
      403,
      'AuthorizationFailed',
      'The client does not have authorization to perform the action over the scope or the scope is invalid.',
    );
  }
  if (fault.kind === 'claims-challenge' && token.challenge === undefined) {
    const claims = Buffer.from(fault.claims ?? '{"access_token":{"nbf":{"essential":true}}}').toString('base64');
    throw new ArmFailure(401, 'AuthenticationFailed', 'Continuous access evaluation resulted in a challenge.', {
      'WWW-Authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/common", error="insufficient_claims", claims="${claims}"`,
    });
  }
}
