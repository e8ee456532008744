import type { Resource } from '../../../model/resource.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { Draft } from './draft.ts';
import { cosmosFollowUp } from './follow-ups.ts';
import { writeGrant } from './grant-writer.ts';
import { assignmentName, type Principal } from './principal.ts';
import type { Reference } from './reference.ts';
import { type Declaration, expression } from './render.ts';
import type { Grant, GrantResult } from './role-assignment.ts';
import { type Role, roleNamed } from './roles.ts';

const SQL_ROLE_ASSIGNMENTS = 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments';

/** The roles that read and write items: they are the account's own, and no role assignment of Azure gives them. */
export const COSMOS_CONTRIBUTOR = roleNamed('Cosmos DB Built-in Data Contributor');
const COSMOS_READER = roleNamed('Cosmos DB Built-in Data Reader');

export function isCosmosRole({ id }: Role): boolean {
  return id === COSMOS_CONTRIBUTOR.id || id === COSMOS_READER.id;
}

/** `grantRole` for the data of a Cosmos DB account. */
export function grantCosmosRole(draft: Draft, grant: Grant): GrantResult {
  return writeGrant(draft, grant, {
    types: [SQL_ROLE_ASSIGNMENTS, 'azurerm_cosmosdb_sql_role_assignment'],
    missing: cosmosFollowUp(grant),
    isOnTarget: (assignment, scope) => namesAccount(assignment, scope),
    declaration: (parts) => declarationOf(grant.role, grant.principal, parts),
  });
}

function namesAccount(assignment: Resource, scope: Reference): boolean {
  const paths = { bicep: 'parent', terraform: 'account_name', 'arm-json': 'name' } as const;
  const [account] = assignment.find(paths[assignment.language]);
  const text = account ? assignment.document.source.slice(account.value.range) : '';
  return text === scope.symbol || text.includes(scope.name);
}

function declarationOf(
  role: Role,
  principal: Principal,
  {
    owner,
    scope,
    symbol,
    condition,
  }: { owner: Reference; scope: Reference; symbol: string; condition: string | undefined },
): Declaration {
  const { language } = principal.owner;
  const guid = assignmentName(principal, owner, scope, role.id);
  const definition = `/sqlRoleDefinitions/${role.id}`;
  const type = SQL_ROLE_ASSIGNMENTS;
  const apiVersion = API_VERSIONS.sqlRoleAssignments;
  switch (language) {
    case 'bicep': {
      const properties = {
        roleDefinitionId: { raw: `'\${${scope.id}}${definition}'` },
        principalId: { raw: principal.objectId },
        scope: { raw: scope.id },
      };
      const body = { parent: { raw: scope.symbol }, name: { raw: guid }, properties };
      return { type, apiVersion, symbol, condition, body };
    }
    case 'arm-json': {
      const properties = {
        roleDefinitionId: expression(language, `concat(${scope.id}, '${definition}')`),
        principalId: expression(language, principal.objectId),
        scope: expression(language, scope.id),
      };
      const dependsOn = [scope.id, owner.id].map((id) => expression(language, id));
      const body = { name: expression(language, `format('{0}/{1}', ${scope.name}, ${guid})`), dependsOn, properties };
      return { type, apiVersion, symbol, condition, body };
    }
    case 'terraform':
      return {
        type: 'azurerm_cosmosdb_sql_role_assignment',
        symbol,
        condition,
        body: {
          resource_group_name: { raw: `${scope.symbol}.resource_group_name` },
          account_name: { raw: scope.name },
          role_definition_id: { raw: `"\${${scope.id}}${definition}"` },
          principal_id: { raw: principal.objectId },
          scope: { raw: scope.id },
        },
      };
  }
}
