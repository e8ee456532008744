import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { childrenOf, descendantsOf, roundTrip } from '../../../src/syntax/bicep/index.ts';
import { parse } from './sketch.ts';

const DEEP = 10_000;
const folder = new URL('./fixtures/', import.meta.url);
const samples = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));

function expectSound(text: string): void {
  const file = parse(text);
  expect(roundTrip(file)).toBe(text);
  for (const node of descendantsOf(file)) {
    for (const child of childrenOf(node)) {
      if (child.range.start < node.range.start || child.range.end > node.range.end) {
        throw new Error(`${child.kind} sticks out of ${node.kind} in ${JSON.stringify(text)}`);
      }
    }
  }
}

describe('deep nesting ends in an error, not in a stack overflow', () => {
  it.each<[string, string]>([
    ['arrays', `var x = ${'['.repeat(DEEP)}${']'.repeat(DEEP)}`],
    ['arrays, open', `var x = ${'['.repeat(DEEP)}`],
    ['objects', `var x = ${'{a:'.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
    ['parentheses', `var x = ${'('.repeat(DEEP)}1${')'.repeat(DEEP)}`],
    ['calls', `var x = ${'f('.repeat(DEEP)}${')'.repeat(DEEP)}`],
    ['indexes', `var x = ${'a['.repeat(DEEP)}0${']'.repeat(DEEP)}`],
    ['strings', `var x = ${"'${".repeat(DEEP)}1${"}'".repeat(DEEP)}`],
    ['conditionals', `var x = ${'a ? '.repeat(DEEP)}1${' : 2'.repeat(DEEP)}`],
    ['else chains', `var x = ${'a ? 1 : '.repeat(DEEP)}2`],
    ['lambdas', `var x = ${'a => '.repeat(DEEP)}1`],
    ['loops', `var x = ${'[for a in b: '.repeat(DEEP)}1${']'.repeat(DEEP)}`],
    ['members', `var x = a${'.b'.repeat(DEEP)}`],
    ['assertions', `var x = a${'!'.repeat(DEEP)}`],
    ['sums', `var x = 1${' + 1'.repeat(DEEP)}`],
    ['mixed chains', `var x = ${'('.repeat(150)}a${`${'.b'.repeat(400)})`.repeat(150)}`],
    ['array types', `type x = a${'[]'.repeat(DEEP)}`],
    ['nullable types', `type x = a${'?'.repeat(DEEP)}`],
    ['tuple types', `type x = ${'['.repeat(DEEP)}a${']'.repeat(DEEP)}`],
    ['object types', `type x = ${'{a:'.repeat(DEEP)}a${'}'.repeat(DEEP)}`],
    ['generic types', `type x = ${'a<'.repeat(DEEP)}a${'>'.repeat(DEEP)}`],
    ['decorators', `@a${'.b()'.repeat(DEEP)}\nparam x string`],
    ['nested resources', `${"resource a 'b' = {\n".repeat(DEEP)}${'}\n'.repeat(DEEP)}`],
  ])('%s', (_, text) => {
    const file = parse(text);
    expect(file.errors.length).toBeGreaterThan(0);
    expect(roundTrip(file)).toBe(text);
  });

  it('keeps trees low enough to be walked by recursion', () => {
    const height = (node: Parameters<typeof childrenOf>[0]): number => 1 + Math.max(0, ...childrenOf(node).map(height));
    const tree = parse(`var x = ${'('.repeat(150)}a${`${'.b'.repeat(400)})`.repeat(150)}`);
    expect(height(tree)).toBeLessThan(600);
  });

  it('takes long flat lists and unions', () => {
    expect(parse(`var x = [\n${'1\n'.repeat(DEEP)}]`).errors).toEqual([]);
    expect(parse(`type x = 'a'${" | 'b'".repeat(DEEP)}`).errors).toEqual([]);
    expect(parse(`var x = 1${' + 1'.repeat(300)}`).errors).toEqual([]);
  });
});

describe('odd text', () => {
  it.each<[string, string]>([
    ['nothing', ''],
    ['a byte order mark', '\ufeffvar x = 1\n'],
    ['carriage returns', 'var x = 1\rvar y = [\r  1\r]\r'],
    ['tabs', '\tvar\tx\t=\t{\n\t\ta:\t1\n\t}\n'],
    ['blank lines between comments', 'var x = {\n\n  // a\n\n  // b\n\n  c: 1\n\n  // d\n}\n\n'],
    ['Windows line endings', "var x = {\r\n  a: '''\r\nb'''\r\n}\r\n"],
    ['no last line ending', 'var x = 1 // end'],
  ])('%s is valid', (_, text) => {
    expectSound(text);
    expect(parse(text).errors).toEqual([]);
  });

  it.each<[string, string]>([
    ['an open comment', '/* a'],
    ['a lone quote', "'"],
    ['two lone quotes', "'' '"],
    ['open multi-line strings', "var x = '''a\n\nvar y = 1"],
    ['a dollar', 'var x = $'],
    ['an open hole', "var x = $'''${"],
    ['a backslash at the end', "var x = '\\"],
    ['a code point too high', "var x = '\\u{110000}'"],
    ['a code point of a million digits', `var x = '\\u{${'0'.repeat(100_000)}1G}'`],
    ['control characters', 'var x\u0000 = \u00a0\u2028 1'],
    ['half a surrogate pair', 'var x = \ud83d'],
    ['a conflict marker', 'var a = 1\n<<<<<<< HEAD\nvar b = 1\n=======\nvar b = 2\n>>>>>>> other\nvar c = 1'],
  ])('%s is an error', (_, text) => {
    expectSound(text);
    expect(parse(text).errors.length).toBeGreaterThan(0);
  });

  it('takes five megabytes', () => {
    const unit = samples[0] ?? '';
    const text = `${unit}\n`.repeat(Math.ceil(5_000_000 / unit.length));
    const file = parse(text);
    expect(file.errors).toEqual([]);
    expect(roundTrip(file) === text).toBe(true);
  }, 60_000);

  it('takes a megabyte of one character', () => {
    for (const character of ['[', '{', "'", '@', '\n', '(', '#', '/', '}', '-', 'a ', "'${", '//\n', '@a\n']) {
      const text = character.repeat(Math.floor(1_000_000 / character.length));
      expect(roundTrip(parse(text)) === text).toBe(true);
    }
  }, 60_000);
});

describe('changed samples', () => {
  const pieces = fc.constantFrom(
    ...["'", "'''", '${', '}', '{', '(', ')', '[', ']', '\n', '\r\n', ',', ':', '=', '@', '?', '.', '//', '/*', '*/'],
    ...['resource ', 'for ', 'if ', '=> ', '...', '|', '!', '#disable-next-line', '$', '\\', ' ', '\ufeff', 'é'],
  );
  const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 30 }), insert: fc.oneof(pieces, fc.string()) });

  it('never throw and always give their text back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 8 }), (sample, changes) => {
        let text = sample;
        for (const { at, length, insert } of changes) {
          const start = at % (text.length + 1);
          text = text.slice(0, start) + insert + text.slice(start + length);
        }
        expectSound(text);
      }),
      { numRuns: 400 },
    );
  });

  it('neither does any other text', () => {
    fc.assert(
      fc.property(
        fc.array(pieces).map((list) => list.join('')),
        expectSound,
      ),
      { numRuns: 400 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), expectSound), { numRuns: 200 });
  });
});
