import type { Identity } from '../../../src/tenant/model/identity.ts';
import { Collection } from './collection.ts';
import { idOf } from './ids.ts';

/** Roles, permissions and grants of an inventory as Graph answers them. */
export function accessOf(identities: readonly Identity[]) {
  const holders = identities.flatMap((identity) =>
    identity.servicePrincipalId === undefined ? [] : [{ identity, principalId: identity.servicePrincipalId }],
  );
  const directoryRoles = (wanted: string) =>
    holders.flatMap(({ identity, principalId }, holder) =>
      identity.directoryRoles.flatMap(({ roleId, scope, assignment }, index) =>
        assignment === wanted
          ? [
              {
                id: idOf('directory-role-assignment', holder * 100 + index),
                principalId,
                roleDefinitionId: roleId,
                directoryScopeId: scope,
                appScopeId: null,
              },
            ]
          : [],
      ),
    );
  return {
    appRoleAssignments: Collection.of(
      holders.flatMap(({ identity, principalId }, holder) =>
        identity.applicationPermissions.map(({ resourceId, resourceName, appRoleId, granted }, index) => ({
          id: idOf('app-role-assignment', holder * 100 + index),
          deletedDateTime: null,
          appRoleId,
          createdDateTime: granted ?? null,
          principalDisplayName: identity.displayName,
          principalId,
          principalType: 'ServicePrincipal',
          resourceDisplayName: resourceName ?? null,
          resourceId,
        })),
      ),
    ),
    oauth2PermissionGrants: Collection.of(
      holders.flatMap(({ identity, principalId }, holder) =>
        identity.delegatedGrants.map(({ resourceId, userId, scopes }, index) => ({
          id: idOf('grant', holder * 100 + index),
          clientId: principalId,
          consentType: userId === undefined ? 'AllPrincipals' : 'Principal',
          principalId: userId ?? null,
          resourceId,
          scope: scopes.join(' '),
        })),
      ),
    ),
    directoryRoleAssignments: Collection.of(directoryRoles('active')),
    directoryRoleEligibilities: Collection.of(directoryRoles('eligible')),
  };
}
