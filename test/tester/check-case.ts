import { syntaxErrorsOf } from '../../src/model/model.ts';
import type { Finding } from '../../src/rules/finding.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { SourceText } from '../../src/text/source-text.ts';
import { applyNthFixes, checkFix } from './check-fixes.ts';
import { lintCase } from './lint-case.ts';
import { type Marker, markerFor } from './markers.ts';
import { type CaseFile, documentsOf, type RuleCase, uriOf, workspaceOf } from './rule-case.ts';

/** What is wrong with a rule on one case; empty where all is well. */
export function checkCase(rule: Rule, testCase: RuleCase): string[] {
  const texts = textsOf(testCase);
  const problems = checkFiles(testCase, texts);
  const { findings, problems: crashes } = lintCase(rule, testCase, texts);
  problems.push(...crashes, ...compare(testCase, findings, asWritten));
  if (problems.length > 0) return problems;

  for (const finding of findings) {
    for (const fix of finding.fixes) problems.push(...checkFix(rule, testCase, texts, findings, finding, fix));
  }
  if (problems.length === 0) problems.push(...checkFixedTexts(rule, testCase, texts, findings));
  if (problems.length === 0) for (const variant of VARIANTS) problems.push(...checkVariant(rule, testCase, variant));
  return problems;
}

function checkFiles(testCase: RuleCase, texts: ReadonlyMap<string, string>): string[] {
  const problems: string[] = [];
  const workspace = workspaceOf(texts);
  const documents = documentsOf(workspace);
  if (documents.length === 0) problems.push('no file of this case is one that Keyless looks at');
  if (!testCase.isBroken) {
    for (const document of documents) {
      for (const error of syntaxErrorsOf(document)) {
        const { line } = document.source.positionAt(error.range.start);
        problems.push(
          `${document.path}: syntax error in line ${line + 1} without markers: ${error.message} ` +
            '(name the case broken-… or valid-broken-… where that is the point)',
        );
      }
    }
  }
  const markerCount = testCase.files.reduce((sum, file) => sum + file.markers.length, 0);
  if (testCase.isValid && markerCount > 0) problems.push('a valid case must mark no finding');
  if (!testCase.isValid && markerCount === 0)
    problems.push('the case marks no finding; name it valid-… if that is right');
  return problems;
}

/** Places of a file as it is written, moved to where they are in a variant of it. */
type Move = (file: CaseFile, offset: number) => number;
const asWritten: Move = (_, offset) => offset;

function compare(testCase: RuleCase, findings: readonly Finding[], move: Move): string[] {
  const problems: string[] = [];
  const unexpected = new Set(findings);
  for (const file of testCase.files) {
    for (const marker of file.markers) {
      const start = move(file, marker.range.start);
      const end = move(file, marker.range.end);
      const found = [...unexpected].find(
        ({ uri, range, messageId }) =>
          uri === uriOf(file.path) && range.start === start && range.end === end && messageId === marker.messageId,
      );
      if (found) unexpected.delete(found);
      problems.push(...checkMarker(file, marker, found));
    }
  }
  for (const finding of unexpected) {
    const file = testCase.files.find((it) => uriOf(it.path) === finding.uri);
    if (!file) problems.push(`a finding outside the case, in ${finding.uri}`);
    else if (move === asWritten) problems.push(describeUnexpected(file, finding));
    else problems.push(`${file.path}: unexpected ${finding.messageId}`);
  }
  return problems;
}

function checkMarker(file: CaseFile, marker: Marker, found: Finding | undefined): string[] {
  const place = `${file.path}: the marker in line ${marker.line}`;
  if (!found) return [`${place} expects ${marker.messageId}, which is not found there`];
  const problems: string[] = [];
  if (found.severity !== marker.severity)
    problems.push(`${place} says ${marker.severity}, the finding ${found.severity}`);
  if (marker.confidence && found.confidence !== marker.confidence) {
    problems.push(`${place} says confidence ${marker.confidence}, the finding ${found.confidence}`);
  }
  if (!found.message.includes(marker.contains)) {
    problems.push(`${place} expects "${marker.contains}" in the message, which is: ${found.message}`);
  }
  return problems;
}

