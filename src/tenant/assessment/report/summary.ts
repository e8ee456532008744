import type { Assessment, CheckResult } from '../assess.ts';
import { ASSESSMENT_SEVERITIES, type AssessmentSeverity } from '../severity.ts';

/** Failures by severity. */
export function failuresBySeverity({
  results,
}: Pick<Assessment, 'results'>): Readonly<Record<AssessmentSeverity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const { failures } of results) for (const { severity } of failures) counts[severity] += 1;
  return counts;
}

/** `2 critical, 5 high`; `nothing fails` where that is so. */
export function summaryText(assessment: Pick<Assessment, 'results'>): string {
  const counts = failuresBySeverity(assessment);
  const parts = ASSESSMENT_SEVERITIES.filter((each) => counts[each] > 0).map((each) => `${counts[each]} ${each}`);
  return parts.length === 0 ? 'nothing fails' : parts.join(', ');
}

/** What keeps checks from being decided, each sentence once, with the checks that it is about. */
export function gapsIn(results: readonly CheckResult[]): ReadonlyMap<string, readonly string[]> {
  const gaps = new Map<string, string[]>();
  for (const { gap, check } of results) {
    if (!gap) continue;
    const ids = gaps.get(gap.text) ?? [];
    ids.push(check.id);
    gaps.set(gap.text, ids);
  }
  return gaps;
}

/** Objects that a check could decide on. */
export function decidedCount({ counts }: CheckResult): number {
  return counts.fail + counts.pass;
}
