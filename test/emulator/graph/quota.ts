import { GraphFailure } from '../odata/error.ts';
import type { Query } from '../odata/query.ts';

/**
 * The limits of the identity services. Source: "Microsoft Graph service-specific throttling limits"; `resource units` as
 * for a tenant with more than 500 users.
 */
const UNITS = { limit: 8_000, windowMilliseconds: 10_000 };
const KEY_CREDENTIALS = { limit: 150, windowMilliseconds: 60_000 };
const REPORTS = { limit: 5, windowMilliseconds: 10_000 };
/** Conditional Access and Identity Protection: one a second, and their 429 has no `Retry-After`. */
const PROTECTION = { limit: 1, windowMilliseconds: 1_000 };
const WRITES = { limit: 3_000, windowMilliseconds: 150_000 };

/** What one request costs, and what the answer says about it. */
export interface Charge {
  readonly units: number;
  readonly headers: Readonly<Record<string, string>>;
}

interface Window {
  start: number;
  used: number;
}

/** Counts requests against the limits, in windows that begin with a request. */
export class Quota {
  readonly #windows = new Map<string, Window>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws GraphFailure 429 where a limit is reached and enforced */
  charge(method: string, path: string, query: Query, isEnforced: boolean): Charge {
    const units = costOf(method, path, query);
    const caller = '00000000-0000-0000-0000-000000000000';
    for (const { name, limit, windowMilliseconds, cost, hasRetryAfter } of bucketsOf(method, path, query, units)) {
      const window = this.#window(name, windowMilliseconds);
      if (isEnforced && window.used + cost > limit) {
        const wait = (window.start + windowMilliseconds - this.#now()) / 1_000;
        throw new GraphFailure(429, 'TooManyRequests', 'Too many requests', {
          headers: {
            ...(hasRetryAfter ? { 'Retry-After': Math.max(0.001, wait).toFixed(3) } : {}),
            'x-ms-resource-unit': String(units),
            'x-ms-throttle-scope': `Tenant_Application/${method === 'GET' ? 'Read' : 'Write'}/${caller}/${caller}`,
            'x-ms-throttle-information': name === 'writes' ? 'WriteLimitExceeded' : 'ResourceUnitLimitExceeded',
          },
        });
      }
      window.used += cost;
    }
    const share = this.#window('units', UNITS.windowMilliseconds).used / UNITS.limit;
    return {
      units,
      headers: {
        'x-ms-resource-unit': String(units),
        ...(share >= 0.8 ? { 'x-ms-throttle-limit-percentage': Math.min(1.8, share).toFixed(2) } : {}),
      },
    };
  }

  clear(): void {
    this.#windows.clear();
  }

  #window(name: string, length: number): Window {
    const now = this.#now();
    const known = this.#windows.get(name);
    if (known && now - known.start < length) return known;
    const window = { start: now, used: 0 };
    this.#windows.set(name, window);
    return window;
  }
}

/** Resource units: the base cost, one less for `$select`, one more for `$expand`, one less for a small `$top`. */
export function costOf(method: string, path: string, { select, expand, top }: Query): number {
  const base = baseCost(method, path);
  if (method !== 'GET') return base;
  return Math.max(1, base - (select ? 1 : 0) + (expand.length > 0 ? 1 : 0) - (top !== undefined && top < 20 ? 1 : 0));
}

function baseCost(method: string, path: string): number {
  if (/^\/(?:subscribedSkus|directoryObjects\/getByIds)/.test(path)) return 3;
  if (method !== 'GET') return 1;
  return /^\/(?:applications(?:\/delta(?:\(\))?)?|oauth2PermissionGrants|servicePrincipals\/[^/]+\/appRoleAssignments)\/?$/.test(
    path,
  )
    ? 2
    : 1;
}

interface Bucket {
  readonly name: string;
  readonly limit: number;
  readonly windowMilliseconds: number;
  readonly cost: number;
  readonly hasRetryAfter: boolean;
}

function bucketsOf(method: string, path: string, { select }: Query, units: number): readonly Bucket[] {
  const common = { cost: 1, hasRetryAfter: true };
  if (path.startsWith('/reports/')) return [{ ...common, name: 'reports', ...REPORTS }];
  if (/^\/identity(?:Protection|\/conditionalAccess)\//.test(path)) {
    return [{ ...common, name: 'protection', ...PROTECTION, hasRetryAfter: false }];
  }
  const buckets: Bucket[] = [{ ...common, name: 'units', ...UNITS, cost: units }];
  if (method !== 'GET') buckets.push({ ...common, name: 'writes', ...WRITES });
  if (method === 'GET' && select?.includes('keyCredentials')) {
    buckets.push({ ...common, name: `keyCredentials ${path.split('/')[1]}`, ...KEY_CREDENTIALS });
  }
  return buckets;
}
