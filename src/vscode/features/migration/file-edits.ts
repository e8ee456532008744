import { structuredPatch } from 'diff';
import * as vscode from 'vscode';
import type { ChangedFile } from '../../../migrate/edits.ts';
import { SourceText } from '../../../text/source-text.ts';
import { showFirst } from '../../infrastructure/edits.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';

/** Changes of files that the editor shows before it makes them: a part for each place, in whole lines. */
export function workspaceEdit(files: readonly ChangedFile[], label: string): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, before, after } of files) {
    const source = new SourceText(before);
    for (const { range, newText } of changedLines(before, after)) {
      edit.replace(vscode.Uri.parse(uri), toEditorRange(source, range), newText, { label, needsConfirmation: false });
    }
  }
  const [first] = files;
  if (first) showFirst(edit, vscode.Uri.parse(first.uri), label);
  return edit;
}

function changedLines(before: string, after: string) {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  return hunks.map(({ oldStart, oldLines, newStart, newLines }) => {
    // A side without lines names the line before it.
    const first = oldLines === 0 ? oldStart : oldStart - 1;
    const firstNow = newLines === 0 ? newStart : newStart - 1;
    const start = old.slice(0, first).join('').length;
    const end = start + old.slice(first, first + oldLines).join('').length;
    return { range: { start, end }, newText: now.slice(firstNow, firstNow + newLines).join('') };
  });
}

/** With what ends them. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/u);
}
