import type { GraphObject } from '../tenant/collection.ts';
import { Collection } from '../tenant/collection.ts';
import type { GraphVersion } from './operations.ts';
import type { GraphCall } from './request.ts';

/** What an object is related to. Lists of Graph objects, or one for `roleDefinition` and its like. */
export function related(
  call: GraphCall,
  object: GraphObject,
  property: string,
): readonly GraphObject[] | GraphObject | undefined {
  const { tenant } = call.state;
  switch (property) {
    case 'federatedIdentityCredentials':
      return trustsOf(call, object);
    case 'roleDefinition':
      return tenant.collection('directoryRoleDefinitions').get(String(object['roleDefinitionId']));
    case 'principal':
      return directoryObject(call, String(object['principalId']));
    case 'appManagementPolicies': {
      const policy = tenant.policyOf.get(object.id.toLowerCase());
      const found = policy === undefined ? undefined : tenant.collection('appManagementPolicies').get(policy);
      return found ? [found] : [];
    }
    case 'appRoleAssignments':
      return assignments(call, 'principalId', object.id);
    case 'appRoleAssignedTo':
      return assignments(call, 'resourceId', object.id);
    case 'oauth2PermissionGrants': {
      return [...tenant.collection('oauth2PermissionGrants').where('clientId', object.id)];
    }
    default:
      return (object[property] ?? []) as readonly GraphObject[];
  }
}

/** The federated credentials of an application or a managed identity, as lists show them. */
export function trustsOf({ request, state }: GraphCall, object: GraphObject): readonly GraphObject[] {
  const stale = state.stale.get(object.id);
  const list = stale && stale.until > state.now() ? stale.list : (object['federatedIdentityCredentials'] ?? []);
  return (list as readonly GraphObject[]).map((trust) => trustIn(request.version, trust));
}

/** v1.0 knows no claims matching expressions: it shows such a credential without a subject. */
export function trustIn(version: GraphVersion, trust: GraphObject): GraphObject {
  const { claimsMatchingExpression, ...rest } = trust;
  if (version === 'v1.0') return { ...rest, id: trust.id, subject: trust['subject'] ?? null };
  return { ...rest, id: trust.id, claimsMatchingExpression: claimsMatchingExpression ?? null };
}

/** An object of the directory by its id, whatever it is. */
export function directoryObject({ state: { tenant } }: GraphCall, id: string): GraphObject | undefined {
  for (const [name, type] of TYPES) {
    const object = tenant.collection(name).get(id);
    if (object) return { '@odata.type': `#microsoft.graph.${type}`, ...object };
  }
  return undefined;
}

const TYPES = [
  ['servicePrincipals', 'servicePrincipal'],
  ['applications', 'application'],
  ['users', 'user'],
  ['appManagementPolicies', 'appManagementPolicy'],
] as const;

/** App role assignments with the date under the name that the version has for it. */
export function assignmentIn(version: GraphVersion, assignment: GraphObject): GraphObject {
  if (version === 'v1.0') return assignment;
  const { createdDateTime, ...rest } = assignment;
  return { ...rest, id: assignment.id, creationTimestamp: createdDateTime };
}

function assignments({ request, state }: GraphCall, property: string, id: string): readonly GraphObject[] {
  return [...state.tenant.collection('appRoleAssignments').where(property, id)].map((assignment) =>
    assignmentIn(request.version, assignment),
  );
}

/** A list of related objects that can be read in pages. */
export function relatedCollection(call: GraphCall, object: GraphObject, property: string): Collection {
  const value = related(call, object, property);
  return Collection.of(Array.isArray(value) ? value : []);
}
