import * as vscode from 'vscode';
import type { FileEdits } from '../../rules/finding.ts';
import type { SourceText } from '../../text/source-text.ts';
import { sortEdits, type TextEdit } from '../../text/text-edit.ts';
import { OperationError } from './errors.ts';
import type { FileFindings } from './linting/finding-store.ts';
import { toEditorRange } from './positions.ts';

/**
 * The edits of a fix as the editor applies them. Where they reach into other files than the one that shows the
 * finding, the editor shows all of them first.
 */
export function toWorkspaceEdit(file: FileFindings, edits: readonly FileEdits[], label: string): vscode.WorkspaceEdit {
  const result = new vscode.WorkspaceEdit();
  const home = file.uri.toString();
  for (const { uri, edits: textEdits } of edits) {
    const source = uri === home ? file.source : file.otherSources.get(uri);
    if (!source) continue;
    for (const { range, newText } of joinTouching(textEdits)) {
      result.replace(vscode.Uri.parse(uri), toEditorRange(source, range), newText, { label, needsConfirmation: false });
    }
  }
  if (edits.some(({ uri }) => uri !== home)) showFirst(result, file.uri, label);
  return result;
}

/**
 * Makes the editor show an edit before it applies it, with every change ticked. It does so where some part needs
 * confirmation, and leaves exactly those parts unticked: a fix whose half is applied by default would be worse than
 * none. So that part is one that does nothing and that the preview does not list: to create a file that exists.
 */
export function showFirst(edit: vscode.WorkspaceEdit, existing: vscode.Uri, label: string): void {
  edit.createFile(existing, { ignoreIfExists: true }, { label, needsConfirmation: true });
}

/** One change of the preview for what a person sees as one. */
function joinTouching(edits: readonly TextEdit[]): readonly TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of sortEdits(edits)) {
    const last = joined.at(-1);
    if (last?.range.end === edit.range.start) {
      joined[joined.length - 1] = {
        range: { start: last.range.start, end: edit.range.end },
        newText: last.newText + edit.newText,
      };
    } else {
      joined.push(edit);
    }
  }
  return joined;
}

/** The edit that turns one text into another: what is between their common beginning and end. */
export function replacementOf(before: SourceText, after: SourceText): { range: vscode.Range; newText: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.text.charCodeAt(start) === after.text.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before.text.charCodeAt(before.length - 1 - end) === after.text.charCodeAt(after.length - 1 - end)
  ) {
    end += 1;
  }
  return {
    range: toEditorRange(before, { start, end: before.length - end }),
    newText: after.text.slice(start, after.length - end),
  };
}

/**
 * Makes sure that files are still what an edit was made for: they may have changed on disk, unseen.
 * @throws OperationError naming the file that is not
 */
export async function assertUnchanged(sources: ReadonlyMap<string, SourceText>): Promise<void> {
  for (const [uri, source] of sources) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    if (sameText(document.getText(), source.text)) continue;
    const path = vscode.workspace.asRelativePath(document.uri);
    throw new OperationError(
      vscode.l10n.t('{0} has changed since it was checked, so nothing was edited. Run the command again.', path),
    );
  }
}

/** The editor shows a file of mixed line endings with one kind only; positions by line are the same. */
function sameText(a: string, b: string): boolean {
  return a === b || a.replaceAll('\r\n', '\n') === b.replaceAll('\r\n', '\n');
}
