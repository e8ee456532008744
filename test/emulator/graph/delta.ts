import { badRequest, GraphFailure } from '../odata/error.ts';
import { required } from '../odata/filter.ts';
import type { Query } from '../odata/query.ts';
import type { Change, Tracked } from '../tenant/tenant.ts';
import { link, projectionOf, queryOf } from './answers.ts';
import type { GraphAnswer, GraphCall } from './request.ts';

/** Objects on a page of a delta query; clients cannot choose it. */
const PAGE = 200;

/** Where a round of a delta query stands. */
interface DeltaToken {
  /** Changes from here on belong to the next round. */
  readonly until: number;
  /** The position to go on from: in the collection in the first round, in the changes in later ones. */
  readonly next: number;
  /** Of a later round: the first change. */
  readonly from?: number;
}

/** `/applications/delta`: everything once, then what has changed since. @throws GraphFailure */
export function delta(call: GraphCall, collection: Tracked, type: string): GraphAnswer {
  const query = queryOf(call);
  refuseUnsupported(query);
  const { changes } = call.state.tenant;
  if (query.deltaToken === 'latest') return answer(call, collection, [], { until: changes.length, next: 0 }, true);
  const token = readToken(call, query);
  const isLater = token.from !== undefined;
  return isLater ? laterRound(call, collection, type, token) : firstRound(call, collection, type, token);
}

function firstRound(call: GraphCall, name: Tracked, type: string, token: DeltaToken): GraphAnswer {
  const collection = call.state.tenant.collection(name);
  const query = queryOf(call);
  const show = projectionOf(call, type, query);
  const ids = query.filter && required(query.filter, 'id');
  const value: unknown[] = [];
  let next = token.next;
  for (; next < collection.end && value.length < PAGE; next += 1) {
    const object = collection.at(next);
    if (object && (!ids || ids.includes(object.id))) value.push(show(object));
  }
  return answer(call, name, value, { until: token.until, next }, next >= collection.end);
}

/** The last change of each object that has changed; an object may come again in the next round. */
function laterRound(call: GraphCall, name: Tracked, type: string, token: DeltaToken): GraphAnswer {
  const { tenant } = call.state;
  const query = queryOf(call);
  const show = projectionOf(call, type, query);
  const ids = query.filter && required(query.filter, 'id');
  const changed = new Map<string, Change>();
  for (const change of tenant.changes.slice(token.from, token.until)) {
    if (change.collection === name && (!ids || ids.includes(change.id))) changed.set(change.id, change);
  }
  const all = [...changed.values()];
  const value = all.slice(token.next, token.next + PAGE).map((change): unknown => {
    const object = tenant.collection(name).get(change.id);
    return object ? show(object) : { id: change.id, '@removed': { reason: change.removed ?? 'changed' } };
  });
  const next = token.next + PAGE;
  return answer(call, name, value, { ...token, next }, next >= all.length);
}

function answer(
  call: GraphCall,
  name: Tracked,
  value: readonly unknown[],
  token: DeltaToken,
  isLast: boolean,
): GraphAnswer {
  const { base, version } = call.request;
  const next = isLast
    ? { '@odata.deltaLink': link(call, { $deltatoken: encode({ from: token.until, until: 0, next: 0 }) }) }
    : { '@odata.nextLink': link(call, { $skiptoken: encode(token) }) };
  return { status: 200, body: { '@odata.context': `${base}/${version}/$metadata#${name}`, ...next, value } };
}

/** @throws GraphFailure 410 where the record no longer goes back that far */
function readToken({ state, request }: GraphCall, query: Query): DeltaToken {
  const end = state.tenant.changes.length;
  const text = query.skipToken ?? query.deltaToken;
  if (text === undefined || text === '') return { until: end, next: 0 };
  const token = decode(text);
  if (!token) throw badRequest('Badly formed token.', 'Request_BadRequest');
  if (token.from !== undefined && token.from < state.behaviour.deltaSince) {
    throw resync(`${request.base}/${request.version}${request.path}?$deltatoken=`);
  }
  return query.deltaToken === undefined ? token : { ...token, until: end };
}

/** What a client has to start anew after. @param location where to */
export function resync(location: string): GraphFailure {
  return new GraphFailure(
    410,
    'resyncRequired',
    "Resync required. Replace any local items with the server's version.",
    {
      headers: { Location: location },
    },
  );
}

function refuseUnsupported({ expand, top, orderBy, filter }: Query): void {
  const isIdFilter = !filter || required(filter, 'id') !== undefined;
  if (expand.length > 0 || orderBy.length > 0 || top !== undefined || !isIdFilter) {
    throw badRequest('The query option is not supported by delta queries.', 'Request_UnsupportedQuery');
  }
}

function encode(token: DeltaToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decode(text: string): DeltaToken | undefined {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as DeltaToken;
    return Number.isSafeInteger(token.next) && Number.isSafeInteger(token.until) ? token : undefined;
  } catch {
    return undefined;
  }
}
