import type { Identity } from '../model/identity.ts';
import type { TenantPolicies } from '../model/policies.ts';

/**
 * The app management policies that hold for an identity, by name: those assigned to it, else the tenant's default.
 * They restrict client secrets and certificates; none restricts federated credentials today (Graph beta,
 * `appManagementConfiguration`).
 */
export function appliedPolicies(
  { applicationId, servicePrincipalId }: Identity,
  policies: TenantPolicies,
): readonly string[] {
  const ids = [applicationId, servicePrincipalId];
  const assigned = policies.appManagement.filter(
    ({ isEnabled, appliesTo }) => isEnabled && appliesTo.some((id) => ids.includes(id)),
  );
  if (assigned.length > 0) return assigned.map(({ displayName }) => displayName);
  return applicationId !== undefined && policies.defaultAppManagement?.isEnabled ? ['tenant default'] : [];
}
