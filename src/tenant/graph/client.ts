import { Client, GraphError, type GraphRequest, ResponseType } from '@microsoft/microsoft-graph-client';
import { bodyOf, failureFromBody, failureOf, listBodyOf } from '../request/answer.ts';
import { type Clock, SYSTEM_CLOCK } from '../request/clock.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { JsonList } from '../request/json-list.ts';
import type { TokenSource } from '../request/token-source.ts';
import { Fetched, type GraphStatistics, PacedRetries, SignedCalls } from './middleware.ts';
import { GraphPaces } from './paces.ts';

export type GraphVersion = 'v1.0' | 'beta';

export interface GraphClientOptions {
  /** `https://graph.microsoft.com`, or that of a national cloud. */
  readonly root: string;
  readonly tokens: TokenSource;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
}

export interface GraphCall {
  /** What is asked for, for the message where it fails: `the applications`. */
  readonly what: string;
  readonly version?: GraphVersion;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  /** Is told the id under which the service knows a request that it answered with success. */
  readonly onRequestId?: ((id: string) => void) | undefined;
}

/** One page of a collection. Links are whole addresses, to be followed as they are. */
export interface GraphPage extends GraphLinks {
  readonly value: readonly unknown[];
}

/** The same, with objects that are made as they are gone through. */
export interface GraphList extends GraphLinks {
  readonly items: JsonList;
}

interface GraphLinks {
  readonly nextLink: string | undefined;
  readonly deltaLink: string | undefined;
  /** Of the whole collection; on the first page only, and only where asked for. */
  readonly count: number | undefined;
}

export interface BatchPart {
  /** Without the version: `/applications/<id>/federatedIdentityCredentials`. */
  readonly url: string;
  readonly what: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A part's body, or why there is none. */
export type BatchAnswer = { readonly body: unknown } | { readonly failure: ServiceFailure };

/** The most parts of one batch. Source: "Combine multiple HTTP requests using JSON batching". */
const BATCH_PARTS = 20;
/** How often parts that failed, or an answer that broke off, are asked for. */
const ROUNDS = 6;
const BROKE_OFF = 'BrokeOff';

/** Microsoft Graph through its SDK, with a chain of our own: the SDK's sends changes twice and drops challenges. */
export class GraphClient {
  readonly statistics: GraphStatistics = { requests: 0, resourceUnits: 0, retries: 0 };
  readonly #root: string;
  readonly #client: Client;
  readonly #clock: Clock;
  /** Why there was no token last time: the SDK replaces the error by one of its own that has only its name. */
  #noToken: ServiceFailure | undefined;

  constructor({ root, tokens, fetch: fetchPort = fetch, clock = SYSTEM_CLOCK }: GraphClientOptions) {
    this.#root = root.replace(/\/+$/, '');
    this.#clock = clock;
    this.#client = Client.initWithMiddleware({
      baseUrl: this.#root,
      middleware: [
        new PacedRetries(new GraphPaces(clock), clock, this.statistics),
        new SignedCalls(this.#remembering(tokens), [`${this.#root}/.default`]),
        new Fetched(fetchPort),
      ],
    });
  }

  /**
   * Reads one object.
   * @param path below the version, query values encoded: `/organization?$select=id`
   * @throws ServiceFailure
   */
  async read(path: string, call: GraphCall): Promise<unknown> {
    return this.#read(path, call, bodyOf);
  }

  /**
   * Reads one page of a collection: the first by its path, the next by the link that the page before gave.
   * @throws ServiceFailure; kind `page-expired` where the link is too old, `delta-expired` for a delta link
   */
  async page(pathOrLink: string, call: GraphCall): Promise<GraphPage> {
    const { items, ...links } = await this.list(pathOrLink, call);
    return { value: [...items], ...links };
  }

  /**
   * Reads one page, as `page` does, of a collection that may be long.
   * @throws ServiceFailure
   */
  async list(pathOrLink: string, call: GraphCall): Promise<GraphList> {
    const { items, rest } = await this.#read(pathOrLink, call, (response) => listBodyOf(response, 'value'));
    if (!items) {
      throw new ServiceFailure({
        kind: 'rejected',
        what: call.what,
        status: 200,
        code: '',
        detail: 'The answer is no collection.',
      });
    }
    return {
      items,
      nextLink: textOf(rest['@odata.nextLink']),
      deltaLink: textOf(rest['@odata.deltaLink']),
      count: typeof rest['@odata.count'] === 'number' ? rest['@odata.count'] : undefined,
    };
  }

  /**
   * Changes something, once.
   * @throws ServiceFailure; kind `unavailable` leaves open whether it happened
   */
  async change(
    method: 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    call: GraphCall,
  ): Promise<unknown> {
    const send = (request: GraphRequest): Promise<unknown> => {
      if (method === 'POST') return request.post(body);
      if (method === 'PATCH') return request.patch(body);
      return method === 'PUT' ? request.put(body) : request.delete();
    };
    return this.#send(call, path, send, bodyOf);
  }

