import type { Assessment, CheckResult, Failure, MutedFailure } from '../assess.ts';
import { failuresBySeverity } from './summary.ts';

/** Raised when a reader of the version before would misunderstand the report. */
const REPORT_VERSION = 1;

/** The whole assessment for programs. @param toolVersion of Keyless */
export function assessmentJson(assessment: Assessment, toolVersion: string): string {
  const { header, now, preset, thresholds, identityCount, strengths, results, scores } = assessment;
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
