import * as vscode from 'vscode';
import type { SourceText } from '../../../text/source-text.ts';
import { assertUnchanged, replacementOf } from '../../infrastructure/edits.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { withProgress } from '../../infrastructure/progress.ts';

/** One edit with all safe fixes of files. In several files, the editor asks for a look at them first. */
export async function safeFixesOf(session: LintSession, files: readonly FileFindings[]): Promise<vscode.WorkspaceEdit> {
  const edit = new vscode.WorkspaceEdit();
  const changes: { uri: vscode.Uri; before: SourceText; after: SourceText }[] = [];
  for (const [folder, uris] of await byFolder(session, files)) {
    const before = uris.flatMap((uri) => folder.get(uri) ?? []);
    for (const [uri, after] of folder.fixSafely(before)) {
      const source = folder.get(uri)?.source;
      if (source) changes.push({ uri: vscode.Uri.parse(uri), before: source, after: after.source });
    }
  }
  const home = files.length === 1 ? files[0]?.uri.toString() : undefined;
  await assertUnchanged(new Map(changes.map(({ uri, before }) => [uri.toString(), before])));
  const needsConfirmation = changes.some(({ uri }) => uri.toString() !== home);
  const label = vscode.l10n.t('Safe fixes');
  for (const { uri, before, after } of changes) {
    const { range, newText } = replacementOf(before, after);
    edit.replace(uri, range, newText, needsConfirmation ? { label, needsConfirmation } : undefined);
  }
  return edit;
}

export async function fixFile(session: LintSession): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const file = document && (await session.lintDocument(document));
  if (!file) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a Bicep, Terraform, ARM or workflow file first: Keyless fixes the active file.'),
    );
    return;
  }
  await apply(await safeFixesOf(session, [file]), file.path);
}

export async function fixWorkspace(session: LintSession): Promise<void> {
  const edit = await withProgress(vscode.l10n.t('Keyless: fixing safe problems'), async ({ token, report }) => {
    await session.lintWorkspace({ token, report: (done, total) => report(`${done}/${total}`, done, total) });
    return token.isCancellationRequested ? undefined : await safeFixesOf(session, session.store.files);
  });
  if (edit) await apply(edit, vscode.l10n.t('this workspace'));
}

async function apply(edit: vscode.WorkspaceEdit, where: string): Promise<void> {
  if (edit.size > 0) {
    await vscode.workspace.applyEdit(edit, { isRefactoring: true });
    return;
  }
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Nothing in {0} can be fixed without a review. The quick fixes of a problem show what can be done.',
      where,
    ),
  );
}

async function byFolder(session: LintSession, files: readonly FileFindings[]) {
  const groups = new Map<Awaited<ReturnType<LintSession['folderOf']>>, string[]>();
  for (const { uri } of files) {
    const folder = await session.folderOf(uri);
    const uris = groups.get(folder);
    if (uris) uris.push(uri.toString());
    else groups.set(folder, [uri.toString()]);
  }
  return groups;
}
