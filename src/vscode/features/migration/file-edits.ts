import * as vscode from 'vscode';
import { changedLines } from '../../../migrate/changed-lines.ts';
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
