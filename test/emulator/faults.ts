import { GraphFailure } from './odata/error.ts';

/** What can go wrong on demand. All of it can be written in JSON. */
export type Fault =
  /** 429. Without `retryAfterSeconds` there is no such header; fractions are legal. */
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  /** Any error answer: 500, 503, 504, 403 with the code of a missing licence. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code?: string;
      readonly message?: string;
      readonly retryAfterSeconds?: number;
    }
  /** 400 to a request with a page token. */
  | { readonly kind: 'expired-page-token' }
  /** 410 to a request with a delta token. */
  | { readonly kind: 'resync' }
  /** 401 until a token answers these claims (JSON). */
  | { readonly kind: 'claims-challenge'; readonly claims?: string }
  | { readonly kind: 'permission' }
  | { readonly kind: 'licence' }
  /** The connection ends after a share of the body, 0 to 1. */
  | { readonly kind: 'drop'; readonly share?: number }
  /** The request is carried out, and then answered with this status, or not at all for 0. */
  | { readonly kind: 'fail-after'; readonly status: number }
  | { readonly kind: 'delay'; readonly milliseconds: number };

export interface FaultRule {
  readonly fault: Fault;
  /** A regular expression on `METHOD /path?query`, the version included; everything where absent. Unanchored. */
  readonly match?: string;
  /** How many requests it hits; every one where absent. */
  readonly times?: number;
  /** How many matching requests pass before the first hit. */
  readonly after?: number;
  /** The share of matching requests that it hits, 0 to 1, by a sequence that is the same on every run. */
  readonly share?: number;
}

interface ActiveRule {
  readonly rule: FaultRule;
  readonly pattern: RegExp;
  seen: number;
  hits: number;
}

/** The faults that are switched on. Earlier rules come first; one fault hits a request. */
export class Faults {
  readonly #rules = new Map<number, ActiveRule>();
  #next = 1;
  #random = 0x2545f491;

  /** @returns a function that takes the rule away again */
  add(rule: FaultRule): () => void {
    const id = this.#next;
    this.#next += 1;
    this.#rules.set(id, { rule, pattern: new RegExp(rule.match ?? ''), seen: 0, hits: 0 });
    return () => this.#rules.delete(id);
  }

  clear(): void {
    this.#rules.clear();
  }

  /** The fault for a request, if one hits it. @param request `GET /v1.0/applications?$top=999` */
  for(request: string): Fault | undefined {
    for (const active of this.#rules.values()) {
      const { times = Number.POSITIVE_INFINITY, after = 0, share = 1 } = active.rule;
      if (active.hits >= times || !active.pattern.test(request) || !applies(active.rule.fault, request)) continue;
      active.seen += 1;
      if (active.seen <= after || this.#chance() >= share) continue;
      active.hits += 1;
      return active.rule.fault;
    }
    return undefined;
  }

  #chance(): number {
    // xorshift32
    this.#random ^= this.#random << 13;
    this.#random ^= this.#random >>> 17;
    this.#random ^= this.#random << 5;
    return (this.#random >>> 0) / 2 ** 32;
  }
}

function applies(fault: Fault, request: string): boolean {
  if (fault.kind === 'expired-page-token') return /[?&](?:\$|%24)skiptoken=/i.test(request);
  if (fault.kind === 'resync') return /[?&](?:\$|%24)deltatoken=/i.test(request);
  return true;
}

/** The refusal of a request that failed for no reason of its own. */
export function statusFailure(fault: Extract<Fault, { kind: 'throttle' | 'status' }>): GraphFailure {
  const headers: Record<string, string> =
    fault.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(fault.retryAfterSeconds) };
  if (fault.kind === 'throttle') return new GraphFailure(429, 'TooManyRequests', 'Too many requests', { headers });
  return new GraphFailure(
    fault.status,
    fault.code ?? CODES[fault.status] ?? 'UnknownError',
    fault.message ?? 'The service is temporarily unavailable.',
    { headers },
  );
}

const CODES: Readonly<Record<number, string>> = {
  403: 'Authorization_RequestDenied',
  404: 'Request_ResourceNotFound',
  409: 'Conflict',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceNotAvailable',
  504: 'GatewayTimeout',
};
