/** The numbers that checks compare with. Days are whole days. */
export interface Thresholds {
  /** Longest lifetime of a client secret that passes. */
  readonly secretLifetimeDays: number;
  /** Longest lifetime of a certificate that passes. */
  readonly certificateLifetimeDays: number;
  /** Days before its end from which a credential counts as expiring. */
  readonly expiringDays: number;
  /** Days without a sign-in after which a credential counts as unused. */
  readonly unusedCredentialDays: number;
  /** Days without a sign-in after which an identity counts as unused. */
  readonly unusedIdentityDays: number;
  /** Live client secrets that an identity may have. */
  readonly secrets: number;
  /** Owners that a registration should have. */
  readonly owners: number;
  /** Federated credentials from which an identity is near the limit of 20. */
  readonly federatedCredentials: number;
  /** Days for which the last round of an access review counts that does not recur. */
  readonly reviewDays: number;
}

export const PRESETS = ['microsoft', 'cis', 'cisa'] as const;

export type Preset = (typeof PRESETS)[number];

/**
 * Entra recommendations: expiring at 30 days, credentials unused for 30, applications for 90. Zero Trust Assessment:
 * certificates of 180 days (21773, 21992), two owners (21867). Two secrets are what a rotation needs for a while. CIS
 * asks for a review of exclusions every year.
 */
const MICROSOFT: Thresholds = {
  secretLifetimeDays: 180,
  certificateLifetimeDays: 180,
  expiringDays: 30,
  unusedCredentialDays: 30,
  unusedIdentityDays: 90,
  secrets: 2,
  owners: 2,
  federatedCredentials: 18,
  reviewDays: 365,
};

/** What the authorities disagree in. */
export const THRESHOLDS: Readonly<Record<Preset, Thresholds>> = {
  microsoft: MICROSOFT,
  /** CIS Microsoft 365 Foundations 7.0.0: 5.1.5.4 secrets and 5.1.5.6 certificates of 180 days. */
  cis: MICROSOFT,
  /** CISA SCuBA: MS.AAD.5.6 secrets of 180 days, MS.AAD.5.7 certificates of 365. */
  cisa: { ...MICROSOFT, certificateLifetimeDays: 365 },
};

export const THRESHOLD_NAMES = Object.keys(MICROSOFT) as readonly (keyof Thresholds)[];

/** A preset with numbers of one's own in place of some. */
export function thresholdsOf(preset: Preset, own: Partial<Thresholds> = {}): Thresholds {
  return { ...THRESHOLDS[preset], ...own };
}
