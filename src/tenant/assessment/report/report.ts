import type { Assessment } from '../assess.ts';
import { failureFigure } from '../figures/failures.ts';
import type { Figure } from '../figures/figure.ts';
import { NO_TREND, type Trend, trendPoint, withCurrent } from './trend.ts';

/** Everything that the page shows. */
export interface PostureReport {
  readonly assessment: Assessment;
  /** In the order in which they are shown. */
  readonly figures: readonly Figure[];
  /** With the tenant as it is now. */
  readonly trend: Trend;
}

/** @param saved the trend over saved snapshots, where there are any */
export function postureReport(assessment: Assessment, saved: Trend = NO_TREND): PostureReport {
  return {
    assessment,
    figures: [...assessment.figures, failureFigure(assessment)],
    trend: withCurrent(saved, trendPoint(assessment)),
  };
}
