import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

const SCHEME = 'keyless-changes';

/** What was changed in tenants from this machine, as a read-only document that follows the log. */
export function activateChangeLog(session: TenantSession, commands: Commands): Disposable {
  const feature = new Disposable();
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${vscode.l10n.t('Keyless Changes')}.log` });
  const changed = feature.register(new vscode.EventEmitter<vscode.Uri>());
  feature.register(session.changes.onDidChange(() => changed.fire(uri)));
  feature.register(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async () => {
        const [{ changeLogText, parseChange }, texts] = await Promise.all([
          session.services(),
          session.changes.texts(),
        ]);
        const text = changeLogText(texts.flatMap(([record, outcome]) => parseChange(record, outcome) ?? []));
        return text === '' ? `${vscode.l10n.t('Nothing was changed in a tenant from this machine.')}\n` : text;
      },
    }),
  );
  commands.add('keyless.showChangeLog', vscode.l10n.t('Show Change Log'), async () => {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
  });
  return feature;
}
