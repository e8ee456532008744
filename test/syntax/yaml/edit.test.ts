import { describe, expect, it } from 'vitest';
import {
  type Edits,
  fillPair,
  insertPairs,
  parseYaml,
  removeItem,
  removePairs,
  renameKey,
  replacePairs,
  replaceScalar,
  type YamlFile,
  type YamlMapping,
  type YamlNode,
  type YamlPair,
  type YamlScalar,
  type YamlSequence,
} from '../../../src/syntax/yaml/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';

/** Applies an edit and makes sure that the result is YAML without errors. */
function edited(text: string, edit: (file: YamlFile) => Edits): string | undefined {
  const edits = edit(parseYaml(new SourceText(text)));
  if (!edits) return undefined;
  const result = applyEdits(text, edits);
  expect(parseYaml(new SourceText(result)).errors, result).toEqual([]);
  return result;
}

function nodeAt(file: YamlFile, ...path: readonly (string | number)[]): YamlNode | undefined {
  let node = file.root;
  for (const part of path) {
    if (typeof part === 'number') node = node?.kind === 'sequence' ? node.items[part]?.value : undefined;
    else node = node?.kind === 'mapping' ? node.get(part)?.value : undefined;
  }
  return node;
}

function mapping(file: YamlFile, ...path: readonly (string | number)[]): YamlMapping {
  const node = nodeAt(file, ...path);
  if (node?.kind !== 'mapping') throw new Error(`no mapping at ${path.join('.')}`);
  return node;
}

function pair(file: YamlFile, ...path: readonly (string | number)[]): YamlPair {
  const found = mapping(file, ...path.slice(0, -1)).get(String(path.at(-1)));
  if (!found) throw new Error(`no pair at ${path.join('.')}`);
  return found;
}

function scalar(file: YamlFile, ...path: readonly (string | number)[]): YamlScalar {
  const node = nodeAt(file, ...path);
  if (node?.kind !== 'scalar') throw new Error(`no scalar at ${path.join('.')}`);
  return node;
}

function sequence(file: YamlFile, ...path: readonly (string | number)[]): YamlSequence {
  const node = nodeAt(file, ...path);
  if (node?.kind !== 'sequence') throw new Error(`no sequence at ${path.join('.')}`);
  return node;
}

const added = [{ name: 'new', value: 'v' }];

