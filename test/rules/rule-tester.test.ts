import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Fix } from '../../src/rules/finding.ts';
import { defineRule, type Report, type Rule } from '../../src/rules/rule.ts';
import { SourceText } from '../../src/text/source-text.ts';
import { checkCase } from '../tester/check-case.ts';
import { checkCases, checkDescription } from '../tester/check-rule.ts';
import { MarkerError, markerFor, readMarkers } from '../tester/markers.ts';
import { readCases } from '../tester/read-cases.ts';
import { type RawFile, ruleCase, uriOf } from '../tester/rule-case.ts';

/** A rule over the text `secret = "…"`, broken in one way per test. */
function textRule(change: Partial<Report> | ((value: { start: number; end: number }) => Partial<Report>) = {}): Rule {
  return defineRule<string>({
    id: 'text-rule',
    title: 'Text that says secret',
    severity: 'error',
    tags: [],
    messages: { literal: 'The {what} is written out. Use a variable.', other: 'Something else.' },
    options: { word: { type: 'string', description: 'What to look for.', default: 'secret' } },
    checks: {
      infrastructure: (_, context) => {
        const word = context.option<string>('word');
        for (const match of context.document.source.text.matchAll(new RegExp(`${word} = ("[^"\\n]*")`, 'g'))) {
          const end = match.index + match[0].length;
          const range = { start: end - (match[1] ?? '').length, end };
          const more = typeof change === 'function' ? change(range) : change;
          context.report({ messageId: 'literal', data: { what: word }, range, ...more });
        }
      },
    },
  });
}

function fixWith(edits: { start: number; end: number; newText: string }[], more: Partial<Fix> = {}): Partial<Report> {
  const textEdits = edits.map(({ start, end, newText }) => ({ range: { start, end }, newText }));
  return {
    fixes: [
      {
        title: 'Use a variable',
        safety: 'safe',
        edits: [{ uri: uriOf('a.tf'), edits: textEdits }],
        followUps: [],
        ...more,
      },
    ],
  };
}

const useVariable = textRule((range) => fixWith([{ ...range, newText: 'var.secret' }]));

const MARKED = 'resource "a" "b" {\n  secret = "x"\n  #        ^^^ error[literal]\n  name   = "y"\n}\n';
const FIXED = 'resource "a" "b" {\n  secret = var.secret\n  name   = "y"\n}\n';
const fixedTexts = (text = FIXED) => new Map([[1, new Map([['a.tf', text]])]]);

function problemsOf(rule: Rule, text = MARKED, fixed = new Map<number, Map<string, string>>(), name = 'a'): string {
  return checkCase(rule, ruleCase(rule, name, [{ path: 'a.tf', text }], fixed)).join('\n');
}

