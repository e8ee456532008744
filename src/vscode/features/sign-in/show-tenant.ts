import * as vscode from 'vscode';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { describeDoor } from './door-names.ts';

/** Opens a page that says who is signed in where, and what could and could not be read. */
export async function showTenant(session: TenantSession): Promise<void> {
  const { current } = session;
  const header = current?.source.header;
  if (!current || !header) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No tenant is open.'));
    return;
  }
  const { tenant, sections } = header;
  const lines = [`# ${tenant.displayName ?? current.name}`, ''];
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
  const { SECTIONS, problemText, sectionName } = await session.tenant();
  for (const section of SECTIONS) {
    const { asOf, problem } = sections[section] ?? {};
    lines.push(`| ${sectionName(section)} | ${asOf ?? ''} | ${problem ? problemText(problem) : ''} |`);
  }
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: `${lines.join('\n')}\n` });
  await vscode.window.showTextDocument(document, { preview: true });
}
