import { bodyOf, failureOf, listBodyOf } from '../request/answer.ts';
import { type Clock, SYSTEM_CLOCK } from '../request/clock.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { JsonList } from '../request/json-list.ts';
import { Pace } from '../request/pace.ts';
import type { TokenSource } from '../request/token-source.ts';

export interface ArmClientOptions {
  /** `https://management.azure.com`, or that of a national cloud. */
  readonly root: string;
  readonly tokens: TokenSource;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
}

export interface ArmCall {
  readonly what: string;
  readonly signal?: AbortSignal | undefined;
  /** Is told the id under which the service knows a request that it answered with success. */
  readonly onRequestId?: ((id: string) => void) | undefined;
}

/** One page of a Resource Graph query. */
export interface QueryPage {
  /** Made as they are gone through. */
  readonly rows: JsonList;
  /** To be sent with the same query for the next page. */
  readonly skipToken: string | undefined;
  readonly total: number;
}

/** Source: "Azure Resource Graph REST API", stable 2024-04-01. */
const QUERY_PATH = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01';
const QUERY_ROWS = 1000;
const RETRIES = 5;

/** Azure Resource Manager: one tenant-wide query where Resource Graph has the answer, single calls where not. */
export class ArmClient {
  readonly statistics = { requests: 0, retries: 0 };
  readonly #root: string;
  readonly #tokens: TokenSource;
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  /** About 15 queries in 5 seconds for each person. Source: "Guidance for throttled requests in Azure Resource Graph". */
  readonly #queries: Pace;
  readonly #calls: Pace;

  constructor({ root, tokens, fetch: fetchPort = fetch, clock = SYSTEM_CLOCK }: ArmClientOptions) {
    this.#root = root.replace(/\/+$/, '');
    this.#tokens = tokens;
    this.#fetch = fetchPort;
    this.#clock = clock;
    const most = { calls: 14, milliseconds: 5_000 };
    this.#queries = new Pace({ inFlight: 3, apartMilliseconds: 0, most, backOffMilliseconds: 5_000 }, clock);
    this.#calls = new Pace({ inFlight: 4, apartMilliseconds: 200, backOffMilliseconds: 5_000 }, clock);
  }

  /**
   * One page of a tenant-wide query, with assignments that are inherited.
   * @throws ServiceFailure
   */
  async query(query: string, skipToken: string | undefined, call: ArmCall): Promise<QueryPage> {
    const options = {
      $top: QUERY_ROWS,
      resultFormat: 'objectArray',
      authorizationScopeFilter: 'AtScopeAboveAndBelow',
      ...(skipToken !== undefined && { $skipToken: skipToken }),
    };
    const request = { method: 'POST', path: QUERY_PATH, body: { query, options }, isRead: true };
    const { items, rest } = await this.#send(request, call, this.#queries, (response) => listBodyOf(response, 'data'));
    if (!items) {
      throw new ServiceFailure({
        kind: 'rejected',
        what: call.what,
        status: 200,
        code: '',
        detail: 'The answer has no rows.',
      });
    }
    const { $skipToken: next, totalRecords: total } = rest;
    return {
      rows: items,
      skipToken: typeof next === 'string' && next !== '' ? next : undefined,
      total: typeof total === 'number' ? total : items.length,
    };
  }

  /**
   * @param path with its `api-version`
   * @throws ServiceFailure
   */
  async read(path: string, call: ArmCall): Promise<unknown> {
    return this.#send({ method: 'GET', path, body: undefined, isRead: true }, call, this.#calls, bodyOf);
  }

  /**
   * Changes something, once.
   * @throws ServiceFailure; kind `unavailable` leaves open whether it happened
   */
  async change(
    method: 'PUT' | 'PATCH' | 'POST' | 'DELETE',
    path: string,
    body: unknown,
    call: ArmCall,
  ): Promise<unknown> {
    return this.#send({ method, path, body, isRead: false }, call, this.#calls, bodyOf);
  }

  async #send<T>(request: ArmRequest, call: ArmCall, pace: Pace, take: (response: Response) => Promise<T>): Promise<T> {
    const { signal } = call;
    for (let attempt = 0; ; attempt += 1) {
      const outcome = await pace.run(() => this.#once(request, call, take), signal);
      if (!(outcome instanceof ServiceFailure)) return outcome;
      if (outcome.kind === 'throttled') pace.holdOff(outcome.retryAfterMilliseconds);
      const mayRetry = outcome.kind === 'throttled' || (request.isRead && outcome.kind === 'unavailable');
      if (!mayRetry || attempt === RETRIES) throw outcome;
      this.statistics.retries += 1;
      await this.#clock.wait(outcome.retryAfterMilliseconds ?? 500 * 2 ** attempt, signal);
    }
  }

  async #once<T>(
    { method, path, body }: ArmRequest,
    { what, signal, onRequestId }: ArmCall,
    take: (response: Response) => Promise<T>,
  ): Promise<T | ServiceFailure> {
    let claims: string | undefined;
    for (;;) {
      const token = await this.#tokens.getToken({ scopes: [`${this.#root}/.default`], claims, signal });
      try {
        this.statistics.requests += 1;
        const response = await this.#fetch(`${this.#root}${path}`, {
          method,
          headers: {
            Authorization: `Bearer ${token}`,
            ...(body !== undefined && { 'Content-Type': 'application/json' }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          ...(signal && { signal }),
        });
        if (response.ok) {
          const requestId = response.headers.get('x-ms-request-id');
          if (requestId !== null) onRequestId?.(requestId);
          return await take(response);
        }
        const failure = await failureOf(response, what);
        if (failure.claims === undefined || claims !== undefined) return failure;
        claims = failure.claims;
      } catch (error) {
        signal?.throwIfAborted();
        const detail = error instanceof Error ? error.message : '';
        return new ServiceFailure({ kind: 'unavailable', what, status: 0, code: '', detail }, error);
      }
    }
  }
}

interface ArmRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly isRead: boolean;
}
