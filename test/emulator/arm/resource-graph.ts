import type { EmulatorState } from '../state.ts';
import type { AzureObject } from '../tenant/tenant.ts';
import { ArmFailure } from './failure.ts';
import { parseKql, QueryError } from './kql.ts';

const ROWS = 1_000;
/** "Guidance for throttled requests in Azure Resource Graph". */
const QUERIES = { limit: 15, windowMilliseconds: 5_000 };
const TABLES = ['resources', 'authorizationresources', 'resourcecontainers'] as const;
/** Rows that are made before others get a turn. */
const SLICE = 2_000;

export interface QueryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Azure Resource Graph: tables of resources, and the queries over them. */
export class ResourceGraph {
  readonly #state: EmulatorState;
  /** The rows of queries, kept while their pages are read, and until the tenant changes. */
  readonly #results = new Map<string, Promise<readonly unknown[]>>();
  #resultsOf = 0;
  #window = { start: 0, used: 0 };

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  /** @throws ArmFailure */
  async query(body: unknown): Promise<QueryAnswer> {
    const { query, options, subscriptions } = (body ?? {}) as {
      readonly query?: unknown;
      readonly options?: { readonly $top?: number; readonly $skipToken?: string };
      readonly subscriptions?: readonly string[];
    };
    const headers = this.#charge();
    if (typeof query !== 'string') throw new ArmFailure(400, 'BadRequest', 'The query is required.');
    const rows = await this.#rows(query, subscriptions);
    const top = Math.min(ROWS, options?.$top ?? ROWS);
    const token = options?.$skipToken;
    const from = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
    const data = rows.slice(from, from + top);
    const next = from + top;
    return {
      status: 200,
      headers,
      body: {
        totalRecords: rows.length,
        count: data.length,
        data,
        facets: [],
        resultTruncated: 'false',
        ...(next < rows.length ? { $skipToken: Buffer.from(String(next)).toString('base64url') } : {}),
      },
    };
  }

  #rows(query: string, subscriptions: readonly string[] | undefined): Promise<readonly unknown[]> {
    const { changes } = this.#state.tenant;
    if (this.#resultsOf !== changes.length) this.#results.clear();
    this.#resultsOf = changes.length;
    const key = JSON.stringify([query, subscriptions]);
    const known = this.#results.get(key);
    if (known) return known;
    const rows = this.#run(query, subscriptions);
    this.#results.set(key, rows);
    rows.catch(() => this.#results.delete(key));
    return rows;
  }

  async #run(query: string, subscriptions: readonly string[] | undefined): Promise<readonly unknown[]> {
    try {
      const { table, run } = parseKql(query);
      const name = TABLES.find((each) => each === table);
      if (!name) throw new QueryError(`Table '${table}' was not found.`);
      const rows: unknown[] = [];
      for (const row of run(within(this.#state.tenant.azure[name](), subscriptions))) {
        rows.push(row);
        if (rows.length % SLICE === 0) await new Promise((done) => setImmediate(done));
      }
      return rows;
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      throw new ArmFailure(400, 'InvalidQuery', `Query is invalid. ${error.message}`);
    }
  }

  #charge(): Readonly<Record<string, string>> {
    const now = this.#state.now();
    if (now - this.#window.start >= QUERIES.windowMilliseconds) this.#window = { start: now, used: 0 };
    const seconds = Math.ceil((this.#window.start + QUERIES.windowMilliseconds - now) / 1_000);
    const resets = `00:00:${String(seconds).padStart(2, '0')}`;
    if (this.#state.behaviour.isThrottling && this.#window.used >= QUERIES.limit) {
      throw new ArmFailure(429, 'RateLimiting', 'Client application has been throttled.', {
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
}

function* within(rows: Iterable<AzureObject>, subscriptions: readonly string[] | undefined): Generator<AzureObject> {
  const wanted = subscriptions && new Set(subscriptions.map((id) => id.toLowerCase()));
  for (const row of rows) {
    if (!wanted || wanted.has(String(row['subscriptionId'] ?? '').toLowerCase())) yield row;
  }
}
