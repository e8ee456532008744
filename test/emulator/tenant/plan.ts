import { mix } from './ids.ts';

/** What objects are made by. Everything follows from these and a number. */
export interface Plan {
  readonly seed: number;
  /** The first service principals belong to these, in the same order. */
  readonly applications: number;
  readonly servicePrincipals: number;
  /** Milliseconds since 1970; dates lie around it. */
  readonly now: number;
  readonly tenantId: string;
}

const DAY = 86_400_000;
const WORDS = [
  'payments',
  'orders',
  'ledger',
  'catalog',
  'search',
  'billing',
  'customer',
  'delivery',
  'stock',
  'report',
  'mail',
  'archive',
  'identity',
  'import',
  'export',
  'gateway',
];
const PARTS = ['api', 'web', 'worker', 'deploy', 'sync', 'portal', 'function', 'runner'];

/** A number below `limit` that follows from the seed, an object and what it is for. */
export function pick(plan: Plan, number: number, what: number, limit: number): number {
  return mix(number ^ mix(plan.seed + what * 7_919)) % limit;
}

/** Texts of dates, which are few and asked for often. */
const dates = new Map<number, string>();

export function date(plan: Plan, days: number): string {
  const time = plan.now + days * DAY;
  const known = dates.get(time);
  if (known !== undefined) return known;
  const text = `${new Date(time).toISOString().slice(0, 19)}Z`;
  dates.set(time, text);
  return text;
}

export function nameOf(plan: Plan, number: number): string {
  return `${WORDS[pick(plan, number, 1, WORDS.length)]}-${PARTS[pick(plan, number, 2, PARTS.length)]}-${number}`;
}
