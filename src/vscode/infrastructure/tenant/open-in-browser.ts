import * as vscode from 'vscode';

/**
 * Takes the place of the package `open` in the bundle: the credentials of the Azure SDK open their page through the
 * editor, which knows where the person's browser is; it need not be on the machine of the extension host.
 */
export default async function openInBrowser(address: string): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
