import { lint } from '../../src/lint/engine.ts';
import { parseConfiguration } from '../../src/lint/parse-configuration.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { syntaxErrorsOf } from '../../src/model/model.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { type Example, readPage } from './page.ts';
import { inventoryOf } from './rule-case.ts';

const HEADINGS = ['What', 'Why', 'Bad', 'Good', 'How to fix', 'Options', 'References'];
const NOW = new Date('2026-11-01T12:00:00Z');

export interface PageDemands {
  /** False for what no example can show: a crash, a file of 5 MB. */
  readonly hasExamples: boolean;
}

/**
 * What is wrong with a rule's page; empty where all is well.
 * @param rules those to run on the examples
 */
export function checkPage(rule: Rule, markdown: string, rules: readonly Rule[], demands: PageDemands): string[] {
  const page = readPage(markdown);
  const problems: string[] = [];
  if (page.title !== rule.title) problems.push(`the title must be "# ${rule.title}"`);
  const wanted = HEADINGS.filter((heading) => {
    if (heading === 'Options') return rule.options !== undefined;
    return demands.hasExamples || (heading !== 'Bad' && heading !== 'Good' && heading !== 'References');
  });
  const found = page.headings.filter((heading) => demands.hasExamples || heading !== 'References');
  if (found.join() !== wanted.join())
    problems.push(`the headings are ${found.join(', ')}; they must be ${wanted.join(', ')}`);
  for (const name of Object.keys(rule.options ?? {})) {
    if (!markdown.includes(`\`${name}\``)) problems.push(`the option \`${name}\` is not described`);
  }
  if (demands.hasExamples) {
    for (const heading of ['Bad', 'Good'] as const) {
      if (!page.examples.some((it) => it.heading === heading)) problems.push(`no example under ${heading}`);
    }
  }
  return [...problems, ...page.examples.flatMap((example) => checkExample(rule, example, rules))];
}

function checkExample(rule: Rule, example: Example, rules: readonly Rule[]): string[] {
  const place = `line ${example.line} (${example.heading})`;
  if (!example.path) return [`${place}: "${example.language}" is no language of an example`];
  const document = createDocument(`file:///page/${example.path}`, example.path, example.text);
  const workspace = new WorkspaceIndex();
  for (const { path, text } of example.beside) workspace.set(createDocument(`file:///page/${path}`, path, text));
  workspace.set(document);

  if (example.path === 'keyless.yaml') {
    const { findings } = parseConfiguration(document, rules);
    if (rule.id !== 'configuration-error') return findings.map((finding) => `${place}: ${finding.message}`);
    return judge(example, place, findings.length);
  }
  const errors = syntaxErrorsOf(document).map((error) => `${place}: syntax error: ${error.message}`);
  const configuration = example.configuration
    ? parseConfiguration(createDocument('file:///page/keyless.yaml', 'keyless.yaml', example.configuration), rules)
        .configuration
    : undefined;
  const inventory = example.inventory === undefined ? undefined : inventoryOf(example.inventory);
  const result = lint(document, workspace, { now: NOW, rules, inventory, ...(configuration ? { configuration } : {}) });
  const failures = result.internalErrors.map((error) => `${place}: ${error.cause}`);
  const count = result.findings.filter((finding) => finding.ruleId === rule.id).length;
  return [...errors, ...failures, ...judge(example, place, count)];
}

function judge(example: Example, place: string, findings: number): string[] {
  if (example.heading === 'Bad' && findings === 0) return [`${place}: the example gives no finding`];
  if (example.heading === 'Good' && findings > 0) return [`${place}: the example gives ${findings} findings`];
  return [];
}
