import * as vscode from 'vscode';
import { UserCancelledError } from './errors.ts';

/** Stays while the person looks something up elsewhere. @throws UserCancelledError where the person chose nothing */
export async function pick<T extends vscode.QuickPickItem>(
  items: readonly T[],
  options: { readonly title: string; readonly placeHolder: string },
): Promise<T> {
  const chosen = await vscode.window.showQuickPick(items, {
    matchOnDescription: true,
    matchOnDetail: true,
    ignoreFocusOut: true,
    ...options,
  });
  if (!chosen) throw new UserCancelledError();
  return chosen;
}

/** @throws UserCancelledError where the person closed the box */
export async function input(options: vscode.InputBoxOptions): Promise<string> {
  const value = await vscode.window.showInputBox({ ignoreFocusOut: true, ...options });
  if (value === undefined) throw new UserCancelledError();
  return value;
}
