import { GraphFailure } from '../odata/error.ts';
import { type EmulatedTenant, LICENCES } from '../tenant/tenant.ts';

/** @throws GraphFailure where the tenant lacks the licence that a path needs */
export function checkLicence(path: string, tenant: EmulatedTenant): void {
  const holds = (...plans: readonly (keyof typeof LICENCES)[]) =>
    plans.some((plan) => tenant.servicePlans.has(LICENCES[plan]));
  const isUnlicensed =
    // No page states a licence for the reports; they are made of the sign-in logs, which take one.
    (/^\/(?:auditLogs\/signIns|reports\/)/.test(path) && !holds('p1', 'p2')) ||
    (/^\/roleManagement\/directory\/role(?:Assignment|Eligibility)ScheduleInstances/.test(path) &&
      !holds('p2', 'governance')) ||
    (/^\/identityProtection\//.test(path) && !holds('workloadP2', 'workloadP1')) ||
    (/^\/identityGovernance\//.test(path) && !holds('p2', 'governance'));
  if (isUnlicensed) throw licenceFailure(path);
}

/** The refusal of the service behind a path. */
export function licenceFailure(path: string): GraphFailure {
  if (/^\/(?:auditLogs|reports)\//.test(path)) {
    return new GraphFailure(
      403,
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      "Neither tenant is B2C or tenant doesn't have premium license",
    );
  }
  if (path.startsWith('/roleManagement/')) {
    return new GraphFailure(
      400,
      'AadPremiumLicenseRequired',
      'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
    );
  }
  return new GraphFailure(403, 'Forbidden', 'Your tenant is not licensed for this feature.');
}
