import {
  EXPIRIES,
  EXPIRING_MILLISECONDS,
  expiryLimits,
  type Grouping,
  type IdentityFilter,
  SEARCH_LIMIT,
  type Sorting,
  searchedId,
  searchWords,
  UNUSED_MILLISECONDS,
} from './query.ts';
import type { SqliteValue } from './sqlite-schema.ts';
import { NO_END } from './summary.ts';

/** A piece of SQL with the values of its question marks, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqliteValue[];
}

/** What must hold of a row of `identity`; `1` where nothing is asked. */
export function condition(filter: IdentityFilter & { readonly now: number }): Sql {
  const now = new Date(filter.now).toISOString();
  const soon = new Date(filter.now + EXPIRING_MILLISECONDS).toISOString();
  const longAgo = new Date(filter.now - UNUSED_MILLISECONDS).toISOString();
  const parts: Sql[] = [];
  const add = (text: string, ...values: SqliteValue[]) => parts.push({ text, values });
  const words = searchWords(filter.text ?? '');
  if (words.length > 0) {
    const inName = `number IN (SELECT rowid FROM identity_text WHERE identity_text MATCH ? LIMIT ${SEARCH_LIMIT})`;
    const match = words.map((word) => `"${word}"*`).join(' AND ');
    const id = searchedId(filter.text ?? '');
    if (id === undefined) add(inName, match);
    else {
      // Sections 0 and 1 are applications and service principals. The character after the last that an id can hold.
      const end = `${id}~`;
      const byId = 'client_id >= ? AND client_id < ?';
      const byObject = 'client_id IN (SELECT owner FROM fact WHERE section IN (0, 1) AND id >= ? AND id < ?)';
      add(`${inName} OR (${byId}) OR ${byObject}`, match, id, end, id, end);
    }
  }
  if (filter.kind !== undefined) add('kind = ?', filter.kind);
  if (filter.ownership) add(`ownership IN (${marks(filter.ownership)})`, ...filter.ownership);
  if (filter.expired) add("number IN (SELECT number FROM facet WHERE name = 'end' AND value <= ?)", now);
  if (filter.expiring) {
    add("number IN (SELECT number FROM facet WHERE name = 'end' AND value > ? AND value <= ?)", now, soon);
  }
  if (filter.withSecrets) add('secrets > 0');
  if (filter.federated) add('federated > 0');
  if (filter.unused) add('last_sign_in < ? AND created < ?', longAgo, longAgo);
  if (filter.risky) add('risky = 1');
  if (filter.ownerless) add('owners = 0');
  if (filter.clientIds) add('client_id IN (SELECT value FROM json_each(?))', JSON.stringify(filter.clientIds));
  if (parts.length === 0) return { text: '1', values: [] };
  return { text: parts.map((part) => `(${part.text})`).join(' AND '), values: parts.flatMap((part) => part.values) };
}

/** What one group holds, for the conditions of a list. */
export function groupCondition(by: Grouping, key: string, now: number): Sql {
  const expression = groupExpression(by, now);
  if (expression) return { text: `${expression.text} = ?`, values: [...expression.values, key] };
  if (key === '') return { text: 'number NOT IN (SELECT number FROM facet WHERE name = ?)', values: [by] };
  return { text: 'number IN (SELECT number FROM facet WHERE name = ? AND value = ?)', values: [by, key] };
}

/** The key of a row's group; undefined where a row can be in several. */
export function groupExpression(by: Grouping, now: number): Sql | undefined {
  if (by === 'kind') return { text: 'kind', values: [] };
  if (by === 'expiry') {
    const limits = expiryLimits(now);
    const cases = limits.map((_, index) => `WHEN first_end <= ? THEN '${EXPIRIES[index]}'`).join(' ');
    return { text: `CASE ${cases} WHEN first_end < ? THEN 'later' ELSE 'none' END`, values: [...limits, NO_END] };
  }
  if (by === 'strength') {
    const time = new Date(now).toISOString();
    const text =
      "CASE WHEN secret_until > ? THEN 'client-secret' WHEN certificate_until > ? THEN 'certificate' " +
      "WHEN federated > 0 THEN 'federated' WHEN kind = 'managed-identity' THEN 'managed-identity' ELSE 'none' END";
    return { text, values: [time, time] };
  }
  return undefined;
}

export function order(sort: Sorting): string {
  if (sort === 'expiry') return 'first_end, sort_name, client_id';
  if (sort === 'created') return 'created DESC, sort_name, client_id';
  if (sort === 'last-sign-in') return 'last_sign_in DESC, sort_name, client_id';
  return 'sort_name, client_id';
}

function marks(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}