describe('inserting pairs', () => {
  it.each([
    ['behind the last', 'm:\n  a: 1\n', 'm:\n  a: 1\n  new: v\n'],
    ['at the end of a text without line ending', 'm:\n  a: 1', 'm:\n  a: 1\n  new: v'],
    ['behind the comment of the last', 'm:\n  a: 1 # one\n', 'm:\n  a: 1 # one\n  new: v\n'],
    ['with the line ending of the file', 'm:\r\n  a: 1\r\n', 'm:\r\n  a: 1\r\n  new: v\r\n'],
    ['with the indentation of the mapping', 'm:\n     a: 1\nb: 2\n', 'm:\n     a: 1\n     new: v\nb: 2\n'],
    ['before comment lines', 'm:\n  a: 1\n  # rest\nb: 2\n', 'm:\n  a: 1\n  new: v\n  # rest\nb: 2\n'],
    ['behind a block scalar', 'm:\n  a: |\n    x\n    y\n\nb: 2\n', 'm:\n  a: |\n    x\n    y\n  new: v\n\nb: 2\n'],
    ['behind kept blank lines', 'm:\n  a: |+\n    x\n\nb: 2\n', 'm:\n  a: |+\n    x\n\n  new: v\nb: 2\n'],
    ['behind a nested mapping', 'm:\n  a:\n    b: 1\n', 'm:\n  a:\n    b: 1\n  new: v\n'],
    ['behind a tab in front of the value', 'm:\n  a:\t1\t# c\n', 'm:\n  a:\t1\t# c\n  new: v\n'],
    ['into an anchored mapping', 'm: &m\n  a: 1\nn: *m\n', 'm: &m\n  a: 1\n  new: v\nn: *m\n'],
    ['into a flow mapping', 'm: { a: 1 } # c\n', 'm: { a: 1, new: v } # c\n'],
    ['into a flow mapping that ends in a comma', 'm: {a: 1,}\n', 'm: {a: 1, new: v,}\n'],
    ['into an empty flow mapping', 'm: {}\n', 'm: { new: v }\n'],
    ['into a flow mapping over lines', 'm: {\n  a: 1,\n  b: 2\n}\n', 'm: {\n  a: 1,\n  b: 2,\n  new: v\n}\n'],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (file) => insertPairs(file, mapping(file, 'm'), added))).toBe(expected);
  });

  it('puts them below the dash of a step', () => {
    const text = 'steps:\n  - uses: a\n  - uses: b\n';
    expect(edited(text, (file) => insertPairs(file, mapping(file, 'steps', 0), added))).toBe(
      'steps:\n  - uses: a\n    new: v\n  - uses: b\n',
    );
  });

  it('aligns with the other keys behind a wide dash', () => {
    const text = '-   uses: a\n';
    expect(edited(text, (file) => insertPairs(file, mapping(file, 0), added))).toBe('-   uses: a\n    new: v\n');
  });

  it.each([
    ['a block pair', 'm:\n  # about a\n  a: 1\n', 'm:\n  # about a\n  new: v\n  a: 1\n'],
    ['the first pair behind a dash', 'm: \n  - a: 1\n', undefined],
    ['a flow pair', 'm: {a: 1}\n', 'm: {new: v, a: 1}\n'],
  ])('before %s', (_, text, expected) => {
    const insert = (file: YamlFile) => insertPairs(file, mapping(file, 'm'), added, { before: pair(file, 'm', 'a') });
    if (expected) expect(edited(text, insert)).toBe(expected);
    else {
      const insertFirst = (file: YamlFile) =>
        insertPairs(file, mapping(file, 'm', 0), added, { before: pair(file, 'm', 0, 'a') });
      expect(edited(text, insertFirst)).toBe('m: \n  - new: v\n    a: 1\n');
    }
  });

  it('nests mappings in the indentation of the file', () => {
    const text = 'jobs:\n    build:\n        runs-on: x\n        steps: []\n';
    const permissions = { name: 'permissions', value: [{ name: 'id-token', value: 'write' }] };
    expect(
      edited(text, (file) =>
        insertPairs(file, mapping(file, 'jobs', 'build'), [permissions], {
          after: pair(file, 'jobs', 'build', 'runs-on'),
        }),
      ),
    ).toBe(
      'jobs:\n    build:\n        runs-on: x\n        permissions:\n            id-token: write\n        steps: []\n',
    );
  });

  it('nests mappings in flow style inside flow style', () => {
    const value = [{ name: 'id', value: '${{ vars.X }}' }];
    expect(edited('- { uses: a }\n', (file) => insertPairs(file, mapping(file, 0), [{ name: 'with', value }]))).toBe(
      "- { uses: a, with: { id: '${{ vars.X }}' } }\n",
    );
  });

  it('sets top-level keys off by a blank line where the file does', () => {
    const text = 'on: push\n\njobs: {}\n';
    const insert = (separate: boolean) => (file: YamlFile) =>
      insertPairs(file, mapping(file), added, { after: pair(file, 'on') }, { separate });
    expect(edited(text, insert(true))).toBe('on: push\n\nnew: v\n\njobs: {}\n');
    expect(edited(text, insert(false))).toBe('on: push\nnew: v\n\njobs: {}\n');
    expect(edited('on: push\njobs: {}\n', insert(true))).toBe('on: push\nnew: v\njobs: {}\n');
  });

  it.each([
    ['', "''"],
    ['true', 'true'],
    ['12', '12'],
    ['012', "'012'"],
    ['1.10', "'1.10'"],
    ['null', "'null'"],
    ['~', "'~'"],
    ['a: b', "'a: b'"],
    ['a #b', "'a #b'"],
    ["it's", "it's"],
    ["'quoted'", "'''quoted'''"],
    ['*', "'*'"],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['${{ x }}', '${{ x }}'],
    ['{x}', "'{x}'"],
    ['a:', "'a:'"],
    ['two\nlines', '"two\\nlines"'],
    ['back\\slash\n"', '"back\\\\slash\\n\\""'],
    [' blank', "' blank'"],
    ['\u0007', '"\\u0007"'],
  ])('quotes %j only where YAML needs it', (value, expected) => {
    const text = edited('a: 1\n', (file) => insertPairs(file, mapping(file), [{ name: 'n', value }]));
    expect(text).toBe(`a: 1\nn: ${expected}\n`);
    expect(scalar(parseYaml(new SourceText(text ?? '')), 'n').text).toBe(value);
  });

  it('gives up on text that is indented by tabs or half typed', () => {
    expect(edited('m: { a: 1 }\n', (file) => insertPairs(file, mapping(file, 'm'), []))).toBe('m: { a: 1 }\n');
    const open = parseYaml(new SourceText('m: { a: 1\n'));
    expect(insertPairs(open, mapping(open, 'm'), added)).toBeUndefined();
    const tab = parseYaml(new SourceText('-\ta: 1\n'));
    expect(insertPairs(tab, mapping(tab, 0), added)).toBeUndefined();
  });
});

