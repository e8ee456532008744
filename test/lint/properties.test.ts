import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { findingIdentity } from '../../src/lint/findings.ts';
import { firstFix, fixDocuments } from '../../src/lint/fix.ts';
import { reportResult } from '../../src/lint/report/reported.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { syntaxErrorsOf } from '../../src/model/model.ts';
import { RULES } from '../../src/rules/registry.ts';
import { applyEdits } from '../../src/text/text-edit.ts';
import { readCases } from '../tester/read-cases.ts';
import { NOW } from './word-rule.ts';

const ROOT = join(import.meta.dirname, '../..');

interface Input {
  readonly path: string;
  readonly text: string;
}

/** Real input: the example workspace and every case of every rule, each a workspace of its own. */
const WORKSPACES: readonly (readonly Input[])[] = [
  readTree(join(ROOT, 'examples')),
  ...RULES.flatMap((rule) => readCases(rule, join(ROOT, 'test/rules', rule.id))).map(({ files }) => files),
];

/** The files that rules look at, with those beside them. */
const FILES = WORKSPACES.flatMap((workspace) =>
  workspace
    .filter(({ path, text }) => createDocument('', path, text).kind !== 'other')
    .map((file) => ({ ...file, workspace })),
);

function readTree(folder: string): Input[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.ts') && !/\.(?:png|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

/** A file as somebody leaves it in the middle of an edit: pieces cut out, doubled, moved, half a token typed. */
const damaged = fc
  .record({
    file: fc.constantFrom(...FILES),
    cuts: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(60),
        insert: fc.constantFrom(
          '',
          '',
          '{',
          '}',
          "'",
          '"',
          '${',
          '${{ ',
          '\n',
          '\r\n',
          '\t',
          ': ',
          '- ',
          '#',
          '<<EOT\n',
          '[',
          '\u{1F600}',
          '\uFEFF',
        ),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ file, cuts }) => {
    let { text } = file;
    for (const { at, length, insert } of cuts) {
      const start = Math.floor(at * text.length);
      text = text.slice(0, start) + insert + text.slice(start + length);
    }
    return { ...file, text };
  });

function open({ path, text, workspace: files }: (typeof FILES)[number]) {
  const workspace = new WorkspaceIndex();
  for (const file of files) workspace.set(createDocument(`file:///${file.path}`, file.path, file.text));
  const document = createDocument(`file:///${path}`, path, text);
  workspace.set(document);
  return { workspace, document };
}

describe('linting real files, whole and damaged, with every rule', () => {
  it('has input to speak of', () => {
    expect(FILES.length).toBeGreaterThan(50);
    const kinds = new Set(FILES.map(({ path, text }) => createDocument('', path, text).kind));
    const platforms = [
      'github-action',
      'azure-pipelines',
      'gitlab-ci',
      'kubernetes',
      'compose',
      'dockerfile',
      'dotenv',
    ];
    expect([...kinds]).toEqual(expect.arrayContaining(['bicep', 'terraform', 'github-workflow', ...platforms]));
  });

  it('never fails, stays inside the text, says each thing once and gives edits that can be applied', () => {
    fc.assert(
      fc.property(damaged, (file) => {
        const { workspace, document } = open(file);
        const result = lint(document, workspace, { now: NOW });
        expect(result.internalErrors.map((error) => `${error.ruleId}: ${error.cause} ${error.stack}`)).toEqual([]);
        const identities = result.findings.map(findingIdentity);
        expect(new Set(identities).size).toBe(identities.length);
        for (const finding of result.findings) {
          expect(finding.message).not.toMatch(/\bundefined\b|\[object/);
          for (const { uri, edits } of finding.fixes.flatMap((fix) => fix.edits)) {
            const target = workspace.byUri(uri);
            expect(target).toBeDefined();
            if (!target) continue;
            for (const { range } of edits) {
              expect(range.start >= 0 && range.start <= range.end && range.end <= target.source.length).toBe(true);
            }
            applyEdits(target.source.text, edits);
          }
        }
        const report = reportResult(document, result, (uri) => workspace.byUri(uri));
        expect(report.findings.length).toBe(result.findings.length + result.suppressed.length);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('fixes to the end: no new syntax errors, and a second time nothing changes', () => {
    fc.assert(
      fc.property(damaged, (file) => {
        const { workspace, document } = open(file);
        const before = syntaxErrorsOf(document).length;
        const fixAll = () => {
          const current = workspace.byUri(document.uri) ?? document;
          return fixDocuments(workspace, [current], {
            choose: firstFix,
            lint: (documents) => documents.flatMap((it) => lint(it, workspace, { now: NOW }).findings),
          });
        };
        const first = fixAll();
        expect(first.isStable).toBe(true);
        expect(syntaxErrorsOf(workspace.byUri(document.uri) ?? document).length).toBeLessThanOrEqual(before);
        const left = new Set(first.rejected.map((it) => it.fix.title));
        const second = fixAll();
        expect([...second.changed.keys()]).toEqual([]);
        for (const { fix } of second.rejected) expect(left).toContain(fix.title);
      }),
      { numRuns: 200 },
    );
  }, 60_000);
});
