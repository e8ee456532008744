/** Scopes that clients have in the tenant. */
export class Consents {
  /** Undefined: everything that is asked for is granted, with `.default` everything that is in {@link COMMON_SCOPES}. */
  #granted: ReadonlySet<string> | undefined;

  /** Grants these delegated and application permissions of Graph only; undefined for all. */
  set(scopes: readonly string[] | undefined): void {
    this.#granted = scopes && new Set(scopes);
  }

  /** What a token gets for the scopes asked for: names of permissions, without the resource. */
  granted(asked: readonly string[]): readonly string[] {
    const everything = [...(this.#granted ?? COMMON_SCOPES)];
    if (asked.length === 0 || asked.includes('.default')) return everything;
    return [...new Set([...asked, ...(this.#granted ? everything : [])])];
  }

  /** Scopes asked for that nobody has consented to. */
  missing(asked: readonly string[]): readonly string[] {
    if (!this.#granted) return [];
    return asked.filter((scope) => scope !== '.default' && !this.#granted?.has(scope));
  }
}

/** What tokens of the Azure CLI carry for Graph, which nobody can add to. Source: ROADtools, `firstpartyscopes.json`. */
export const AZURE_CLI_SCOPES = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.AccessAsUser.All',
  'Group.ReadWrite.All',
  'User.Read.All',
  'User.ReadWrite.All',
] as const;

/** What an administrator consents to for Keyless. */
export const COMMON_SCOPES = [
  'AppCertTrustConfiguration.ReadWrite.All',
  'AppManagementPolicy.Read.All',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'AuditLog.Read.All',
  'AccessReview.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.Read.All',
  'DirectoryRecommendations.ReadWrite.All',
  'IdentityRiskEvent.Read.All',
  'IdentityRiskyAgent.Read.All',
  'IdentityRiskyServicePrincipal.ReadWrite.All',
  'Policy.Read.All',
  'Policy.ReadWrite.ApplicationConfiguration',
  'Policy.ReadWrite.ConditionalAccess',
  'RoleManagement.ReadWrite.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'LicenseAssignment.Read.All',
  'Organization.Read.All',
  'User.Read',
] as const;
