import { describe, expect, it } from 'vitest';
import {
  parseYaml,
  roundTrip,
  type YamlFile,
  type YamlMapping,
  type YamlNode,
  type YamlScalar,
} from '../../../src/syntax/yaml/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';

function parse(text: string): YamlFile {
  return parseYaml(new SourceText(text));
}

function root(file: YamlFile): YamlMapping {
  if (file.root?.kind !== 'mapping') throw new Error('the root is no mapping');
  return file.root;
}

function value(file: YamlFile, key: string): YamlNode | undefined {
  return root(file).get(key)?.value;
}

function scalar(text: string, key = 'a'): YamlScalar {
  const node = value(parse(text), key);
  if (node?.kind !== 'scalar') throw new Error('no scalar');
  return node;
}

const codes = (text: string) => parse(text).errors.map(({ code }) => code);

describe('nodes', () => {
  const text = 'a: &x !!str one # c\n"b": [1, {c: two}]\nd:\n  - e:\n    f: *x\n  -\n? g\n: h\n';
  const file = parse(text);
  const at = (range: { start: number; end: number } | undefined) => range && text.slice(range.start, range.end);

  it('know their exact places', () => {
    expect(root(file).pairs.map((pair) => at(pair.range))).toEqual([
      'a: &x !!str one',
      '"b": [1, {c: two}]',
      'd:\n  - e:\n    f: *x\n  -',
      '? g\n: h',
    ]);
    const a = value(file, 'a');
    expect([at(a?.range), at(a?.outerRange), at(a?.anchor?.range), a?.anchor?.name, a?.tag]).toEqual([
      'one',
      '&x !!str one',
      '&x',
      'x',
      '!!str',
    ]);
    expect(root(file).pairs.map(({ name, key, colon }) => [name, at(key?.range), at(colon)])).toEqual([
      ['a', 'a', ':'],
      ['b', '"b"', ':'],
      ['d', 'd', ':'],
      ['g', 'g', ':'],
    ]);
  });

  it('know their style', () => {
    const b = value(file, 'b');
    const d = value(file, 'd');
    expect(b).toMatchObject({ kind: 'sequence', style: 'flow' });
    expect(d).toMatchObject({ kind: 'sequence', style: 'block' });
    expect(b?.kind === 'sequence' && b.items.map(({ range }) => at(range))).toEqual(['1', '{c: two}']);
    expect(d?.kind === 'sequence' && d.items.map(({ range }) => at(range))).toEqual(['- e:\n    f: *x', '-']);
    expect(d?.kind === 'sequence' && d.items.map((item) => item.value?.kind)).toEqual(['mapping', undefined]);
  });

  it('know where they hang', () => {
    const d = value(file, 'd');
    expect(d?.parent).toBe(root(file).get('d'));
    expect(d?.kind === 'sequence' && d.items[0]?.parent).toBe(d);
    expect(root(file).get('d')?.parent).toBe(root(file));
    expect(root(file).parent).toBeUndefined();
  });

  it('follow aliases to the last anchor before them', () => {
    const twice = parse('a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y\nf: &y 3\n');
    const target = (key: string) => {
      const node = value(twice, key);
      return node?.kind === 'alias' && node.target?.kind === 'scalar' ? node.target.text : undefined;
    };
    expect([target('b'), target('d'), target('e')]).toEqual(['1', '2', undefined]);
  });

  it('give an anchor of nothing a node', () => {
    expect(scalar('a: &x\nb: *x\n')).toMatchObject({ text: '', type: 'null', anchor: { name: 'x' } });
  });

  it('hold the single pair of a flow sequence', () => {
    const node = value(parse('a: [b: 1, c]\n'), 'a');
    const first = node?.kind === 'sequence' ? node.items[0]?.value : undefined;
    expect(first).toMatchObject({ kind: 'mapping', style: 'flow', open: undefined });
    expect(first?.kind === 'mapping' && first.get('b')?.range).toEqual({ start: 4, end: 8 });
  });
});

