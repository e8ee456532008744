import type * as vscode from 'vscode';
import { nextTurn } from './vscode/infrastructure/linting/work-in-slices.ts';

/**
 * The entry in the Node host. While a window opens everybody wants the extension host at once: what registers is read
 * when the others had their turn.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await nextTurn();
  const { activate: register } = await import('./extension.ts');
  return register(context);
}
