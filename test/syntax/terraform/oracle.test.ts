import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, type Node, Parser } from 'web-tree-sitter';
import type { BodyItem } from '../../../src/syntax/terraform/index.ts';
import { fixtures, parse } from './support.ts';

/** The tree-sitter grammar of HCL reads the same language independently: where both read a file, they read the same. */

const WASM = createRequire(import.meta.url).resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm');

/** An attribute or block with its exact place: what rules and fixes stand on. */
interface Item {
  readonly kind: 'attribute' | 'block';
  readonly name: string;
  readonly labels: readonly string[];
  readonly range: readonly [number, number];
  /** Of an attribute's value. */
  readonly value: readonly [number, number] | undefined;
  readonly items: readonly Item[];
}

let oracle: Parser;

beforeAll(async () => {
  await Parser.init();
  oracle = new Parser();
  oracle.setLanguage(await Language.load(WASM));
});

function oracleTree(text: string): Node {
  const tree = oracle.parse(text);
  if (!tree) throw new Error('the oracle gave no tree');
  return tree.rootNode;
}

function named(node: Node, type: string): readonly Node[] {
  return node.namedChildren.filter((child) => child?.type === type).flatMap((child) => child ?? []);
}

function oracleItems(body: Node | undefined): readonly Item[] {
  return (body?.namedChildren ?? []).flatMap((node): Item[] => {
    if (node?.type === 'attribute') {
      const [name] = named(node, 'identifier');
      const [value] = named(node, 'expression');
      return [
        {
          kind: 'attribute',
          name: name?.text ?? '',
          labels: [],
          range: [node.startIndex, node.endIndex],
          value: value && [value.startIndex, value.endIndex],
          items: [],
        },
      ];
    }
    if (node?.type === 'block') {
      const [name, ...labels] = node.namedChildren.flatMap((child) =>
        child?.type === 'identifier' || child?.type === 'string_lit' ? [child.text] : [],
      );
      const items = oracleItems(named(node, 'body')[0]);
      return [
        { kind: 'block', name: name ?? '', labels, range: [node.startIndex, node.endIndex], value: undefined, items },
      ];
    }
    return [];
  });
}

function ownItems(text: string, items: readonly BodyItem[]): readonly Item[] {
  return items.flatMap((item): Item[] => {
    if (item.kind === 'error') return [];
    const range = [item.range.start, item.range.end] as const;
    if (item.kind === 'attribute') {
      const value = [item.value.range.start, item.value.range.end] as const;
      return [{ kind: 'attribute', name: item.name.name, labels: [], range, value, items: [] }];
    }
    const labels = item.labels.map((label) => text.slice(label.range.start, label.range.end));
    const inner = ownItems(text, item.body.items);
    return [{ kind: 'block', name: item.type.name, labels, range, value: undefined, items: inner }];
  });
}

function expectSameItems(text: string, root: Node): void {
  expect(ownItems(text, parse(text).body.items)).toEqual(oracleItems(named(root, 'body')[0]));
}

describe('the tree-sitter grammar', () => {
  it.each(fixtures)('reads the same blocks and attributes at the same places in $name', ({ text }) => {
    const root = oracleTree(text);
    expect(root.hasError).toBe(false);
    expectSameItems(text, root);
  });

  // It is the laxer one (two attributes in one line, line endings in expressions), so the test goes one way.
  it('accepts what this parser accepts, and reads the same in it', () => {
    let accepted = 0;
    const piece = fc.constantFrom(
      ...'"{}[]()=,.:?*~$%#/<>!&|\n -1a',
      '${a}',
      '...',
      '=>',
      '::',
      'null',
      '\n\n',
      '/**/',
      '# c\n',
    );
    const pieces = fixtures.flatMap(({ text }) => text.split(/\n(?=\S)/).filter((part) => part.length < 400));
    fc.assert(
      fc.property(
        fc.constantFrom(...pieces),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat({ max: 3 }),
        fc.oneof(fc.constant(''), piece),
        (text, at, length, insert) => {
          const offset = Math.floor(at * text.length);
          const mutated = `${text.slice(0, offset)}${insert}${text.slice(offset + length)}\n`;
          if (parse(mutated).errors.length > 0) return;
          accepted += 1;
          const root = oracleTree(mutated);
          if (root.hasError) throw new Error(`only this parser accepts: ${JSON.stringify(mutated)}`);
          expectSameItems(mutated, root);
        },
      ),
      { numRuns: 5000, seed: 20_260_801 },
    );
    expect(accepted).toBeGreaterThan(1000);
  });
});
