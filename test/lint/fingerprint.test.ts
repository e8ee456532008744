import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BaselineError,
  baselineText,
  countBaseline,
  createBaseline,
  inBaseline,
  parseBaseline,
} from '../../src/lint/baseline.ts';
import { fingerprints } from '../../src/lint/fingerprint.ts';
import { sha256 } from '../../src/lint/sha256.ts';
import { documentOf, lintText } from './word-rule.ts';

function prints(text: string): readonly string[] {
  return fingerprints(documentOf(text), lintText(text).findings);
}

const BLOCK = 'resource "x" "one" {\n  password = "secret"\n}\n';

describe('fingerprints', () => {
  it('are 32 hex digits, stable when lines move, blanks change or values change', () => {
    const [print] = prints(BLOCK);
    expect(print).toMatch(/^[0-9a-f]{32}$/);
    expect(prints(`# comment\n\n${BLOCK}`)).toEqual([print]);
    expect(prints(BLOCK.replaceAll('\n', '\r\n'))).toEqual([print]);
    expect(prints(BLOCK.replace('password =', 'password   ='))).toEqual([print]);
    expect(prints(BLOCK.replace('"secret"', '"other secret"'))).toEqual([print]);
    expect(prints(`\uFEFF${BLOCK}`)).toEqual([print]);
  });

  it('differ by rule, key, enclosing block and number', () => {
    const all = [
      ...prints(BLOCK),
      ...prints(BLOCK.replace('password', 'token')),
      ...prints(BLOCK.replace('one', 'two')),
      ...prints(BLOCK.replace('"secret"', '"secret secret"')).slice(1),
    ];
    expect(new Set(all).size).toBe(4);
  });

  it('do not depend on any value: two secrets at one place have one fingerprint', () => {
    for (const text of ['secret hunter1', '- secret', 'key: secret x', 'export A=secret', 'curl -u secret:x']) {
      const other = text.replace(/(hunter1|x)$/, 'another');
      expect(prints(`${text}\n`)).toEqual(prints(`${other}\n`));
    }
  });

  it('end on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('secret', ' ', '\n', '\r\n', '{', '"', ':', '=', 'é', '#') }),
        (text) => {
          expect(new Set(prints(text)).size).toBe(prints(text).length);
        },
      ),
    );
  });
});

describe('sha256', () => {
  it('agrees with node for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
      }),
    );
  });
});

describe('a baseline', () => {
  const key = (path: string, fingerprint: string) => ({ path, ruleId: 'r', fingerprint });
  const baseline = createBaseline([key('b', '2'), key('a', '3'), key('a', '1')]);

  it('is sorted, read back as it was written, and knows its findings', () => {
    expect(baseline.findings).toEqual({ a: { r: ['1', '3'] }, b: { r: ['2'] } });
    expect(Object.keys(baseline.findings)).toEqual(['a', 'b']);
    expect(parseBaseline(baselineText(baseline))).toEqual(baseline);
    expect(countBaseline(baseline)).toBe(3);
    expect(inBaseline(baseline, key('a', '3'))).toBe(true);
    for (const other of [
      key('a', '2'),
      key('c', '1'),
      key('constructor', '1'),
      { ...key('a', '1'), ruleId: 'toString' },
    ]) {
      expect(inBaseline(baseline, other)).toBe(false);
    }
  });

  it.each(['', '{', '[]', '{"version":2,"findings":{}}', '{"version":1}', '{"version":1,"findings":{"a":{"r":1}}}'])(
    'is rejected with a reason where it is %j',
    (text) => {
      expect(() => parseBaseline(text)).toThrow(BaselineError);
    },
  );
});
