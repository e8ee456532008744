import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Grant } from './role-assignment.ts';
import type { Role } from './roles.ts';
import { azureType } from './services.ts';

/** What to run where a role assignment could not be written beside the change. */
export function grantFollowUp({ role, principal, target }: Grant): string {
  const words =
    `Give ${describePrincipal(principal.owner, principal.isUserAssigned)} the role ${role.name} (${role.id}) ` +
    `on ${describe(target)} before you deploy: the role assignment could not be written here.`;
  const command =
    `az role assignment create --role ${role.id} --assignee-object-id <object-id> ` +
    `--assignee-principal-type ServicePrincipal --scope ${resourceIdOf(target)}`;
  return `${words}\n\n\`\`\`sh\n${command}\n\`\`\``;
}

function describePrincipal(owner: Resource, isUserAssigned: boolean): string {
  return isUserAssigned ? `the user-assigned identity ${owner.symbol}` : `the identity of ${owner.symbol}`;
}

/** The same for the data of a Cosmos DB account. */
export function cosmosFollowUp({ role, principal, target }: Grant): string {
  const words =
    `Give ${describePrincipal(principal.owner, principal.isUserAssigned)} the role ${role.name} (${role.id}) ` +
    `of ${describe(target)} before you deploy: the role assignment could not be written here.`;
  const command =
    `az cosmosdb sql role assignment create --account-name ${nameOf(target)} --resource-group <resource-group> ` +
    `--role-definition-id ${role.id} --principal-id <object-id> --scope /`;
  return `${words}\n\n\`\`\`sh\n${command}\n\`\`\``;
}

/** Roles for an identity that is not known, or on something that the workspace does not declare. */
export function targetFollowUp(roles: readonly Role[], target: Resource | string): readonly string[] {
  const [where, scope] =
    typeof target === 'string' ? [target, '<resource-id>'] : [describe(target), resourceIdOf(target)];
  return roles.map(({ name, id }) => {
    const command =
      `az role assignment create --role ${id} --assignee-object-id <object-id> ` +
      `--assignee-principal-type ServicePrincipal --scope ${scope}`;
    return `Give the identity the role ${name} (${id}) on ${where} before you deploy.\n\n\`\`\`sh\n${command}\n\`\`\``;
  });
}

/** An identity that could not be written. */
export function identityFollowUp(host: Resource): string {
  const command = IDENTITY_COMMANDS[azureType(host.type)?.toLowerCase() ?? ''];
  const words = `Give ${describe(host)} a managed identity before you deploy: it could not be written here.`;
  if (command === undefined) return words;
  return `${words}\n\n\`\`\`sh\naz ${command} --resource-group <resource-group> --name ${nameOf(host)}\n\`\`\``;
}

const IDENTITY_COMMANDS: Readonly<Record<string, string>> = {
  'microsoft.web/sites': 'webapp identity assign',
  'microsoft.app/containerapps': 'containerapp identity assign --system-assigned',
  'microsoft.logic/workflows': 'logic workflow identity assign --system-assigned',
  'microsoft.containerservice/managedclusters': 'aks update --enable-managed-identity',
};

/** How a sentence speaks of a resource. */
export function describe({ symbol, type, language }: Resource): string {
  return language === 'terraform' ? `${type}.${symbol}` : symbol;
}

/** As far as the file tells; what stands in angle brackets is for a person to fill in. */
function resourceIdOf(resource: Resource): string {
  const type = azureType(resource.type);
  if (type === undefined) return '<resource-id>';
  return `/subscriptions/<subscription-id>/resourceGroups/<resource-group>/providers/${type}/${nameOf(resource)}`;
}

/** The name as far as the file tells. */
export function nameOf(resource: Resource): string {
  const [name] = resource.find('name');
  const [pattern, another] = name?.value.patterns ?? [];
  return (pattern && !another ? exactText(pattern) : undefined) ?? '<name>';
}