  /**
   * Reads many objects, 20 to a call. Parts that the service could not answer in time are asked for again.
   * @returns one answer for each part, in their order
   * @throws ServiceFailure where a whole batch fails
   */
  async batch(parts: readonly BatchPart[], call: GraphCall): Promise<BatchAnswer[]> {
    const answers: BatchAnswer[] = [];
    const groups: number[][] = [];
    for (let start = 0; start < parts.length; start += BATCH_PARTS) {
      groups.push(Array.from({ length: Math.min(BATCH_PARTS, parts.length - start) }, (_, index) => start + index));
    }
    await Promise.all(groups.map((group) => this.#batchGroup(parts, group, call, answers)));
    return answers;
  }

  async #batchGroup(
    parts: readonly BatchPart[],
    group: readonly number[],
    call: GraphCall,
    answers: BatchAnswer[],
  ): Promise<void> {
    let open = group;
    for (let round = 1; open.length > 0; round += 1) {
      const requests = open.map((index) => ({
        id: String(index),
        method: 'GET',
        url: parts[index]?.url,
        ...(parts[index]?.headers && { headers: parts[index].headers }),
      }));
      const body = (await this.change('POST', '/$batch', { requests }, call)) as { responses?: unknown } | undefined;
      let wait = 0;
      const again: number[] = [];
      const answered = new Map<number, BatchResponse>();
      for (const each of Array.isArray(body?.responses) ? (body.responses as BatchResponse[]) : []) {
        answered.set(Number(each.id), each);
      }
      for (const index of open) {
        const response = answered.get(index);
        const status = response?.status ?? 0;
        if (status >= 200 && status < 300) {
          answers[index] = { body: response?.body };
          continue;
        }
        const headers = new Headers(response?.headers ?? {});
        const failure = failureFromBody(response?.body, status, headers, parts[index]?.what ?? call.what);
        const isPassing = failure.kind === 'throttled' || failure.kind === 'unavailable' || status === 424;
        if (isPassing && round < ROUNDS) {
          again.push(index);
          wait = Math.max(wait, failure.retryAfterMilliseconds ?? 500 * 2 ** round);
        } else {
          answers[index] = { failure };
        }
      }
      open = again;
      if (open.length > 0) await this.#clock.wait(wait, call.signal);
    }
  }

  async #read<T>(path: string, call: GraphCall, take: (response: Response) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#send(call, path, (request) => request.get(), take);
      } catch (error) {
        // An answer that breaks off half-way is beyond the reach of the chain, which has given it away by then.
        const brokeOff = error instanceof ServiceFailure && error.kind === 'unavailable' && error.code === BROKE_OFF;
        if (!brokeOff || attempt === ROUNDS) throw error;
        await this.#clock.wait(250 * 2 ** attempt, call.signal);
      }
    }
  }

  async #send<T>(
    call: GraphCall,
    pathOrLink: string,
    send: (request: GraphRequest) => Promise<unknown>,
    take: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { path, version } = this.#split(pathOrLink, call);
    const request = this.#client.api(path).version(version).responseType(ResponseType.RAW);
    for (const [name, value] of Object.entries(call.headers ?? {})) request.header(name, value);
    if (call.signal) request.option('signal', call.signal);
    let response: Response;
    try {
      response = (await send(request)) as Response;
    } catch (error) {
      call.signal?.throwIfAborted();
      if (this.#noToken && error instanceof GraphError && error.code === this.#noToken.name) throw this.#noToken;
      throw failureFromSdk(error, call.what);
    }
    if (!response.ok) throw await failureOf(response, call.what);
    const requestId = response.headers.get('request-id');
    if (requestId !== null) call.onRequestId?.(requestId);
    try {
      return await take(response);
    } catch (error) {
      call.signal?.throwIfAborted();
      throw noAnswer(call.what, 'The answer broke off.', error, BROKE_OFF);
    }
  }

  #remembering(tokens: TokenSource): TokenSource {
    return {
      getToken: async (request) => {
        try {
          return await tokens.getToken(request);
        } catch (error) {
          if (error instanceof ServiceFailure) this.#noToken = error;
          throw error;
        }
      },
    };
  }

  /** A link is followed only where it leads to the service it came from: the token goes nowhere else. */
  #split(pathOrLink: string, call: GraphCall): { path: string; version: string } {
    if (pathOrLink.startsWith('/')) return { path: pathOrLink, version: call.version ?? 'v1.0' };
    const below = pathOrLink.startsWith(`${this.#root}/`) ? pathOrLink.slice(this.#root.length) : undefined;
    const parts = below === undefined ? null : /^\/(v1\.0|beta)(\/.*)$/.exec(below);
    if (!parts) {
      throw noAnswer(
        call.what,
        'The next page lies at an address outside Microsoft Graph, which Keyless does not follow.',
      );
    }
    return { version: parts[1] as string, path: parts[2] as string };
  }
}

interface BatchResponse {
  readonly id: string;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

function failureFromSdk(error: unknown, what: string): ServiceFailure {
  if (error instanceof ServiceFailure) return error;
  // The SDK hides what failed below it in an error of its own.
  if (error instanceof GraphError && error.statusCode > 0) {
    return failureFromBody(
      { error: { code: error.code ?? '', message: error.message } },
      error.statusCode,
      new Headers(error.headers ?? {}),
      what,
    );
  }
  return noAnswer(what, error instanceof Error ? error.message : '', error);
}

function noAnswer(what: string, detail: string, cause?: unknown, code = ''): ServiceFailure {
  return new ServiceFailure({ kind: 'unavailable', what, status: 0, code, detail }, cause);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
