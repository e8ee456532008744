import { firstFix, fixDocuments, MAX_FIX_ROUNDS } from '../../src/lint/fix.ts';
import type { WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { syntaxErrorsOf } from '../../src/model/model.ts';
import { type Finding, type Fix, inShort, SEVERITIES } from '../../src/rules/finding.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { applyEdits, type TextEdit } from '../../src/text/text-edit.ts';
import { lintCase, lintDocuments } from './lint-case.ts';
import { documentsOf, type RuleCase, workspaceOf } from './rule-case.ts';

type Texts = ReadonlyMap<string, string>;

/** Whether one fix, applied alone, does what a fix must. */
export function checkFix(
  rule: Rule,
  testCase: RuleCase,
  texts: Texts,
  before: readonly Finding[],
  finding: Finding,
  fix: Fix,
): string[] {
  const name = `the fix "${fix.title}"`;
  const workspace = workspaceOf(texts);
  const problems = checkText(name, fix);
  const fixedTexts = new Map(texts);
  for (const { uri, edits } of fix.edits) {
    const document = workspace.byUri(uri);
    if (!document) return [...problems, `${name} edits ${uri}, which is not in the workspace`];
    const problem = checkEdits(document.source.text, edits);
    if (problem) return [...problems, `${name} ${problem}`];
    fixedTexts.set(document.path, applyEdits(document.source.text, edits));
  }
  if (![...fixedTexts].some(([path, text]) => text !== texts.get(path)))
    return [...problems, `${name} changes nothing`];

  const fixed = workspaceOf(fixedTexts);
  const broken = documentsOf(fixed).find(
    (document) => errorCount(fixed, document.path) > errorCount(workspace, document.path),
  );
  if (broken) return [...problems, `${name} leaves ${broken.path} with a new syntax error:\n${broken.source.text}`];

  const { findings, problems: crashes } = lintCase(rule, testCase, fixedTexts);
  problems.push(...crashes.map((crash) => `after ${name}: ${crash}`));
  const count = (list: readonly Finding[]) => list.filter((it) => it.messageId === finding.messageId).length;
  if (count(findings) >= count(before)) problems.push(`${name} leaves the finding ${finding.messageId} there`);
  // What is milder may be left: a secret that is hidden now, but could be done without.
  const weight = SEVERITIES.indexOf(finding.severity);
  const asHeavy = (list: readonly Finding[]) => list.filter((it) => SEVERITIES.indexOf(it.severity) <= weight).length;
  if (asHeavy(findings) >= asHeavy(before) && count(findings) < count(before)) {
    problems.push(`${name} trades ${finding.messageId} for another finding of this rule`);
  }
  return problems;
}

export interface FixedCase {
  /** The text of each changed file, by path. */
  readonly changed: Texts;
  readonly problems: readonly string[];
}

/** Applies the n-th fix of every finding until none is left. */
export function applyNthFixes(rule: Rule, testCase: RuleCase, texts: Texts, number: number): FixedCase {
  const workspace = workspaceOf(texts);
  const result = fixDocuments(workspace, documentsOf(workspace), {
    lint: (documents) => lintDocuments(rule, testCase, workspace, documents).findings,
    choose: number === 1 ? firstFix : (finding) => finding.fixes[number - 1],
  });
  const problems: string[] = [];
  if (!result.isStable) problems.push(`fix ${number}: still something to change after ${MAX_FIX_ROUNDS} rounds`);
  return { changed: new Map([...result.changed.values()].map((it) => [it.path, it.source.text])), problems };
}

function checkText(name: string, fix: Fix): string[] {
  const problems: string[] = [];
  if (!/^[A-Z]/.test(fix.title) || fix.title.endsWith('.')) {
    problems.push(`${name} needs a title that begins with a capital and has no full stop`);
  }
  if (/\{[A-Za-z]\w*\}/.test(fix.title)) problems.push(`${name} has an unfilled placeholder`);
  for (const followUp of fix.followUps) {
    if (!/^[A-Z`].*\.$/s.test(inShort(followUp)))
      problems.push(`${name}: the follow-up "${followUp}" is no whole sentence`);
  }
  if (fix.safety === 'safe' && fix.followUps.length > 0) {
    problems.push(`${name} is called safe, yet leaves a person something to do`);
  }
  return problems;
}

/** What is wrong with edits of one text: outside of it, overlapping, or rewriting what they do not change. */
function checkEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  for (const { range, newText } of edits) {
    if (!(range.start >= 0 && range.start <= range.end && range.end <= text.length)) {
      return `has an edit outside the text: ${range.start}-${range.end}`;
    }
    if (splitsPair(text, range.start) || splitsPair(text, range.end)) return 'cuts a character or a CRLF in two';
    const old = text.slice(range.start, range.end);
    if (old === newText) return 'changes nothing in one of its edits';
    if (commonPrefix(old, newText).includes('\n') || commonSuffix(old, newText).includes('\n')) {
      return 'rewrites lines that stay the same; edit only what changes';
    }
  }
  return undefined;
}

function splitsPair(text: string, offset: number): boolean {
  const pair = text.slice(offset - 1, offset + 1);
  return offset > 0 && (pair === '\r\n' || /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(pair));
}

function commonPrefix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  // An insertion or deletion of whole lines may share its last line break with what is there.
  return length === a.length || length === b.length ? '' : a.slice(0, length);
}

function commonSuffix(a: string, b: string): string {
  let length = 0;
  while (length < a.length && length < b.length && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  const common = length === a.length || length === b.length ? '' : a.slice(a.length - length);
  return common.replace(/\r?\n$/, '');
}

function errorCount(workspace: WorkspaceIndex, path: string): number {
  const document = workspace.get(path);
  return document ? syntaxErrorsOf(document).length : 0;
}
