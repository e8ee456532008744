import * as vscode from 'vscode';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';

/**
 * A range of a text as the editor counts. The editor hides a byte order mark, which our offsets count: text that
 * comes from the editor has none, text read from a file is decoded without it (see `decode`).
 */
export function toEditorRange(source: SourceText, range: Range): vscode.Range {
  const start = source.positionAt(range.start);
  const end = source.positionAt(range.end);
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
