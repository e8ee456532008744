import * as vscode from 'vscode';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/** The open tenant in the status bar, with how many identities need attention; nothing where none is open. */
export function activateTenantStatus(session: TenantSession, settings: Settings): Disposable {
  const feature = new Disposable();
  let item: vscode.StatusBarItem | undefined;
  const update = () => {
    const { current, sync } = session;
    const attention = settings.showsStatus ? session.attention : undefined;
    if (!current || !attention) {
      item?.hide();
      return;
    }
    item ??= feature.register(vscode.window.createStatusBarItem('keyless.tenant', vscode.StatusBarAlignment.Left, 10));
    const { expired, expiring, total } = attention;
    item.name = vscode.l10n.t('Keyless Tenant');
    item.text = `$(${sync ? 'sync~spin' : 'shield'}) ${current.name}${total === 0 ? '' : ` $(watch) ${total}`}`;
    const text = vscode.l10n.t(
      '{0}: {1} identities with expired and {2} with expiring credentials',
      current.name,
      expired,
      expiring,
    );
    item.tooltip = text;
    item.accessibilityInformation = { label: text };
    item.command = 'keyless.identities.focus';
    item.show();
  };
  feature.register(session.onDidChange(update));
  feature.register(settings.onDidChange(update));
  return feature;
}
