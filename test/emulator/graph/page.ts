import { GraphFailure, unsupported } from '../odata/error.ts';
import { isAdvanced, meets, required } from '../odata/filter.ts';
import { found, type Query } from '../odata/query.ts';
import type { Collection, GraphObject } from '../tenant/collection.ts';

/** Part of a collection, and where the next part begins. */
export interface Page {
  readonly items: readonly GraphObject[];
  readonly nextPosition: number | undefined;
  /** Of all that was asked for; only where it was asked for, and on the first page. */
  readonly count: number | undefined;
}

/** How a collection may be read. */
export interface PageRules {
  readonly defaultTop: number;
  readonly maxTop: number;
  /** Directory objects refuse advanced queries without `ConsistencyLevel: eventual`, and `$skip` always. */
  readonly isDirectory: boolean;
  /** Skip tokens issued before this moment, in milliseconds, have expired. */
  readonly tokensSince?: number;
}

export const DIRECTORY_PAGES: PageRules = { defaultTop: 100, maxTop: 999, isDirectory: true };

/** Sign-in and audit logs. */
export const LOG_PAGES: PageRules = { defaultTop: 1_000, maxTop: 1_000, isDirectory: false };

/** What `$expand` leaves of the page. Source: Microsoft Graph known issue 13635. */
const MAX_EXPANDED = 100;

interface SkipToken {
  /** The position to go on from. */
  readonly p: number;
  readonly n: number;
  /** When it was issued, in milliseconds. */
  readonly t: number;
}

/** @throws GraphFailure */
export function page(collection: Collection, query: Query, rules: PageRules): Page {
  refuseUnsupported(query, rules);
  const token = query.skipToken === undefined ? undefined : readSkipToken(query.skipToken, rules);
  const asked = token?.n ?? query.top ?? rules.defaultTop;
  const size = query.expand.length > 0 && rules.isDirectory ? Math.min(asked, MAX_EXPANDED) : asked;
  const ordered = query.orderBy.length > 0 ? sortedPositions(collection, query) : undefined;
  const candidates = ordered ?? indexedPositions(collection, query);
  const items: GraphObject[] = [];
  const end = candidates?.length ?? collection.end;
  const from = token?.p ?? 0;
  // A link names a position of the collection, not of the list: that may shrink before the next page is read.
  let next = candidates && !ordered ? candidates.findIndex((position) => position >= from) : from;
  if (next < 0) next = end;
  for (; next < end && items.length < size; next += 1) {
    const object = collection.at(candidates?.[next] ?? next);
    if (object && isWanted(object, query)) items.push(object);
  }
  const hasMore = next < end && hasWanted(collection, query, candidates, next);
  return {
    items,
    nextPosition: hasMore ? (ordered ? next : (candidates?.[next] ?? next)) : undefined,
    count: query.count && !token && (query.isEventual || !rules.isDirectory) ? count(collection, query) : undefined,
  };
}

