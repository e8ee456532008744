import * as vscode from 'vscode';

export const SHOW_FOLLOW_UPS = 'keyless.showFollowUps';

/** Tells what a person must still do after a fix, and hands it out as text or as a checklist to keep. */
export async function showFollowUps(title: string, followUps: readonly string[]): Promise<void> {
  const [first, ...others] = followUps;
  if (first === undefined) return;
  const copy = vscode.l10n.t('Copy');
  const open = vscode.l10n.t('Open as Checklist');
  const rest = others.length === 0 ? '' : ` ${vscode.l10n.t('(and {0} more)', others.length)}`;
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t('Still to do by hand: {0}{1}', first, rest),
    open,
    copy,
  );
  if (chosen === copy) await vscode.env.clipboard.writeText(checklist(title, followUps));
  if (chosen === open) {
    const document = await vscode.workspace.openTextDocument({
      language: 'markdown',
      content: checklist(title, followUps),
    });
    await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  }
}

export function checklist(title: string, followUps: readonly string[]): string {
  return [`# ${title}`, '', ...followUps.map((followUp) => `- [ ] ${followUp}`), ''].join('\n');
}
