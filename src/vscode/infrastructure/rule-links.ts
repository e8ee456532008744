import * as vscode from 'vscode';

export const EXPLAIN_RULE = 'keyless.explainRule';

/** Opens the page of a rule, offline. */
export function rulePageCommand(ruleId: string): vscode.Uri {
  return commandUri(EXPLAIN_RULE, ruleId);
}

/** A link that runs a command, for trusted Markdown and for the codes of diagnostics. */
export function commandUri(command: string, ...args: readonly unknown[]): vscode.Uri {
  return vscode.Uri.parse(`command:${command}?${encodeURIComponent(JSON.stringify(args))}`);
}