describe('checkCase', () => {
  it('accepts a marked finding without a fix, and one with the expected fix', () => {
    expect(problemsOf(textRule())).toBe('');
    expect(problemsOf(useVariable, MARKED, fixedTexts())).toBe('');
  });

  it('rejects findings that are not marked, and prints the marker', () => {
    const problems = problemsOf(textRule(), MARKED.replace('error[literal]', 'nothing'));
    expect(problems).toMatch(/^# {10}\^{3} error\[literal\]$/m);
    expect(problems).toContain('marks no finding');
  });

  it('rejects markers that are not found: wrong columns, line, message id, severity, confidence, text', () => {
    expect(problemsOf(textRule(), MARKED.replace('^^^ ', '^^ '))).toContain(
      'expects literal, which is not found there',
    );
    expect(problemsOf(textRule(), MARKED.replace('^^^', 'vvv'))).toContain('which is not found there');
    expect(problemsOf(textRule(), MARKED.replace('[literal]', '[other]'))).toContain('expects other');
    expect(problemsOf(textRule(), MARKED.replace('error[', 'warning['))).toContain('says warning, the finding error');
    expect(problemsOf(textRule(), MARKED.replace('error[', 'error(low)['))).toContain('confidence low');
    expect(problemsOf(textRule(), MARKED.replace('l]', 'l] password'))).toContain('"password" in the message');
    expect(problemsOf(textRule(), MARKED.replace('l]', 'l] The secret is'))).toBe('');
  });

  it('rejects findings in a valid case', () => {
    expect(problemsOf(textRule(), FIXED, undefined, 'valid-a')).toBe('');
    expect(problemsOf(textRule(), 'a {\n  secret = "x"\n}\n', undefined, 'valid-a')).toContain(
      'unexpected finding in line 2',
    );
    expect(problemsOf(textRule(), MARKED, undefined, 'valid-a')).toContain('must mark no finding');
  });

  it('rejects a message id that the rule does not have', () => {
    expect(problemsOf(textRule({ messageId: 'typo' }))).toContain('has no message "typo"');
  });

  it('rejects an unfilled placeholder', () => {
    expect(problemsOf(textRule({ data: {} }))).toContain('lacks its data "what"');
  });

  it('rejects a range outside the file', () => {
    expect(problemsOf(textRule({ range: { start: 0, end: 10_000 } }))).toContain('outside the file');
  });

  it('rejects a rule that crashes', () => {
    const rule = textRule(() => {
      throw new TypeError('boom');
    });
    expect(problemsOf(rule)).toContain('the rule failed: TypeError: boom');
  });

  it('rejects a fixture that does not parse unless that is its point', () => {
    const text = `${MARKED}resource "c" "d" {\n`;
    expect(problemsOf(textRule(), text)).toContain('syntax error in line');
    expect(problemsOf(textRule(), text, undefined, 'broken-a')).toBe('');
  });

  it('rejects a case without any file to look at', () => {
    const rule = textRule();
    expect(checkCase(rule, ruleCase(rule, 'valid-a', [{ path: 'a.txt', text: '' }])).join()).toContain(
      'no file of this case',
    );
  });

  it('rejects a fix that changes nothing', () => {
    expect(problemsOf(textRule((range) => fixWith([{ ...range, newText: '"x"' }])))).toContain('changes nothing');
    expect(problemsOf(textRule(fixWith([])))).toContain('changes nothing');
  });

  it('rejects a fix without expected text, and shows what it does', () => {
    expect(problemsOf(useVariable)).toContain(`no expected text fixed for a.tf. Fixed it is:\n${FIXED}`);
  });

  it('rejects an expected text that is not what the fix does, or that no fix leads to', () => {
    expect(problemsOf(useVariable, MARKED, fixedTexts('other'))).toContain('a.tf is not as in fixed');
    expect(problemsOf(textRule(), MARKED, fixedTexts())).toContain('no finding has a fix 1');
  });

  it('wants a text for every further fix', () => {
    const two = textRule((range) => ({
      fixes: ['var.secret', 'local.secret'].flatMap((newText) => fixWith([{ ...range, newText }]).fixes ?? []),
    }));
    expect(problemsOf(two, MARKED, fixedTexts())).toContain('no expected text fixed-2');
    const second = new Map([['a.tf', FIXED.replace('var.', 'local.')]]);
    expect(problemsOf(two, MARKED, new Map([...fixedTexts(), [2, second]]))).toBe('');
  });

  it('rejects a fixed text that does not parse', () => {
    const rule = textRule((range) => fixWith([{ ...range, newText: '{{{ = (' }]));
    expect(problemsOf(rule)).toContain('leaves a.tf with a new syntax error');
  });

  it('rejects a fix after which the finding is still there, so that a second application would change again', () => {
    const rule = textRule(({ start }) => fixWith([{ start: start + 1, end: start + 1, newText: 'x' }]));
    expect(problemsOf(rule)).toContain('leaves the finding literal there');
  });

  it('rejects a fix that trades one finding for another of its rule', () => {
    const rule: Rule = defineRule({
      ...textRule(),
      checks: {
        infrastructure: (_, context) => {
          const { text } = context.document.source;
          const start = text.indexOf('"x"');
          const other = text.indexOf('"z"');
          if (start >= 0) {
            const range = { start, end: start + 3 };
            const report = { messageId: 'literal', data: { what: 'x' }, range };
            context.report({ ...report, ...fixWith([{ ...range, newText: '"z"' }]) });
          } else if (other >= 0) context.report({ messageId: 'other', range: { start: other, end: other + 3 } });
        },
      },
    });
    expect(problemsOf(rule)).toContain('trades literal for another finding');
  });

  it('rejects edits outside the text, overlapping ones, and ones that cut a CRLF or an astral character in two', () => {
    expect(problemsOf(textRule(fixWith([{ start: 5, end: 9999, newText: '' }])))).toContain('outside the text');
    const overlap = textRule(({ start, end }) =>
      fixWith([
        { start, end, newText: 'a' },
        { start: start + 1, end: end + 1, newText: 'b' },
      ]),
    );
    expect(problemsOf(overlap)).toContain('overlapping edits');
    const cut = textRule(({ start, end }) => fixWith([{ start: start + 2, end, newText: '' }]));
    expect(problemsOf(cut, MARKED.replace('"x"', '"\u{1F600}"').replace('^^^', '^^^^'))).toContain('cuts a character');
  });

  it('rejects edits that rewrite lines which stay the same', () => {
    const rule = textRule(() => fixWith([{ start: 0, end: FIXED.length - 7, newText: FIXED }]));
    expect(problemsOf(rule)).toContain('rewrites lines that stay the same');
  });

  it('rejects edits of files that are not in the case', () => {
    const elsewhere = [{ uri: 'file:///else.tf', edits: [{ range: { start: 0, end: 0 }, newText: 'x' }] }];
    expect(problemsOf(textRule(fixWith([], { edits: elsewhere })))).toContain('not in the workspace');
  });

  it('rejects titles and follow-ups that are no sentences, and a safe fix that leaves something to do', () => {
    const fixed = (more: Partial<Fix>) =>
      problemsOf(
        textRule((range) => fixWith([{ ...range, newText: 'var.secret' }], more)),
        MARKED,
        fixedTexts(),
      );
    expect(fixed({ title: 'use a variable' })).toContain('needs a title that begins with a capital');
    expect(fixed({ title: 'Use {what}' })).toContain('unfilled placeholder');
    expect(fixed({ safety: 'needs-review', followUps: ['set the variable'] })).toContain('no whole sentence');
    expect(fixed({ followUps: ['Set the variable.'] })).toContain('called safe, yet');
    expect(fixed({ safety: 'needs-review', followUps: ['Set the variable.'] })).toBe('');
  });

  it('rejects a rule that works only with one kind of line ending', () => {
    const rule = textRule(({ start, end }) => fixWith([{ start, end, newText: 'var.secret\n  more = 1' }]));
    const fixed = fixedTexts(FIXED.replace('var.secret', 'var.secret\n  more = 1'));
    expect(problemsOf(rule, MARKED, fixed)).toContain('with CRLF line endings: a.tf is fixed otherwise');
  });

  it('rejects a rule that a byte order mark confuses', () => {
    const rule: Rule = {
      ...textRule(),
      checks: {
        infrastructure: (_, context) => {
          if (context.document.source.text.startsWith('a'))
            context.report({ messageId: 'other', range: { start: 2, end: 5 } });
        },
      },
    };
    expect(problemsOf(rule, 'a {}\n# @ 3-5 error[other]\n')).toContain('expects other');
    expect(problemsOf(rule, 'a "b" {}\n# ^^^ error[other]\n')).toContain('with a byte order mark');
  });

  it('reads options and repository facts from the configuration of the case', () => {
    const rule = textRule();
    const files = (keyless: string): RawFile[] => [
      { path: 'a.tf', text: 'a {\n  token = "x"\n  #       ^^^ error[literal]\n}\n' },
      { path: 'keyless.yaml', text: keyless },
    ];
    const options = 'rules:\n  text-rule:\n    options:\n      word: token\n';
    expect(checkCase(rule, ruleCase(rule, 'a', files(options)))).toEqual([]);
    expect(() => ruleCase(rule, 'a', files('rulez: {}'))).toThrow('Unknown key "rulez"');
  });
});

describe('checkCases', () => {
  const rule = textRule();
  const file = (text: string): RawFile[] => [{ path: 'a.tf', text }];
  const other = 'a "b" {}\n# ^^^ error[other]\n';

  it('accepts cases that show every message and a valid file of the language', () => {
    const cases = [
      ruleCase(rule, 'a', file(MARKED)),
      ruleCase(rule, 'b', file(other)),
      ruleCase(rule, 'valid-c', file('a {}\n')),
    ];
    expect(checkCases(rule, cases)).toEqual([]);
  });

  it('rejects no cases, equal cases, messages never shown or not there, languages without a valid case', () => {
    expect(checkCases(rule, [])).toContain('there is no case');
    const problems = checkCases(rule, [
      ruleCase(rule, 'a', file(MARKED)),
      ruleCase(rule, 'b', file(MARKED)),
      ruleCase(rule, 'c', file('a {}\n# ^ error[typo]\n')),
    ]);
    expect(problems).toEqual([
      'the cases a and b are the same',
      'no case shows the message other',
      'a case marks the message typo, which the rule does not have',
      'no valid case for terraform',
    ]);
  });
});

describe('checkDescription', () => {
  it('accepts a sound rule and rejects ids, titles, messages and options that break the conventions', () => {
    const rule = textRule();
    expect(checkDescription(rule)).toEqual([]);
    expect(checkDescription({ ...rule, id: 'TextRule' }).join()).toContain('kebab-case');
    expect(checkDescription({ ...rule, title: 'ends.' }).join()).toContain('the title');
    expect(checkDescription({ ...rule, checks: {} }).join()).toContain('checks nothing');
    expect(checkDescription({ ...rule, messages: {} }).join()).toContain('no message');
    expect(checkDescription({ ...rule, messages: { a: 'No stop' } }).join()).toContain('no whole sentence');
    expect(checkDescription({ ...rule, messages: { 'a-b': 'Stop.' } }).join()).toContain('camelCase');
    expect(checkDescription({ ...rule, messages: { a: 'Has {}.' } }).join()).toContain('cannot be filled');
    const options = { days: { type: 'integer', description: 'Days.', default: 'ten' } } as const;
    expect(checkDescription({ ...rule, options }).join()).toContain('is no integer');
  });
});

describe('readMarkers', () => {
  it('takes markers out and reads all forms of pointers', () => {
    const text = [
      '# vv hint[next]',
      '# v information[nextToo]',
      'first: 1',
      '#  ^^ error[above]',
      'second:',
      '# @ 1-7 warning(low)[columns] some text',
      '# @ -1:2-+1:4 error[lines]',
      '  third: |',
      '    // ^^^ error[inText]',
      '    text',
    ].join('\n');
    const { text: kept, markers } = readMarkers(text);
    expect(kept).toBe('first: 1\nsecond:\n  third: |\n    text');
    expect(markers.map(({ range, messageId }) => [messageId, kept.slice(range.start, range.end)])).toEqual([
      ['next', 'rs'],
      ['nextToo', 'r'],
      ['above', 'st'],
      ['columns', 'second'],
      ['lines', 'irst: 1\nsecond:\n  t'],
      ['inText', ': |'],
    ]);
    expect(markers[3]).toMatchObject({ severity: 'warning', confidence: 'low', contains: 'some text', line: 6 });
  });

  it('rejects what cannot be read and what points outside', () => {
    expect(() => readMarkers('a\n# ^ error literal\n')).toThrow(MarkerError);
    expect(() => readMarkers('a\n# ^^^ error[literal]\n')).toThrow('points outside');
    expect(() => readMarkers('# ^ error[literal]\n')).toThrow('points outside');
    expect(() => readMarkers('a\n# @ 1 error[literal]\n')).toThrow('cannot read');
  });

  it('leaves comments alone that are none', () => {
    expect(readMarkers('# errors: ^ up\n# vvv\n').markers).toEqual([]);
  });

  it('prints markers that it reads back', () => {
    const text = 'ab cdef\nghi\n';
    for (const range of [
      { start: 3, end: 5 },
      { start: 0, end: 2 },
      { start: 3, end: 3 },
      { start: 5, end: 10 },
    ]) {
      const marker = markerFor(new SourceText(text), { range, severity: 'error', messageId: 'm' }, '//');
      expect(readMarkers(`ab cdef\n${marker}\nghi\n`)).toMatchObject({ text, markers: [{ range }] });
    }
  });
});

describe('readCases', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function folderOf(files: Record<string, string>): string {
    const folder = mkdtempSync(join(tmpdir(), 'keyless-cases-'));
    folders.push(folder);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return folder;
  }

  it('reads files and folders with their companions', () => {
    const folder = folderOf({
      'one.tf': MARKED,
      'one.fixed.tf': FIXED,
      'one.fixed-2.tf': 'second',
      'one.keyless.yaml': 'ignore: [x]',
      'one.inventory.json': '{"asOf":"2026-01-01","tenantId":"t","identities":[]}',
      'two.yml': 'on: push',
      'three.action.yml': 'runs: {}',
      'many/.github/workflows/a.yml': 'on: push',
      'many/keyless.yaml': 'ignore: [y]',
      'many.fixed/.github/workflows/a.yml': 'on: []',
      'valid-x.bicep': '',
    });
    const cases = readCases(textRule(), folder);
    expect(cases.map((it) => [it.name, it.files.map((file) => file.path)])).toEqual([
      ['many', ['.github/workflows/a.yml']],
      ['one', ['one.tf']],
      ['three.action', ['action.yml']],
      ['two', ['.github/workflows/two.yml']],
      ['valid-x', ['valid-x.bicep']],
    ]);
    expect(cases[0]?.configuration.ignore).toEqual(['y']);
    expect(cases[0]?.fixed.get(1)?.get('.github/workflows/a.yml')).toBe('on: []');
    expect(cases[1]?.fixed.get(1)?.get('one.tf')).toBe(FIXED);
    expect(cases[1]?.fixed.get(2)?.get('one.tf')).toBe('second');
    expect(cases[1]?.configuration.ignore).toEqual(['x']);
    expect(cases[1]?.inventory?.tenantId).toBe('t');
    expect(cases[4]?.isValid).toBe(true);
  });

  it('rejects a fixed file without its case, and names the file with a broken marker', () => {
    expect(() => readCases(textRule(), folderOf({ 'one.fixed.tf': '' }))).toThrow('one.fixed.tf belongs to no case');
    expect(() => readCases(textRule(), folderOf({ 'one.tf': '# ^ error[a]\n' }))).toThrow(/one\.tf: line 1/);
  });
});