describe('scalars', () => {
  it.each([
    ['a: plain text', 'plain', 'plain text'],
    ["a: 'it''s'", 'single-quoted', "it's"],
    ['a: "tab\\tend"', 'double-quoted', 'tab\tend'],
    ['a: |\n  x\n   y\n', 'literal', 'x\n y\n'],
    ['a: >-\n  x\n  y\n', 'folded', 'x y'],
    ['a: one\n  two\n', 'plain', 'one two'],
  ])('%j', (text, style, expected) => {
    expect(scalar(text)).toMatchObject({ style, text: expected });
  });

  it.each([
    ['~', 'null'],
    ['null', 'null'],
    ['true', 'boolean'],
    ['False', 'boolean'],
    ['yes', 'string'],
    ['on', 'string'],
    ['12', 'number'],
    ['1.5e3', 'number'],
    ['0x1F', 'number'],
    ['.inf', 'number'],
    ['1.2.3', 'string'],
    ['"12"', 'string'],
    ['!!str 12', 'string'],
  ])('%s is a %s', (text, type) => {
    expect(scalar(`a: ${text}`).type).toBe(type);
  });

  it('end where their text ends, not with the line', () => {
    const text = 'a: |-\n  x\n\n  y\n\n\nb: 1\n';
    const { range, contentRange } = scalar(text);
    expect(text.slice(range.start, range.end)).toBe('|-\n  x\n\n  y');
    expect(text.slice(contentRange.start).startsWith('  x')).toBe(true);
  });
});

describe('places inside a scalar', () => {
  it.each([
    ['a: one two\n', 'two', 'two'],
    ['a: "one two"\n', 'two', 'two'],
    ["a: 'it''s two'\n", 'two', 'two'],
    ["a: 'it''s two'\n", "it's", "it''s"],
    ['a: "x\\ttwo\\u0021"\n', 'two!', 'two\\u0021'],
    ['a: "\\U0001F600 two"\n', 'two', 'two'],
    ['a: "\\U0001F600 two"\n', '\u{1f600}', '\\U0001F600'],
    ['a: "one\n  two"\n', 'two', 'two'],
    ['a: "one \\\n  two"\n', 'two', 'two'],
    ['a: "one\n\n\n  two\\n3"\n', 'two\n3', 'two\\n3'],
    ['a: one\n  two\n', 'two', 'two'],
    ["a: 'one\n\n  two'\n", 'two', 'two'],
    ['a: |\n  one\n  two\n', 'two', 'two'],
    ['a: |\n  one\n    two\n', '  two', '  two'],
    ['a: |\r\n  one\r\n  two\r\n', 'two', 'two'],
    ['a: |\r\n  one\r\n  two\r\n', 'one\ntwo', 'one\r\n  two'],
    ['a: |2\n    one\n  two\n', 'two', 'two'],
    ['a: |2\n    one\n  two\n', '  one', '  one'],
    ['a: >\n  one\n  two\n\n  three\n', 'three', 'three'],
    ['a: >\n  one\n    two\n  three\n', 'two\nthree', 'two\n  three'],
    ['a: | # header\n\n\n  two\n', 'two', 'two'],
  ])('%j: %j', (text, part, expected) => {
    const node = scalar(text);
    const start = node.text.indexOf(part);
    expect(start).toBeGreaterThanOrEqual(0);
    const range = node.sourceRange(start, start + part.length);
    expect(text.slice(range.start, range.end)).toBe(expected);
  });

  it('are a point for an empty part', () => {
    expect(scalar('a: |\n  one\n  two\n').sourceRange(4, 4)).toEqual({ start: 13, end: 13 });
    expect(scalar('a: ""\n').sourceRange(0, 0)).toEqual({ start: 4, end: 4 });
  });
});

