import type { Resource } from '../../../model/resource.ts';
import { API_VERSIONS } from './api-versions.ts';
import { grantCosmosRole, isCosmosRole } from './cosmos-role.ts';
import type { Draft } from './draft.ts';
import { grantFollowUp } from './follow-ups.ts';
import { type GrantParts, mentions, writeGrant } from './grant-writer.ts';
import { assignmentName, type Principal } from './principal.ts';
import type { Reference } from './reference.ts';
import { type Declaration, expression } from './render.ts';
import type { Role } from './roles.ts';

/** A role for an identity on a resource. */
export interface Grant {
  readonly role: Role;
  readonly principal: Principal;
  /** What the role is given on. */
  readonly target: Resource;
  /** The resource behind which the role assignment is written; the owner of the identity where none is given. */
  readonly behind?: Resource;
}

/** `missing` tells, as a follow-up, what a person must run because it could not be written. */
export type GrantResult = 'written' | 'present' | { readonly missing: string };

const ROLE_ASSIGNMENTS = 'Microsoft.Authorization/roleAssignments';

/**
 * Writes the role assignment, in the language and style of the file, behind the resource that has the identity; for the
 * data of a Cosmos DB account its own kind. Nothing is written where the file or module holds an equal one, or one on a
 * wider scope.
 */
export function grantRole(draft: Draft, grant: Grant): GrantResult {
  if (isCosmosRole(grant.role)) return grantCosmosRole(draft, grant);
  return writeGrant(draft, grant, {
    types: [ROLE_ASSIGNMENTS, 'azurerm_role_assignment'],
    missing: grantFollowUp(grant),
    isOnTarget: (assignment, scope) => covers(textOf(assignment, 'scope'), scope, grant.target),
    declaration: (parts) => declarationOf(grant, parts),
  });
}

function declarationOf({ role, principal }: Grant, { owner, scope, symbol, condition }: GrantParts): Declaration {
  const { language } = principal.owner;
  const roleDefinition = `subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${role.id}')`;
  const properties = {
    roleDefinitionId: expression(language, roleDefinition),
    principalId: expression(language, principal.objectId),
    principalType: 'ServicePrincipal',
  };
  const name = expression(language, assignmentName(principal, owner, scope, role.id));
  const type = ROLE_ASSIGNMENTS;
  switch (language) {
    case 'bicep':
      return {
        type,
        apiVersion: API_VERSIONS.roleAssignments,
        symbol,
        condition,
        body: { name, scope: { raw: scope.symbol }, properties },
      };
    case 'arm-json': {
      const dependsOn = [...new Set([scope.id, owner.id])].map((id) => expression(language, id));
      const body = { name, scope: expression(language, scope.id), dependsOn, properties };
      return { type, apiVersion: API_VERSIONS.roleAssignments, symbol, condition, body };
    }
    case 'terraform':
      return {
        type: 'azurerm_role_assignment',
        symbol,
        condition,
        body: {
          scope: { raw: scope.id },
          role_definition_name: role.name,
          principal_id: { raw: principal.objectId },
          principal_type: 'ServicePrincipal',
        },
      };
  }
}

/** No scope is the resource group of the deployment. */
function covers(written: string | undefined, scope: Reference, target: Resource): boolean {
  if (written === undefined) return target.language !== 'terraform' && target.mode === 'resource';
  if (/\bazurerm_(?:resource_group|subscription|client_config|management_group)\b/.test(written)) return true;
  return mentions(written, scope.symbol);
}

function textOf(assignment: Resource, path: string): string | undefined {
  const [property] = assignment.find(path);
  return property && assignment.document.source.slice(property.value.range);
}
