import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JsonNode, type JsonString, MAX_NESTING, parseJson, sourceRange } from '../../../src/syntax/json/index.ts';
import { containsRange } from '../../../src/text/range.ts';
import { SourceText } from '../../../src/text/source-text.ts';

const parse = (text: string) => parseJson(new SourceText(text));

function plain(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case 'object':
      return Object.fromEntries(node.properties.map(({ name, value }) => [name, plain(value)]));
    case 'array':
      return node.elements.map(plain);
    case 'string':
      return node.text;
    case 'constant':
      return node.value;
    case undefined:
      return undefined;
  }
}

/** Every node lies in its parent, parents know their children, and siblings do not overlap. */
function checkShape(node: JsonNode, length: number): void {
  expect(containsRange({ start: 0, end: length }, node.range)).toBe(true);
  const children = node.kind === 'object' ? node.properties : node.kind === 'array' ? node.elements : [];
  let at = node.range.start;
  for (const child of children) {
    expect(containsRange(node.range, child.range)).toBe(true);
    expect(child.range.start).toBeGreaterThanOrEqual(at);
    at = child.range.end;
    expect(child.parent).toBe(node);
    if (child.kind !== 'property') checkShape(child, length);
    else if (child.value) {
      expect(child.value.parent).toBe(child);
      checkShape(child.value, length);
    }
  }
}

describe('parseJson', () => {
  it('agrees with JSON.parse on every value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, indentation) => {
        const text = JSON.stringify(value, undefined, indentation);
        const file = parse(text);
        expect(file.errors).toEqual([]);
        // Parsed again, because -0 is written as 0 and a doubled name is one property.
        expect(plain(file.root)).toEqual(JSON.parse(text));
        if (file.root) checkShape(file.root, text.length);
      }),
    );
  });

  it('reads comments and a comma behind the last member', () => {
    const text = '// a\n{ "x": [1, 2,], /* b */ }';
    const file = parse(text);
    expect(file.errors).toEqual([]);
    expect(plain(file.root)).toEqual({ x: [1, 2] });
    expect(file.comments.map((range) => text.slice(range.start, range.end))).toEqual(['// a', '/* b */']);
  });

  it('knows the place of every comma', () => {
    const text = '{"a": [1, 2] , "b": 3}';
    const { root } = parse(text);
    const [a, b] = root?.kind === 'object' ? root.properties : [];
    expect([a?.comma, b?.comma]).toEqual([text.indexOf(' ,') + 1, undefined]);
    expect(a?.value).toMatchObject({ commas: [8, undefined] });
  });

  it('never throws, and keeps its shape, on broken text', () => {
    const broken = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', '{', '}', ']', ',', ':', '\\', '/*', '//', '\r\n', '\t', 'é'),
      )
      .map(
        ([text, at, inserted]) =>
          text.slice(0, at % (text.length + 1)) + inserted + text.slice((at % (text.length + 1)) + 1),
      );
    fc.assert(
      fc.property(fc.oneof(broken, fc.string({ unit: fc.constantFrom(...'{}[]",:/*\\\n 1a') })), (text) => {
        const file = parse(text);
        if (file.root) checkShape(file.root, text.length);
        for (const { message, range } of file.errors) {
          expect(message).not.toBe('');
          expect(containsRange({ start: 0, end: text.length }, range)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads a file with a byte order mark and carriage returns', () => {
    const file = parse('\ufeff{\r\n"a": 1}\r\n');
    expect(file.errors).toEqual([]);
    expect(file.root?.range).toEqual({ start: 1, end: 11 });
  });

  it('does not read what nests too deep', () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(parse(nested(MAX_NESTING)).errors).toEqual([]);
    for (const text of [nested(MAX_NESTING + 1), '{"a":'.repeat(10_000), '['.repeat(1_000_000)]) {
      const file = parse(text);
      expect(file.root).toBeUndefined();
      expect(file.errors).toHaveLength(1);
    }
    expect(parse(`["${'['.repeat(10_000)}" /* ${'['.repeat(10_000)} */]`).errors).toEqual([]);
  });

  it('reads strings of megabytes', () => {
    const long = 'x'.repeat(5_000_000);
    expect(plain(parse(`["${long}"]`).root)).toEqual([long]);
  });
});

describe('sourceRange', () => {
  it('finds every unit of a string in the source', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', '\u0001', 'é', '😀') }), (text) => {
        const source = new SourceText(JSON.stringify([text]));
        const { root } = parseJson(source);
        const node = (root?.kind === 'array' ? root.elements[0] : undefined) as JsonString;
        for (let at = 0; at < text.length; at++) {
          const range = sourceRange(source, node, at, at + 1);
          expect(JSON.parse(`"${source.slice(range)}"`)).toBe(text[at]);
        }
        expect(sourceRange(source, node, text.length, text.length).start).toBe(node.range.end - 1);
      }),
    );
  });
});
