import type { Severity } from '../../rules/finding.ts';
import type { Rule } from '../../rules/rule.ts';
import type { FileReport, ReportedError, ReportedFinding } from './reported.ts';

/** The result of a run over many files, sorted by path: what a reporter gets. */
export interface RunReport {
  readonly findings: readonly ReportedFinding[];
  readonly errors: readonly ReportedError[];
  /** Files that were looked at. */
  readonly fileCount: number;
  /** Every rule of the run, the engine's own included, sorted by id. */
  readonly rules: readonly Rule[];
  /** `file:` URI of the workspace folder, with a slash at the end. */
  readonly rootUri: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly exitCode: number;
}

/** Findings that count: not suppressed by a comment or the baseline. */
export function openFindings(findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
  return findings.filter((finding) => !finding.suppression);
}

export function countBySeverity(findings: readonly ReportedFinding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}

/** The findings and errors of all files in the order of their paths. */
export function joinReports(files: readonly FileReport[]): Pick<RunReport, 'findings' | 'errors'> {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return { findings: sorted.flatMap((file) => file.findings), errors: sorted.flatMap((file) => file.errors) };
}
