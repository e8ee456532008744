import * as vscode from 'vscode';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { commandIn, runInTerminal } from './failures.ts';

/**
 * Tells what to run where the tenant asks for a fresh sign-in (a claims challenge) and the Azure CLI cannot answer by
 * itself. Once for each command.
 */
export function tellChallenges(session: TenantSession): vscode.Disposable {
  const told = new Set<string>();
  return session.onDidChange(() => {
    const { current, sync } = session;
    if (sync || current?.kind !== 'live') return;
    for (const section of Object.values(current.source.sections)) {
      const { problem } = section ?? {};
      const command = problem?.kind === 'sign-in' ? commandIn(problem.message ?? '') : undefined;
      if (command === undefined || told.has(command)) continue;
      told.add(command);
      void tell(command, session);
    }
  });
}

async function tell(command: string, session: TenantSession): Promise<void> {
  const run = runInTerminal(command);
  const copy = vscode.l10n.t('Copy Command');
  const retry = vscode.l10n.t('Try Again');
  const text = vscode.l10n.t('The tenant asks for a fresh sign-in. Run: {0}', command);
  const answer = await vscode.window.showWarningMessage(text, run.title, copy, retry);
  if (answer === run.title) await run.run();
  if (answer === copy) await vscode.env.clipboard.writeText(command);
  if (answer === retry) await session.refresh(0);
}
