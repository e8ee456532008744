import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/lint/configuration.ts';
import { lint, MAX_FILE_LENGTH } from '../../src/lint/engine.ts';
import { WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { brief, documentOf, lintText, NOW, wordRule } from './word-rule.ts';

const crashing = (error: unknown): Rule =>
  wordRule('crash', undefined, {
    checks: {
      infrastructure: () => {
        throw error;
      },
    },
  });

describe('lint', () => {
  it('reports what the rules say, in the order of the file, each finding once', () => {
    const twice: Rule = {
      ...wordRule('b'),
      checks: {
        infrastructure: (model, context) => {
          wordRule('b').checks.infrastructure?.(model, context as never);
          wordRule('b').checks.infrastructure?.(model, context as never);
        },
      },
    };
    expect(brief(lintText('b = a\na = b\n', { rules: [wordRule('a'), twice] }))).toEqual([
      'no-b/found@0-1',
      'no-a/found@4-5',
      'no-a/found@6-7',
      'no-b/found@10-11',
    ]);
  });

  it('fills the message, takes severity, confidence and tags from rule and report', () => {
    const [finding] = lintText('a = secret\n').findings;
    expect(finding).toMatchObject({
      message: 'The word secret is here. Take another one.',
      severity: 'warning',
      confidence: 'high',
      tags: ['CWE-798'],
      uri: 'file:///main.tf',
      related: [],
      fixes: [],
    });
  });

  it('says nothing of files that no rule looks at', () => {
    expect(lintText('secret', {}, 'notes.txt').findings).toEqual([]);
  });

  it('turns a crash into a finding and an internal error without its message; other rules go on', () => {
    const result = lintText('a = secret\n', { rules: [crashing(new TypeError('hunter2')), wordRule('secret')] });
    expect(brief(result)).toEqual(['internal-error/rule@0-0', 'no-secret/found@4-10']);
    expect(result.findings[0]?.message).toContain('The rule no-crash failed on this file (TypeError)');
    expect(result.internalErrors).toMatchObject([{ ruleId: 'no-crash', name: 'TypeError', uri: 'file:///main.tf' }]);
    const { cause, ...shown } = result.internalErrors[0] ?? { cause: undefined };
    expect(JSON.stringify([shown, result.findings])).not.toContain('hunter2');
    expect(cause).toBeInstanceOf(TypeError);
  });

  it('survives anything that a rule can throw', () => {
    for (const thrown of ['text', undefined, null, { message: 1 }]) {
      expect(lintText('', { rules: [crashing(thrown)] }).internalErrors).toHaveLength(1);
    }
    const deep: Rule = wordRule('deep', undefined, {
      checks: {
        infrastructure: (model, context) => deep.checks.infrastructure?.(model, context),
      },
    });
    expect(lintText('', { rules: [deep] }).internalErrors).toMatchObject([{ name: 'RangeError' }]);
  });

  it('makes a message without its data, or a range outside the file, an internal error', () => {
    const report = (report: object) =>
      wordRule('x', undefined, { checks: { infrastructure: (_, context) => context.report(report as never) } });
    const range = { start: 0, end: 0 };
    for (const bad of [
      { messageId: 'found', range },
      { messageId: 'toString', range },
      { messageId: 'found', data: { word: 'x' }, range: { start: 0, end: 99 } },
      { messageId: 'found', data: { word: 'x' }, range: { start: -1, end: 0 } },
      { messageId: 'found', data: { word: 'x' }, range: { start: 2, end: 1 } },
      { messageId: 'found', data: { word: 'x' }, range: { start: Number.NaN, end: 1 } },
    ]) {
      const result = lintText('a = 1\n', { rules: [report(bad)] });
      expect(result.internalErrors).toHaveLength(1);
      expect(brief(result)).toEqual(['internal-error/rule@0-0']);
    }
  });

  it('offers no fix that contradicts itself, and still says what is wrong', () => {
    const edit = (start: number, end: number) => ({ range: { start, end }, newText: 'x' });
    const fix = (title: string, edits: readonly ReturnType<typeof edit>[]) => ({
      title,
      safety: 'safe' as const,
      edits: [{ uri: 'file:///main.tf', edits }],
      followUps: [],
    });
    const rule = wordRule('secret', undefined, {
      checks: {
        infrastructure: (_, context) => {
          const fixes = [fix('both', [edit(0, 4), edit(2, 6)]), fix('one', [edit(0, 2), edit(2, 4)])];
          context.report({ messageId: 'found', data: { word: 'secret' }, range: { start: 0, end: 1 }, fixes });
        },
      },
    });
    const [finding] = lintText('a = secret\n', { rules: [rule] }).findings;
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['one']);
  });

  it('does not run a rule that is off, and gives all its findings the configured level', () => {
    const configured = (level: 'off' | 'hint') => ({
      ...DEFAULT_CONFIGURATION,
      rules: { 'no-secret': { level, ignore: [], options: {} } },
    });
    expect(lintText('secret = 1\n', { configuration: configured('off') }).findings).toEqual([]);
    expect(lintText('secret = 1\n', { configuration: configured('hint') }).findings[0]?.severity).toBe('hint');
  });

  it('cannot be told to hide internal errors', () => {
    const configuration = {
      ...DEFAULT_CONFIGURATION,
      rules: { 'internal-error': { level: 'off' as const, ignore: [], options: {} } },
    };
    expect(brief(lintText('', { rules: [crashing(new Error('x'))], configuration }))).toEqual([
      'internal-error/rule@0-0',
    ]);
  });

  it('leaves ignored paths out, for all rules or for one', () => {
    const all = { ...DEFAULT_CONFIGURATION, ignore: ['legacy/**', '!legacy/new.tf'] };
    expect(lintText('secret = 1\n', { configuration: all }, 'legacy/old.tf').findings).toEqual([]);
    expect(lintText('secret = 1\n', { configuration: all }, 'legacy/new.tf').findings).toHaveLength(1);
    const one = {
      ...DEFAULT_CONFIGURATION,
      rules: { 'no-secret': { level: undefined, ignore: ['*.tf'], options: {} } },
    };
    const rules = [wordRule('secret'), wordRule('other')];
    expect(brief(lintText('secret = other\n', { configuration: one, rules }))).toEqual(['no-other/found@9-14']);
  });

  it('gives a rule its options and the facts of the repository', () => {
    const seen: unknown[] = [];
    const rule = wordRule('x', undefined, {
      options: { days: { type: 'integer', description: 'Days.', default: 90 } },
      checks: {
        infrastructure: (_, context) => seen.push(context.option('days'), context.repository.fullName),
      },
    });
    lintText('', { rules: [rule] });
    const configuration = {
      ...DEFAULT_CONFIGURATION,
      repository: { fullName: 'contoso/app' },
      rules: { 'no-x': { level: undefined, ignore: [], options: { days: 30 } } },
    };
    lintText('', { rules: [rule], configuration });
    expect(seen).toEqual([90, undefined, 30, 'contoso/app']);
  });

  it('makes asking for an option that is not declared an internal error', () => {
    const rule = wordRule('x', undefined, {
      checks: { infrastructure: (_, context) => context.option('constructor') },
    });
    expect(lintText('', { rules: [rule] }).internalErrors).toMatchObject([{ name: 'RangeError' }]);
  });

  it('skips files that are too large or no text, and says so', () => {
    expect(brief(lintText(`# ${'x'.repeat(MAX_FILE_LENGTH)}`))).toEqual(['skipped-file/tooLarge@0-0']);
    expect(brief(lintText('a = "\0"'))).toEqual(['skipped-file/binary@0-0']);
    expect(lintText('a = "\0"').findings[0]?.severity).toBe('information');
  });

  it.each([
    ['main.tf', `a = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
    ['main.tf', `${'b {\n'.repeat(10_000)}${'}\n'.repeat(10_000)}`],
    ['main.bicep', `var a = ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`],
    ['main.bicep', `var a = ${'('.repeat(10_000)}`],
    ['.github/workflows/a.yml', `on: ${'['.repeat(10_000)}`],
    ['azuredeploy.json', `{"contentVersion":"1.0.0.0","resources":${'['.repeat(10_000)}`],
  ])('ends on 10,000 levels of nesting in %s', (path, text) => {
    const result = lintText(text, { rules: [wordRule('secret', undefined, { checks: { resource: () => {} } })] }, path);
    expect(result.internalErrors).toEqual([]);
  });

  it('leaves templates to the Bicep file that they were compiled from, where it is there', () => {
    const template = (name: string) =>
      `{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#","contentVersion":"1.0.0.0",
      "metadata": {"_generator": {"name": "${name}", "version": "0.40.0"}}, "resources": [], "x": "secret"}`;
    const found = (name: string, source: string) => {
      const workspace = new WorkspaceIndex();
      const document = documentOf(template(name), 'a/main.json');
      workspace.set(document);
      workspace.set(documentOf('', source));
      return brief(lint(document, workspace, { now: NOW, rules: [wordRule('secret')] })).length;
    };
    expect(found('bicep', 'a/main.bicep')).toBe(0);
    expect(found('bicep', 'b/main.bicep')).toBe(1);
    expect(found('other', 'a/main.bicep')).toBe(1);
  });

  it('sees the other files of the workspace', () => {
    const workspace = new WorkspaceIndex();
    const document = documentOf('a = 1\n');
    workspace.set(document);
    workspace.set(documentOf('b = 2\n', 'other.tf'));
    const paths: string[] = [];
    const rule = wordRule('x', undefined, {
      checks: {
        infrastructure: (_, context) => {
          paths.push(...context.workspace.ofKind('terraform').map((it) => it.path));
        },
      },
    });
    lint(document, workspace, { now: NOW, rules: [rule] });
    expect(paths).toEqual(['main.tf', 'other.tf']);
  });
});
