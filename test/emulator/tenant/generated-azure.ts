import { isManagedIdentity, servicePrincipal, subscriptionOf, subscriptions } from './generated-objects.ts';
import { idOf, mix } from './ids.ts';
import type { Plan } from './plan.ts';
import type { AzureObject, TenantSource } from './tenant.ts';
import { AZURE_ROLES, azureRoleDefinition } from './well-known.ts';

const managed = new WeakMap<Plan, readonly number[]>();

/** Numbers of the service principals that are managed identities. */
export function managedIdentities(plan: Plan): readonly number[] {
  const known = managed.get(plan);
  if (known) return known;
  const numbers: number[] = [];
  for (let number = plan.applications; number < plan.servicePrincipals; number += 1) {
    if (isManagedIdentity(plan, number)) numbers.push(number);
  }
  managed.set(plan, numbers);
  return numbers;
}

/** What a generated tenant has in Azure. */
export function azure(plan: Plan): TenantSource['azure'] {
  return {
    *resources() {
      for (const number of managedIdentities(plan)) yield azureResource(plan, number);
    },
    *authorizationresources() {
      for (const role of AZURE_ROLES) yield azureRoleDefinition(role[0], role[1]);
      for (let number = 0; number < plan.servicePrincipals; number += 3) yield roleAssignment(plan, number);
    },
    *resourcecontainers() {
      for (const { id, name } of subscriptions()) {
        yield {
          id: `/subscriptions/${id}`,
          name,
          type: 'microsoft.resources/subscriptions',
          subscriptionId: id,
          tenantId: plan.tenantId,
        };
      }
    },
  };
}

function azureResource(plan: Plan, number: number): AzureObject {
  const principal = servicePrincipal(plan, number);
  const [, id = ''] = principal['alternativeNames'] as readonly string[];
  const [, , subscriptionId, , resourceGroup, , namespace, type, name = ''] = id.split('/');
  const isUserAssigned = type === 'userAssignedIdentities';
  const common = {
    id,
    name,
    type: `${namespace}/${type}`.toLowerCase(),
    subscriptionId,
    resourceGroup,
    location: 'westeurope',
    tags: {},
    tenantId: plan.tenantId,
  };
  return isUserAssigned
    ? {
        ...common,
        properties: { principalId: principal.id, clientId: principal['appId'], tenantId: plan.tenantId },
        identity: null,
      }
    : {
        ...common,
        properties: {},
        identity: { type: 'SystemAssigned', principalId: principal.id, tenantId: plan.tenantId },
      };
}

function roleAssignment(plan: Plan, number: number): AzureObject {
  const name = idOf('azure-role-assignment', number);
  const subscription = `/subscriptions/${subscriptionOf(plan, number)}`;
  const level = mix(number) % 20;
  const scope =
    level === 0 ? '/' : level < 5 ? subscription : `${subscription}/resourceGroups/rg-${mix(number + 1) % 200}`;
  const [roleId] = AZURE_ROLES[mix(number + 2) % AZURE_ROLES.length] ?? AZURE_ROLES[0];
  return {
    id: `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/RoleAssignments/${name}`,
    name,
    type: 'microsoft.authorization/roleassignments',
    tenantId: plan.tenantId,
    ...(scope === '/' ? {} : { subscriptionId: subscription.split('/')[2] }),
    properties: {
      principalId: idOf('service-principal', number),
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/providers/Microsoft.Authorization/RoleDefinitions/${roleId}`,
      scope,
      condition: null,
      createdOn: '2025-03-01T10:00:00.0000000Z',
      createdBy: idOf('user', number % 500),
    },
  };
}
