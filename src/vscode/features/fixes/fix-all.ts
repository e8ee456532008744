import * as vscode from 'vscode';
import type { SourceText } from '../../../text/source-text.ts';
import { assertUnchanged, replacementOf, showFirst } from '../../infrastructure/edits.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { stepInSlices, type WorkOptions } from '../../infrastructure/linting/work-in-slices.ts';
import { withProgress } from '../../infrastructure/progress.ts';

interface Change {
  readonly uri: vscode.Uri;
  readonly before: SourceText;
  readonly after: SourceText;
}

/** One edit with all safe fixes of a file. */
export async function safeFixesOf(
  session: LintSession,
  file: FileFindings,
  isCancelled = () => false,
): Promise<vscode.WorkspaceEdit> {
  return toEdit((await safeChanges(session, [file], { isCancelled })) ?? [], false);
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
  const edit = await safeFixesOf(session, file);
  if (edit.size === 0) tellThatNothingIsSafe(file.path);
  else await vscode.workspace.applyEdit(edit);
}

/** Fixes many files, of which most are not open: so a person says yes first, or looks at each change. */
export async function fixWorkspace(session: LintSession): Promise<void> {
  const changes = await withProgress(vscode.l10n.t('Keyless: fixing safe problems'), async ({ token, report }) => {
    await session.lintWorkspace({ token, report: (done, total) => report(`${done}/${total}`, done, total) });
    const isCancelled = () => token.isCancellationRequested;
    if (isCancelled()) return undefined;
    report(vscode.l10n.t('working out the fixes'), 1, 1);
    return await safeChanges(session, session.store.files, { isCancelled });
  });
  if (!changes) return;
  if (changes.length === 0) {
    tellThatNothingIsSafe(vscode.l10n.t('this workspace'));
    return;
  }
  const fix = vscode.l10n.t('Fix');
  const preview = vscode.l10n.t('Show Changes');
  const paths = changes.map(({ uri }) => vscode.workspace.asRelativePath(uri));
  const chosen = await vscode.window.showInformationMessage(
    changes.length === 1
      ? vscode.l10n.t('Fix the safe problems of {0}?', paths.join())
      : vscode.l10n.t('Fix the safe problems of {0} files?', changes.length),
    { modal: true, detail: changes.length === 1 ? '' : shorten(paths).join('\n') },
    fix,
    preview,
  );
  if (chosen === undefined) return;
  await vscode.workspace.applyEdit(toEdit(changes, chosen === preview), { isRefactoring: true });
}

/** @returns undefined where it was cancelled */
async function safeChanges(
  session: LintSession,
  files: readonly FileFindings[],
  options: WorkOptions,
): Promise<readonly Change[] | undefined> {
  const changes: Change[] = [];
  for (const [folder, uris] of await byFolder(session, files.filter(hasSafeFix))) {
    const documents = uris.flatMap((uri) => folder.get(uri) ?? []);
    const fixed = await stepInSlices(folder.fixSafely(documents), options);
    if (!fixed) return undefined;
    for (const { before, after } of fixed) {
      changes.push({ uri: vscode.Uri.parse(before.uri), before: before.source, after: after.source });
    }
  }
  await assertUnchanged(new Map(changes.map(({ uri, before }) => [uri.toString(), before])));
  return changes;
}

function hasSafeFix({ findings }: FileFindings): boolean {
  return findings.some(({ fixes }) => fixes.some(({ safety }) => safety === 'safe'));
}

function toEdit(changes: readonly Change[], isShownFirst: boolean): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const label = vscode.l10n.t('Safe fixes');
  for (const { uri, before, after } of changes) {
    const { range, newText } = replacementOf(before, after);
    edit.replace(uri, range, newText, { label, needsConfirmation: false });
  }
  const [first] = changes;
  if (isShownFirst && first) showFirst(edit, first.uri, label);
  return edit;
}

const MAX_PATHS = 10;

function shorten(paths: readonly string[]): readonly string[] {
  const rest = paths.length - MAX_PATHS;
  return rest <= 0 ? paths : [...paths.slice(0, MAX_PATHS), vscode.l10n.t('... and {0} more', rest)];
}

function tellThatNothingIsSafe(where: string): void {
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
