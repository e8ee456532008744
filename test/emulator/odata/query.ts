import { badRequest } from './error.ts';
import { type Filter, parseFilter } from './filter-syntax.ts';

/** The query options of one request. */
export interface Query {
  readonly select: readonly string[] | undefined;
  readonly filter: Filter | undefined;
  readonly expand: readonly Expansion[];
  readonly top: number | undefined;
  readonly count: boolean;
  readonly search: string | undefined;
  readonly orderBy: readonly { readonly property: string; readonly isDescending: boolean }[];
  readonly skipToken: string | undefined;
  readonly deltaToken: string | undefined;
  /** `ConsistencyLevel: eventual`. */
  readonly isEventual: boolean;
}

export interface Expansion {
  readonly property: string;
  readonly select: readonly string[] | undefined;
}

const KNOWN = new Set([
  '$select',
  '$filter',
  '$expand',
  '$top',
  '$count',
  '$search',
  '$orderby',
  '$skiptoken',
  '$deltatoken',
  '$skip',
  '$format',
]);

/** @throws GraphFailure for options that Graph would refuse */
export function parseQuery(parameters: URLSearchParams, headers: Readonly<Record<string, string | undefined>>): Query {
  for (const name of parameters.keys()) {
    if (name.startsWith('$') && !KNOWN.has(name.toLowerCase())) {
      throw badRequest(`The query parameter '${name}' is not supported.`, 'BadRequest');
    }
  }
  const option = (name: string) => [...parameters].find(([key]) => key.toLowerCase() === name)?.[1];
  const top = option('$top');
  if (top !== undefined && !/^\d+$/.test(top)) {
    throw badRequest(
      `Invalid value '${top}' for $top query option found. The $top query option requires a non-negative integer value.`,
      'BadRequest',
    );
  }
  const filter = option('$filter');
  return {
    select: names(option('$select')),
    filter: filter === undefined ? undefined : parseFilter(filter),
    expand: expansions(option('$expand')),
    top: top === undefined ? undefined : Number(top),
    count: option('$count')?.toLowerCase() === 'true',
    search: option('$search'),
    orderBy: (names(option('$orderby')) ?? []).map((item) => {
      const [property = '', direction] = item.split(/\s+/);
      return { property, isDescending: direction?.toLowerCase() === 'desc' };
    }),
    skipToken: option('$skiptoken'),
    deltaToken: option('$deltatoken'),
    isEventual: headers['consistencylevel']?.toLowerCase() === 'eventual',
  };
}

function names(text: string | undefined): readonly string[] | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.split(',').map((name) => name.trim());
}

function expansions(text: string | undefined): readonly Expansion[] {
  if (text === undefined || text.trim() === '') return [];
  return text.split(/,(?![^(]*\))/).map((item) => {
    const match = /^\s*(\w+)\s*(?:\(\$select=([^)]*)\))?\s*$/.exec(item);
    if (!match?.[1]) throw badRequest(`Parsing OData Select and Expand failed: ${item}`, 'BadRequest');
    return { property: match[1], select: names(match[2]) };
  });
}

/** Whether a name or one of its words begins with what is searched for: `"displayName:pay"`. */
export function found(object: Readonly<Record<string, unknown>>, search: string): boolean {
  const match = /^"(\w+):(.*)"$/.exec(search.trim());
  if (!match?.[1]) {
    throw badRequest(
      `Syntax error: the $search expression ${search} has to be of the form "property:value".`,
      'Request_UnsupportedQuery',
    );
  }
  const text = object[match[1]];
  if (typeof text !== 'string') return false;
  const wanted = (match[2] ?? '').toLowerCase().trim();
  const words = text.toLowerCase();
  return words.startsWith(wanted) || words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted));
}