function describeUnexpected(file: CaseFile, finding: Finding): string {
  const source = new SourceText(file.text);
  const { line } = source.positionAt(finding.range.start);
  const isHash = /\.(?:ya?ml|tf|tofu|tfvars|hcl|tfbackend)$/.test(file.path);
  const code = source.slice(source.lineRange(line));
  return [
    `${file.path}: unexpected finding in line ${line + 1} without markers: ${finding.message}`,
    'If it is right, mark it:',
    code,
    markerFor(source, finding, isHash ? '#' : '//'),
  ].join('\n');
}

function checkFixedTexts(
  rule: Rule,
  testCase: RuleCase,
  texts: ReadonlyMap<string, string>,
  findings: readonly Finding[],
): string[] {
  const fixCount = Math.max(0, ...findings.map((finding) => finding.fixes.length));
  const numbers = new Set([...testCase.fixed.keys(), ...Array.from({ length: fixCount }, (_, index) => index + 1)]);
  const problems: string[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const suffix = number === 1 ? 'fixed' : `fixed-${number}`;
    const expected = testCase.fixed.get(number);
    if (number > fixCount) {
      problems.push(`there is a text for ${suffix}, but no finding has a fix ${number}`);
      continue;
    }
    const { changed, problems: unstable } = applyNthFixes(rule, testCase, texts, number);
    problems.push(...unstable);
    for (const path of new Set([...changed.keys(), ...(expected?.keys() ?? [])])) {
      const actual = changed.get(path);
      const wanted = expected?.get(path);
      if (actual === wanted) continue;
      if (wanted === undefined) problems.push(`no expected text ${suffix} for ${path}. Fixed it is:\n${actual}`);
      else if (actual === undefined) problems.push(`fix ${number} does not change ${path}, for which there is a text`);
      else problems.push(`${path} is not as in ${suffix}. Fixed it is:\n${actual}\nexpected:\n${wanted}`);
    }
  }
  return problems;
}

/** The same file in another form: what is found and fixed must be the same. */
interface Variant {
  readonly name: string;
  readonly transform: (text: string) => string;
  readonly move: Move;
}

const VARIANTS: readonly Variant[] = [
  {
    name: 'with CRLF line endings',
    transform: (text) => text.replaceAll('\n', '\r\n'),
    move: (file, offset) => offset + (file.text.slice(0, offset).split('\n').length - 1),
  },
  {
    name: 'with a byte order mark',
    transform: (text) => `\uFEFF${text}`,
    move: (_, offset) => offset + 1,
  },
];

function checkVariant(rule: Rule, testCase: RuleCase, { name, transform, move }: Variant): string[] {
  const texts = textsOf(testCase);
  if ([...texts.values()].some((text) => text.includes('\r') || text.startsWith('\uFEFF'))) return [];
  const variant = new Map([...texts].map(([path, text]) => [path, transform(text)]));
  const { findings, problems: crashes } = lintCase(rule, testCase, variant);
  const problems = [...crashes, ...compare(testCase, findings, move)];
  const expected = testCase.fixed.get(1);
  if (expected && problems.length === 0) {
    const { changed } = applyNthFixes(rule, testCase, variant, 1);
    for (const [path, text] of expected) {
      const actual = changed.get(path);
      if (actual !== transform(text)) problems.push(`${path} is fixed otherwise:\n${JSON.stringify(actual)}`);
    }
  }
  return problems.map((problem) => `${name}: ${problem}`);
}

function textsOf(testCase: RuleCase): ReadonlyMap<string, string> {
  return new Map(testCase.files.map((file) => [file.path, file.text]));
}
