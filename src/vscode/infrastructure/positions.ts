import * as vscode from 'vscode';
import type { Finding } from '../../rules/finding.ts';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { FileFindings } from './linting/finding-store.ts';

/**
 * A range of a text as the editor counts. The editor hides a byte order mark, which our offsets count: text that
 * comes from the editor has none, text read from a file is decoded without it (see `decode`).
 */
export function toEditorRange(source: SourceText, range: Range): vscode.Range {
  const start = source.positionAt(range.start);
  const end = source.positionAt(range.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** The findings that a cursor or selection touches, edges included. */
export function findingsAt(file: FileFindings, range: vscode.Range): readonly Finding[] {
  return file.findings.filter((finding) => toEditorRange(file.source, finding.range).intersection(range) !== undefined);
}

/** Of the diagnostics that the editor shows, those of a finding: what a code action says it is for. */
export function findDiagnostic(
  diagnostics: readonly vscode.Diagnostic[],
  file: FileFindings,
  finding: Finding,
): vscode.Diagnostic[] {
  const range = toEditorRange(file.source, finding.range);
  return diagnostics.filter(
    ({ source, message, range: shown }) => source === 'keyless' && message === finding.message && shown.isEqual(range),
  );
}
