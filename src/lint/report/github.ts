import type { Severity } from '../../rules/finding.ts';
import { rulePageUrl } from '../links.ts';
import { openFindings, type RunReport } from './report.ts';
import type { ReportedFinding } from './reported.ts';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** Workflow commands that GitHub Actions shows as annotations of the changed lines. */
export function githubReport(report: RunReport): string {
  return openFindings(report.findings)
    .map((finding) => `${annotation(finding)}\n`)
    .join('');
}

function annotation(finding: ReportedFinding): string {
  const { startLine, startColumn, endLine, endColumn } = finding.region;
  const columns =
    // GitHub rejects columns of a range of several lines, and its end column is inclusive.
    startLine === endLine ? { col: startColumn, endColumn: Math.max(startColumn, endColumn - 1) } : {};
  const properties = { file: finding.path, line: startLine, endLine, ...columns, title: `keyless: ${finding.ruleId}` };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  const message = `${finding.message}\n${rulePageUrl(finding.ruleId)}`;
  return `::${COMMANDS[finding.severity]} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
