import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as readValue, stringify } from 'yaml';
import {
  type Edits,
  insertPairs,
  parseYaml,
  removeItem,
  removePairs,
  renameKey,
  replacePairs,
  replaceScalar,
  roundTrip,
  type YamlFile,
  type YamlItem,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
} from '../../../src/syntax/yaml/index.ts';
import { containsRange, type Range } from '../../../src/text/range.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { applyEdits, sortEdits, type TextEdit } from '../../../src/text/text-edit.ts';

const FIXTURE = `# deploy
name: "Deploy it"
on:
  push: { branches: [main, 'release/*'] } # filters
env: &env
  REGION: westeurope

jobs:
  deploy: # the job
    runs-on: ubuntu-latest
    env: *env
    steps:
    - uses: azure/login@v2
      with:
        # the secret
        creds: \${{ secrets.C }} # json

        text: >-
          folded
          text
    - name: 'Run'
      run: |+
        az group create \\
          --name x

    - { run: "a\\tb", env: { <<: *env, X: 1, } }
`;

/** The fixture with a few stretches removed, doubled or replaced, in either line ending. */
const mutated = fc
  .tuple(
    fc.boolean(),
    fc.array(
      fc.record({
        at: fc.nat(FIXTURE.length),
        length: fc.nat(12),
        text: fc.oneof(
          fc.constantFrom(
            '',
            '\t',
            ' ',
            '\n',
            ': ',
            '- ',
            '[',
            ']',
            '{',
            '}',
            '"',
            "'",
            '|',
            '>',
            '&a ',
            '*a',
            '#',
            '? ',
            '!',
            ',',
            '---\n',
            '\ufeff',
          ),
          fc.string({ maxLength: 4 }),
        ),
      }),
      { maxLength: 4 },
    ),
  )
  .map(([crlf, changes]) => {
    let text = FIXTURE;
    for (const { at, length, text: inserted } of changes) text = text.slice(0, at) + inserted + text.slice(at + length);
    return crlf ? text.replaceAll('\n', '\r\n') : text;
  });

interface Parts {
  readonly nodes: readonly YamlNode[];
  readonly pairs: readonly YamlPair[];
  readonly items: readonly YamlItem[];
}

function partsOf(file: YamlFile): Parts {
  const nodes: YamlNode[] = [];
  const pairs: YamlPair[] = [];
  const items: YamlItem[] = [];
  const visit = (node: YamlNode | undefined): void => {
    if (!node) return;
    nodes.push(node);
    if (node.kind === 'mapping') {
      for (const pair of node.pairs) {
        pairs.push(pair);
        visit(pair.key);
        visit(pair.value);
      }
    } else if (node.kind === 'sequence') {
      for (const item of node.items) {
        items.push(item);
        visit(item.value);
      }
    }
  };
  for (const document of file.documents) visit(document.root);
  return { nodes, pairs, items };
}

const parsed = (text: string) => parseYaml(new SourceText(text));
const scalars = ({ nodes }: Parts): readonly YamlScalar[] => nodes.filter((node) => node.kind === 'scalar');

