import type { Check } from './check.ts';
import { apiPermission } from './checks/api-permission.ts';
import { azureRole } from './checks/azure-role.ts';
import { broadFederation } from './checks/broad-federation.ts';
import { certificateLifetime } from './checks/certificate-lifetime.ts';
import { clientSecret } from './checks/client-secret.ts';
import { conditionalAccessCoverage } from './checks/conditional-access-coverage.ts';
import { conditionalAccessReach } from './checks/conditional-access-reach.ts';
import { conditionalAccessRisk } from './checks/conditional-access-risk.ts';
import { danglingFederation } from './checks/dangling-federation.ts';
import { deadFederation } from './checks/dead-federation.ts';
import { delegatedPermission } from './checks/delegated-permission.ts';
import { detachedIdentity } from './checks/detached-identity.ts';
import { directoryRole } from './checks/directory-role.ts';
import { disabledWithCredential } from './checks/disabled-with-credential.ts';
import { duplicateFederation } from './checks/duplicate-federation.ts';
import { expiredCredential } from './checks/expired-credential.ts';
import { expiringCredential } from './checks/expiring-credential.ts';
import { federationAudience } from './checks/federation-audience.ts';
import { federationLimit } from './checks/federation-limit.ts';
import { guestOwner } from './checks/guest-owner.ts';
import { instanceLock } from './checks/instance-lock.ts';
import { microsoftPrincipalCredential } from './checks/microsoft-principal-credential.ts';
import { multiTenant } from './checks/multi-tenant.ts';
import { mutableFederation } from './checks/mutable-federation.ts';
import { orphanedIdentity } from './checks/orphaned-identity.ts';
import { orphanedRole } from './checks/orphaned-role.ts';
import { outgrownCredential } from './checks/outgrown-credential.ts';
import { ownerless } from './checks/ownerless.ts';
import { policyCertificateLifetime } from './checks/policy-certificate-lifetime.ts';
import { policyCustomSecret } from './checks/policy-custom-secret.ts';
import { policyExemption } from './checks/policy-exemption.ts';
import { policyGrandfathered } from './checks/policy-grandfathered.ts';
import { policySecretAddition } from './checks/policy-secret-addition.ts';
import { policySecretLifetime } from './checks/policy-secret-lifetime.ts';
import { policySymmetricKey } from './checks/policy-symmetric-key.ts';
import { privilegedManagedIdentity } from './checks/privileged-managed-identity.ts';
import { privilegedOwner } from './checks/privileged-owner.ts';
import { privilegedSecret } from './checks/privileged-secret.ts';
import { retiringIssuer } from './checks/retiring-issuer.ts';
import { riskyIdentity } from './checks/risky-identity.ts';
import { secretBesideStronger } from './checks/secret-beside-stronger.ts';
import { secretLifetime } from './checks/secret-lifetime.ts';
import { servicePrincipalCredential } from './checks/service-principal-credential.ts';
import { severalPlatforms } from './checks/several-platforms.ts';
import { severalSecrets } from './checks/several-secrets.ts';
import { sponsorlessAgent } from './checks/sponsorless-agent.ts';
import { thirdPartyPrivilege } from './checks/third-party-privilege.ts';
import { tooFewOwners } from './checks/too-few-owners.ts';
import { unknownIssuer } from './checks/unknown-issuer.ts';
import { unreviewedRole } from './checks/unreviewed-role.ts';
import { unusedCredential } from './checks/unused-credential.ts';
import { unusedIdentity } from './checks/unused-identity.ts';
import { unusedPrivilege } from './checks/unused-privilege.ts';
import { workloadLogs } from './checks/workload-logs.ts';

/** All checks, by area, the weightier first. */
export const CHECKS: readonly Check[] = [
  clientSecret,
  privilegedSecret,
  secretBesideStronger,
  secretLifetime,
  certificateLifetime,
  expiringCredential,
  expiredCredential,
  unusedCredential,
  severalSecrets,
  servicePrincipalCredential,
  microsoftPrincipalCredential,
  broadFederation,
  mutableFederation,
  deadFederation,
  danglingFederation,
  unknownIssuer,
  federationAudience,
  retiringIssuer,
  duplicateFederation,
  federationLimit,
  severalPlatforms,
  unusedIdentity,
  ownerless,
  tooFewOwners,
  guestOwner,
  disabledWithCredential,
  orphanedIdentity,
  detachedIdentity,
  orphanedRole,
  sponsorlessAgent,
  directoryRole,
  apiPermission,
  delegatedPermission,
  azureRole,
  privilegedManagedIdentity,
  thirdPartyPrivilege,
  privilegedOwner,
  unusedPrivilege,
  multiTenant,
  instanceLock,
  riskyIdentity,
  conditionalAccessCoverage,
  conditionalAccessRisk,
  conditionalAccessReach,
  unreviewedRole,
  policySecretAddition,
  policySecretLifetime,
  policyCustomSecret,
  policySymmetricKey,
  policyCertificateLifetime,
  policyExemption,
  policyGrandfathered,
  outgrownCredential,
  workloadLogs,
];

/** @returns undefined where there is none of this id */
export function checkCalled(id: string): Check | undefined {
  return CHECKS.find((check) => check.id === id);
}
