import type { Clock } from '../request/clock.ts';
import { Pace, type PaceLimits } from '../request/pace.ts';

/**
 * Groups of calls that Graph counts together. Sources: "Microsoft Graph service-specific throttling limits" (identity
 * and access, identity protection and Conditional Access, reports) and the notes on `keyCredentials` of "List
 * applications" and "List servicePrincipals": 150 requests a minute where that property is selected. Others in the
 * tenant share them, so a few are left.
 */
const KEYS = { calls: 140, milliseconds: 60_000 };
const LIMITS = {
  directory: { inFlight: 8, apartMilliseconds: 0, backOffMilliseconds: 3_000 },
  'application-keys': { inFlight: 2, apartMilliseconds: 0, most: KEYS, backOffMilliseconds: 10_000 },
  'service-principal-keys': { inFlight: 2, apartMilliseconds: 0, most: KEYS, backOffMilliseconds: 10_000 },
  /** 5 requests in 10 seconds. */
  reports: { inFlight: 2, apartMilliseconds: 2_000, backOffMilliseconds: 10_000 },
  /** One request a second for the whole tenant; a refusal names no time. */
  protection: { inFlight: 1, apartMilliseconds: 1_100, backOffMilliseconds: 10_000 },
} as const satisfies Record<string, PaceLimits>;

export type PaceGroup = keyof typeof LIMITS;

/** The group that counts a call, from its address. */
export function paceGroup(url: string): PaceGroup {
  const [path = '', query = ''] = url.split('?', 2);
  if (/\/(?:identityProtection|identity\/conditionalAccess)(?:\/|$)/i.test(path)) return 'protection';
  if (/\/(?:reports|auditLogs)\//i.test(path)) return 'reports';
  if (/keyCredentials/i.test(query)) {
    if (/\/applications(?:\/|\(|$)/i.test(path)) return 'application-keys';
    if (/\/servicePrincipals(?:\/|\(|$)/i.test(path)) return 'service-principal-keys';
  }
  return 'directory';
}

/** One pace for each group. All clients of one tenant and account share them. */
export class GraphPaces {
  readonly #clock: Clock;
  readonly #paces = new Map<PaceGroup, Pace>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  for(url: string): Pace {
    const group = paceGroup(url);
    let pace = this.#paces.get(group);
    if (!pace) {
      pace = new Pace(LIMITS[group], this.#clock);
      this.#paces.set(group, pace);
    }
    return pace;
  }
}