describe('filling a pair without value', () => {
  it.each([
    ['env:\njobs: 1\n', 'env:\n  new: v\njobs: 1\n'],
    ['env: # none yet\n', 'env: # none yet\n  new: v\n'],
    ['env: ~ # none\n', 'env: # none\n  new: v\n'],
    ['env:', 'env:\n  new: v'],
    ['env:\r\n', 'env:\r\n  new: v\r\n'],
  ])('%j', (text, expected) => {
    expect(edited(text, (file) => fillPair(file, pair(file, 'env'), added))).toBe(expected);
  });

  it('in flow style', () => {
    expect(edited('{ env: , b: 1 }\n', (file) => fillPair(file, pair(file, 'env'), added))).toBe(
      '{ env: { new: v } , b: 1 }\n',
    );
  });

  it('leaves a pair with a value alone', () => {
    expect(edited('env: x\n', (file) => fillPair(file, pair(file, 'env'), added))).toBeUndefined();
  });
});

describe('removing pairs', () => {
  it.each([
    ['with its line', 'm:\n  a: 1\n  x: 2\n  b: 3\n', 'm:\n  a: 1\n  b: 3\n'],
    [
      "with its comment, not the neighbours'",
      'm:\n  # A\n  a: 1 # a\n  # X\n  x: 2 # x\n  # B\n  b: 3 # b\n',
      'm:\n  # A\n  a: 1 # a\n  # X\n  # B\n  b: 3 # b\n',
    ],
    ['at the end of a text without line ending', 'm:\n  a: 1\n  x: 2', 'm:\n  a: 1'],
    ['with CRLF', 'm:\r\n  a: 1\r\n  x: 2\r\n', 'm:\r\n  a: 1\r\n'],
    ['at the end with CRLF', 'm:\r\n  a: 1\r\n  x: 2', 'm:\r\n  a: 1'],
    ['with a block scalar', 'm:\n  x: |\n    1\n\n    2\n  b: 3\n', 'm:\n  b: 3\n'],
    ['with kept blank lines', 'm:\n  x: |+\n    1\n\n\n  b: 3\n', 'm:\n  b: 3\n'],
    ['first of a byte order mark file', '\ufeffm:\n  x: 1\n  b: 2\n', '\ufeffm:\n  b: 2\n'],
    ['from a flow mapping', 'm: { a: 1, x: 2, b: 3 } # c\n', 'm: { a: 1, b: 3 } # c\n'],
    ['first in a flow mapping', 'm: {x: 2, b: 3}\n', 'm: {b: 3}\n'],
    ['last in a flow mapping', 'm: { a: 1, x: 2 }\n', 'm: { a: 1 }\n'],
    ['in a flow mapping over lines', 'm: {\n  a: 1,\n  x: 2, # x\n  b: 3\n}\n', 'm: {\n  a: 1,\n  b: 3\n}\n'],
  ])('%s', (_, text, expected) => {
    expect(edited(text, (file) => removePairs(file, [pair(file, 'm', 'x')]))).toBe(expected);
  });

  it.each([
    ['block', 'k: 1\nm:\n  x: 2 # x\nn: 3\n', 'k: 1\nn: 3\n'],
    ['flow', 'k: 1\nm: { x: 2 }\nn: 3\n', 'k: 1\nn: 3\n'],
  ])('takes the emptied mapping along (%s)', (_, text, expected) => {
    expect(edited(text, (file) => removePairs(file, [pair(file, 'm', 'x')]))).toBe(expected);
  });

  it('lets the next line move up to the dash', () => {
    const text = '- x: 1 # x\n  # about a\n  a: 2\n- b: 1\n';
    expect(edited(text, (file) => removePairs(file, [pair(file, 0, 'x')]))).toBe('- # about a\n  a: 2\n- b: 1\n');
    expect(edited('- x: 1\n  a: 2\n', (file) => removePairs(file, [pair(file, 0, 'x')]))).toBe('- a: 2\n');
  });

  it('removes neighbours and strangers at once', () => {
    const text = 'a: 1\nb: 2\nc: 3\nd: 4';
    const remove = (...names: string[]) =>
      edited(text, (file) =>
        removePairs(
          file,
          names.map((name) => pair(file, name)),
        ),
      );
    expect(remove('a', 'b', 'd')).toBe('c: 3');
    expect(remove('c', 'd')).toBe('a: 1\nb: 2');
    expect(remove('a', 'c')).toBe('b: 2\nd: 4');
  });

  it('keeps what an alias needs', () => {
    const text = 'a: &x 1\nb: *x\nc: 2\n';
    expect(edited(text, (file) => removePairs(file, [pair(file, 'a')]))).toBeUndefined();
    expect(edited(text, (file) => removePairs(file, [pair(file, 'a'), pair(file, 'b')]))).toBe('c: 2\n');
  });

  it('does not empty a document or a list element', () => {
    expect(edited('a: 1\n', (file) => removePairs(file, [pair(file, 'a')]))).toBeUndefined();
    expect(edited('- a: 1\n', (file) => removePairs(file, [pair(file, 0, 'a')]))).toBeUndefined();
  });
});

