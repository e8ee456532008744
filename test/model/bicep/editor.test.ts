import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Literal, Resource } from '../../../src/model/resource.ts';
import { parseBicep } from '../../../src/syntax/bicep/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { applyEdits, type TextEdit } from '../../../src/text/text-edit.ts';
import { modelOf } from './workspace.ts';

function edited(text: string, edit: (resource: Resource) => readonly TextEdit[] | undefined, symbol = 'r') {
  const resource = modelOf(text).resources.find((candidate) => candidate.symbol === symbol);
  if (!resource) throw new Error(`no resource ${symbol}`);
  const edits = edit(resource);
  if (!edits) return undefined;
  const result = applyEdits(text, edits);
  expect(parseBicep(new SourceText(result), 'bicep').errors).toEqual([]);
  return result;
}

const property = (resource: Resource, path: string) => {
  const [found] = resource.find(path);
  if (!found) throw new Error(`no property ${path}`);
  return found;
};
const set = (text: string, path: string, value: Literal) =>
  edited(text, (resource) => resource.editor.set(path, value));
const remove = (text: string, path: string) =>
  edited(text, (resource) => resource.editor.remove(property(resource, path)));
const replace = (text: string, path: string, value: Literal) =>
  edited(text, (resource) => resource.editor.replaceValue(property(resource, path), value));

const resource = (body: string) => `resource r 'A/b@1' = ${body}\n`;

describe('set', () => {
  it.each<[string, string, string, Literal, string]>([
    ['replaces a value', "{\n  a: 'x' // why\n}", 'a', 'y', "{\n  a: 'y' // why\n}"],
    ['adds a line', '{\n  a: 1\n}', 'b', true, '{\n  a: 1\n  b: true\n}'],
    ['adds behind a comment', '{\n  a: 1 // one\n  // two\n}', 'b', 2, '{\n  a: 1 // one\n  b: 2\n  // two\n}'],
    ['adds to an object inside', '{\n  p: {\n    a: 1\n  }\n}', 'p.b', 2, '{\n  p: {\n    a: 1\n    b: 2\n  }\n}'],
    [
      'makes the objects on the way',
      '{\n  a: 1\n}',
      'p.q.r',
      's',
      "{\n  a: 1\n  p: {\n    q: {\n      r: 's'\n    }\n  }\n}",
    ],
    ['fills an empty object', '{}', 'a', 1, '{\n  a: 1\n}'],
    ['fills an empty object inside', '{\n  p: {}\n}', 'p.a', 1, '{\n  p: {\n    a: 1\n  }\n}'],
    ['fills an object of comments', '{\n  // none\n}', 'a', 1, '{\n  a: 1\n  // none\n}'],
    ['stays on one line', '{ a: 1 }', 'b', { c: [2, 3] }, '{ a: 1, b: { c: [2, 3] } }'],
    ['fills on one line', '{ p: {} }', 'p.a', 1, '{ p: { a: 1 } }'],
    [
      'keeps tabs',
      '{\n\ta: {\n\t\tb: 1\n\t}\n}',
      'a.c.d',
      2,
      '{\n\ta: {\n\t\tb: 1\n\t\tc: {\n\t\t\td: 2\n\t\t}\n\t}\n}',
    ],
    ['keeps four blanks', '{\n    a: 1\n}', 'b', [null], '{\n    a: 1\n    b: [\n        null\n    ]\n}'],
    ['keeps Windows line endings', '{\r\n  a: 1\r\n}', 'b.c', 2, '{\r\n  a: 1\r\n  b: {\r\n    c: 2\r\n  }\r\n}'],
    ['finds names in other case and quotes', "{\n  'A': 1\n}", 'a', 2, "{\n  'A': 2\n}"],
    [
      'adds before nested resources',
      "{\n  a: 1\n\n  resource c 'c' = {}\n}",
      'b',
      2,
      "{\n  a: 1\n  b: 2\n\n  resource c 'c' = {}\n}",
    ],
    [
      'adds where only nested resources are',
      "{ // x\n  resource c 'c' = {}\n}",
      'b',
      2,
      "{ // x\n  b: 2\n  resource c 'c' = {}\n}",
    ],
    ['escapes text', '{}', "it's", "it's ${x} \\ \n", "{\n  'it\\'s': 'it\\'s \\${x} \\\\ \\n'\n}"],
    ['writes raw text', '{}', 'a', { raw: 'union({\n  b: 1\n}, c)' }, '{\n  a: union({\n    b: 1\n  }, c)\n}'],
    ['works in conditions', '= if (x) {\n  a: 1\n}'.slice(2), 'b', 2, 'if (x) {\n  a: 1\n  b: 2\n}'],
    ['works in loops', '[for x in y: if (x) {\n  a: 1\n}]', 'b', 2, '[for x in y: if (x) {\n  a: 1\n  b: 2\n}]'],
    ['goes on with a line that is closed', '{\n  a: 1 }', 'b', 2, '{\n  a: 1, b: 2 }'],
  ])('%s', (_, before, path, value, after) => {
    expect(set(resource(before), path, value)).toBe(resource(after));
  });

  it('changes nothing the second time', () => {
    const once = set(resource('{\n  a: 1\n}'), 'p.q', { r: ['s'] }) ?? '';
    expect(set(once, 'p.q', { r: ['s'] })).toBe(once);
  });

  it.each([
    ['a spread', '{\n  ...x\n}', 'a'],
    ['a variable', '{\n  p: x\n}', 'p.a'],
    ['a conditional', '{\n  p: x ? {} : {}\n}', 'p.a'],
    ['a name twice', '{\n  a: 1\n  a: 2\n}', 'a'],
    ['no plain path', '{\n  a: []\n}', 'a[].b'],
    ['broken source', '{\n  a: \n}', 'b'],
  ])('gives up at %s', (_, before, path) => {
    expect(modelOf(resource(before)).resources[0]?.editor.set(path, 1)).toBeUndefined();
  });
});

