import type { Resource } from '../../../model/resource.ts';
import { API_VERSIONS } from './api-versions.ts';
import { type Reference, referenceTo } from './reference.ts';

/** An identity that roles are given to, in expressions of the file that declares it. */
export interface Principal {
  /** What the identity is part of, or the identity itself where it is a resource of its own. */
  readonly owner: Resource;
  readonly isUserAssigned: boolean;
  /** The object id. ARM templates: without brackets. */
  readonly objectId: string;
  /** The client id, which code has to name to choose a user-assigned identity. */
  readonly clientId: string | undefined;
  /** The resource id of a user-assigned identity. */
  readonly resourceId: string | undefined;
  /** Which identity of the owner it is, where the owner has more than one. */
  readonly part?: string;
}

export function isUserAssignedIdentity(resource: Resource): boolean {
  return (
    resource.isType('Microsoft.ManagedIdentity/userAssignedIdentities') ||
    resource.isType('azurerm_user_assigned_identity')
  );
}

/** The identity that a resource has as a part of it. */
export function systemAssigned(owner: Resource): Principal | undefined {
  const reference = referenceTo(owner);
  if (!reference) return undefined;
  const objectId = {
    bicep: `${reference.symbol}.identity.principalId`,
    terraform: `${reference.symbol}.identity[0].principal_id`,
    'arm-json': `reference(${reference.id}, '${owner.apiVersion}', 'full').identity.principalId`,
  }[owner.language];
  return { owner, isUserAssigned: false, objectId, clientId: undefined, resourceId: undefined };
}

/** A declared user-assigned identity. */
export function userAssigned(owner: Resource): Principal | undefined {
  const reference = referenceTo(owner);
  return reference && { owner, isUserAssigned: true, ...userAssignedIds(owner, reference) };
}

function userAssignedIds(owner: Resource, { symbol, id }: Reference) {
  switch (owner.language) {
    case 'bicep':
      return {
        objectId: `${symbol}.properties.principalId`,
        clientId: `${symbol}.properties.clientId`,
        resourceId: id,
      };
    case 'terraform':
      return { objectId: `${symbol}.principal_id`, clientId: `${symbol}.client_id`, resourceId: id };
    case 'arm-json': {
      const state = `reference(${id}, '${owner.apiVersion ?? API_VERSIONS.userAssignedIdentities}')`;
      return { objectId: `${state}.principalId`, clientId: `${state}.clientId`, resourceId: id };
    }
  }
}

/** The identity that the nodes of an AKS cluster pull images with. */
export function kubelet(cluster: Resource): Principal | undefined {
  const reference = referenceTo(cluster);
  if (!reference) return undefined;
  const { symbol, id } = reference;
  const [objectId, clientId] = {
    bicep: ['objectId', 'clientId'].map((name) => `${symbol}.properties.identityProfile.kubeletidentity.${name}`),
    terraform: ['object_id', 'client_id'].map((name) => `${symbol}.kubelet_identity[0].${name}`),
    'arm-json': ['objectId', 'clientId'].map(
      (name) => `reference(${id}, '${cluster.apiVersion}').identityProfile.kubeletidentity.${name}`,
    ),
  }[cluster.language];
  if (objectId === undefined) return undefined;
  return { owner: cluster, isUserAssigned: false, objectId, clientId, resourceId: undefined, part: 'kubeletidentity' };
}

/**
 * The name of an assignment: it has to be known before anything is deployed, so it is made of ids that are. Equal names
 * would be one assignment, so that the identities of one owner have different ones.
 */
export function assignmentName({ part }: Principal, owner: Reference, scope: Reference, roleId: string): string {
  return `guid(${[scope.id, owner.id, ...(part === undefined ? [] : [`'${part}'`]), `'${roleId}'`].join(', ')})`;
}
