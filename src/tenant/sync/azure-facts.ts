import type { Subscription } from '../model/inventory.ts';
import type { DiagnosticDestination, DiagnosticSetting } from '../model/policies.ts';
import type { Fact } from '../store/facts.ts';
import { idOf, listOf, type Raw, textOf, timeOf } from './raw.ts';

/**
 * Queries of Azure Resource Graph (tables `resources`, `authorizationresources`, `resourcecontainers`). Rows are sorted
 * and carry `id`, which paging needs.
 */
export const QUERIES = {
  subscriptions:
    "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id, subscriptionId, name | order by id asc",
  'managed-identities':
    "resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | project id, name, location, principalId = tostring(properties.principalId), clientId = tostring(properties.clientId) | order by id asc",
  hosts:
    "resources | where isnotempty(identity) and tostring(identity.type) !~ 'None' | project id, name, type, location, principalId = tostring(identity.principalId), userAssigned = identity.userAssignedIdentities | order by id asc",
  'azure-roles':
    "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | where tostring(properties.principalType) in~ ('ServicePrincipal', 'AgentServicePrincipal') | project id, principalId = tostring(properties.principalId), roleDefinitionId = tostring(properties.roleDefinitionId), scope = tostring(properties.scope), condition = tostring(properties.condition), createdOn = tostring(properties.createdOn) | order by id asc",
  'role-definitions':
    "authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' | project id, name, roleName = tostring(properties.roleName) | order by id asc",
} as const;

export function subscriptionOf(row: Raw): Subscription | undefined {
  const id = idOf(row['subscriptionId']);
  return id === undefined ? undefined : { id, displayName: textOf(row['name']) ?? id };
}

export function managedIdentityFact(row: Raw): Fact<'managed-identities'> | undefined {
  const resourceId = textOf(row['id']);
  const owner = idOf(row['principalId']);
  if (resourceId === undefined || owner === undefined) return undefined;
  const location = textOf(row['location']);
  return { id: resourceId.toLowerCase(), owner, value: { resourceId, ...(location !== undefined && { location }) } };
}

/** A resource runs as its own identity and as those assigned to it, so one row is several facts. */
export function hostFacts(row: Raw): Fact<'hosts'>[] {
  const resourceId = textOf(row['id']);
  if (resourceId === undefined) return [];
  const location = textOf(row['location']);
  const assigned = Object.values((row['userAssigned'] as Raw | null | undefined) ?? {}) as (Raw | null)[];
  const principals = [idOf(row['principalId']), ...assigned.map((each) => idOf(each?.['principalId']))];
  return [...new Set(principals.filter((id) => id !== undefined))].map((owner) => ({
    id: `${resourceId.toLowerCase()} ${owner}`,
    owner,
    value: { resourceId, ...(location !== undefined && { location }) },
  }));
}

export function azureRoleFact(row: Raw, roleNames: ReadonlyMap<string, string>): Fact<'azure-roles'> | undefined {
  const id = textOf(row['id']);
  const owner = idOf(row['principalId']);
  const roleId = idOf(textOf(row['roleDefinitionId'])?.split('/').at(-1));
  const scope = textOf(row['scope']);
  if (id === undefined || owner === undefined || roleId === undefined || scope === undefined) return undefined;
  const roleName = roleNames.get(roleId);
  const condition = textOf(row['condition']);
  const created = timeOf(row['createdOn']);
  return {
    id: id.toLowerCase(),
    owner,
    value: {
      id,
      roleId,
      scope,
      ...(roleName !== undefined && { roleName }),
      ...(condition !== undefined && { condition }),
      ...(created !== undefined && { created }),
    },
  };
}

/** The answer of `microsoft.aadiam/diagnosticSettings`. */
export function diagnosticSettingsOf(body: unknown): DiagnosticSetting[] {
  return (listOf((body as Raw | undefined)?.['value']) as Raw[]).map((item) => {
    const properties = (item['properties'] as Raw | undefined) ?? {};
    const destinations: DiagnosticDestination[] = [];
    if (textOf(properties['eventHubAuthorizationRuleId'])) destinations.push('event-hub');
    if (textOf(properties['workspaceId'])) destinations.push('log-analytics');
    if (textOf(properties['storageAccountId'])) destinations.push('storage');
    const logs = listOf(properties['logs']) as Raw[];
    const enabled = logs
      .filter((log) => log['enabled'] === true)
      .map((log) => textOf(log['category']) ?? textOf(log['categoryGroup']));
    return {
      name: textOf(item['name']) ?? '',
      categories: enabled.filter((category) => category !== undefined).sort(),
      destinations,
    };
  });
}
