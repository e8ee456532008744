import * as vscode from 'vscode';

/**
 * The editor's sign-in whose tokens are meant for a host; undefined where there is none. The host comes from the
 * clone, which a stranger may have made: a token goes only where the person has set up its sign-in themselves.
 */
export function providerOf(host: string): 'github' | 'github-enterprise' | undefined {
  if (host === 'github.com') return 'github';
  const uri = vscode.workspace.getConfiguration('github-enterprise').inspect<string>('uri')?.globalValue ?? '';
  return URL.canParse(uri) && uri.startsWith('https:') && new URL(uri).host === host ? 'github-enterprise' : undefined;
}
