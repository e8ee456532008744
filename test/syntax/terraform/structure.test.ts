import { describe, expect, it } from 'vitest';
import { expectSound, fixtures, onlyItem, parse, parseValid, places } from './support.ts';

describe('fixtures', () => {
  it.each(fixtures)('$name is valid', ({ text }) => {
    parseValid(text);
    parseValid(text.replaceAll('\n', '\r\n'));
    parseValid(`\ufeff${text}`);
  });
});

describe('blocks and attributes', () => {
  it('have exact ranges', () => {
    const text = 'resource "azuread_application" app {\n  display_name = "a" # c\n}';
    const block = onlyItem(text);
    if (block.kind !== 'block') throw new Error('no block');
    expect(block).toMatchObject({
      range: { start: 0, end: text.length },
      type: { name: 'resource', range: { start: 0, end: 8 } },
      labels: [
        { text: 'azuread_application', isQuoted: true, range: { start: 9, end: 30 } },
        { text: 'app', isQuoted: false, range: { start: 31, end: 34 } },
      ],
      openBrace: 35,
      closeBrace: text.length - 1,
      body: { range: { start: 36, end: text.length - 1 } },
    });
    expect(block.body.items).toMatchObject([
      { kind: 'attribute', name: { range: { start: 39, end: 51 } }, equals: 52, range: { start: 39, end: 57 } },
    ]);
  });

  it('may stand on one line', () => {
    expect(places(parseValid('a {}\nb { x = 1 }\nc "d" { e {} }\n'))).toEqual(['a', 'b', 'b > x', 'c.d', 'c.d > e']);
  });

  it('need a new line between them', () => {
    const file = parse('x = 1 y = 2\nz = 3\n');
    expect(places(file)).toEqual(['x', 'ERROR', 'z']);
    expect(file.errors).toMatchObject([{ range: { start: 6, end: 7 } }]);
  });

  it('need no new line at the end of the file', () => {
    parseValid('x = 1');
    parseValid('x = <<A\nA');
    parseValid('');
    parseValid('\r\n');
    parseValid('# only a comment');
  });
});

describe('comments', () => {
  it('are listed with their ranges, those in broken parts too', () => {
    const text = '# a\nx = 1 // b\ny = [ /* c\n */ 1 ) # d\nz = "# no" # e\nw = <<A\n# no\nA\n';
    const file = parse(text);
    expect(file.comments.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '# a',
      '// b',
      '/* c\n */',
      '# d',
      '# e',
    ]);
    expect(file.comments.map(({ style }) => style)).toEqual(['line', 'line', 'block', 'line', 'line']);
  });

  it('end before the line ending, CRLF too', () => {
    expect(parse('# a\r\n').comments).toEqual([{ range: { start: 0, end: 3 }, style: 'line' }]);
  });

  it('are not looked for in text of a broken item', () => {
    expect(parse('x = [1 2 "# a" # b\n').comments).toHaveLength(1);
  });

  it('tell where they are not closed', () => {
    expect(parse('x = 1\n/* a').errors).toMatchObject([{ range: { start: 6, end: 8 } }]);
  });
});

describe('a broken item', () => {
  it.each([
    ['a value that is not written yet', 'a {\n  x =\n  y = 1\n}\nb {}\n', ['a', 'a > x=ERROR', 'a > y', 'b']],
    ['a name alone', 'a {\n  x\n  y = 1\n}\nb {}\n', ['a', 'a > ERROR', 'a > y', 'b']],
    ['a block header alone', 'resource "a" "b"\nc {}\n', ['ERROR', 'c']],
    ['a list without its end', 'a {\n  x = [1,\n  y = 2\n}\nb {}\n', ['a', 'a > x=ERROR', 'a > y', 'b']],
    ['a call without its end', 'a {\n  x = f(1,\n}\nb {}\n', ['a', 'a > x=ERROR', 'b']],
    ['an object without its end', 'a {\n  x = {\n    k = 1\n\n  y = 2\n}\nb {}\n', ['a', 'a > x=ERROR', 'a > y', 'b']],
    ['a block without its end', 'a "x" {\n  y = 1\n\nb {\n  z = 1\n}\n', ['a.x', 'a.x > y', 'b', 'b > z']],
    [
      'an inner block without its end',
      'a {\n  b {\n    x = 1\n  y = 2\n}\nc {}\n',
      ['a', 'a > b', 'a > b > x', 'a > y', 'c'],
    ],
    ['a brace too many', 'a {\n}\n}\nb {}\n', ['a', 'ERROR', 'b']],
    ['a trailing dot', 'x = a.\ny = 1\n', ['x=ERROR', 'y']],
    [
      'a merge conflict',
      '<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> main\ny = 1\n',
      ['ERROR', 'x', 'ERROR', 'x', 'ERROR', 'y'],
    ],
    ['text outside items', '%%% !\nx = 1\n', ['ERROR', 'x']],
    ['a label with a template', 'a "${b}" {\n}\nb {}\n', ['ERROR', 'ERROR', 'b']],
  ])('that is %s leaves the others alone', (_, text, expected) => {
    for (const variant of [text, text.replaceAll('\n', '\r\n'), text.replaceAll('  ', '\t')]) {
      const file = parse(variant);
      expectSound(file);
      expect(places(file)).toEqual(expected);
    }
  });

  it('in an object leaves its siblings alone', () => {
    const file = parse('x = {\n  a = 1\n  b = [1 2]\n  c = 3\n}\n');
    expect(file.errors).toHaveLength(1);
    expect(file.body.items).toMatchObject([
      { value: { items: [{ key: { name: 'a' } }, { kind: 'error' }, { key: { name: 'c' } }] } },
    ]);
  });

  it('is told once', () => {
    for (const text of ['x = [[[[1 2]]]]\n', 'x = {\n a = {\n  b = )\n }\n}\n', 'a {\n b {\n  c {\n x = )\n']) {
      expect(parse(text).errors.filter(({ message }) => !message.includes('not closed'))).toHaveLength(1);
    }
  });

  it('in a file without indentation is not made worse by it', () => {
    const file = parse('a {\nb {\nx = 1\n}\ny = 2\n');
    expect(places(file)).toEqual(['a', 'a > b', 'a > b > x', 'a > y']);
    expect(file.errors).toMatchObject([{ range: { start: 2, end: 3 } }]);
  });
});
