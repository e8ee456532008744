import * as vscode from 'vscode';
import type { DeviceCode } from '../../infrastructure/tenant/doors.ts';

/** Shows the code of a device sign-in. The sign-in goes on by itself once the code was typed there. */
export function deviceCodePrompt({ userCode, verificationUri }: DeviceCode): void {
  const copy = vscode.l10n.t('Copy Code and Open Page');
  void vscode.window
    .showInformationMessage(
      vscode.l10n.t('To sign in, open {0} and type the code {1}.', verificationUri, userCode),
      copy,
    )
    .then(async (answer) => {
      if (answer !== copy) return;
      await vscode.env.clipboard.writeText(userCode);
      await vscode.env.openExternal(vscode.Uri.parse(verificationUri, true));
    });
}
