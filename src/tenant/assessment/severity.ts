/** How bad a failed check is, worst first; the words of ID Protection and of most benchmarks. */
export const ASSESSMENT_SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

export type AssessmentSeverity = (typeof ASSESSMENT_SEVERITIES)[number];

const RANKS: Readonly<Record<AssessmentSeverity, number>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** For sorting: the worse one first. */
export function compareSeverity(a: AssessmentSeverity, b: AssessmentSeverity): number {
  return RANKS[a] - RANKS[b];
}

/** Whether a severity weighs at least as much as another. */
export function isAtLeast(severity: AssessmentSeverity, threshold: AssessmentSeverity): boolean {
  return compareSeverity(severity, threshold) <= 0;
}

/** The next milder one; `low` stays. */
export function milder(severity: AssessmentSeverity): AssessmentSeverity {
  return ASSESSMENT_SEVERITIES[RANKS[severity] + 1] ?? 'low';
}
