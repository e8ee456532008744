import * as vscode from 'vscode';

export const EXPLAIN_RULE = 'keyless.explainRule';

/** Rule pages are documents of this scheme; package.json says that they open as a preview. */
export const RULE_PAGE_SCHEME = 'keyless-rule';

/** The page of a rule, offline: what the code of a problem links, where commands are not allowed. */
export function rulePage(ruleId: string): vscode.Uri {
  return vscode.Uri.from({ scheme: RULE_PAGE_SCHEME, path: `/${ruleId}.md` });
}

/** Opens the page of a rule, as a link in trusted Markdown. */
export function explainRuleLink(ruleId: string): vscode.Uri {
  return vscode.Uri.parse(`command:${EXPLAIN_RULE}?${encodeURIComponent(JSON.stringify([ruleId]))}`);
}
