import * as vscode from 'vscode';
import type { BacklogItem } from '../../../migrate/backlog.ts';
import { backlogIssue, issueFile } from '../../../migrate/backlog-issue.ts';
import { backlogCsv, backlogMarkdown } from '../../../migrate/backlog-text.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import { withProgress } from '../../infrastructure/progress.ts';
import { pick } from '../../infrastructure/prompts.ts';
import type { Ranking } from './ranking.ts';

const FORMATS = ['markdown', 'csv', 'issues'] as const;

type Format = (typeof FORMATS)[number];

/**
 * Writes the whole backlog where a person says.
 * @param given one of the formats, else the person is asked
 * @throws OperationError, UserCancelledError
 */
export async function exportBacklog(
  ranking: Ranking,
  given: string | undefined,
  to: vscode.Uri | undefined,
): Promise<void> {
  const items = await ranking.ready();
  const format = FORMATS.find((each) => each === given) ?? (await askFormat(items.length));
  if (format === 'issues') {
    await exportIssues(ranking, items, to ?? (await askFolder()));
    return;
  }
  const uri = to ?? (await askFile(format));
  const text = format === 'csv' ? backlogCsv(items) : backlogMarkdown(items);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  say(vscode.l10n.t('The backlog of {0} identities was saved.', items.length.toLocaleString()), uri);
}

async function askFormat(count: number): Promise<Format> {
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly format: Format })[] = [
    { format: 'markdown', label: t('$(markdown) Markdown'), detail: t('One table.') },
    { format: 'csv', label: t('$(table) CSV'), detail: t('For a spreadsheet.') },
    {
      format: 'issues',
      label: t('$(issues) Issues'),
      detail: t('A Markdown file for each identity, with its whole plan, for people who have never heard of Keyless.'),
    },
  ];
  const title = t('Export Migration Backlog');
  return (await pick(items, { title, placeHolder: t('{0} identities, as…', count.toLocaleString()) })).format;
}

async function askFile(format: 'markdown' | 'csv'): Promise<vscode.Uri> {
  const { t } = vscode.l10n;
  const extension = format === 'csv' ? 'csv' : 'md';
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: t('Export Migration Backlog'),
    filters: format === 'csv' ? { CSV: ['csv'] } : { Markdown: ['md'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `migration-backlog.${extension}`) }),
  });
  if (!target) throw new UserCancelledError();
  return target;
}

async function askFolder(): Promise<vscode.Uri> {
  const { t } = vscode.l10n;
  const chosen = await vscode.window.showOpenDialog({
    title: t('Folder for the Issues'),
    openLabel: t('Write Issues Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  if (!chosen?.[0]) throw new UserCancelledError();
  return chosen[0];
}

async function exportIssues(ranking: Ranking, items: readonly BacklogItem[], folder: vscode.Uri): Promise<void> {
  const { t } = vscode.l10n;
  await vscode.workspace.fs.createDirectory(folder);
  const written: vscode.Uri[] = [];
  await withProgress(t('Writing Issues'), async ({ token, report }) => {
    for (const item of items) {
      if (token.isCancellationRequested) return;
      report(item.displayName, written.length, items.length);
      const plan = await ranking.planOf(item);
      if (!plan) continue;
      const issue = backlogIssue(item, plan);
      const uri = vscode.Uri.joinPath(folder, `${issue.fileName}.md`);
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(issueFile(issue)));
      written.push(uri);
    }
  });
  say(t('{0} issues were written, each into a file.', written.length.toLocaleString()), written[0]);
}

function say(message: string, uri: vscode.Uri | undefined): void {
  const open = vscode.l10n.t('Open');
  // Nobody waits for the message to be closed.
  void vscode.window.showInformationMessage(message, ...(uri ? [open] : [])).then((answer) => {
    if (answer === open && uri) void vscode.commands.executeCommand('vscode.open', uri);
  });
}