describe('replacing pairs', () => {
  const two = [
    { name: 'p', value: 'x' },
    { name: 'q', value: 'y' },
  ];

  it.each([
    ['one in place, its comment kept', 'm:\n  a: 1 # one\n  b: 2\n', ['a'], 'm:\n  p: x # one\n  q: y\n  b: 2\n'],
    ['in the quoting of the old one', "m:\n  a: '1'\n", ['a'], "m:\n  p: 'x'\n  q: 'y'\n"],
    ['in double quotes', 'm:\n  a: "1"\n', ['a'], 'm:\n  p: "x"\n  q: "y"\n'],
    ['several', 'm:\n  a: 1\n  b: 2\n  c: 3', ['a', 'c'], 'm:\n  p: x\n  q: y\n  b: 2'],
    ['neighbours at the end', 'm:\n  b: 2\n  a: 1\n  c: 3', ['a', 'c'], 'm:\n  b: 2\n  p: x\n  q: y'],
    ['a block scalar', 'm:\n  a: |\n    1\n    2\n  b: 2\n', ['a'], 'm:\n  p: x\n  q: y\n  b: 2\n'],
    ['a kept block scalar', 'm:\n  a: |+\n    1\n\n  b: 2\n', ['a'], 'm:\n  p: x\n  q: y\n\n  b: 2\n'],
    ['in flow style', 'm: { a: 1, b: 2, c: 3 }\n', ['a', 'c'], 'm: { p: x, q: y, b: 2 }\n'],
    ['with CRLF', 'm:\r\n  a: 1\r\n', ['a'], 'm:\r\n  p: x\r\n  q: y\r\n'],
  ])('%s', (_, text, names, expected) => {
    expect(
      edited(text, (file) =>
        replacePairs(
          file,
          names.map((name) => pair(file, 'm', name)),
          two,
        ),
      ),
    ).toBe(expected);
  });
});

