import type { ApplicationPermission, AzureRole } from '../../tenant/model/access.ts';
import type { Identity } from '../../tenant/model/identity.ts';
import { markdown } from '../document/markdown.ts';
import type { Found } from '../evidence/evidence.ts';
import type { Step, Way } from '../plan.ts';
import { coversScope } from '../scopes.ts';
import { claim, shellText, step } from './step.ts';
import { roleTasks } from './switch-steps.ts';

/**
 * What the identities that callers will sign in as may not do yet. Roles are written as code where the project has
 * code for them; the commands say exactly which.
 * @param others identities that take the place of this one for some callers
 */
export function roleSteps(identity: Identity, found: Found, others: readonly Identity[], way: Way): readonly Step[] {
  // The fix of a place does not know whose identity it is; a plan does.
  const who = others.length === 0 ? markdown(identity.displayName) : 'the identity that signs in there from then on';
  const tasks = roleTasks(found.findings).map((task) => task.replace(/\bthat identity\b/u, who));
  return [
    ...others.flatMap((other) => rolesOfOther(identity, other)),
    ...(way === 'managed-identity' ? rolesOfHosts(identity, found) : []),
    ...(tasks.length === 0 ? [] : [rolesOfFixes(tasks)]),
  ];
}

function rolesOfOther(identity: Identity, other: Identity): readonly Step[] {
  const missing = identity.azureRoles.filter(
    ({ roleId, scope }) => !other.azureRoles.some((role) => role.roleId === roleId && coversScope(role.scope, scope)),
  );
  if (missing.length === 0) return [];
  return [
    step('roles', {
      id: other.clientId,
      title: `Give ${other.displayName} the roles that the callers need`,
      by: 'other',
      changes: `Role assignments of ${other.displayName}: ${missing.map(roleText).join('; ')}.`,
      commands: missing.map(({ roleId, scope }) =>
        assignment(other.servicePrincipalId ?? '<object id>', roleId, scope),
      ),
      tasks: [
        `It takes an Owner or User Access Administrator of each scope. Leave out what the callers do not need: ${markdown(identity.displayName)} may do more than they use.`,
        AS_CODE,
      ],
      claims: missing.map(({ roleId, roleName, scope }) =>
        claim('role', { clientId: other.clientId, role: roleId, scope, ...(roleName ? { name: roleName } : {}) }),
      ),
      undo: 'Delete the role assignments.',
      breaks: ['A new role assignment takes up to ten minutes to work.'],
    }),
  ];
}

function rolesOfHosts(
  { azureRoles, applicationPermissions, displayName }: Identity,
  { callers }: Found,
): readonly Step[] {
  const hosts = callers.filter(({ caller }) => caller.kind === 'host').map(({ caller }) => caller.name);
  if (azureRoles.length === 0 && applicationPermissions.length === 0) return [];
  const who = hosts.length > 0 ? hosts.join(', ') : 'the host';
  return [
    step('roles', {
      id: 'host',
      title: `Give the managed identity of ${who} what ${displayName} may do`,
      by: 'other',
      changes: `${azureRoles.length === 0 ? 'Application permissions' : applicationPermissions.length === 0 ? 'Role assignments' : 'Role assignments and application permissions'} of the managed identity${azureRoles.length === 0 ? '' : `: ${azureRoles.map(roleText).join('; ')}`}.`,
      commands: [
        ...azureRoles.map(({ roleId, scope }) => assignment(MANAGED_IDENTITY, roleId, scope)),
        ...applicationPermissions.map(grant),
      ],
      tasks: [
        'Write the role assignments as code beside the host where it is declared; the commands say which they are.',
        ...applicationPermissions.map(
          ({ value, appRoleId, resourceName, resourceId }) =>
            `Grant ${value ?? appRoleId} of ${markdown(resourceName ?? resourceId)} to the managed identity by the command: there is no consent page for those. It takes a Privileged Role Administrator, or for other APIs than Microsoft Graph an Application Administrator.`,
        ),
      ],
      claims: [claim('confirmed')],
      undo: 'Delete the role assignments.',
      breaks: [
        'A new role assignment takes up to ten minutes to work, and tokens of a managed identity are kept for 24 hours.',
      ],
    }),
  ];
}

function rolesOfFixes(tasks: readonly string[]): Step {
  return step('roles', {
    id: 'callers',
    title: 'Give the roles that the changed callers need',
    by: 'other',
    changes: 'Role assignments in Azure.',
    tasks: [...tasks, AS_CODE],
    claims: [claim('confirmed')],
    undo: 'Delete the role assignments.',
    breaks: ['A new role assignment takes up to ten minutes to work.'],
  });
}

const MANAGED_IDENTITY = '<object id of the managed identity>';
const AS_CODE =
  'Write the assignment as code where the project declares role assignments, so that it is reviewed and stays.';

function roleText({ roleName, roleId, scope }: AzureRole): string {
  return `${roleName ?? roleId} on ${scope}`;
}

/** Source: Microsoft Graph, "Grant an appRoleAssignment to a service principal". */
function grant({ appRoleId, resourceId }: ApplicationPermission): string {
  const body = JSON.stringify({ principalId: MANAGED_IDENTITY, resourceId, appRoleId });
  const url = `https://graph.microsoft.com/v1.0/servicePrincipals/${MANAGED_IDENTITY}/appRoleAssignments`;
  return `az rest --method POST --url ${shellText(url)} --body ${shellText(body)}`;
}

function assignment(objectId: string, roleId: string, scope: string): string {
  return `az role assignment create --assignee-object-id ${shellText(objectId)} --assignee-principal-type ServicePrincipal --role ${shellText(roleId)} --scope ${shellText(scope)}`;
}
