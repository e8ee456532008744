import { exactText } from '../../../model/patterns.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Grant } from './role-assignment.ts';
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

/** How a sentence speaks of a resource. */
export function describe({ symbol, type, language }: Resource): string {
  return language === 'terraform' ? `${type}.${symbol}` : symbol;
}

/** As far as the file tells; what stands in angle brackets is for a person to fill in. */
export function resourceIdOf(resource: Resource): string {
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
