import { notFound } from '../odata/error.ts';
import type { Filter } from '../odata/filter-syntax.ts';
import { parseQuery, type Query } from '../odata/query.ts';
import type { Collection, GraphObject } from '../tenant/collection.ts';
import { type PageRules, page, skipToken } from './page.ts';
import { type Projection, projection } from './project.ts';
import { related } from './relations.ts';
import { type GraphAnswer, type GraphCall, ok } from './request.ts';

/** How one list differs from the collection that it is part of. */
export interface ListOptions {
  /** What has to be met besides the filter of the request. */
  readonly only?: Filter;
  /** The object as this version of Graph shows it. */
  readonly as?: (object: GraphObject) => GraphObject;
}

/** One page of a collection. */
export function list(
  call: GraphCall,
  collection: Collection,
  type: string,
  rules: PageRules,
  { only, as = (object) => object }: ListOptions = {},
): GraphAnswer {
  const { request, state } = call;
  const asked = queryOf(call);
  const query = only ? { ...asked, filter: asked.filter ? both(only, asked.filter) : only } : asked;
  const now = state.now();
  const current = { ...rules, tokensSince: state.behaviour.pageTokensSince };
  const show = projectionOf(call, type, query);
  const result = page(collection, query, current);
  const value: unknown[] = result.items.map((object) => show(as(object)));
  if (state.behaviour.hasUnknownKinds && rules.isDirectory && !query.skipToken && !query.filter && !only) {
    value.push(UNKNOWN_KIND);
  }
  const next = result.nextPosition;
  return {
    status: 200,
    body: {
      '@odata.context': `${request.base}/${request.version}/$metadata#${request.path.slice(1)}`,
      ...(result.count === undefined ? {} : { '@odata.count': result.count }),
      ...(next === undefined
        ? {}
        : { '@odata.nextLink': link(call, { $skiptoken: skipToken(next, query, current, now) }) }),
      value,
    },
  };
}

/** One object of a collection. */
export function single(call: GraphCall, collection: Collection, type: string, id: string): GraphAnswer {
  const object = collection.get(id) ?? fail(id);
  return ok(call, call.request.path.slice(1), projectionOf(call, type, queryOf(call))(object));
}

function both(left: Filter, right: Filter): Filter {
  return { kind: 'and', left, right };
}

/** Something that no client was written for. */
const UNKNOWN_KIND = {
  '@odata.type': '#microsoft.graph.quantumIdentity',
  id: 'b0a7f1c2-93de-4c05-8a61-5d2e7f4c9b10',
  displayName: 'Something new',
};

export function projectionOf(call: GraphCall, type: string, query: Query): Projection {
  return projection({
    query,
    type,
    operations: call.operations,
    extra: call.state.behaviour.hasUnknownProperties ? { futureProperty: { isNew: true, values: [1, null] } } : {},
    related: (object, property) => related(call, object, property),
  });
}

export function queryOf({ request }: GraphCall): Query {
  return parseQuery(request.parameters, request.headers);
}

/** A link to the same request with other tokens. */
export function link({ request }: GraphCall, tokens: Readonly<Record<string, string>>): string {
  const kept = [...request.parameters].filter(([name]) => !['$skiptoken', '$deltatoken'].includes(name.toLowerCase()));
  const parameters = [...kept, ...Object.entries(tokens)]
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${request.base}/${request.version}${request.path}?${parameters}`;
}

export function objectOf(collection: Collection, id: string): GraphObject {
  return collection.get(id) ?? fail(id);
}

function fail(id: string): never {
  throw notFound(id);
}
