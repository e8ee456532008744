import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIGURATION } from '../../src/lint/configuration.ts';
import { suppressionEdit } from '../../src/lint/suppression-edit.ts';
import { applyEdits } from '../../src/text/text-edit.ts';
import { brief, documentOf, lintText, wordRule } from './word-rule.ts';

const RULES = [wordRule('secret'), wordRule('other')];
const lintBoth = (text: string, path?: string) => lintText(text, { rules: RULES }, path);

describe('a suppression', () => {
  it.each([
    ['above', '# keyless: ignore[no-secret] vendor\na = secret\n'],
    ['behind', 'a = secret # keyless: ignore[no-secret] vendor\n'],
    ['with another delimiter', '// keyless: ignore[no-secret] vendor\na = secret\n'],
    ['in a block comment', '/* keyless: ignore[no-secret] vendor */\na = secret\n'],
    ['over blank lines and comments', '# keyless: ignore[no-secret] vendor\n\n# more\na = secret\n'],
    ['with several rules', '# keyless: ignore[no-other, no-secret] vendor\na = secret + other\n'],
    ['for the file, at its end', 'a = secret\nb = secret\n# keyless: ignore-file[no-secret] vendor\n'],
    ['with CRLF', '# keyless: ignore[no-secret] vendor\r\na = secret\r\n'],
    ['behind a byte order mark', '\uFEFF# keyless: ignore[no-secret] vendor\na = secret\n'],
    ['until today', '# keyless: ignore[no-secret] until=2026-11-01 vendor\na = secret\n'],
    ['of a heredoc', '# keyless: ignore[no-secret] vendor\na = <<EOT\n  one\n  secret\nEOT\n'],
  ])('hides the finding: %s', (_, text) => {
    const result = lintBoth(text);
    expect(brief(result)).toEqual([]);
    expect(result.suppressed.length).toBeGreaterThan(0);
    expect(result.suppressed.every(({ reason }) => reason === 'vendor')).toBe(true);
  });

  it('hides only its line', () => {
    const text = '# keyless: ignore[no-secret] vendor\na = secret\nb = secret\n';
    expect(brief(lintBoth(text))).toEqual([`no-secret/found@${text.lastIndexOf('secret')}-${text.length - 1}`]);
  });

  it('hides only its rule', () => {
    const text = 'a = secret + other # keyless: ignore[no-secret] vendor\n';
    expect(brief(lintBoth(text))).toEqual(['no-other/found@13-18']);
  });

  it('is none inside a string', () => {
    const text = 'a = "# keyless: ignore[no-secret] vendor"\nb = secret\n';
    expect(lintBoth(text).findings.map((it) => it.ruleId)).toContain('no-secret');
    expect(lintBoth(text).suppressed).toEqual([]);
  });

  it.each([
    ['noReason', '# keyless: ignore[no-secret]\na = secret\n', '# keyless: ignore[no-secret]'],
    ['unknownRule', '# keyless: ignore[no-secrte] vendor\na = secret\n', 'no-secrte'],
    ['notSuppressible', '# keyless: ignore[internal-error] vendor\na = secret\n', 'internal-error'],
    ['badDate', '# keyless: ignore[no-secret] until=2026-02-30 vendor\na = secret\n', '2026-02-30'],
    ['badDate', '# keyless: ignore[no-secret] until=soon vendor\na = secret\n', 'soon'],
    ['expired', '# keyless: ignore[no-secret] until=2026-10-30 vendor\na = secret\n', '2026-10-30'],
    ['malformed', '# keyless: ignore no-secret\na = secret\n', '# keyless: ignore no-secret'],
    ['malformed', '# keyless: ignore[] vendor\na = secret\n', '# keyless: ignore[] vendor'],
    ['malformed', '# keyless: ignore-all[no-secret] vendor\na = secret\n', '# keyless: ignore-all[no-secret] vendor'],
  ])('without effect is a finding: %s', (messageId, text, marked) => {
    const start = text.indexOf(marked);
    const at = text.lastIndexOf('secret');
    expect(brief(lintBoth(text))).toEqual([
      `invalid-suppression/${messageId}@${start}-${start + marked.length}`,
      `no-secret/found@${at}-${at + 6}`,
    ]);
  });

  it('suggests the rule that is meant', () => {
    const [finding] = lintBoth('# keyless: ignore[no-secrte] vendor\n').findings;
    expect(finding?.message).toContain('Did you mean "no-secret"?');
  });

  it('counts until its day is over everywhere on earth', () => {
    const text = '# keyless: ignore[no-secret] until=2026-10-31 vendor\na = secret\n';
    const at = (time: string) => brief(lintText(text, { rules: RULES, now: new Date(time) }));
    expect(at('2026-11-01T11:59:59Z')).toEqual([]);
    expect(at('2026-11-01T12:00:00Z')[0]).toContain('expired');
  });

  it('that hides nothing is a finding whose fix removes it', () => {
    const cases: [string, string][] = [
      ['# keyless: ignore[no-secret] vendor\na = 1\n', 'a = 1\n'],
      ['a = 1 # keyless: ignore[no-secret] vendor\nb = 2\n', 'a = 1\nb = 2\n'],
      ['a = 1 /* keyless: ignore[no-secret] vendor */ + 2\n', 'a = 1  + 2\n'],
      ['# keyless: ignore[no-secret, no-other] vendor\na = other\n', '# keyless: ignore[no-other] vendor\na = other\n'],
      ['# keyless: ignore[no-other, no-secret] vendor\na = other\n', '# keyless: ignore[no-other] vendor\na = other\n'],
    ];
    for (const [text, fixed] of cases) {
      const { findings } = lintBoth(text);
      expect(findings.map((it) => `${it.ruleId}/${it.messageId}`)).toEqual(['unused-suppression/unused']);
      expect(applyEdits(text, findings[0]?.fixes[0]?.edits[0]?.edits ?? [])).toBe(fixed);
    }
  });

  it('is not called unused where its rule did not run, was off, or failed', () => {
    const text = '# keyless: ignore[no-other] vendor\na = 1\n';
    const off = { ...DEFAULT_CONFIGURATION, rules: { 'no-other': { level: 'off' as const, ignore: [], options: {} } } };
    expect(brief(lintText(text, { rules: RULES, configuration: off }))).toEqual([]);
    const failing = wordRule('other', undefined, {
      checks: {
        infrastructure: () => {
          throw new Error('x');
        },
      },
    });
    expect(brief(lintText(text, { rules: [failing] }))).toEqual(['internal-error/rule@0-0']);
  });

  it('can have its own findings turned off', () => {
    const off = { level: 'off' as const, ignore: [], options: {} };
    const configuration = {
      ...DEFAULT_CONFIGURATION,
      rules: { 'unused-suppression': off, 'invalid-suppression': off },
    };
    const text = '# keyless: ignore[no-secret] vendor\n# keyless: ignore[]\n';
    expect(brief(lintText(text, { rules: RULES, configuration }))).toEqual([]);
  });
});

