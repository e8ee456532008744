import type { Failure } from '../../../tenant/assessment/assess.ts';
import { type AssessmentSeverity, compareSeverity } from '../../../tenant/assessment/severity.ts';

/** Those of one severity. @param failures worst first, as an assessment lists them: there may be very many */
export function ofSeverity(failures: readonly Failure[], severity: AssessmentSeverity): readonly Failure[] {
  const start = firstAfter(failures, (each) => compareSeverity(each, severity) < 0);
  const end = firstAfter(failures, (each) => compareSeverity(each, severity) <= 0);
  return start === 0 && end === failures.length ? failures : failures.slice(start, end);
}

/** How many failures of one severity there are. */
export function countOf(failures: readonly Failure[], severity: AssessmentSeverity): number {
  return (
    firstAfter(failures, (each) => compareSeverity(each, severity) <= 0) -
    firstAfter(failures, (each) => compareSeverity(each, severity) < 0)
  );
}

/** The index of the first that does not come before, found by halves. */
function firstAfter(failures: readonly Failure[], isBefore: (severity: AssessmentSeverity) => boolean): number {
  let [low, high] = [0, failures.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const failure = failures[middle];
    if (failure && isBefore(failure.severity)) low = middle + 1;
    else high = middle;
  }
  return low;
}