describe('any text', () => {
  it('comes back from its tokens, and every place lies inside its parent', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
        const file = parsed(text);
        expect(roundTrip(file)).toBe(text);
        for (const { range } of file.errors) expect(containsRange({ start: 0, end: text.length }, range)).toBe(true);
        for (const { range } of file.comments) expect(text[range.start]).toBe('#');
        const parts = partsOf(file);
        for (const node of parts.nodes) {
          expect(node.range.start).toBeLessThanOrEqual(node.range.end);
          expect(containsRange(node.outerRange, node.range)).toBe(true);
          const holder = node.parent?.range ?? { start: 0, end: text.length };
          expect(containsRange(holder, node.outerRange), `${node.kind} in ${JSON.stringify(text)}`).toBe(true);
        }
        for (const part of [...parts.pairs, ...parts.items]) {
          expect(containsRange(part.parent.range, part.range), `${part.kind} in ${JSON.stringify(text)}`).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('maps every part of a scalar into the scalar, in order', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        for (const node of scalars(partsOf(parsed(text)))) {
          let last = node.contentRange.start;
          for (let at = 0; at < node.text.length; at++) {
            const { start, end } = node.sourceRange(at, at + 1);
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThanOrEqual(start);
            last = start;
            const unit = node.text[at] ?? '';
            if (/[a-z0-9]/i.test(unit) && node.style !== 'double-quoted') expect(text.slice(start, end)).toBe(unit);
          }
          expect(last).toBeLessThanOrEqual(node.contentRange.end);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what the yaml package writes', () => {
  const json = fc.jsonValue({ maxDepth: 4, stringUnit: 'grapheme' });
  const styles = fc.record({
    collectionStyle: fc.constantFrom('any' as const, 'block' as const, 'flow' as const),
    defaultStringType: fc.constantFrom(
      'PLAIN' as const,
      'QUOTE_SINGLE' as const,
      'QUOTE_DOUBLE' as const,
      'BLOCK_LITERAL' as const,
    ),
    indent: fc.constantFrom(2, 4),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(20, 80),
  });

  it('is read without error and with the same texts', () => {
    fc.assert(
      fc.property(json, styles, (value, options) => {
        const text = stringify(value, options);
        const file = parsed(text);
        // It does not read everything back that it writes.
        fc.pre(isDeepStrictEqual(readBack(text), value));
        expect(file.errors, text).toEqual([]);
        const found = scalars(partsOf(file))
          .filter((node) => node.type === 'string')
          .map((node) => node.text);
        const expected: string[] = [];
        const collect = (part: unknown): void => {
          if (typeof part === 'string') expected.push(part);
          else if (Array.isArray(part)) part.forEach(collect);
          else if (part && typeof part === 'object') {
            for (const [key, inner] of Object.entries(part)) {
              expected.push(key);
              collect(inner);
            }
          }
        };
        collect(value);
        expect(found, text).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

function readBack(text: string): unknown {
  try {
    return readValue(text);
  } catch {
    return undefined;
  }
}

/** What a text means, as far as the edits can be compared by it; `undefined` for text with errors. */
function meaning(text: string): unknown {
  const file = parsed(text);
  if (file.errors.length > 0 || file.documents.length !== 1) return undefined;
  return readValue(text, { uniqueKeys: false, merge: false, schema: 'failsafe', logLevel: 'silent' });
}

/** Every scalar and comment of a text with its place. */
function scalarsAt(text: string): readonly (Range & { readonly text: string })[] {
  const file = parsed(text);
  return [...scalars(partsOf(file)), ...file.comments].map((part) => ({ ...part.range, text: part.text }));
}

/** Those that no edit touches, their places counted as before the edits. */
function untouched(found: ReturnType<typeof scalarsAt>, edits: readonly TextEdit[], counted: 'before' | 'after') {
  const kept: string[] = [];
  for (const { start, end, text } of found) {
    let shift = 0;
    let isTouched = false;
    for (const { range, newText } of sortEdits(edits)) {
      const at = range.start + (counted === 'after' ? shift : 0);
      const length = counted === 'after' ? newText.length : range.end - range.start;
      if (start < at + length && end > at) isTouched = true;
      if (start >= at + length) shift += newText.length - (range.end - range.start);
    }
    if (!isTouched && end > start) kept.push(`${counted === 'after' ? start - shift : start}: ${text}`);
  }
  return kept.sort();
}

// A fixed seed: the mutations also make text that the parser accepts by its own leniency (a tab as the last line), where
// an edit may bring an error to light.
describe('edits of text without errors', () => {
  const value = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom('${{ vars.X }}', 'two\nlines\n', '# x', ' a', 'true', ''),
  );

  /**
   * Makes an edit at some place: the result has no errors, and every scalar and comment outside the edit is still
   * there, at its place and with its text.
   */
  function check(edit: (file: YamlFile, parts: Parts, pick: <T>(list: readonly T[]) => T | undefined) => Edits): void {
    fc.assert(
      fc.property(mutated, fc.nat(), (text, seed) => {
        fc.pre(meaning(text) !== undefined);
        const file = parsed(text);
        const parts = partsOf(file);
        const edits = edit(file, parts, (list) => list[seed % Math.max(1, list.length)]);
        if (!edits) return;
        const after = applyEdits(text, edits);
        expect(parsed(after).errors, `${JSON.stringify(text)}\n${JSON.stringify(after)}`).toEqual([]);
        expect(untouched(scalarsAt(after), edits, 'after'), text).toEqual(untouched(scalarsAt(text), edits, 'before'));
      }),
      { numRuns: 100, seed: 2 },
    );
  }

  it('insert a pair', () => {
    check((file, { nodes }, pick) => {
      const mapping = pick(nodes.filter((node) => node.kind === 'mapping'));
      return mapping && insertPairs(file, mapping, [{ name: 'new-key', value: [{ name: 'n', value: '${{ x }}' }] }]);
    });
  });

  it('remove a pair', () => {
    check((file, { pairs }, pick) => {
      const pair = pick(pairs);
      return pair && removePairs(file, [pair]);
    });
  });

  it('replace a pair', () => {
    check((file, { pairs }, pick) => {
      const pair = pick(pairs);
      return (
        pair &&
        replacePairs(
          file,
          [pair],
          [
            { name: 'new-1', value: 'x: y' },
            { name: 'new-2', value: '' },
          ],
        )
      );
    });
  });

  it('rename a key', () => {
    check((_, { pairs }, pick) => {
      const pair = pick(pairs);
      return pair && renameKey(pair, 'new: key');
    });
  });

  it('remove an element', () => {
    check((file, { items }, pick) => {
      const item = pick(items);
      return item && removeItem(file, item);
    });
  });

  it('replace a scalar by any text', () => {
    fc.assert(
      fc.property(mutated, fc.nat(), value, (text, seed, replacement) => {
        fc.pre(meaning(text) !== undefined);
        const file = parsed(text);
        const values = partsOf(file)
          .pairs.map((pair) => pair.value)
          .filter((node) => node?.kind === 'scalar');
        const node = values[seed % Math.max(1, values.length)];
        if (!node) return;
        const edits = replaceScalar(file, node, replacement);
        expect(edits).toBeDefined();
        const after = parsed(applyEdits(text, edits ?? []));
        expect(after.errors, text).toEqual([]);
        // Behind a bare anchor a blank comes first.
        const leading = /^ /.exec(edits?.[0]?.newText ?? '') ? 1 : 0;
        const changed = partsOf(after).nodes.find(
          (other) => other.kind === 'scalar' && other.range.start - node.range.start === leading,
        );
        expect(changed?.kind === 'scalar' && changed.text, `${text}\n${after.source.text}`).toBe(replacement);
      }),
      { numRuns: 150, seed: 2 },
    );
  });
});
