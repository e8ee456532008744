import * as vscode from 'vscode';
import type { Finding, RelatedLocation, Severity } from '../../../rules/finding.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';
import { rulePage } from '../../infrastructure/rule-links.ts';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

export function toDiagnostic(file: FileFindings, finding: Finding): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toEditorRange(file.source, finding.range),
    finding.message,
    SEVERITIES[finding.severity],
  );
  diagnostic.source = 'keyless';
  diagnostic.code = { value: finding.ruleId, target: rulePage(finding.ruleId) };
  diagnostic.relatedInformation = finding.related.flatMap((related) => toRelated(file, related) ?? []);
  return diagnostic;
}

function toRelated(file: FileFindings, related: RelatedLocation): vscode.DiagnosticRelatedInformation | undefined {
  const uri = vscode.Uri.parse(related.uri);
  const source = related.uri === file.uri.toString() ? file.source : file.otherSources.get(related.uri);
  if (!source) return undefined;
  return new vscode.DiagnosticRelatedInformation(
    new vscode.Location(uri, toEditorRange(source, related.range)),
    related.message,
  );
}
