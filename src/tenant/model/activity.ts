/** Last sign-ins of an identity by the part it played, ISO 8601. Absent: none on record (see the section `sign-ins`). */
export interface SignInActivity {
  /** As itself, with a credential of its own. */
  readonly application?: string;
  /** As the API that another application called. */
  readonly applicationResource?: string;
  /** For a signed-in user. */
  readonly delegated?: string;
  /** As the API that was called for a user. */
  readonly delegatedResource?: string;
}

/** The last sign-in of any kind. */
export function lastSignIn(activity: SignInActivity | undefined): string | undefined {
  const times = [
    activity?.application,
    activity?.applicationResource,
    activity?.delegated,
    activity?.delegatedResource,
  ].filter((time) => time !== undefined);
  return times.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
}

/** What Microsoft Entra ID Protection says of an identity. */
export interface Risk {
  readonly level: RiskLevel;
  readonly state: RiskState;
  /** ISO 8601. */
  readonly updated?: string;
  readonly detections: readonly RiskDetection[];
}

/** `hidden`: there is a risk, but the tenant has no licence to see it. */
export const RISK_LEVELS = ['none', 'low', 'medium', 'high', 'hidden', 'unknown'] as const;

export type RiskLevel = (typeof RISK_LEVELS)[number];

export const RISK_STATES = [
  'none',
  'at-risk',
  'confirmed-compromised',
  'confirmed-safe',
  'dismissed',
  'remediated',
  'unknown',
] as const;

export type RiskState = (typeof RISK_STATES)[number];

export interface RiskDetection {
  readonly id: string;
  /** As Graph names it: `leakedCredentials`, `suspiciousSignins`. */
  readonly type: string;
  /** ISO 8601. */
  readonly detected?: string;
  /** The credentials it is about. */
  readonly keyIds: readonly string[];
}

/** Whether somebody should look at it now. */
export function isRisky(risk: Risk | undefined): boolean {
  return risk !== undefined && (risk.state === 'at-risk' || risk.state === 'confirmed-compromised');
}
