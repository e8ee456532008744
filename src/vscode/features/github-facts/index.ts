import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { GitHubLink } from '../../infrastructure/github/github-link.ts';
import type { GitHubPart } from '../../infrastructure/github/read-github-facts.ts';

/** `Read Repository Facts from GitHub`: of the folder of the active editor, else of the first one. */
export function activateGitHubFacts(link: GitHubLink, commands: Commands): void {
  commands.add('keyless.readGitHubFacts', vscode.l10n.t('Read Repository Facts from GitHub'), async () => {
    const { workspaceFolders, getWorkspaceFolder } = vscode.workspace;
    const active = vscode.window.activeTextEditor?.document.uri;
    const folder = (active && getWorkspaceFolder(active)) ?? workspaceFolders?.[0];
    if (!folder) throw new OperationError(vscode.l10n.t('No folder is open.'));
    const { fullName, asOf, unread } = await link.readNow(folder.uri);
    const read = vscode.l10n.t('Facts of {0} are as of {1}.', fullName, asOf.toLocaleTimeString());
    const left = unread.map(partText).join(', ');
    const open = left && vscode.l10n.t('GitHub did not show this account: {0}. That stays open.', left);
    // The command is done; nobody has to close the message first.
    void vscode.window.showInformationMessage(open ? `${read} ${open}` : read);
  });
}

function partText(part: GitHubPart): string {
  if (part === 'environments') return vscode.l10n.t('environments');
  return part === 'subject' ? vscode.l10n.t('token subjects') : vscode.l10n.t('all variables');
}
