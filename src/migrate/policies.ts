import type { Identity } from '../tenant/model/identity.ts';
import type { AppManagementPolicy, CredentialRestriction, TenantPolicies } from '../tenant/model/policies.ts';

/**
 * Whether a policy keeps new client secrets off an application. One that is assigned decides what it names; for the rest
 * the tenant's default holds. Source: Microsoft Graph, "Application authentication methods API overview".
 */
export function forbidsSecrets(identity: Identity, policies: TenantPolicies, now: Date): boolean {
  const own = assigned(identity, policies)?.restrictions.find(isAddition);
  if (own) return isActive(own, identity, now);
  const { defaultAppManagement } = policies;
  const general = defaultAppManagement?.isEnabled ? defaultAppManagement.applications.find(isAddition) : undefined;
  return general !== undefined && isActive(general, identity, now);
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

function isActive({ isEnabled, createdAfter }: CredentialRestriction, { created }: Identity, now: Date): boolean {
  const made = created === undefined ? now.getTime() : Date.parse(created);
  return isEnabled && (createdAfter === undefined || made >= Date.parse(createdAfter));
}
