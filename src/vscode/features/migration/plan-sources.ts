import * as vscode from 'vscode';
import type { PlanSources } from '../../../migrate/sources.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { withProgress } from '../../infrastructure/progress.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { MigrationNeeds } from './index.ts';

/**
 * What plans in a folder are made from, as everything is now: open documents as they are in the editor.
 * @throws OperationError where no tenant is open, or nothing of it was read yet
 */
export async function planSources(folder: vscode.Uri, { lint, link, tenant }: MigrationNeeds): Promise<PlanSources> {
  await Promise.all([lint.workspaceDocuments(), link.ready()]);
  // What was typed or applied a moment ago has not been looked at yet.
  await Promise.all(vscode.workspace.textDocuments.map((document) => lint.lintDocument(document)));
  const { source } = tenant;
  if (!source) {
    throw new OperationError(vscode.l10n.t('No tenant is open, so nothing is known about its secrets.'), {
      actions: [
        { title: vscode.l10n.t('Sign In'), run: () => vscode.commands.executeCommand('keyless.signIn') },
        {
          title: vscode.l10n.t('Open Demo Tenant'),
          run: () => vscode.commands.executeCommand('keyless.openDemoTenant'),
        },
      ],
    });
  }
  if (!source.header) throw new OperationError(vscode.l10n.t('Nothing of the tenant was read yet.'));
  const linted = await lint.folderOf(folder);
  const { workspace } = linted.trustSources;
  return { workspace, configuration: linted.configuration, inventory: source, now: new Date(tenant.now) };
}

/**
 * Brings a live tenant up to date, so that nothing is said of what was. Somebody may stop it: then nothing is said.
 * @param maxAge what was read within so many milliseconds is not read again
 */
export async function readTenant(tenant: TenantSession, maxAge: number): Promise<void> {
  await tenant.restore();
  if (tenant.current?.kind !== 'live') return;
  await withProgress(vscode.l10n.t('Reading the tenant'), async ({ token }) => {
    const stop = token.onCancellationRequested(() => void tenant.cancel());
    try {
      // One that is under way may have passed what has changed since.
      if (tenant.sync) await tenant.refresh(maxAge);
      if (!token.isCancellationRequested) await tenant.refresh(maxAge);
    } finally {
      stop.dispose();
    }
    if (token.isCancellationRequested) throw new vscode.CancellationError();
  });
}
