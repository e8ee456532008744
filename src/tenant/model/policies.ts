/** What the tenant demands of credentials, of sign-ins of workload identities, and what it keeps a record of. */
export interface TenantPolicies {
  readonly defaultAppManagement?: DefaultAppManagementPolicy;
  readonly appManagement: readonly AppManagementPolicy[];
  /** Only policies that name workload identities. */
  readonly conditionalAccess: readonly ConditionalAccessPolicy[];
  readonly diagnosticSettings: readonly DiagnosticSetting[];
  /** Only reviews that ask about service principals. */
  readonly accessReviews: readonly AccessReview[];
}

/** Graph `tenantAppManagementPolicy`. */
export interface DefaultAppManagementPolicy {
  readonly isEnabled: boolean;
  readonly applications: readonly CredentialRestriction[];
  readonly servicePrincipals: readonly CredentialRestriction[];
}

/** Graph `appManagementPolicy`: takes the place of the default for the objects it is assigned to. */
export interface AppManagementPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly isEnabled: boolean;
  readonly restrictions: readonly CredentialRestriction[];
  /** Object ids of applications and service principals. */
  readonly appliesTo: readonly string[];
}

/** Graph `passwordCredentialConfiguration` and `keyCredentialConfiguration`. */
export interface CredentialRestriction {
  readonly credential: 'client-secret' | 'certificate';
  /** `passwordAddition`, `passwordLifetime`, `customPasswordAddition`, `symmetricKeyAddition`, `asymmetricKeyLifetime`. */
  readonly type: string;
  readonly isEnabled: boolean;
  /** ISO 8601 duration: `P180D`. */
  readonly maxLifetime?: string;
  /** ISO 8601; objects created before are not held to it. */
  readonly createdAfter?: string;
}

export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly state: ConditionalAccessState;
  /** Object ids of service principals, or `ServicePrincipalsInMyTenant`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** A rule over custom security attributes. */
  readonly filter?: string;
  readonly riskLevels: readonly string[];
  /** Ids of named locations, `All`, `AllTrusted`. */
  readonly includeLocations: readonly string[];
  readonly excludeLocations: readonly string[];
  /** Whether it blocks; the only control there is for workload identities. */
  readonly blocks: boolean;
}

export const CONDITIONAL_ACCESS_STATES = ['enabled', 'disabled', 'report-only'] as const;

export type ConditionalAccessState = (typeof CONDITIONAL_ACCESS_STATES)[number];

/** An access review of directory roles that service principals hold. Graph `accessReviewScheduleDefinition`. */
export interface AccessReview {
  readonly id: string;
  readonly displayName: string;
  /** As Graph names it: `NotStarted`, `InProgress`, `Completed`. */
  readonly status: string;
  /** Definition ids of the directory roles that are reviewed, or `All`. */
  readonly roles: readonly string[];
  readonly isRecurring: boolean;
  /** When the latest round began, ISO 8601; absent where there was none. */
  readonly lastStarted?: string;
  /** Object ids of those whom the latest round asked about. */
  readonly principals: readonly string[];
}

/** An Entra diagnostic setting (`microsoft.aadiam`). */
export interface DiagnosticSetting {
  readonly name: string;
  /** The enabled categories: `ServicePrincipalSignInLogs`. */
  readonly categories: readonly string[];
  readonly destinations: readonly DiagnosticDestination[];
}

export const DIAGNOSTIC_DESTINATIONS = ['event-hub', 'log-analytics', 'storage'] as const;

export type DiagnosticDestination = (typeof DIAGNOSTIC_DESTINATIONS)[number];
