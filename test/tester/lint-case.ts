import { lint } from '../../src/lint/engine.ts';
import type { WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import type { SourceDocument } from '../../src/model/document.ts';
import type { Finding } from '../../src/rules/finding.ts';
import type { Rule, RuleContext } from '../../src/rules/rule.ts';
import { sortEdits } from '../../src/text/text-edit.ts';
import { documentsOf, type RuleCase, workspaceOf } from './rule-case.ts';

/** The day all cases are linted on: expiry dates in fixtures never come true. */
const NOW = new Date('2026-11-01T12:00:00Z');

export interface LintedCase {
  /** Of the rule under test. */
  readonly findings: readonly Finding[];
  /** Crashes, bad reports and whatever else the engine has to say about the run. */
  readonly problems: readonly string[];
}

export function lintCase(rule: Rule, testCase: RuleCase, texts: ReadonlyMap<string, string>): LintedCase {
  const workspace = workspaceOf(texts);
  return lintDocuments(rule, testCase, workspace, documentsOf(workspace));
}

export function lintDocuments(
  rule: Rule,
  testCase: RuleCase,
  workspace: WorkspaceIndex,
  documents: readonly SourceDocument[],
): LintedCase {
  const { configuration, inventory } = testCase;
  const contradictions: string[] = [];
  const watched = watchFixes(rule, contradictions);
  const results = documents.map((document) =>
    lint(document, workspace, { now: NOW, rules: [watched], configuration, inventory }),
  );
  const findings = results.flatMap((result) => result.findings);
  return {
    findings: findings.filter((finding) => finding.ruleId === rule.id),
    problems: [
      ...contradictions,
      ...findings
        .filter((finding) => finding.ruleId !== rule.id && finding.ruleId !== 'internal-error')
        .map((finding) => `${finding.ruleId}: ${finding.message}`),
      ...results
        .flatMap((result) => result.internalErrors)
        .map((error) => `the rule failed: ${error.cause}\n${error.stack}`),
    ],
  };
}

/** The engine does not offer a fix whose edits overlap; in a fixture, such a fix is a mistake of its rule. */
function watchFixes(rule: Rule, contradictions: string[]): Rule {
  const watch = (context: RuleContext): RuleContext => ({
    ...context,
    report: (report) => {
      for (const { title, edits } of report.fixes ?? []) {
        for (const file of edits) {
          try {
            sortEdits(file.edits);
          } catch (error) {
            contradictions.push(`the fix "${title}" has overlapping edits: ${error}`);
          }
        }
      }
      context.report(report);
    },
  });
  const checks = Object.entries(rule.checks).map(([name, check]) => [
    name,
    (model: never, context: RuleContext) =>
      (check as (model: never, context: RuleContext) => void)(model, watch(context)),
  ]);
  return { ...rule, checks: Object.fromEntries(checks) };
}
