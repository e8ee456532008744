import { type LintOptions, type LintResult, lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import type { Fix } from '../../src/rules/finding.ts';
import { defineRule, type Rule } from '../../src/rules/rule.ts';

/** A rule that finds a word in infrastructure code, and can replace it: enough to see what the engine does with rules. */
export function wordRule(word: string, replacement?: string, more: Partial<Rule> = {}): Rule {
  return defineRule({
    id: `no-${word}`,
    title: `The word ${word}`,
    severity: 'warning',
    tags: ['CWE-798'],
    messages: { found: 'The word {word} is here. Take another one.' },
    checks: {
      infrastructure: (_, context) => {
        for (const match of context.document.source.text.matchAll(new RegExp(`(?<![-\\w])${word}\\b`, 'g'))) {
          const range = { start: match.index, end: match.index + word.length };
          const fixes: Fix[] =
            replacement === undefined
              ? []
              : [
                  {
                    title: `Write ${replacement}`,
                    safety: 'safe',
                    edits: [{ uri: context.document.uri, edits: [{ range, newText: replacement }] }],
                    followUps: [],
                  },
                ];
          context.report({ messageId: 'found', data: { word }, range, fixes });
        }
      },
    },
    ...more,
  });
}

export const NOW = new Date('2026-11-01T12:00:00Z');

export function documentOf(text: string, path = 'main.tf') {
  return createDocument(`file:///${path}`, path, text);
}

export function lintText(text: string, options: Partial<LintOptions> = {}, path = 'main.tf'): LintResult {
  const document = documentOf(text, path);
  const workspace = new WorkspaceIndex();
  workspace.set(document);
  return lint(document, workspace, { now: NOW, rules: [wordRule('secret')], ...options });
}

/** The findings in one line each: `rule/message@start-end`. */
export function brief(result: LintResult): string[] {
  return result.findings.map(({ ruleId, messageId, range }) => `${ruleId}/${messageId}@${range.start}-${range.end}`);
}
