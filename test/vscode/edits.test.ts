import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceText } from '../../src/text/source-text.ts';
import { replacementOf } from '../../src/vscode/infrastructure/edits.ts';

function applied(before: string, after: string): string {
  const source = new SourceText(before);
  const { range, newText } = replacementOf(source, new SourceText(after));
  return before.slice(0, source.offsetAt(range.start)) + newText + before.slice(source.offsetAt(range.end));
}

describe('replacementOf', () => {
  it('replaces what is between the common beginning and end', () => {
    const { range, newText } = replacementOf(new SourceText('one\ntwo\nthree\n'), new SourceText('one\n2\nthree\n'));
    expect([range.start, range.end, newText]).toEqual([{ line: 1, character: 0 }, { line: 1, character: 3 }, '2']);
  });

  it('turns any text into any other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '\u00e9', '\u{1f511}') });
    fc.assert(fc.property(text, text, (before, after) => applied(before, after) === after));
  });
});