describe('remove', () => {
  it.each<[string, string, string, string]>([
    ['a line', '{\n  a: 1\n  b: 2\n}', 'a', '{\n  b: 2\n}'],
    ['a line with its comment', '{\n  a: 1 // a\n  // b\n  b: 2\n}', 'a', '{\n  // b\n  b: 2\n}'],
    ['several lines', '{\n  a: {\n    c: 1\n  }\n  b: 2\n}', 'a', '{\n  b: 2\n}'],
    ['the only property', '{\n  p: {\n    a: 1\n  }\n}', 'p.a', '{\n  p: {\n  }\n}'],
    ['the gap too', '{\n  a: 1\n\n  b: 2\n\n  c: 3\n}', 'b', '{\n  a: 1\n\n  c: 3\n}'],
    ['the first of a line', '{ a: 1, b: 2 }', 'a', '{ b: 2 }'],
    ['the last of a line', '{ a: 1, b: 2 }', 'b', '{ a: 1 }'],
    ['the only of a line', '{ p: { a: 1 } }', 'p.a', '{ p: {} }'],
    ['the last of a line of several', '{\n  a: 1, b: 2\n  c: 3\n}', 'b', '{\n  a: 1\n  c: 3\n}'],
    ['an element', "{\n  l: [\n    'a'\n    'b'\n  ]\n}", 'l[]', "{\n  l: [\n    'b'\n  ]\n}"],
    ['an element of a line', "{\n  l: ['a', 'b']\n}", 'l[]', "{\n  l: ['b']\n}"],
    ['with Windows line endings', '{\r\n  a: 1\r\n  b: 2\r\n}', 'a', '{\r\n  b: 2\r\n}'],
  ])('%s', (_, before, path, after) => {
    expect(remove(resource(before), path)).toBe(resource(after));
  });

  it('gives up where a spread may bring it back and where a variable holds it', () => {
    expect(remove(resource('{\n  ...x\n  a: 1\n}'), 'a')).toBeUndefined();
    expect(remove(`var v = {\n  a: 1\n}\n${resource('{\n  p: v\n}')}`, 'p.a')).toBeUndefined();
  });
});

