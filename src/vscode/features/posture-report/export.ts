import * as vscode from 'vscode';
import { PROJECT_URL, VERSION } from '../../../lint/links.ts';
import type { Assessment } from '../../../tenant/assessment/assess.ts';
import { assessmentCsv } from '../../../tenant/assessment/report/csv.ts';
import { assessmentHtml } from '../../../tenant/assessment/report/html.ts';
import { assessmentJson } from '../../../tenant/assessment/report/json.ts';
import { assessmentMarkdown } from '../../../tenant/assessment/report/markdown.ts';
import { assessmentSarif } from '../../../tenant/assessment/report/sarif.ts';
import type { Trend } from '../../../tenant/assessment/report/trend.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';

interface Exported {
  readonly assessment: Assessment;
  readonly saved: Trend;
}

interface Format {
  readonly id: string;
  readonly label: string;
  readonly extension: string;
  readonly about: () => string;
  readonly text: (report: Exported) => string;
}

const FORMATS: readonly Format[] = [
  {
    id: 'html',
    label: 'HTML',
    extension: 'html',
    about: () => vscode.l10n.t('the page with its charts, in one file'),
    text: ({ assessment, saved }) => assessmentHtml(assessment, saved),
  },
  {
    id: 'markdown',
    label: 'Markdown',
    extension: 'md',
    about: () => vscode.l10n.t('for wikis and pull requests'),
    text: ({ assessment, saved }) => assessmentMarkdown(assessment, saved),
  },
  {
    id: 'csv',
    label: 'CSV',
    extension: 'csv',
    about: () => vscode.l10n.t('what fails, for spreadsheets'),
    // Spreadsheets take a file without a byte order mark for one in the character set of the region.
    text: ({ assessment }) => `\uFEFF${assessmentCsv(assessment)}`,
  },
  {
    id: 'json',
    label: 'JSON',
    extension: 'json',
    about: () => vscode.l10n.t('everything, for programs'),
    text: ({ assessment, saved }) => assessmentJson(assessment, VERSION, saved),
  },
  {
    id: 'sarif',
    label: 'SARIF',
    extension: 'sarif',
    about: () => vscode.l10n.t('for code scanning'),
    text: ({ assessment }) =>
      assessmentSarif(assessment, { version: VERSION, projectUrl: PROJECT_URL, file: undefined }),
  },
];

/**
 * Writes the report to a file and offers to open it.
 * @param format and @param target are asked for where they are undefined
 * @throws UserCancelledError
 */
export async function exportReport(
  format: string | undefined,
  target: vscode.Uri | undefined,
  report: () => Promise<Exported>,
): Promise<void> {
  const chosen = FORMATS.find(({ id }) => id === format) ?? (await pickFormat());
  const exported = await report();
  const uri = target ?? (await pickTarget(chosen, exported.assessment));
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(chosen.text(exported)));
  const open = vscode.l10n.t('Open');
  // Nobody waits for the message to be closed.
  void vscode.window
    .showInformationMessage(vscode.l10n.t('The report was saved as {0}.', nameOf(uri)), open)
    .then((answer) => (answer === open ? openFile(chosen, uri) : undefined));
}

async function pickFormat(): Promise<Format> {
  const items = FORMATS.map((format) => ({ format, label: format.label, description: format.about() }));
  const { format } = await pick(items, {
    title: vscode.l10n.t('Export Posture Report'),
    placeHolder: vscode.l10n.t('Format of the file'),
  });
  return format;
}

async function pickTarget({ label, extension }: Format, { header }: Assessment): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const { defaultDomain, id } = header.tenant;
  const name = `posture-${(defaultDomain ?? id).replaceAll(/[^\w.-]+/g, '-')}-${header.asOf.slice(0, 10)}.${extension}`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Posture Report'),
    filters: { [label]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!target) throw new UserCancelledError();
  return target;
}

/** A page opens in the browser where the file is on this machine; everything else in the editor. */
async function openFile({ id }: Format, uri: vscode.Uri): Promise<void> {
  const isLocal =
    uri.scheme === 'file' && vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (id === 'html' && isLocal && (await vscode.env.openExternal(uri))) return;
  await vscode.window.showTextDocument(uri);
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
