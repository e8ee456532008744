/** How bad a failed check is, worst first; the words of ID Protection and of most benchmarks. */
export const ASSESSMENT_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

export type AssessmentSeverity = (typeof ASSESSMENT_SEVERITIES)[number];

/** For sorting: the worse one first. */
export function compareSeverity(a: AssessmentSeverity, b: AssessmentSeverity): number {
  return ASSESSMENT_SEVERITIES.indexOf(a) - ASSESSMENT_SEVERITIES.indexOf(b);
}

/** Whether a severity weighs at least as much as another. */
export function isAtLeast(severity: AssessmentSeverity, threshold: AssessmentSeverity): boolean {
  return compareSeverity(severity, threshold) <= 0;
}

/** The next milder one; `low` stays. */
export function milder(severity: AssessmentSeverity): AssessmentSeverity {
  return ASSESSMENT_SEVERITIES[ASSESSMENT_SEVERITIES.indexOf(severity) + 1] ?? 'low';
}