describe('suppressionEdit', () => {
  it.each([
    ['main.tf', 'b {\n  a = secret\n}\n', 'b {\n  # keyless: ignore[no-secret] vendor\n  a = secret\n}\n'],
    ['main.tf', 'a = secret', '# keyless: ignore[no-secret] vendor\na = secret'],
    ['main.tf', 'x = 1\r\na = secret\r\n', 'x = 1\r\n# keyless: ignore[no-secret] vendor\r\na = secret\r\n'],
    ['main.tf', '\uFEFFa = secret\n', '\uFEFF# keyless: ignore[no-secret] vendor\na = secret\n'],
    ['main.tf', 'a = <<EOT\nsecret\nEOT\n', '# keyless: ignore[no-secret] vendor\na = <<EOT\nsecret\nEOT\n'],
    ['main.bicep', "var a = '''\nsecret\n'''\n", "// keyless: ignore[no-secret] vendor\nvar a = '''\nsecret\n'''\n"],
    [
      'main.bicep',
      'var a = {\n  b: secret\n}\n',
      'var a = {\n  // keyless: ignore[no-secret] vendor\n  b: secret\n}\n',
    ],
  ])('hides the finding in %s: %j', (path, text, expected) => {
    const document = documentOf(text, path);
    const [finding] = lintText(text, {}, path).findings;
    expect(finding).toBeDefined();
    if (!finding) return;
    const edited = applyEdits(text, suppressionEdit(document, finding, ' vendor\n'));
    expect(edited).toBe(expected);
    expect(brief(lintText(edited, {}, path))).toEqual([]);
  });

  it.each([
    ['on: push\njobs:\n  a:\n    steps:\n      - run: |\n          echo\n          secret\n', 4],
    ['on: push\njobs:\n  a:\n    steps:\n      - name: x\n        run: >-\n          echo secret\n', 5],
    ['- |\n  secret\n', 0],
    ['a: secret\n', 0],
  ])('goes above the text that the finding lies in: %j', (text, line) => {
    const document = documentOf(text, '.github/workflows/a.yml');
    const start = text.indexOf('secret');
    const edits = suppressionEdit(document, { ruleId: 'no-secret', range: { start, end: start + 6 } }, 'vendor');
    expect(document.source.positionAt(edits[0]?.range.start ?? -1)).toEqual({ line, character: 0 });
    expect(applyEdits(text, edits)).toMatch(/^ *# keyless: ignore\[no-secret\] vendor\n/m);
  });

  it('gives no edit where no comment could hide the finding', () => {
    const text = 'on: push\nname: "one\n  secret"\n';
    const document = documentOf(text, '.github/workflows/a.yml');
    const start = text.indexOf('secret');
    expect(suppressionEdit(document, { ruleId: 'no-secret', range: { start, end: start + 6 } }, 'vendor')).toEqual([]);
  });

  it('writes the date and the file scope', () => {
    const document = documentOf('a = 1\nb = secret\n');
    const finding = { ruleId: 'no-secret', range: { start: 10, end: 16 } };
    const edit = suppressionEdit(document, finding, 'vendor', { scope: 'file', until: '2027-01-31' });
    const edited = applyEdits(document.source.text, edit);
    expect(edited).toBe('# keyless: ignore-file[no-secret] until=2027-01-31 vendor\na = 1\nb = secret\n');
    expect(brief(lintText(edited))).toEqual([]);
  });

  it('wants a reason', () => {
    const finding = { ruleId: 'no-secret', range: { start: 0, end: 1 } };
    expect(() => suppressionEdit(documentOf('a = 1\n'), finding, ' \n ')).toThrow(RangeError);
  });
});
