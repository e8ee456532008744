import * as vscode from 'vscode';
import { pick } from '../../infrastructure/prompts.ts';
import type { SignInOptions } from '../../infrastructure/tenant/live-clients.ts';

/** Which account of VS Code to sign in with: one that it has, or a new one. */
export async function pickAccount(): Promise<Pick<SignInOptions, 'account' | 'isNewAccount'>> {
  const accounts = await vscode.authentication.getAccounts('microsoft');
  if (accounts.length === 0) return {};
  const items: (vscode.QuickPickItem & { readonly account?: string })[] = [
    ...accounts.map(({ label }) => ({ label, account: label })),
    { label: vscode.l10n.t('Another Account…') },
  ];
  const { account } = await pick(items, {
    title: vscode.l10n.t('Sign In to a Tenant'),
    placeHolder: vscode.l10n.t('Which account?'),
  });
  return account === undefined ? { isNewAccount: true } : { account };
}
