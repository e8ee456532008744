import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { RULES } from '../../src/rules/registry.ts';
import { applyEdits } from '../../src/text/text-edit.ts';

/** Every fixture of every rule, under a path that makes it what it is. */
const SAMPLES = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(?:ts|keyless\.yaml|inventory\.json)$/.test(entry.name))
  .map((entry) => ({
    path: pathOf(entry.name),
    text: readFileSync(join(entry.parentPath, entry.name), 'utf8'),
  }));

function pathOf(name: string): string {
  if (!/\.ya?ml$/.test(name)) return name;
  const platform = /\.(action|azure-pipelines|gitlab-ci|kubernetes)\.ya?ml$/.exec(name)?.[1];
  if (platform === 'kubernetes') return name;
  if (platform === 'gitlab-ci') return '.gitlab-ci.yml';
  return platform ? `${platform}.yml` : `.github/workflows/${name}`;
}

/** Lints a text with every rule and applies each fix. @returns what must not happen */
function problemsOf(path: string, text: string): string[] {
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${path}`, path, text);
  workspace.set(document);
  const { findings, internalErrors } = lint(document, workspace, { now: new Date(0), rules: RULES });
  const problems = internalErrors.map(({ ruleId, name, stack }) => `${ruleId}: ${name}\n${stack}`);
  for (const { ruleId, range, fixes } of findings) {
    if (range.start > range.end || range.end > text.length) problems.push(`${ruleId}: a range outside of the text`);
    for (const { title, edits } of fixes) {
      for (const { edits: textEdits } of edits) {
        try {
          applyEdits(text, textEdits);
        } catch (error) {
          problems.push(`${ruleId}: "${title}": ${error}`);
        }
      }
    }
  }
  return problems;
}

const sample = fc.constantFrom(...SAMPLES);
const place = fc.double({ min: 0, max: 1, noNaN: true });

describe('rules on hostile input', () => {
  it('never fail on a file that ends somewhere', () => {
    fc.assert(
      fc.property(sample, place, ({ path, text }, at) => {
        expect(problemsOf(path, text.slice(0, Math.floor(at * text.length)))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('never fail on a file with a part cut out, doubled or replaced', () => {
    const junk = fc.constantFrom(
      '',
      '"',
      "'",
      '{',
      '}',
      '[',
      ': ',
      '\n',
      '\t',
      '${{ ',
      ' }}',
      '${',
      '&a ',
      '*a',
      '<<: *a',
      '| ',
      '\u0000',
      '\u2028',
      '😀',
    );
    fc.assert(
      fc.property(sample, place, place, junk, fc.boolean(), ({ path, text }, first, second, insert, isDoubled) => {
        const [start, end] = [first, second].map((at) => Math.floor(at * text.length)).sort((a, b) => a - b);
        const middle = isDoubled ? text.slice(start, end).repeat(2) : '';
        expect(problemsOf(path, text.slice(0, start) + middle + insert + text.slice(end))).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it('end on deep nesting', () => {
    const depth = 10_000;
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    expect(problemsOf('main.bicep', `param clientSecret array = ${deep}\n`)).toEqual([]);
    expect(problemsOf('main.tf', `provider "azurerm" {\n  client_secret = ${deep}\n}\n`)).toEqual([]);
    expect(problemsOf('.github/workflows/a.yml', `on: push\nenv:\n  ARM_CLIENT_SECRET: ${deep}\n`)).toEqual([]);
  });

  it('end on actions that call each other', () => {
    const workspace = new WorkspaceIndex();
    const calls = (name: string) => `      - uses: ./${name}\n`.repeat(20);
    for (let i = 0; i < 9; i++) {
      const text = `name: a\nruns:\n  using: composite\n  steps:\n${calls(`a${(i + 1) % 9}`)}`;
      workspace.set(createDocument(`file:///a${i}/action.yml`, `a${i}/action.yml`, text));
    }
    const path = '.github/workflows/a.yml';
    const text = `on: push\npermissions:\n  id-token: write\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${calls('a0')}`;
    const document = createDocument(`file:///${path}`, path, text);
    workspace.set(document);
    expect(lint(document, workspace, { now: new Date(0), rules: RULES }).internalErrors).toEqual([]);
  });
});
