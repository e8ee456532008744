import { randomUUID } from 'node:crypto';
import type { Fault } from '../faults.ts';
import { statusFailure } from '../faults.ts';
import { readToken, type TokenClaims } from '../login/access-token.ts';
import { GraphFailure } from '../odata/error.ts';
import type { EmulatorState } from '../state.ts';
import type { AzureObject } from '../tenant/tenant.ts';
import { ArmFailure } from './failure.ts';
import { type ArmCall, ManagedIdentityTrusts } from './federated.ts';
import { parseKql, QueryError } from './kql.ts';

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

const ROWS = 1_000;
/** "Guidance for throttled requests in Azure Resource Graph". */
const QUERIES = { limit: 15, windowMilliseconds: 5_000 };
const ARM =
  /^https:\/\/management\.(?:azure\.com|core\.windows\.net|usgovcloudapi\.net|core\.usgovcloudapi\.net|chinacloudapi\.cn|core\.chinacloudapi\.cn)\/?$/;
const TABLES = ['resources', 'authorizationresources', 'resourcecontainers'] as const;

/** Azure Resource Manager, as much of it as tells of workload identities. */
export class ArmService {
  readonly #state: EmulatorState;
  readonly #trusts: ManagedIdentityTrusts;
  #window = { start: 0, used: 0 };

  constructor(state: EmulatorState) {
    this.#state = state;
    this.#trusts = new ManagedIdentityTrusts(state);
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
    if (method === 'POST' && /^\/providers\/Microsoft\.ResourceGraph\/resources$/i.test(path)) return this.#query(body);
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

  #query(body: unknown): {
    status: number;
    headers: Readonly<Record<string, string>>;
    body: Readonly<Record<string, unknown>>;
  } {
    const { query, options, subscriptions } = (body ?? {}) as {
      query?: unknown;
      options?: { readonly $top?: number; readonly $skipToken?: string };
      subscriptions?: readonly string[];
    };
    const headers = this.#chargeQuery();
    if (typeof query !== 'string')
      throw new ArmFailure(
        400,
        'BadRequest',
        'Please provide below info when asking for support: the query is required.',
      );
    const rows = this.#rows(query, subscriptions);
    const top = Math.min(ROWS, options?.$top ?? ROWS);
    const from =
      options?.$skipToken === undefined ? 0 : Number(Buffer.from(options.$skipToken, 'base64url').toString());
    const data = rows.slice(from, from + top);
    const hasMore = from + top < rows.length;
    return {
      status: 200,
      headers,
      body: {
        totalRecords: rows.length,
        count: data.length,
        data,
        facets: [],
        resultTruncated: 'false',
        ...(hasMore ? { $skipToken: Buffer.from(String(from + top)).toString('base64url') } : {}),
      },
    };
  }

  /** The rows of a query, kept while its pages are read. */
  #cached: { readonly key: string; readonly at: number; readonly rows: readonly unknown[] } | undefined;

  #rows(query: string, subscriptions: readonly string[] | undefined): readonly unknown[] {
    const key = JSON.stringify([query, subscriptions, this.#state.tenant.changes.length]);
    if (this.#cached?.key === key && this.#state.now() - this.#cached.at < 60_000) return this.#cached.rows;
    try {
      const { table, run } = parseKql(query);
      const name = TABLES.find((each) => each === table);
      if (!name) throw new QueryError(`Table '${table}' was not found.`);
      const rows = [...run(within(this.#state.tenant.azure[name](), subscriptions))];
      this.#cached = { key, at: this.#state.now(), rows };
      return rows;
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      throw new ArmFailure(400, 'InvalidQuery', `Query is invalid. ${error.message}`);
    }
  }

  #chargeQuery(): Readonly<Record<string, string>> {
    const now = this.#state.now();
    if (now - this.#window.start >= QUERIES.windowMilliseconds) this.#window = { start: now, used: 0 };
    const seconds = Math.ceil((this.#window.start + QUERIES.windowMilliseconds - now) / 1_000);
    const resets = `00:00:${String(seconds).padStart(2, '0')}`;
    if (this.#state.behaviour.isThrottling && this.#window.used >= QUERIES.limit) {
      throw new ArmFailure(429, 'RateLimiting', 'Please provide below info when asking for support: rate limiting.', {
        'Retry-After': String(seconds),
        'x-ms-user-quota-remaining': '0',
        'x-ms-user-quota-resets-after': resets,
      });
    }
    this.#window.used += 1;
    return {
      'x-ms-user-quota-remaining': String(QUERIES.limit - this.#window.used),
      'x-ms-user-quota-resets-after': resets,
    };
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

function* within(rows: Iterable<AzureObject>, subscriptions: readonly string[] | undefined): Generator<AzureObject> {
  const wanted = subscriptions && new Set(subscriptions.map((id) => id.toLowerCase()));
  for (const row of rows) {
    if (!wanted || wanted.has(String(row['subscriptionId'] ?? '').toLowerCase())) yield row;
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
