import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { childrenOf, descendantsOf } from '../../../src/syntax/bicep/index.ts';
import { parse, sketch, sketchOf } from './sketch.ts';

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

const expression = (text: string) => sketchOf(`var x = ${text}`);
const type = (text: string) => sketchOf(`type x = ${text}`);

describe('expressions', () => {
  it.each([
    ['1', 'integer:1'],
    ['true', 'boolean:true'],
    ['null', 'null'],
    ["'a'", 'string:["a"]'],
    ["''", 'string:[""]'],
    ["'a${b}c'", 'string:["a","c"](reference:b)'],
    ["'${'${a}'}'", 'string:["",""](string:["",""](reference:a))'],
    ["'${ {a: '}'} }'", 'string:["",""](object(property(identifier:a string:["}"])))'],
    [String.raw`'\'\\\n\r\t\$\u{1F600}\${a}'`, `string:${JSON.stringify(["'\\\n\r\t$\u{1F600}${a}"])}`],
    ["'''a\nb'''", 'string:["a\\nb"]'],
    ["'''\r\na'''", 'string:["a"]'],
    ["''''a''''", 'string:["\'a\'"]'],
    ["'''${a}'''", 'string:["${a}"]'],
    ["$'''\n${a}'''", 'string:["",""](reference:a)'],
    ["$$'''${a}$${b}$$${c}'''", 'string:["${a}","$",""](reference:b reference:c)'],
    ['[]', 'array'],
    ['[1, 2]', 'array(integer:1 integer:2)'],
    ['[\n1\n...a\n]', 'array(integer:1 spread(reference:a))'],
    ['{}', 'object'],
    ["{ a: 1, 'b': 2 }", 'object(property(identifier:a integer:1) property(string:["b"] integer:2))'],
    ['{\n...a\nresource: 1\n}', 'object(spread(reference:a) property(identifier:resource integer:1))'],
    ['f()', 'call(identifier:f)'],
    ['f(\na,\nb\n)', 'call(identifier:f reference:a reference:b)'],
    ['a.b.?c', 'member:safe(member(reference:a identifier:b) identifier:c)'],
    ['a.f(1)', 'method-call(reference:a identifier:f integer:1)'],
    ['a[0]', 'index(reference:a integer:0)'],
    ['a[?0]', 'index:safe(reference:a integer:0)'],
    ['a[^1]', 'index:from-end(reference:a integer:1)'],
    ['a[?^1]', 'index:safe:from-end(reference:a integer:1)'],
    ['a::b', 'nested-resource(reference:a identifier:b)'],
    ['a!.b', 'member(non-null(reference:a) identifier:b)'],
    ['!a', 'unary:!(reference:a)'],
    ['-1 - -1', 'binary:-(unary:-(integer:1) unary:-(integer:1))'],
    ['a + b * c', 'binary:+(reference:a binary:*(reference:b reference:c))'],
    ['a - b - c', 'binary:-(binary:-(reference:a reference:b) reference:c)'],
    ['a ?? b || c && d', 'binary:??(reference:a binary:||(reference:b binary:&&(reference:c reference:d)))'],
    ['a == b != c', 'binary:!=(binary:==(reference:a reference:b) reference:c)'],
    ['a =~ b < c', 'binary:=~(reference:a binary:<(reference:b reference:c))'],
    ['(a)', 'parenthesized(reference:a)'],
    ['(\na\n)', 'parenthesized(reference:a)'],
    ['a ? b : c', 'conditional(reference:a reference:b reference:c)'],
    ['a\n? b\n: c', 'conditional(reference:a reference:b reference:c)'],
    ['a => b', 'lambda(identifier:a reference:b)'],
    ['() => b', 'lambda(reference:b)'],
    ['(a, b) =>\n b', 'lambda(identifier:a identifier:b reference:b)'],
    ['[for a in b: c]', 'for(identifier:a reference:b reference:c)'],
    ['[\nfor (a, i) in b: c\n]', 'for(identifier:a identifier:i reference:b reference:c)'],
  ])('%s', (text, expected) => {
    expect(parse(`var x = ${text}`).errors).toEqual([]);
    expect(expression(text)).toBe(expected);
  });
});

