import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectSound, fixtures, parse } from './support.ts';

/** Pieces that matter to the scanner, more likely to break it than random letters. */
const PIECES = [
  ...'"{}[]()=,.:?*~$%#/\\<>!&|\n\r\t \0é😀\ufeff\ud800',
  '${',
  '%{',
  '${~',
  '~}',
  '<<EOT\n',
  '<<-EOT\n',
  '\nEOT\n',
  '/*',
  '*/',
  '...',
  '=>',
  '::',
  'for x in',
  ' if ',
  '%{ else }',
  '%{ endif }',
  '%{ endfor }',
  '$${',
  '\r\n',
];

const base = fc.constantFrom(...fixtures.map(({ text }) => text));

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat({ max: 40 }),
  insert: fc.oneof(fc.constantFrom('', ...PIECES), fc.string({ maxLength: 5 })),
});

function mutate(text: string, mutations: readonly { at: number; length: number; insert: string }[]): string {
  return mutations.reduce((result, { at, length, insert }) => {
    const offset = Math.floor(at * result.length);
    return result.slice(0, offset) + insert + result.slice(offset + length);
  }, text);
}

describe('any text', { timeout: 60_000 }, () => {
  it('that is a damaged file parses to a sound tree', () => {
    fc.assert(
      fc.property(base, fc.array(mutation, { minLength: 1, maxLength: 6 }), (text, mutations) => {
        expectSound(parse(mutate(text, mutations)));
      }),
      { numRuns: 800 },
    );
  });

  it('that is cut off anywhere parses to a sound tree', () => {
    for (const { text } of fixtures) {
      for (let end = 0; end < text.length; end += 11) expectSound(parse(text.slice(0, end)));
    }
  });

  it('made of meaningful pieces parses to a sound tree', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PIECES, 'a', 'a = ', 'b "c" {\n', '1'), { maxLength: 60 }), (pieces) => {
        expectSound(parse(pieces.join('')));
      }),
      { numRuns: 1500 },
    );
  });
});
