import * as vscode from 'vscode';
import type { TrustVerdict } from '../../../rules/federation/trust-of-job.ts';
import type { JobTarget, OpenedDocument } from '../../infrastructure/federation/federation-session.ts';
import type { JobReport, VerdictRow } from '../../infrastructure/federation/job-report.ts';
import { toEditorRange } from '../../infrastructure/positions.ts';

const ENABLED = [
  'keyless.explainTokenSubject',
  'keyless.createFederatedCredential',
  'keyless.copySubject',
  'keyless.inventory.reveal',
];
/** Rows of each kind; the explanation has the rest. */
const ROWS = 6;

const ICONS: Readonly<Record<TrustVerdict['verdict'], string>> = {
  always: '$(pass)',
  sometimes: '$(warning)',
  never: '$(circle-slash)',
  open: '$(question)',
};

export function hoverMarkdown(report: JobReport, { engine, document }: OpenedDocument): vscode.MarkdownString {
  const { job, issuer, subjects, reasons, logins, others } = report;
  const { t } = vscode.l10n;
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: ENABLED };
  text.appendMarkdown(`**${t('Token of job {0}', engine.code(job.id))}**`);
  if (issuer === undefined) text.appendMarkdown(`\n\n${reasons[0] ?? ''}`);
  else text.appendMarkdown(`\n\n${t('Issuer {0}', engine.code(issuer))}`);
  list(
    text,
    subjects.map(({ subject, confidenceText, why }) => `${engine.code(subject)} · ${confidenceText} · ${why}`),
  );
  const target: JobTarget = { uri: document.uri, jobId: job.id };
  const actions = [
    link('keyless.explainTokenSubject', t('Explain'), target),
    ...(subjects.length > 0 ? [link('keyless.copySubject', t('Copy Subject'), target)] : []),
    link('keyless.createFederatedCredential', t('Create Federated Credential…'), target),
  ];
  text.appendMarkdown(`\n\n${actions.join(' · ')}`);
  const line = (row: VerdictRow) => `${ICONS[row.verdict]} ${row.title}${linkTo(row)}: ${row.text}`;
  for (const { title, rows, note } of logins) {
    text.appendMarkdown(`\n\n---\n\n${title}`);
    if (note !== undefined) text.appendMarkdown(`\n\n${note}`);
    list(text, rows.map(line));
  }
  if (others.length > 0) {
    text.appendMarkdown(`\n\n---\n\n${t('Also trusted by')}`);
    list(text, others.map(line));
  }
  return text;

  /** Where the credential is. */
  function linkTo({ credential }: VerdictRow): string {
    if (credential.from === 'tenant') {
      return ` ${link('keyless.inventory.reveal', '$(go-to-file)', credential.holder.clientId)}`;
    }
    const { declaration, location } = credential;
    const { start } = toEditorRange(declaration.document.source, location.range);
    const uri = vscode.Uri.parse(location.uri).with({ fragment: `L${start.line + 1},${start.character + 1}` });
    return ` [$(go-to-file)](${uri.toString()})`;
  }
}

function list(text: vscode.MarkdownString, lines: readonly string[]): void {
  if (lines.length === 0) return;
  text.appendMarkdown('\n');
  for (const line of lines.slice(0, ROWS)) text.appendMarkdown(`\n- ${line}`);
  if (lines.length > ROWS) text.appendMarkdown(`\n- ${vscode.l10n.t('{0} more', lines.length - ROWS)}`);
}

function link(command: string, title: string, argument: unknown): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([argument]))})`;
}