describe('replaceValue', () => {
  it.each<[string, string, string, Literal, string]>([
    ['a value', '{\n  a: listKeys() // k\n}', 'a', null, '{\n  a: null // k\n}'],
    [
      'an object',
      '{\n  p: {\n    a: 1\n  }\n}',
      'p',
      { b: { c: 2 } },
      '{\n  p: {\n    b: {\n      c: 2\n    }\n  }\n}',
    ],
    ['on one line', '{ p: { a: 1 } }', 'p', { b: [] }, '{ p: { b: [] } }'],
    ['an element', "{\n  l: [\n    'a'\n  ]\n}", 'l[]', 'b', "{\n  l: [\n    'b'\n  ]\n}"],
    ['before nothing that overrides it', '{\n  ...x\n  a: 1\n}', 'a', 2, '{\n  ...x\n  a: 2\n}'],
  ])('%s', (_, before, path, value, after) => {
    expect(replace(resource(before), path, value)).toBe(resource(after));
  });

  it('gives up where a spread follows', () => {
    expect(replace(resource('{\n  a: 1\n  ...x\n}'), 'a', 2)).toBeUndefined();
  });
});

describe('removeResource', () => {
  const drop = (text: string, symbol = 'r') => edited(text, (found) => found.editor.removeResource(), symbol);

  it.each<[string, string, string]>([
    ['between others', `var a = 1\n\n${resource('{}')}\nvar b = 2\n`, 'var a = 1\n\nvar b = 2\n'],
    ['at the start', `${resource('{}')}\nvar b = 2\n`, 'var b = 2\n'],
    ['at the end', `var a = 1\n\n${resource('{}')}`, 'var a = 1\n'],
    ['alone', resource('{}'), ''],
    [
      'with decorators and comments',
      `// file\n\n// about r\n#disable-next-line x\n@a()\n// note\n${resource('{}')}\n// b\nvar b = 2\n`,
      '// file\n\n// b\nvar b = 2\n',
    ],
    ['and leaves other comments', `var a = 1 // a\n${resource('{} // r')}var b = 2\n`, 'var a = 1 // a\nvar b = 2\n'],
  ])('%s', (_, before, after) => {
    expect(drop(before)).toBe(after);
  });

  it('of a nested resource', () => {
    expect(drop("resource o 'A/b@1' = {\n  a: 1\n\n  resource r 'c' = {\n    x: 1\n  }\n}\n")).toBe(
      "resource o 'A/b@1' = {\n  a: 1\n\n}\n",
    );
  });
});

describe('insertAfter', () => {
  it('adds a declaration behind a blank line', () => {
    const text = `${resource('{\n}').trimEnd()} // r\nvar b = 2\n`;
    expect(edited(text, (found) => found.editor.insertAfter('var c = 3\n'))).toBe(
      `${resource('{\n}').trimEnd()} // r\n\nvar c = 3\nvar b = 2\n`,
    );
  });

  it('adds behind the outermost declaration, in its line endings, at the end of the file too', () => {
    const text = "resource o 'A/b@1' = {\r\n  resource r 'c' = {}\r\n}";
    expect(edited(text, (found) => found.editor.insertAfter('var c = [\n  1\n]'))).toBe(
      `${text}\r\n\r\nvar c = [\r\n  1\r\n]`,
    );
  });
});

describe('any edit', () => {
  const bodies = fc.constantFrom(
    '{\n  a: 1\n  b: { c: 2, d: [1, 2] } // d\n  // end\n}',
    '{ a: 1, b: { c: 2 } }',
    "{\r\n\ta: {\r\n\t\tc: 'x'\r\n\t}\r\n\r\n\tb: {}\r\n}",
    "[for x in y: {\n    a: '''\n  x'''\n    b: {\n        c: [\n            1\n        ]\n    }\n}]",
  );
  const paths = fc.constantFrom('a', 'b', 'b.c', 'b.d', 'b.x.y', 'z', 'z.y.x');
  const values: fc.Arbitrary<Literal> = fc.letrec<{ value: Literal }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
    ),
  })).value;

  it('gives a file that parses, and changes nothing when it is made again', () => {
    fc.assert(
      fc.property(bodies, paths, values, (body, path, value) => {
        const once = set(resource(body), path, value);
        if (once !== undefined) expect(set(once, path, value)).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
