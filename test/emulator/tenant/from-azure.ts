import type { AzureRole } from '../../../src/tenant/model/access.ts';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import { resourceIdParts } from '../../../src/tenant/model/resource-id.ts';
import type { AzureObject, TenantSource } from './tenant.ts';
import { AZURE_ROLES, azureRoleDefinition } from './well-known.ts';

/** What an inventory tells of Azure, as Resource Graph answers it. */
export function azureOf({ identities, subscriptions, tenant, orphanedRoles }: Inventory): TenantSource['azure'] {
  const orphaned = orphanedRoles?.roles ?? [];
  const byId = (a: AzureObject, b: AzureObject) => (a.id < b.id ? -1 : 1);
  const rows = azureResources(identities, tenant.id).sort(byId);
  const roleNames = new Map<string, string>(AZURE_ROLES.map(([id, name]) => [id, name]));
  for (const { roleId, roleName } of [...identities.flatMap(({ azureRoles }) => azureRoles), ...orphaned]) {
    roleNames.set(roleId, roleName ?? roleId);
  }
  const authorization = [
    ...[...roleNames].map(([id, name]) => azureRoleDefinition(id, name)),
    ...identities.flatMap(({ azureRoles, servicePrincipalId }) =>
      azureRoles.map((role) => roleAssignment(role, servicePrincipalId)),
    ),
    ...orphaned.map((role) => roleAssignment(role, role.principalId)),
  ].sort(byId);
  const containers = subscriptions.map(({ id, displayName }) => ({
    id: `/subscriptions/${id}`,
    name: displayName,
    type: 'microsoft.resources/subscriptions',
    subscriptionId: id,
    tenantId: tenant.id,
  }));
  return { resources: () => rows, authorizationresources: () => authorization, resourcecontainers: () => containers };
}

function roleAssignment({ id, roleId, scope, condition, created }: AzureRole, principalId: string | undefined) {
  return {
    id,
    name: id.split('/').at(-1) ?? '',
    type: 'microsoft.authorization/roleassignments',
    subscriptionId: resourceIdParts(scope).subscriptionId ?? null,
    properties: {
      principalId,
      principalType: 'ServicePrincipal',
      roleDefinitionId: `/providers/Microsoft.Authorization/RoleDefinitions/${roleId}`,
      scope,
      condition: condition ?? null,
      createdOn: created ?? null,
      createdBy: null,
    },
  };
}

/** User-assigned identities, and what runs as any identity. */
function azureResources(identities: readonly Identity[], tenantId: string): AzureObject[] {
  const hosts = new Map<string, { system?: Identity; readonly assigned: Map<string, Identity> }>();
  const rows: AzureObject[] = [];
  for (const identity of identities) {
    const { managedIdentity } = identity;
    if (!managedIdentity || managedIdentity.isOrphaned) continue;
    const isUserAssigned = managedIdentity.assignment === 'user-assigned';
    const { resourceId } = managedIdentity;
    if (isUserAssigned && resourceId !== undefined) {
      const properties = { principalId: identity.servicePrincipalId, clientId: identity.clientId, tenantId };
      rows.push({ ...rowOf(resourceId, tenantId, managedIdentity.location), properties, identity: null });
    }
    for (const host of managedIdentity.hosts) {
      const own = hosts.get(host) ?? { assigned: new Map<string, Identity>() };
      hosts.set(host, own);
      if (isUserAssigned) own.assigned.set(resourceId ?? '', identity);
      else own.system = identity;
    }
  }
  for (const [id, { system, assigned }] of hosts) {
    const types = [...(system ? ['SystemAssigned'] : []), ...(assigned.size > 0 ? ['UserAssigned'] : [])];
    rows.push({
      ...rowOf(id, tenantId, 'westeurope'),
      properties: {},
      identity: {
        type: types.join(', '),
        ...(system ? { principalId: system.servicePrincipalId, tenantId } : {}),
        ...(assigned.size > 0
          ? {
              userAssignedIdentities: Object.fromEntries(
                [...assigned].map(([uami, { servicePrincipalId, clientId }]) => [
                  uami,
                  { principalId: servicePrincipalId, clientId },
                ]),
              ),
            }
          : {}),
      },
    });
  }
  return rows;
}

function rowOf(id: string, tenantId: string, location = 'westeurope') {
  const { name, type = '', subscriptionId, resourceGroup } = resourceIdParts(id);
  return { id, name, type: type.toLowerCase(), subscriptionId, resourceGroup, location, tags: {}, tenantId };
}
