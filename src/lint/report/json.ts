import { VERSION } from '../links.ts';
import type { RunReport } from './report.ts';

/** For programs: everything that is known of each finding. The shape is described in docs/command-line.md. */
export function jsonReport(report: RunReport): string {
  const document = {
    version: 1,
    tool: { name: 'keyless', version: VERSION },
    root: report.rootUri,
    fileCount: report.fileCount,
    findings: report.findings.map(({ suppression, ...finding }) => ({ ...finding, suppression: suppression ?? null })),
    internalErrors: report.errors.map(({ ruleId, ...error }) => ({ ruleId: ruleId ?? null, ...error })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