describe('types', () => {
  it.each([
    ['string', 'named-type:string'],
    ['string?', 'nullable-type(named-type:string)'],
    ['string[]?', 'nullable-type(array-type(named-type:string))'],
    ['a!', 'non-nullable-type(named-type:a)'],
    ['a.b', 'member-type(named-type:a identifier:b)'],
    ['a[0]', 'index-type(named-type:a integer:0)'],
    ['a[*]', 'items-type(named-type:a)'],
    ['a.*', 'additional-properties-type(named-type:a)'],
    ["'a' | 1 | -1 | null", 'union-type(string:["a"] integer:1 unary-type:-(integer:1) null)'],
    ["\n  | 'a'\n  | 'b'", 'union-type(string:["a"] string:["b"])'],
    ["('a' | 'b')[]", 'array-type(parenthesized-type(union-type(string:["a"] string:["b"])))'],
    ['[string, int]', 'tuple-type(tuple-type-item(named-type:string) tuple-type-item(named-type:int))'],
    [
      '[\n@minValue(1)\nint\n]',
      'tuple-type(tuple-type-item(decorator(call(identifier:minValue integer:1)) named-type:int))',
    ],
    ['{ a: int, *: b }', 'object-type(type-property(identifier:a named-type:int) type-wildcard(named-type:b))'],
    ["resourceInput<'a@b'>", 'generic-type(identifier:resourceInput string:["a@b"])'],
    [
      "sys.resourceOutput<'a@b'>.tags",
      'member-type(generic-type(named-type:sys identifier:resourceOutput string:["a@b"]) identifier:tags)',
    ],
  ])('%s', (text, expected) => {
    expect(parse(`type x = ${text}`).errors).toEqual([]);
    expect(type(text)).toBe(expected);
  });
});

describe('statements', () => {
  it.each(['language.bicep', 'parameters.bicepparam'])('%s has no error', (name) => {
    const file = parse(fixture(name), name.endsWith('param') ? 'bicepparam' : 'bicep');
    expect(file.errors).toEqual([]);
    expect(sketch(file)).toMatchSnapshot();
  });
});

describe('ranges', () => {
  it('lie inside those of the parents, in order and apart', () => {
    for (const node of descendantsOf(parse(fixture('language.bicep')))) {
      let before = node.range.start;
      for (const child of childrenOf(node)) {
        expect(child.range.start).toBeGreaterThanOrEqual(before);
        expect(child.range.end).toBeLessThanOrEqual(node.range.end);
        before = child.range.end;
      }
    }
  });

  it('of a declaration begin at its decorators, its keyword behind them', () => {
    const text = '\n@a()\n// note\nparam x string = 1 // end\n';
    const [statement] = parse(text).statements;
    if (statement?.kind !== 'parameter') throw new Error('expected a parameter');
    expect(text.slice(statement.range.start, statement.range.end)).toBe('@a()\n// note\nparam x string = 1');
    expect(text.slice(statement.keyword.start, statement.keyword.end)).toBe('param');
  });

  it('of string segments leave out quotes, markers and the first line ending', () => {
    const text = "var a = 'x${1}y'\nvar b = $'''\nx${1}y'''";
    const segments = [...descendantsOf(parse(text))].flatMap((node) => (node.kind === 'string' ? node.texts : []));
    expect(segments.map(({ range }) => text.slice(range.start, range.end))).toEqual(['x', 'y', 'x', 'y']);
  });
});

describe('comments and pragmas', () => {
  it('are listed with their ranges', () => {
    const text = '// a\r\nvar x = 1 /* b\n*/ // c\n#disable-next-line BCP1 no-x // d\nvar y = 2';
    const file = parse(text);
    expect(file.comments.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      '// a',
      '/* b\n*/',
      '// c',
      '// d',
    ]);
    expect(file.comments.map(({ kind }) => kind)).toEqual([
      'line-comment',
      'block-comment',
      'line-comment',
      'line-comment',
    ]);
    expect(file.pragmas).toEqual([
      { kind: 'pragma', name: 'disable-next-line', codes: ['BCP1', 'no-x'], range: { start: 29, end: 57 } },
    ]);
    expect(file.errors).toEqual([]);
  });

  it('are not seen in strings', () => {
    const file = parse("var x = 'http://a' \nvar y = '''\n#disable-next-line a\n/* b */'''");
    expect([file.comments, file.pragmas, file.errors]).toEqual([[], [], []]);
  });

  it('takes # for an unexpected character anywhere else', () => {
    expect(parse('var x = 1 #disable-next-line a').errors).not.toEqual([]);
    expect(parse('#other').errors).not.toEqual([]);
  });
});
