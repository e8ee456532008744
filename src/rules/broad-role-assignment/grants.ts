import { findProperties } from '../../model/paths.ts';
import type { InfrastructureModel, ModuleCall, Resource } from '../../model/resource.ts';
import { armView } from '../../model/terraform/index.ts';
import type { Property, Value } from '../../model/value.ts';
import { type AssignmentScope, assignmentScope } from './assignment-scope.ts';

/** A role of Azure that infrastructure code gives to a principal. */
export interface RoleGrant {
  /** The declaration; undefined for what is passed to a module. */
  readonly resource: Resource | undefined;
  /** The file that the grant is evaluated in: that of the resource, or of the module call. */
  readonly model: InfrastructureModel;
  readonly role: Property;
  readonly scope: AssignmentScope;
  readonly hasCondition: boolean;
  /** True where the principal must activate the role before it has it. */
  readonly isEligible: boolean;
}

interface GrantRow {
  readonly types: readonly string[];
  readonly roles: readonly string[];
  readonly condition?: string;
  readonly isEligible?: boolean;
  /** Where the scope is no property of its own. */
  readonly scope?: AssignmentScope;
}

const ARM_ROLE = { roles: ['properties.roleDefinitionId'], condition: 'properties.condition' };

/** Facts: Microsoft.Authorization 2022-04-01, Microsoft.ManagedServices 2022-10-01, azurerm 3.117 to 5.2.0. */
const ROWS: readonly GrantRow[] = [
  { types: ['Microsoft.Authorization/roleAssignments'], ...ARM_ROLE },
  { types: ['Microsoft.Authorization/roleAssignmentScheduleRequests'], ...ARM_ROLE },
  { types: ['Microsoft.Authorization/roleEligibilityScheduleRequests'], ...ARM_ROLE, isEligible: true },
  {
    types: ['Microsoft.ManagedServices/registrationDefinitions'],
    roles: ['properties.authorizations[].roleDefinitionId'],
    scope: { level: 'unknown' },
  },
  {
    types: ['azurerm_role_assignment'],
    roles: ['role_definition_name', 'role_definition_id'],
    condition: 'condition',
  },
  { types: ['azurerm_pim_active_role_assignment'], roles: ['role_definition_id'] },
  { types: ['azurerm_pim_eligible_role_assignment'], roles: ['role_definition_id'], isEligible: true },
  {
    types: ['azurerm_lighthouse_definition'],
    roles: ['authorization.role_definition_id'],
    scope: { level: 'unknown' },
  },
];

export function declaredGrants(model: InfrastructureModel): readonly RoleGrant[] {
  return model.resources
    .filter(({ mode }) => mode === 'resource')
    .flatMap((declared) => {
      const resource = armView(declared) ?? declared;
      const row = ROWS.find(({ types }) => types.some((type) => isOfType(resource, type)));
      return row ? grantsOf(resource, row, model) : [];
    });
}

/** ARM templates assign roles on a resource by a type below it: `Microsoft.Web/sites/providers/roleAssignments`. */
function isOfType(resource: Resource, type: string): boolean {
  if (resource.isType(type)) return true;
  if (resource.language !== 'arm-json') return false;
  const [namespace = '', name] = type.split('/');
  return (
    resource.type.toLowerCase().endsWith(`/providers/${name}`.toLowerCase()) && namespace.endsWith('Authorization')
  );
}

function grantsOf(resource: Resource, row: GrantRow, model: InfrastructureModel): readonly RoleGrant[] {
  const hasCondition = row.condition !== undefined && resource.find(row.condition).some(({ value }) => isSet(value));
  const scope = row.scope ?? scopeOf(resource, model);
  return row.roles.flatMap((path) =>
    resource
      .find(path)
      .map((role) => ({ resource, model, role, scope, hasCondition, isEligible: row.isEligible === true })),
  );
}

/** The body of an azapi resource leaves `parent_id` out, which is the scope of the assignment. */
function scopeOf(resource: Resource, model: InfrastructureModel): AssignmentScope {
  const declared = model.resources.find(({ range }) => range.start === resource.range.start) ?? resource;
  return assignmentScope(declared, model);
}

function isSet(value: Value): boolean {
  return value.kind !== 'null' && value.patterns.some(({ parts }) => parts.length > 0);
}

/** What Azure Verified Modules take for the roles on the resource that they create. */
const VERIFIED_MODULE_ROLES = [
  { path: 'roleAssignments[]', role: 'roleDefinitionIdOrName', condition: 'condition' },
  { path: 'role_assignments{}', role: 'role_definition_id_or_name', condition: 'condition' },
] as const;

export function passedGrants(call: ModuleCall, model: InfrastructureModel): readonly RoleGrant[] {
  const level = /resources\/resource-group|resourcegroup/i.test(call.source) ? 'resourceGroup' : 'resource';
  return VERIFIED_MODULE_ROLES.flatMap(({ path, role, condition }) => {
    const [name = '', ...elements] = path.split(/(?=[[{])/);
    const argument = call.arguments.find((candidate) => candidate.name === name);
    if (!argument) return [];
    return listed(argument.value, elements.join('')).flatMap((assignment) => {
      const hasCondition = findProperties(assignment, condition, true).some(({ value }) => isSet(value));
      return findProperties(assignment, role, true).map((property) => ({
        resource: undefined,
        model,
        role: property,
        scope: { level } as const,
        hasCondition,
        isEligible: false,
      }));
    });
  });
}

function listed(value: Value, elements: string): readonly Value[] {
  return elements === '[]' ? value.items : value.properties.map((property) => property.value);
}
