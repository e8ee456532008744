import * as vscode from 'vscode';
import type { Finding } from '../../../rules/finding.ts';
import type { Rule } from '../../../rules/rule.ts';
import { EXPLAIN_RULE, explainRuleLink } from '../../infrastructure/rule-links.ts';

/** The problem's own hover shows the message; this adds what the message has no room for. */
export function findingMarkdown(finding: Finding, rule: Rule | undefined): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: [EXPLAIN_RULE] };
  markdown.appendMarkdown('**');
  markdown.appendText(rule?.title ?? finding.ruleId);
  markdown.appendMarkdown('**');
  if (finding.confidence !== 'high') {
    markdown.appendText(` ${vscode.l10n.t('({0} confidence)', finding.confidence)}`);
  }
  if (finding.tags.length > 0) markdown.appendMarkdown(`\n\n${finding.tags.map((tag) => `\`${tag}\``).join(' ')}`);
  for (const { title, safety, followUps } of finding.fixes) {
    const icon = safety === 'safe' ? '$(lightbulb-autofix)' : '$(lightbulb)';
    markdown.appendMarkdown(`\n\n${icon} `);
    markdown.appendText(title);
    if (followUps.length > 0) markdown.appendText(` ${followUpCount(followUps.length)}`);
  }
  const learnMore = vscode.l10n.t('Why this matters and how to fix it');
  markdown.appendMarkdown(`\n\n[$(book) ${learnMore}](${explainRuleLink(finding.ruleId)})`);
  return markdown;
}

function followUpCount(count: number): string {
  return count === 1
    ? vscode.l10n.t('(1 step by hand afterwards)')
    : vscode.l10n.t('({0} steps by hand afterwards)', count);
}