describe('comments', () => {
  it('are listed with their places', () => {
    const text = '# top\na: 1 # one\nb: | # header\n  # text\nc: [ # open\n  1, # x\n]\n  # end\n';
    const { comments } = parse(text);
    expect(comments.map((comment) => comment.text)).toEqual(['top', 'one', 'header', 'open', 'x', 'end']);
    for (const { range } of comments) expect(text.slice(range.start, range.end)).toMatch(/^# \w+$/);
  });

  it('do not hold the line ending', () => {
    const { comments } = parse('a: 1 # one\r\n#\r\n');
    expect(comments).toEqual([
      { range: { start: 5, end: 10 }, text: 'one' },
      { range: { start: 12, end: 13 }, text: '' },
    ]);
  });
});

describe('errors', () => {
  it.each([
    ['a: 1\nb: 2\n', []],
    ['', []],
    ['a: 1\na: 2\n', ['duplicate-key']],
    ['{a: 1, a: 2}\n', ['duplicate-key']],
    ['a: *x\n', ['unresolved-alias']],
    ['a: [1\n', ['bad-indent']],
    ['a: "x\n', ['missing-char']],
    ['a:\n\tb: 1\n', ['tab-as-indent']],
    ['a: 1\n---\na: 2\n', []],
  ])('%j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });

  it('mark the second of two equal keys', () => {
    expect(parse('a: 1\n"a": 2\n').errors[0]?.range).toEqual({ start: 5, end: 8 });
  });
});

it('keeps the documents of a file apart', () => {
  const file = parse('%YAML 1.2\n---\na: 1\n...\n---\nb: 2\n--- # empty\n');
  expect(
    file.documents.map(({ root: node }) => node?.kind === 'mapping' && node.pairs.map(({ name }) => name)),
  ).toEqual([['a'], ['b'], false]);
  expect(file.root).toBe(file.documents[0]?.root);
});

describe('hostile input', () => {
  const deep = 10_000;
  it.each([
    ['flow sequences', '['.repeat(deep)],
    ['flow mappings', '{a: '.repeat(deep)],
    ['block sequences', '- '.repeat(deep)],
    ['block mappings', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['explicit keys', '? '.repeat(deep)],
  ])('nested too deep ends with one error: %s', (_, text) => {
    const file = parse(text);
    expect(file.errors.map(({ code }) => code)).toEqual(['too-deep']);
    expect(file.root).toBeUndefined();
    expect(file.comments).toEqual([]);
    expect(roundTrip(file)).toBe(text);
  });

  it('nested as deep as allowed is read', () => {
    const text = `${'['.repeat(200)}${']'.repeat(200)}`;
    let depth = 0;
    let node = parse(text).root;
    for (; node?.kind === 'sequence'; depth++) node = node.items[0]?.value;
    expect(depth).toBe(200);
    expect(codes(text)).toEqual([]);
  });

  it('is not expanded where aliases multiply', () => {
    const lines = ['l0: &l0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 30; i++) lines.push(`l${i}: &l${i} [${`*l${i - 1}, `.repeat(9)}]`);
    const file = parse(`${lines.join('\n')}\n`);
    expect(file.errors).toEqual([]);
    expect(root(file).pairs).toHaveLength(30);
  });

  it('may contain itself', () => {
    const file = parse('a: &a [*a]\n');
    expect(file.errors).toEqual([]);
    const a = value(file, 'a');
    const inner = a?.kind === 'sequence' ? a.items[0]?.value : undefined;
    expect(inner?.kind === 'alias' && inner.target).toBe(a);
  });

  it('may be five megabytes of keys', () => {
    const text = Array.from({ length: 250_000 }, (_, i) => `key-${i}: value ${i}`).join('\n');
    expect(text.length).toBeGreaterThan(5_000_000);
    const file = parse(text);
    expect(root(file).pairs).toHaveLength(250_000);
    expect(file.errors).toEqual([]);
  });

  it('may be one line of megabytes', () => {
    const text = `a: "${'x\\n'.repeat(500_000)}y"\n`;
    const node = scalar(text);
    const { start, end } = node.sourceRange(1_000_000, 1_000_001);
    expect(text.slice(start, end)).toBe('y');
    expect(parse(`a: [${'1, '.repeat(300_000)}]`).errors).toEqual([]);
  });

  it.each([
    '\ufeffa: 1\r\nb: |\r\n  x\r\n',
    '\u0002\u001f\u0018',
    'a: \u0000',
    '\ud800: \udfff',
    '\ufeff',
    '%',
    '---',
    '- - -',
    ': :',
    '!<',
    '&',
    '*',
    '@',
    '`',
  ])('comes back unit by unit: %j', (text) => {
    expect(roundTrip(parse(text))).toBe(text);
  });

  it('counts a byte order mark', () => {
    const file = parse('\ufeffa: 1\n');
    expect(root(file).get('a')?.range).toEqual({ start: 1, end: 5 });
    expect(file.errors).toEqual([]);
  });
});