describe('replacing a scalar', () => {
  it.each([
    ['a: old # c\n', 'a: new # c\n'],
    ["a: 'old'\n", "a: 'new'\n"],
    ['a: "old"\n', 'a: "new"\n'],
    ['a: &x old\nb: *x\n', 'a: &x new\nb: *x\n'],
    ['a: >-\n  old\n  text\nb: 1\n', 'a: >-\n  new\nb: 1\n'],
  ])('keeps the quoting of %j', (text, expected) => {
    expect(edited(text, (file) => replaceScalar(file, scalar(file, 'a'), 'new'))).toBe(expected);
  });

  it.each([
    ['a: |\n  one\n  two\nb: 1\n', 'one\nTWO\n', 'a: |\n  one\n  TWO\nb: 1\n'],
    [
      'a: | # script\r\n    one\r\n    two\r\n',
      'one\n  two\nthree\n',
      'a: | # script\r\n    one\r\n      two\r\n    three\r\n',
    ],
    ['a: |\n  one\n', 'one', 'a: |-\n  one\n'],
    ['a: |\n  one', '  one\n', 'a: |2\n    one'],
    ['a: |+\n  one\n\nb: 1\n', 'two\n\n', 'a: |+\n  two\n\nb: 1\n'],
    ['a: |\n  one\n\nb: 1\n', 'two\n\n', 'a: "two\\n\\n"\n\nb: 1\n'],
    ['a: |\n  one\nb: 1\n', '', "a: ''\nb: 1\n"],
  ])('writes block text: %j <- %j', (text, value, expected) => {
    const result = edited(text, (file) => replaceScalar(file, scalar(file, 'a'), value));
    expect(result).toBe(expected);
    expect(scalar(parseYaml(new SourceText(result ?? '')), 'a').text).toBe(value);
  });

  it('quotes in a flow collection what plain text cannot hold there', () => {
    expect(edited('[old]\n', (file) => replaceScalar(file, scalar(file, 0), '${{ x }}'))).toBe("['${{ x }}']\n");
  });
});

it('renames a key in its quoting', () => {
  expect(edited('"a": 1 # c\nb: 2\n', (file) => renameKey(pair(file, 'a'), 'new'))).toBe('"new": 1 # c\nb: 2\n');
  expect(edited('{ &k a: 1 }\n', (file) => renameKey(pair(file, 'a'), 'new: key'))).toBe("{ &k 'new: key': 1 }\n");
});

describe('removing an element', () => {
  it.each([
    ['s:\n  - a # a\n  # about b\n  - b # b\n  - c\n', 's:\n  - a # a\n  # about b\n  - c\n'],
    ['s:\n- a\n- b: 1\n  c: 2\n- d\n', 's:\n- a\n- d\n'],
    ['s:\n  - a\n  - b', 's:\n  - a'],
    ['s:\r\n  - a\r\n  - b\r\n', 's:\r\n  - a\r\n'],
    ['s: [a, b, c]\n', 's: [a, c]\n'],
    ['s: [a, b]\n', 's: [a]\n'],
  ])('%j', (text, expected) => {
    expect(
      edited(text, (file) => {
        const item = sequence(file, 's').items[1];
        return item && removeItem(file, item);
      }),
    ).toBe(expected);
  });

  it('keeps the only one', () => {
    const file = parseYaml(new SourceText('- a\n'));
    const item = sequence(file).items[0];
    expect(item && removeItem(file, item)).toBeUndefined();
  });
});
