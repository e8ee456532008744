import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../src/migrate/changed-lines.ts';
import { applyEdits } from '../../src/text/text-edit.ts';

describe('edits in whole lines', () => {
  it('make one text of another, whatever ends their lines', () => {
    const line = fc.constantFrom('a', 'b', '  c', '', 'identity: {', '}');
    const text = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 12 })
      .chain((lines) => line.map((last) => lines.map((each) => each.join('')).join('') + last));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyEdits(before, changedLines(before, after))).toBe(after);
      }),
      { numRuns: 500 },
    );
  });

  it('are one for each place', () => {
    const before = 'a\nb\nc\nd\ne\n';
    expect(changedLines(before, 'a\nnew\nb\nc\ne\n')).toEqual([
      { range: { start: 2, end: 2 }, newText: 'new\n' },
      { range: { start: 6, end: 8 }, newText: '' },
    ]);
    expect(changedLines(before, before)).toEqual([]);
  });
});
