import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Composition } from '../../../src/rules/support/companion/composition.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';

const edit = fc.record({ at: fc.nat(60), length: fc.nat(8), newText: fc.string({ maxLength: 6 }) });

describe('edits one after the other', () => {
  it('are one set of edits of the first text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), fc.array(edit, { maxLength: 8 }), (text, steps) => {
        let expected = text;
        let composition = Composition.of(text);
        for (const { at, length, newText } of steps) {
          const start = Math.min(at, expected.length);
          const range = { start, end: Math.min(start + length, expected.length) };
          expected = applyEdits(expected, [{ range, newText }]);
          composition = composition.with([{ range, newText }]);
        }
        expect(composition.text).toBe(expected);
        expect(applyEdits(text, composition.edits)).toBe(expected);
      }),
    );
  });

  it('tell where what they left alone is now', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 4, maxLength: 40 }),
        fc.array(edit, { maxLength: 5 }),
        fc.nat(30),
        (text, steps, from) => {
          const original = { start: Math.min(from, text.length - 2), end: Math.min(from + 2, text.length) };
          let composition = Composition.of(text);
          for (const { at, length, newText } of steps) {
            const size = composition.text.length;
            const start = Math.min(at, size);
            composition = composition.with([{ range: { start, end: Math.min(start + length, size) }, newText }]);
          }
          const now = composition.moved(original);
          if (now) expect(composition.text.slice(now.start, now.end)).toBe(text.slice(original.start, original.end));
        },
      ),
    );
  });

  it('change nothing where the last takes back the first', () => {
    const range = { start: 1, end: 2 };
    const there = Composition.of('abc').with([{ range, newText: 'xy' }]);
    expect(there.with([{ range: { start: 1, end: 3 }, newText: 'b' }]).edits).toEqual([]);
  });
});
