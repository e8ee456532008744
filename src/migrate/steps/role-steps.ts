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
  const tasks = roleTasks(found.findings);
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
      changes: `Role assignments of ${other.displayName}.`,
      commands: missing.map(({ roleId, scope }) =>
        assignment(other.servicePrincipalId ?? '<object id>', roleId, scope),
      ),
      tasks: [
        `Ask an Owner or User Access Administrator of each scope. Leave out what the callers do not need: ${markdown(identity.displayName)} may do more than they use.`,
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
      changes: 'Role assignments and application permissions of the managed identity.',
      commands: azureRoles.map(({ roleId, scope }) => assignment('<object id of the managed identity>', roleId, scope)),
      tasks: [
        'Write the role assignments as code beside the host where it is declared; the commands say which they are.',
        ...applicationPermissions.map(
          ({ value, appRoleId, resourceName, resourceId }) =>
            `Let an administrator grant ${value ?? appRoleId} of ${markdown(resourceName ?? resourceId)} to the managed identity: there is no consent page for those.`,
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
    tasks,
    claims: [claim('confirmed')],
    undo: 'Delete the role assignments.',
    breaks: ['A new role assignment takes up to ten minutes to work.'],
  });
}

function assignment(objectId: string, roleId: string, scope: string): string {
  return `az role assignment create --assignee-object-id ${shellText(objectId)} --assignee-principal-type ServicePrincipal --role ${shellText(roleId)} --scope ${shellText(scope)}`;
}
