import { badRequest } from '../odata/error.ts';
import type { Query } from '../odata/query.ts';
import type { GraphObject } from '../tenant/collection.ts';
import { NAVIGATION } from '../tenant/tenant.ts';
import type { Operations } from './operations.ts';

/** Properties that real answers have although the metadata do not declare them. */
const UNDECLARED: Readonly<Record<string, readonly string[]>> = {
  servicePrincipal: ['createdDateTime', 'deletedDateTime'],
  application: ['deletedDateTime', 'orgRestrictions'],
  // Lists of objects of several types take the properties of any of them.
  directoryObject: ['displayName', 'userPrincipalName', 'mail', 'appId'],
};

/** Returned only where `$select` names them. */
const ON_SELECT = new Set(['authenticationBehaviors', 'managerApplications', 'customSecurityAttributes']);

/** What a request sees of an object. */
export type Projection = (object: GraphObject) => Readonly<Record<string, unknown>>;

export interface ProjectionOptions {
  readonly query: Pick<Query, 'select' | 'expand'>;
  readonly type: string;
  readonly operations: Operations;
  /** More properties for every object: those that a service adds without telling. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly related: (object: GraphObject, property: string) => readonly GraphObject[] | GraphObject | undefined;
}

/** @throws GraphFailure where a property does not exist or cannot be expanded */
export function projection({ query, type, operations, extra, related }: ProjectionOptions): Projection {
  const declared = operations.propertiesOf(type);
  const select = query.select && new Set(query.select);
  for (const name of select ?? []) {
    if (name !== '*' && !declared.has(name) && !UNDECLARED[type]?.includes(name)) {
      throw badRequest(`Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`, 'BadRequest');
    }
  }
  for (const { property } of query.expand) {
    if (!declared.has(property) || !NAVIGATION.has(property)) {
      throw badRequest(
        `Expand is not allowed for property '${property}' according to the entity schema.`,
        'ExpandNotSupported',
      );
    }
  }
  // Role assignments are related to their principal; decisions of reviews carry theirs.
  const isRelation = (name: string) =>
    NAVIGATION.has(name) && !(name === 'principal' && type === 'accessReviewInstanceDecisionItem');
  const showsKeys = select?.has('keyCredentials') ?? false;
  const isShown = (name: string) => select !== undefined || !ON_SELECT.has(name);
  const selected = select && !select.has('*') ? [...new Set(['@odata.type', 'id', ...select])] : undefined;
  return (object) => {
    const shown: Record<string, unknown> = {};
    for (const name of selected ?? Object.keys(object)) {
      const value = object[name];
      if (value === undefined || isRelation(name) || !isShown(name)) continue;
      shown[name] = name === 'keyCredentials' && !showsKeys ? withoutKeys(value) : value;
    }
    for (const { property, select: nested } of query.expand) {
      const value = related(object, property);
      shown[property] = Array.isArray(value) ? value.map((item) => plain(item, nested)) : (value ?? null);
    }
    return Object.assign(shown, extra);
  };
}

/** An object without its relationships, with some of its properties. */
export function plain(object: GraphObject, select?: readonly string[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(object).filter(
      ([name]) => !NAVIGATION.has(name) && (!select || name === 'id' || name.startsWith('@') || select.includes(name)),
    ),
  );
}

/** `key` is null unless `$select` names the collection. Source: "List applications". */
function withoutKeys(value: unknown): unknown {
  return Array.isArray(value) ? value.map((item: object) => ({ ...item, key: null })) : value;
}
