import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../../src/syntax/dotenv/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';

const entries = (text: string) => parseDotenv(new SourceText(text)).entries.map(({ name, value }) => [name, value]);

describe('.env files', () => {
  it.each([
    ['A=b', [['A', 'b']]],
    ['export A=b', [['A', 'b']]],
    ['A = b c ', [['A', 'b c']]],
    ['A="b # c" # d', [['A', 'b # c']]],
    ["A='b $c'", [['A', 'b $c']]],
    ['A=b # c', [['A', 'b']]],
    ['A=b#c', [['A', 'b#c']]],
    ['A=', [['A', '']]],
    ['A=# c', [['A', '']]],
    [
      'A="b\nc"\nD=e',
      [
        ['A', 'b\nc'],
        ['D', 'e'],
      ],
    ],
    [
      'A="b\nC=d',
      [
        ['A', '"b'],
        ['C', 'd'],
      ],
    ],
    ['# A=b\r\nC=d\r\n', [['C', 'd']]],
    ['\ufeffA=b', [['A', 'b']]],
    ['no assignment\nA=b', [['A', 'b']]],
  ])('%j', (text, expected) => expect(entries(text)).toEqual(expected));

  it('gives the ranges of names, values and comments', () => {
    const text = 'export A="b" # c\n';
    const { entries: found, comments } = parseDotenv(new SourceText(text));
    const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
    expect(found.map((entry) => [slice(entry.nameRange), slice(entry.valueRange), slice(entry.range)])).toEqual([
      ['A', 'b', 'A="b"'],
    ]);
    expect(comments.map(slice)).toEqual(['# c']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('A', '=', '"', "'", '#', '\n', '\r', '\\', ' ', '$') }), (text) => {
        for (const { range, valueRange, value } of parseDotenv(new SourceText(text)).entries) {
          expect(text.slice(valueRange.start, valueRange.end)).toBe(value);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});
