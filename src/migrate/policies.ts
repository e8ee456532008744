import type { Identity } from '../tenant/model/identity.ts';
import type { AppManagementPolicy, CredentialRestriction, TenantPolicies } from '../tenant/model/policies.ts';

/**
 * Whether a policy keeps new client secrets off an application. One that is assigned decides what it names; for the rest
 * the tenant's default holds. Source: Microsoft Graph, "Application authentication methods API overview".
 */
export function forbidsSecrets(identity: Identity, policies: TenantPolicies): boolean {
  const own = assigned(identity, policies)?.restrictions.find(isAddition);
  if (own) return isActive(own, identity);
  const { defaultAppManagement } = policies;
  const general = defaultAppManagement?.isEnabled ? defaultAppManagement.applications.find(isAddition) : undefined;
  return general !== undefined && isActive(general, identity);
}

/** The name of a policy that holds for an application and says nothing of new secrets. */
export function hasOtherPolicy(identity: Identity, policies: TenantPolicies): string | undefined {
  return assigned(identity, policies)?.displayName;
}

function assigned({ applicationId }: Identity, { appManagement }: TenantPolicies): AppManagementPolicy | undefined {
  return appManagement.find(
    ({ isEnabled, appliesTo }) =>
      isEnabled && appliesTo.some((id) => id.toLowerCase() === applicationId?.toLowerCase()),
  );
}

function isAddition({ credential, type }: CredentialRestriction): boolean {
  return credential === 'client-secret' && type === 'passwordAddition';
}

/** What has no date counts as made then (Microsoft Graph, `restrictForAppsCreatedAfterDateTime`). */
const UNDATED = '2019-01-01T00:00:00Z';

function isActive({ isEnabled, createdAfter }: CredentialRestriction, { created = UNDATED }: Identity): boolean {
  const made = Date.parse(created);
  return isEnabled && (createdAfter === undefined || made >= Date.parse(createdAfter));
}
