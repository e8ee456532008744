import * as vscode from 'vscode';
import { isRisky } from '../../../tenant/model/activity.ts';
import { trustBreadth } from '../../../tenant/model/federated-trust.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import { expiryOf } from '../../infrastructure/tenant/expiry-text.ts';

/** Credentials and roles that a hover names; the view has the rest. */
const ROWS = 5;

/** An identity in a few lines. */
export function identityMarkdown(identity: Identity, now: number): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: ['keyless.inventory.reveal'] };
  text.appendMarkdown('**').appendText(identity.displayName).appendMarkdown('** · ').appendText(kindOf(identity));
  if (!identity.isEnabled) text.appendText(` · ${vscode.l10n.t('disabled')}`);
  if (isRisky(identity.risk)) text.appendMarkdown(' · $(flame) ').appendText(vscode.l10n.t('at risk'));
  list(text, credentialLines(identity, now));
  list(
    text,
    identity.federatedCredentials.map((trust) => {
      const severity = trustBreadth(trust)?.severity;
      const icon = severity === undefined || severity === 'info' || severity === 'low' ? 'link' : 'warning';
      return [icon, `${trust.name}: ${trust.subject ?? trust.expression ?? ''}`];
    }),
  );
  list(text, [
    ...identity.azureRoles.map((role): Line => ['lock', `${role.roleName ?? role.roleId} · ${role.scope}`]),
    ...identity.directoryRoles.map((role): Line => ['organization', role.roleName ?? role.roleId]),
  ]);
  const target = encodeURIComponent(JSON.stringify([identity.clientId]));
  text.appendMarkdown(
    `\n\n[${vscode.l10n.t('Show in Workload Identities')}](command:keyless.inventory.reveal?${target})`,
  );
  return text;
}

/** The tenant or subscription of an id; undefined where it is neither of the open ones. */
export function tenantMarkdown(id: string, source: InventorySource): vscode.MarkdownString | undefined {
  const { tenant, subscriptions = [] } = source.header ?? {};
  const key = id.toLowerCase();
  const name = (what: string, value: string) =>
    new vscode.MarkdownString().appendMarkdown('**').appendText(value).appendMarkdown('** · ').appendText(what);
  if (tenant?.id === key) return name(vscode.l10n.t('tenant'), tenant.displayName ?? tenant.defaultDomain ?? tenant.id);
  const subscription = subscriptions.find((each) => each.id === key);
  return subscription && name(vscode.l10n.t('Azure subscription'), subscription.displayName);
}

type Line = readonly [icon: string, text: string];

function credentialLines(identity: Identity, now: number): Line[] {
  return identity.keyCredentials
    .filter((credential) => credential.purpose === undefined)
    .map((credential): Line => {
      const { text, attention } = expiryOf(credential, now);
      const name = credential.displayName ?? credential.hint ?? credential.thumbprint ?? '';
      const kind = credential.kind === 'client-secret' ? vscode.l10n.t('client secret') : vscode.l10n.t('certificate');
      return [attention === 'none' ? 'key' : attention, `${kind} ${name}: ${text}`];
    });
}

function list(text: vscode.MarkdownString, lines: readonly Line[]): void {
  if (lines.length === 0) return;
  text.appendMarkdown('\n');
  for (const [icon, line] of lines.slice(0, ROWS)) text.appendMarkdown(`\n- $(${icon}) `).appendText(line);
  if (lines.length > ROWS) text.appendMarkdown('\n- ').appendText(vscode.l10n.t('{0} more', lines.length - ROWS));
}

function kindOf({ kind, ownership }: Identity): string {
  if (kind === 'application') return vscode.l10n.t('application');
  if (kind === 'managed-identity') return vscode.l10n.t('managed identity');
  return ownership === 'microsoft'
    ? vscode.l10n.t('service principal of Microsoft')
    : vscode.l10n.t('service principal');
}