export function skipToken(position: number, query: Query, rules: PageRules, now: number): string {
  const asked = query.skipToken === undefined ? query.top : readSkipToken(query.skipToken, rules).n;
  const token: SkipToken = { p: position, n: asked ?? rules.defaultTop, t: now };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** How many objects a query is met by. */
export function count(collection: Collection, query: Query): number {
  if (!query.filter && query.search === undefined) return collection.size;
  const candidates = indexedPositions(collection, query);
  const end = candidates?.length ?? collection.end;
  let total = 0;
  for (let next = 0; next < end; next += 1) {
    const object = collection.at(candidates?.[next] ?? next);
    if (object && isWanted(object, query)) total += 1;
  }
  return total;
}

function isWanted(object: GraphObject, { filter, search }: Query): boolean {
  return (!filter || meets(object, filter)) && (search === undefined || found(object, search));
}

/** A short look ahead: an empty last page with a link to it is legal, but need not be common. */
function hasWanted(
  collection: Collection,
  query: Query,
  candidates: readonly number[] | undefined,
  from: number,
): boolean {
  const end = candidates?.length ?? collection.end;
  for (let next = from; next < Math.min(end, from + 1_000); next += 1) {
    const object = collection.at(candidates?.[next] ?? next);
    if (object && isWanted(object, query)) return true;
  }
  return end > from + 1_000;
}

/** Text properties that are worth an index. */
const INDEXED = [
  'id',
  'appId',
  'principalId',
  'resourceId',
  'clientId',
  'keyId',
  'uniqueName',
  'servicePrincipalType',
  '@odata.type',
];

/** Positions to look at where the filter names the value of an indexed property. */
function indexedPositions(collection: Collection, { filter }: Query): readonly number[] | undefined {
  if (!filter) return undefined;
  for (const property of INDEXED) {
    const values = required(filter, property);
    if (!values) continue;
    const positions =
      property === 'id'
        ? values.flatMap((value) => collection.positionOf(value) ?? [])
        : values.length === 1
          ? collection.positionsWhere(property, values[0] ?? '')
          : values.flatMap((value) => collection.positionsWhere(property, value));
    return values.length === 1 ? positions : [...new Set(positions)].sort((a, b) => a - b);
  }
  return undefined;
}

function sortedPositions(collection: Collection, query: Query): readonly number[] {
  const entries: { position: number; keys: readonly string[] }[] = [];
  for (let position = 0; position < collection.end; position += 1) {
    const object = collection.at(position);
    if (object && isWanted(object, query)) {
      entries.push({
        position,
        keys: query.orderBy.map(({ property }) => String(object[property] ?? '').toLowerCase()),
      });
    }
  }
  return entries
    .sort((a, b) => {
      for (const [index, { isDescending }] of query.orderBy.entries()) {
        const [one = '', other = ''] = [a.keys[index], b.keys[index]];
        if (one !== other) return one < other === isDescending ? 1 : -1;
      }
      return a.position - b.position;
    })
    .map(({ position }) => position);
}

function refuseUnsupported(query: Query, { maxTop, isDirectory }: PageRules): void {
  if (query.top !== undefined && (query.top < 1 || query.top > maxTop)) {
    throw unsupported(`Invalid page size specified: '${query.top}'. Must be between 1 and ${maxTop} inclusive.`);
  }
  if (!isDirectory) return;
  if (query.search !== undefined && !query.isEventual) {
    throw unsupported(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
    );
  }
  const isAdvancedFilter = query.filter !== undefined && isAdvanced(query.filter);
  if (isAdvancedFilter && !(query.isEventual && query.count)) {
    throw unsupported(
      'Operator or property needs advanced query capabilities: $count=true and ConsistencyLevel: eventual.',
    );
  }
  if (query.filter && query.orderBy.length > 0 && !(query.isEventual && query.count)) {
    throw unsupported('Sorting not supported for current query.');
  }
  if (query.expand.length > 0 && query.isEventual && (isAdvancedFilter || query.search !== undefined)) {
    throw unsupported('$expand is not supported with advanced queries.');
  }
  if (query.expand.length > 1) throw unsupported('Only one property can be expanded in a single query.');
}

/** @throws GraphFailure for a token that is not one, or has expired */
function readSkipToken(text: string, { tokensSince = 0 }: PageRules): SkipToken {
  let token: SkipToken | undefined;
  try {
    token = JSON.parse(Buffer.from(text, 'base64url').toString()) as SkipToken;
  } catch {
    token = undefined;
  }
  if (!token || !Number.isSafeInteger(token.p) || !Number.isSafeInteger(token.n)) {
    throw new GraphFailure(400, 'Request_BadRequest', 'The skip token is not valid.');
  }
  if (token.t < tokensSince) throw expiredPageToken();
  return token;
}

export function expiredPageToken(): GraphFailure {
  return new GraphFailure(
    400,
    'Directory_ExpiredPageToken',
    'The specified page token value has expired and can no longer be included in your request.',
  );
}
