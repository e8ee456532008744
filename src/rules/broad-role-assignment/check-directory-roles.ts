import { exactText } from '../../model/patterns.ts';
import type { InfrastructureModel, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import { privilegedDirectoryRole } from '../catalogue/directory-roles.ts';
import { declarationsOf } from '../support/declarations.ts';
import type { BroadRoleContext } from './messages.ts';
import { roleKeys } from './role-keys.ts';

/** Where code gives a directory role. Facts: azuread 3.9.0, Microsoft Graph v1.0. */
const ROLES: Readonly<Record<string, string>> = {
  azuread_directory_role_assignment: 'role_id',
  azuread_directory_role_member: 'role_object_id',
  azuread_directory_role_eligibility_schedule_request: 'role_definition_id',
  'microsoft.graph/rolemanagement/roleassignments': 'roleDefinitionId',
};

const POWER = {
  takeover: 'can make itself Global Administrator',
  privileged:
    'is one that Microsoft marks as privileged: it changes how people and workloads of the tenant sign in or what they may do',
} as const;

export function checkDirectoryRoles(model: InfrastructureModel, context: BroadRoleContext): void {
  const find = declarationsOf(model, context.workspace);
  for (const declared of model.resources) {
    const resource = armView(declared) ?? declared;
    const path = ROLES[resource.type.toLowerCase()];
    if (path === undefined || declared.mode !== 'resource' || isScoped(resource) || isForPeople(resource)) continue;
    const isEligible = declared.type.includes('eligibility');
    for (const { value } of resource.find(path)) {
      const roles = roleKeys(value, find).flatMap((key) => privilegedDirectoryRole(key) ?? []);
      const role = roles.find(({ reach }) => reach === 'takeover') ?? roles[0];
      if (!role) continue;
      const severity = role.reach === 'takeover' ? 'error' : 'warning';
      context.report({
        messageId: 'directoryRole',
        data: { role: role.name, power: POWER[role.reach] },
        range: value.range,
        severity: isEligible ? 'information' : severity,
        confidence: isForWorkload(resource) ? 'high' : 'medium',
      });
    }
  }
}

/** Over one administrative unit or application only. */
function isScoped(resource: Resource): boolean {
  return ['directory_scope_id', 'app_scope_id', 'directoryScopeId', 'appScopeId'].some((path) =>
    resource
      .find(path)
      .some(({ value }) => value.kind !== 'null' && !value.patterns.some((pattern) => exactText(pattern) === '/')),
  );
}

const PRINCIPALS = ['principal_object_id', 'member_object_id', 'principal_id', 'principalId'];

function principalTypes(resource: Resource): readonly string[] {
  return PRINCIPALS.flatMap((path) => resource.find(path)).flatMap(({ value }) =>
    value.sources.flatMap((source) => (source.kind === 'attribute' ? [source.type.toLowerCase()] : [])),
  );
}

/** Roles of people are the business of access reviews, not of a linter for workloads. */
function isForPeople(resource: Resource): boolean {
  const types = principalTypes(resource);
  return types.length > 0 && types.every((type) => type === 'azuread_user' || type === 'azuread_group');
}

function isForWorkload(resource: Resource): boolean {
  return principalTypes(resource).some((type) => /service_principal|identity|_app$/.test(type));
}
