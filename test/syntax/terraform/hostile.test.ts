import { describe, expect, it } from 'vitest';
import { roundTrip } from '../../../src/syntax/terraform/index.ts';
import { parse, places } from './support.ts';

const DEEP = 10_000;

describe('deep nesting ends, and what follows is still read', () => {
  it.each([
    ['lists', `${'['.repeat(DEEP)}1${']'.repeat(DEEP)}`],
    ['lists without an end', '['.repeat(DEEP)],
    ['lists over lines', `${'[\n'.repeat(DEEP)}${']\n'.repeat(DEEP)}`],
    ['objects', `${'{a='.repeat(DEEP)}1${'}'.repeat(DEEP)}`],
    ['objects over lines', `${'{\na = '.repeat(DEEP)}1${'\n}'.repeat(DEEP)}`],
    ['parentheses', `${'('.repeat(DEEP)}1${')'.repeat(DEEP)}`],
    ['templates', `${'"${'.repeat(DEEP)}1${'}"'.repeat(DEEP)}`],
    ['directives', `"${'%{ if a }'.repeat(DEEP)}${'%{ endif }'.repeat(DEEP)}"`],
    ['calls', `${'f('.repeat(DEEP)}1${')'.repeat(DEEP)}`],
    ['negations', `${'!'.repeat(DEEP)}a`],
    ['indexes', `${'a['.repeat(DEEP)}1${']'.repeat(DEEP)}`],
    ['conditionals', `${'a ? b : '.repeat(DEEP)}c`],
    ['nested heredocs', `${'<<A\n${'.repeat(DEEP)}1${'}\nA\n'.repeat(DEEP)}`],
  ])('%s', (_, value) => {
    const text = `x = ${value}\ny = 1\n`;
    const file = parse(text);
    expect(roundTrip(file)).toBe(text);
    expect(file.errors.length).toBeGreaterThan(0);
    expect(places(file).at(0)).toMatch(/^x/);
    expect(places(file).at(-1)).toBe('y');
  });

  it('blocks', () => {
    const text = `${'a {\n'.repeat(DEEP)}${'}\n'.repeat(DEEP)}y = 1\n`;
    const file = parse(text);
    expect(roundTrip(file)).toBe(text);
    expect(file.errors[0]?.message).toContain('too deeply');
  });
});

describe('long chains are no nesting', () => {
  it.each([
    ['accesses', `a${'.b'.repeat(DEEP)}`],
    ['operands', `a${' + a'.repeat(DEEP)}`],
    ['elements', `[${'1,'.repeat(DEEP)}]`],
  ])('%s', (_, value) => {
    const text = `x = ${value}\n`;
    const file = parse(text);
    expect(file.errors).toEqual([]);
    expect(roundTrip(file)).toBe(text);
  });
});

describe('a large file', { timeout: 60_000 }, () => {
  const size = 5_000_000;
  const manyLines = 1_000_000;
  it.each([
    ['quotes', '"'],
    ['opening braces', '{'],
    ['blocks without an end', 'a_long_name {\n'],
    ['heredocs without an end', 'a = <<A_MARKER_\n'],
    ['lists without an end', 'a_long_name = [\n'],
    ['interpolations without an end', 'a = "${'],
    ['unclosed comments', '/* '],
    ['zero bytes', '\0'],
    ['blanks', ' '],
    ['one identifier', 'a'],
  ])('of %s ends', (_, piece) => {
    const text = piece.repeat((piece.endsWith('\n') ? manyLines : size) / piece.length);
    const file = parse(text);
    expect(file.range.end).toBe(text.length);
    expect(file.tokens.end).toBe(text.length);
  });

  it('of heredocs that differ, none with an end, ends', () => {
    const text = Array.from({ length: 100_000 }, (_, index) => `a = <<E${index}\n`).join('');
    expect(parse(text).errors).toHaveLength(100_000);
  });
});
