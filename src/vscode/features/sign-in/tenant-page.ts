import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { describeDoor } from './door-names.ts';

const SCHEME = 'keyless-tenant';
const PAGE = vscode.Uri.from({ scheme: SCHEME, path: '/Tenant.md' });

/** A page that says who is signed in where, and what could and could not be read; it follows the inventory. */
export class TenantPage extends Disposable implements vscode.TextDocumentContentProvider {
  readonly #session: TenantSession;
  readonly #changed = this.register(new vscode.EventEmitter<vscode.Uri>());
  readonly onDidChange = this.#changed.event;

  constructor(session: TenantSession) {
    super();
    this.#session = session;
    this.register(vscode.workspace.registerTextDocumentContentProvider(SCHEME, this));
    this.register(
      session.onDidChange(() => {
        if (vscode.workspace.textDocuments.some(({ uri }) => uri.scheme === SCHEME)) this.#changed.fire(PAGE);
      }),
    );
  }

  async show(): Promise<void> {
    await this.#session.restore();
    // A preview needs the text first; where the editor has none, the text itself is shown.
    const document = await vscode.workspace.openTextDocument(PAGE);
    this.#changed.fire(PAGE);
    const commands = await vscode.commands.getCommands(true);
    if (commands.includes('markdown.showPreview')) await vscode.commands.executeCommand('markdown.showPreview', PAGE);
    else await vscode.window.showTextDocument(document, { preview: true });
  }

  async provideTextDocumentContent(): Promise<string> {
    const { current } = this.#session;
    const header = current?.source.header;
    if (!current || !header) return `${vscode.l10n.t('No tenant is open.')}\n`;
    const { tenant, sections } = header;
    const lines = [`# ${plain(tenant.displayName ?? current.name)}`, ''];
    const row = (name: string, value: string | undefined) => value && lines.push(`- ${name}: \`${value}\``);
    row(vscode.l10n.t('Tenant ID'), tenant.id);
    row(vscode.l10n.t('Domain'), tenant.defaultDomain);
    row(vscode.l10n.t('Cloud'), tenant.cloud);
    if (current.kind === 'live') {
      row(vscode.l10n.t('Account'), current.connection.account);
      row(vscode.l10n.t('Signed in through'), describeDoor(current.connection.door).label);
      lines.push('', `## ${vscode.l10n.t('Permissions of the token')}`, '');
      lines.push(...current.connection.permissions.map((permission) => `- \`${permission}\``));
    }
    lines.push('', `## ${vscode.l10n.t('What was read')}`, '');
    lines.push(
      `| ${vscode.l10n.t('Part')} | ${vscode.l10n.t('As of')} | ${vscode.l10n.t('Missing')} |`,
      '| --- | --- | --- |',
    );
    const { SECTIONS, problemText, sectionName } = await this.#session.tenant();
    for (const section of SECTIONS) {
      const { asOf, problem } = sections[section] ?? {};
      const time = asOf === undefined ? '' : new Date(asOf).toLocaleString(vscode.env.language);
      const missing = problem ? [problemText(problem), problem.message].filter(Boolean).map(plain).join('. ') : '';
      lines.push(`| ${sectionName(section)} | ${time} | ${missing} |`);
    }
    return `${lines.join('\n')}\n`;
  }
}

/** Text of a service as text of Markdown. */
function plain(text: string | undefined): string {
  return (text ?? '').replaceAll(/[\\`*_{}[\]<>#|!\r\n]/g, (character) =>
    /\s/.test(character) ? ' ' : `\\${character}`,
  );
}
