import type { CloudEndpoints } from '../../../tenant/clouds.ts';
import type { Identity } from '../../../tenant/model/identity.ts';

/** The page of an application or a service principal in the Entra admin center. */
export function entraUrl(identity: Identity, { entraAdminCenter }: CloudEndpoints): string | undefined {
  const { applicationId, servicePrincipalId, clientId } = identity;
  if (applicationId !== undefined) {
    return `${entraAdminCenter}/#view/Microsoft_AAD_RegisteredApps/ApplicationMenuBlade/~/Overview/appId/${clientId}`;
  }
  if (servicePrincipalId === undefined) return undefined;
  return `${entraAdminCenter}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Overview/objectId/${servicePrincipalId}/appId/${clientId}`;
}

/** The page of a managed identity's resource in the Azure portal. */
export function portalUrl(
  identity: Identity,
  { azurePortal }: CloudEndpoints,
  tenantId: string | undefined,
): string | undefined {
  const resourceId = identity.managedIdentity?.resourceId;
  return resourceId === undefined ? undefined : `${azurePortal}/#@${tenantId ?? ''}/resource${resourceId}`;
}

/** The command of the Azure CLI that shows the same. */
export function azCommand(identity: Identity): string {
  const { kind, applicationId, clientId, managedIdentity } = identity;
  if (kind === 'managed-identity' && managedIdentity?.assignment === 'user-assigned' && managedIdentity.resourceId) {
    return `az identity show --ids ${managedIdentity.resourceId}`;
  }
  return applicationId === undefined ? `az ad sp show --id ${clientId}` : `az ad app show --id ${clientId}`;
}
