import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { claimsOf, retryAfter } from '../request/answer.ts';
import type { Clock } from '../request/clock.ts';
import { ServiceFailure } from '../request/failure.ts';
import type { TokenSource } from '../request/token-source.ts';
import type { GraphPaces } from './paces.ts';

/** How often a read is tried again before its failure is told. */
const RETRIES = 5;
/** Waits after an answer that names no time: 1, 2, 4 ... seconds, never above this. */
const LONGEST_WAIT_MILLISECONDS = 30_000;

/** What a client counts of its own calls, for the person who wants to know and for `npm run bench`. */
export interface GraphStatistics {
  requests: number;
  /** As `x-ms-resource-unit` says. */
  resourceUnits: number;
  retries: number;
}

abstract class Link implements Middleware {
  #next: Middleware | undefined;

  abstract execute(context: Context): Promise<void>;

  setNext(next: Middleware): void {
    this.#next = next;
  }

  protected async next(context: Context): Promise<void> {
    await this.#next?.execute(context);
  }
}

/**
 * Starts calls at the pace of their group and tries reads again that may succeed a moment later. A change is sent
 * once: whether one that was not answered took effect, only reading the object tells. Only where the service refused
 * it because of its load (429) did it certainly not happen.
 */
export class PacedRetries extends Link {
  readonly #paces: GraphPaces;
  readonly #clock: Clock;
  readonly #statistics: GraphStatistics;

  constructor(paces: GraphPaces, clock: Clock, statistics: GraphStatistics) {
    super();
    this.#paces = paces;
    this.#clock = clock;
    this.#statistics = statistics;
  }

  async execute(context: Context): Promise<void> {
    const url = addressOf(context);
    const pace = this.#paces.for(url);
    const signal = context.options?.signal ?? undefined;
    const isRead = (context.options?.method ?? 'GET').toUpperCase() === 'GET' || /\/\$batch$/.test(url);
    for (let attempt = 0; ; attempt += 1) {
      let failure: unknown;
      await pace.run(async () => {
        this.#statistics.requests += 1;
        delete context.response;
        try {
          await this.next(context);
        } catch (error) {
          signal?.throwIfAborted();
          // Without a token there will be none a moment later: a person has to do something.
          if (error instanceof ServiceFailure && error.kind === 'sign-in') throw error;
          failure = error;
        }
      }, signal);
      const { response } = context;
      if (response) this.#count(response);
      const status = response?.status ?? 0;
      if (response) pace.heed(usedQuota(response));
      if (status === 429 && response) pace.holdOff(retryAfter(response.headers, this.#clock.now()));
      const mayRetry = isRead ? status === 0 || status === 429 || status >= 500 : status === 429;
      if (!mayRetry || status === 501 || attempt === RETRIES || (failure && !isRead)) {
        if (failure) throw failure;
        return;
      }
      this.#statistics.retries += 1;
      await response?.body?.cancel().catch(() => undefined);
      const asked = response && retryAfter(response.headers, this.#clock.now());
      await this.#clock.wait(asked ?? Math.min(LONGEST_WAIT_MILLISECONDS, 500 * 2 ** attempt), signal);
    }
  }

  #count(response: Response): void {
    const units = Number(response.headers.get('x-ms-resource-unit'));
    if (Number.isFinite(units)) this.#statistics.resourceUnits += units;
  }
}

/** Signs calls, and answers a claims challenge once with a token that meets it. */
export class SignedCalls extends Link {
  readonly #tokens: TokenSource;
  readonly #scopes: readonly string[];

  constructor(tokens: TokenSource, scopes: readonly string[]) {
    super();
    this.#tokens = tokens;
    this.#scopes = scopes;
  }

  async execute(context: Context): Promise<void> {
    await this.#send(context, undefined);
    const claims = context.response?.status === 401 ? claimsOf(context.response.headers) : undefined;
    if (claims === undefined) return;
    await context.response?.body?.cancel().catch(() => undefined);
    await this.#send(context, claims);
  }

  async #send(context: Context, claims: string | undefined): Promise<void> {
    const signal = context.options?.signal ?? undefined;
    const token = await this.#tokens.getToken({ scopes: this.#scopes, claims, signal });
    const headers = new Headers(context.options?.headers as ConstructorParameters<typeof Headers>[0]);
    headers.set('Authorization', `Bearer ${token}`);
    const signed: Context = { ...context, options: { ...context.options, headers } };
    await this.next(signed);
    // The token stays out of the context that the SDK keeps.
    if (signed.response) context.response = signed.response;
  }
}

/** The end of the chain: the network. */
export class Fetched implements Middleware {
  readonly #fetch: typeof fetch;

  constructor(fetchPort: typeof fetch) {
    this.#fetch = fetchPort;
  }

  async execute(context: Context): Promise<void> {
    context.response = await this.#fetch(addressOf(context), context.options as RequestInit);
  }
}

function addressOf({ request }: Context): string {
  return typeof request === 'string' ? request : (request as { url: string }).url;
}

/** `x-ms-throttle-limit-percentage`: 0.8 to 1.8, there from 0.8 on only. */
function usedQuota(response: Response): number | undefined {
  const value = response.headers.get('x-ms-throttle-limit-percentage');
  return value === null || Number.isNaN(Number(value)) ? undefined : Number(value);
}
