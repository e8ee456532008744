import * as vscode from 'vscode';
import type { DeviceCode } from '../../infrastructure/tenant/device-code-tokens.ts';

/** Shows the code of a device sign-in for as long as it is waited for. The sign-in goes on by itself once it was typed. */
export class DeviceCodePrompt {
  #code: DeviceCode | undefined;

  show(code: DeviceCode): void {
    this.#code = code;
    const { userCode, verificationUri, ended } = code;
    // Only progress can be taken away again. It has no buttons of its own, but takes links.
    const copy = `[${vscode.l10n.t('Copy Code and Open Page')}](command:keyless.copyDeviceCode)`;
    const title = vscode.l10n.t('To sign in, open {0} and type the code {1}. {2}', verificationUri, userCode, copy);
    const location = vscode.ProgressLocation.Notification;
    // With a button the notification shows its whole text.
    void vscode.window.withProgress({ location, title, cancellable: true }, (_progress, token) => {
      token.onCancellationRequested(() => code.cancel());
      return ended;
    });
    void ended.then(() => {
      if (this.#code === code) this.#code = undefined;
    });
  }

  async copyAndOpen(): Promise<void> {
    if (!this.#code) return;
    await vscode.env.clipboard.writeText(this.#code.userCode);
    await vscode.env.openExternal(vscode.Uri.parse(this.#code.verificationUri, true));
  }
}
