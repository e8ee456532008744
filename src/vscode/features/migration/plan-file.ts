import * as vscode from 'vscode';
import { parsePlan } from '../../../migrate/document/parse.ts';
import { rewrittenPlan, updateEdits } from '../../../migrate/document/update.ts';
import type { Plan } from '../../../migrate/plan.ts';
import { SourceText } from '../../../text/source-text.ts';
import { replacementOf } from '../../infrastructure/edits.ts';
import { OperationError } from '../../infrastructure/errors.ts';

/** A plan with the document that holds it. */
export interface OpenPlan {
  readonly document: vscode.TextDocument;
  readonly folder: vscode.Uri;
  readonly plan: Plan;
}

/** @throws OperationError where it is no plan, or lies in no folder of the workspace */
export async function openPlan(uri: vscode.Uri): Promise<OpenPlan> {
  const document = await vscode.workspace.openTextDocument(uri);
  const name = vscode.workspace.asRelativePath(uri);
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
  if (!folder) throw new OperationError(vscode.l10n.t('{0} is in no folder that is open.', name));
  const read = readPlan(document);
  if (typeof read === 'string') {
    throw new OperationError(vscode.l10n.t('{0} cannot be read as a plan. {1}', name, read));
  }
  return { document, folder, plan: read };
}

/** The plan in a document, or in a sentence why it is none. */
export function readPlan(document: vscode.TextDocument): Plan | string {
  try {
    return parsePlan(document.getText());
  } catch (error) {
    if (error instanceof Error && error.name === 'PlanError') return error.message;
    throw error;
  }
}

/**
 * Writes where the steps stand into the document, as it is by now, and saves it. People may write in it meanwhile.
 * @throws OperationError where that fails: then the file does not say what is about to be done
 */
export async function saveStates(document: vscode.TextDocument, plan: Plan): Promise<void> {
  const text = document.getText();
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of editsOrFailure(document, plan)) {
    const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
    edit.replace(document.uri, place, newText);
  }
  const isApplied = edit.size === 0 || (await vscode.workspace.applyEdit(edit));
  const isChanged = document.isDirty || document.getText() !== text;
  if (isApplied && (!isChanged || (await document.save()))) return;
  throw notSaved(document.uri);
}

function editsOrFailure(document: vscode.TextDocument, plan: Plan) {
  try {
    return updateEdits(document.getText(), plan);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'PlanError')) throw error;
    const name = vscode.workspace.asRelativePath(document.uri);
    throw new OperationError(vscode.l10n.t('{0} cannot be read as a plan. {1}', name, error.message), { cause: error });
  }
}

/** Puts a plan that was made anew in the place of the one that is there; the editor can undo it. */
export async function rewrite(document: vscode.TextDocument, plan: Plan): Promise<void> {
  const before = document.getText();
  const after = rewrittenPlan(before, plan);
  if (after === before) return;
  const edit = new vscode.WorkspaceEdit();
  const { range, newText } = replacementOf(new SourceText(before), new SourceText(after));
  edit.replace(document.uri, range, newText);
  if ((await vscode.workspace.applyEdit(edit)) && (await document.save())) return;
  throw notSaved(document.uri);
}

function notSaved(uri: vscode.Uri): OperationError {
  const name = vscode.workspace.asRelativePath(uri);
  return new OperationError(vscode.l10n.t('{0} cannot be saved, so nothing was done.', name));
}

/** Shows a plan, at its heading: the head is for programs. */
export async function showPlan(uri: vscode.Uri, line?: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, { preview: false });
  const at = new vscode.Position(line ?? headingLine(document.getText()), 0);
  editor.selection = new vscode.Selection(at, at);
  const top = new vscode.Range(at.line, 0, at.line, 0);
  editor.revealRange(
    top,
    line === undefined ? vscode.TextEditorRevealType.AtTop : vscode.TextEditorRevealType.InCenterIfOutsideViewport,
  );
}

/** Of the title below the head; the first line where there is none. */
export function headingLine(text: string): number {
  const lines = text.split(/\r\n|\n/u);
  const end = lines.indexOf('---', 1);
  return Math.max(
    lines.findIndex((line, index) => index > end && line.startsWith('# ')),
    0,
  );
}
