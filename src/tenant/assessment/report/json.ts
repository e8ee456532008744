import type { Assessment, CheckResult, Failure, MutedFailure } from '../assess.ts';
import { failureFigure } from '../figures/failures.ts';
import type { Figure } from '../figures/figure.ts';
import { failuresBySeverity } from './summary.ts';
import { NO_TREND, type Trend, trendPoint, withCurrent } from './trend.ts';

/** Raised when a reader of the version before would misunderstand the report. */
const REPORT_VERSION = 1;

/** The whole assessment for programs. @param toolVersion of Keyless @param saved the trend over saved snapshots */
export function assessmentJson(assessment: Assessment, toolVersion: string, saved: Trend = NO_TREND): string {
  const { header, now, preset, thresholds, identityCount, strengths, results, scores, figures } = assessment;
  return `${JSON.stringify(
    {
      version: REPORT_VERSION,
      tool: { name: 'keyless', version: toolVersion },
      tenant: { id: header.tenant.id, displayName: header.tenant.displayName ?? null },
      asOf: header.asOf,
      assessedAt: new Date(now).toISOString(),
      preset,
      thresholds,
      identities: identityCount,
      strengths,
      failures: failuresBySeverity(assessment),
      checks: results.map(checkJson),
      scores,
      figures: [...figures, failureFigure(assessment)].map(figureJson),
      trend: withCurrent(saved, trendPoint(assessment)),
    },
    null,
    2,
  )}\n`;
}

function checkJson({ check, counts, gap, failures, muted }: CheckResult) {
  const { id, area, title, severity, references } = check;
  return {
    id,
    area,
    title,
    severity,
    references,
    counts,
    gap: gap === undefined ? null : { outcome: gap.outcome, section: gap.section, needs: gap.needs, message: gap.text },
    failures: failures.map(failureJson),
    muted: muted.map(mutedJson),
  };
}

function mutedJson({ mute, ...failure }: MutedFailure) {
  return { ...failureJson(failure), reason: mute.reason, until: mute.until ?? null };
}

function failureJson({ clientId, displayName, severity, message, keyIds }: Failure) {
  return { clientId: clientId ?? null, displayName, severity, message, keyIds };
}

/** Its numbers by row and series; the objects are those of the checks. */
function figureJson({ id, title, unit, rows, series, cells, gap }: Figure) {
  return {
    id,
    title,
    unit: unit.one,
    rows: rows.map(({ text }, row) => ({
      name: text,
      values: Object.fromEntries(series.map(({ key }, index) => [key, cells[row]?.[index]?.count ?? 0])),
    })),
    gap: gap ?? null,
  };
}
