import * as vscode from 'vscode';
import { pick } from '../../infrastructure/prompts.ts';

/** @returns the account of VS Code to sign in with; undefined to let VS Code ask for one */
export async function pickAccount(): Promise<string | undefined> {
  const accounts = await vscode.authentication.getAccounts('microsoft');
  if (accounts.length === 0) return undefined;
  const items: (vscode.QuickPickItem & { readonly account?: string })[] = [
    ...accounts.map(({ label }) => ({ label, account: label })),
    { label: vscode.l10n.t('Another Account…') },
  ];
  const { account } = await pick(items, {
    title: vscode.l10n.t('Sign In to a Tenant'),
    placeHolder: vscode.l10n.t('Which account?'),
  });
  return account;
}
