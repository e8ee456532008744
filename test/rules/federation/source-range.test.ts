import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedText } from '../../../src/federation/patterns/marked-text.ts';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { modelOf } from '../../../src/model/model.ts';
import { sourceRange } from '../../../src/rules/federation/source-range.ts';

/** The source of a part of a Bicep string's text, as a variable of a resource holds it. */
function slice(literal: string, from: string): string {
  const text = `param a string\nresource r 'x/y@2024-01-01' = {\n  v: ${literal}\n}\n`;
  const document = createDocument('file:///main.bicep', 'main.bicep', text);
  const workspace = new WorkspaceIndex();
  workspace.set(document);
  const value = modelOf(document, workspace).infrastructure?.resources[0]?.find('v')[0]?.value;
  const [pattern] = value?.patterns ?? [];
  if (!value || !pattern) throw new Error(`no value in ${text}`);
  const known = markedText(pattern).text;
  const start = known.indexOf(from);
  return document.source.slice(sourceRange(document, value, known, { start, end: start + from.length }));
}

describe('sourceRange', () => {
  it('finds a part behind escapes and interpolations', () => {
    expect(slice("'claims[\\'sub\\'] or x'", 'or')).toBe('or');
    expect(slice("'claims[\\'sub\\'] or x'", "'sub'")).toBe("\\'sub\\'");
    expect(slice("'repo:${a}/app or x'", 'or')).toBe('or');
  });

  it('takes the whole literal where text and source do not fit', () => {
    expect(slice("concat('a or', ' b')", 'or')).toBe("concat('a or', ' b')");
    expect(slice("'tab\\tor'", 'or')).toBe("'tab\\tor'");
  });

  it('gives back every part of a plain text', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '*', ':'), minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(plain, fc.nat(19), fc.nat(19), (text, a, b) => {
        const [start, end] = [Math.min(a, b, text.length), Math.min(Math.max(a, b), text.length)];
        const document = createDocument('file:///main.bicep', 'main.bicep', `resource r 'x/y@1' = {\n  v: '${text}'\n}\n`);
        const workspace = new WorkspaceIndex();
        workspace.set(document);
        const value = modelOf(document, workspace).infrastructure?.resources[0]?.find('v')[0]?.value;
        if (!value) throw new Error('no value');
        expect(document.source.slice(sourceRange(document, value, text, { start, end }))).toBe(text.slice(start, end));
      }),
    );
  });
});
