import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';

/** Inventories in files: saving one, opening one, and the demo tenant. */
export function activateSnapshots(session: TenantSession, commands: Commands): void {
  commands.add('keyless.openDemoTenant', vscode.l10n.t('Open Demo Tenant'), () => session.openDemo());
  commands.add('keyless.openSnapshot', vscode.l10n.t('Open Snapshot'), async (uri?: vscode.Uri) => {
    await session.openSnapshot(uri ?? (await pickFile()));
  });
  commands.add('keyless.saveSnapshot', vscode.l10n.t('Save Snapshot'), async (target?: vscode.Uri) => {
    await session.restore();
    const inventory = session.source?.inventory();
    if (!inventory) {
      void vscode.window.showInformationMessage(vscode.l10n.t('No tenant is open.'));
      return;
    }
    const uri = target ?? (await pickTarget(inventory.tenant.defaultDomain ?? inventory.tenant.id));
    const { snapshotText } = await session.services();
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(snapshotText(inventory)));
    const open = vscode.l10n.t('Open');
    const saved = vscode.l10n.t('The inventory of {0} identities was saved.', inventory.identities.length);
    // Nobody waits for the message to be closed.
    void vscode.window.showInformationMessage(saved, open).then((answer) => {
      if (answer === open) void vscode.window.showTextDocument(uri);
    });
  });
}

async function pickFile(): Promise<vscode.Uri> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Open Snapshot'),
    filters: { [vscode.l10n.t('Snapshot')]: ['json'] },
  });
  if (!chosen?.[0]) throw new UserCancelledError();
  return chosen[0];
}

async function pickTarget(name: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const fileName = `${name.replaceAll(/[^\w.-]+/g, '-')}.keyless.json`;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Snapshot'),
    filters: { [vscode.l10n.t('Snapshot')]: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, fileName) }),
  });
  if (!target) throw new UserCancelledError();
  return target;
}
