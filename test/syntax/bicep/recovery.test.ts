import { describe, expect, it } from 'vitest';
import { descendantsOf, roundTrip } from '../../../src/syntax/bicep/index.ts';
import { parse, sketch } from './sketch.ts';

const AFTER = "\nresource after 'A/b@1' = {\n  name: 'x'\n}\n";

function kinds(text: string): string[] {
  return parse(text).statements.map((statement) => statement.kind);
}

describe('a broken statement leaves the next one whole', () => {
  it.each([
    ['a word', 'resourc'],
    ['junk', '%%% ) ] }'],
    ['a keyword alone', 'resource'],
    ['no type', 'resource a'],
    ['no body', "resource a 'A/b@1' ="],
    ['no type of a parameter', 'param x'],
    ['no value', 'var x ='],
    ['half an expression', 'var x = 1 +'],
    ['half an access', 'var x = a.'],
    ['half a call', 'var x = f(1,'],
    ['half an index', 'var x = a['],
    ['half a string', "var x = 'abc"],
    ['half a hole', "var x = 'abc${d"],
    ['half a conditional', 'var x = a ?'],
    ['half a lambda', 'var x = (a) =>'],
    ['half a type', 'type x = {'],
    ['half a union', "type x = 'a' |"],
    ['half an import', 'import { a'],
    ['a decorator', '@'],
    ['a decorator on nothing', '@secure()'],
    ['text behind a statement', 'var x = 1 2 3'],
    ['double quotes', 'var x = "a"'],
    ['an unknown escape', String.raw`var x = '\q'`],
    ['half an array', 'var x = [\n  1'],
    ['half an object', 'var x = {\n  a: 1'],
    ['a property without value', 'var x = {\n  a:\n  b: 2\n}'],
    ['a property without colon', 'var x = {\n  a\n  b: 2\n}'],
    ['a comma too much', 'var x = {\n  a: 1,\n  b: 2\n}'],
    ['an empty index', 'var x = a[]'],
    ['a bracket too much', 'var x = [1]]'],
    ['two expressions in parentheses', 'var x = (1, 2)'],
  ])('%s: %j', (_, text) => {
    const source = text.startsWith('@') ? `${text}\n%\n${AFTER}` : text + AFTER;
    const file = parse(source);
    expect(file.errors.length).toBeGreaterThan(0);
    expect(roundTrip(file)).toBe(source);
    const after = file.statements.at(-1);
    expect(after && sketch(after)).toBe(
      'resource(identifier:after string:["A/b@1"] object(property(identifier:name string:["x"])))',
    );
  });

  it('takes no resource for a nested one that cannot be one', () => {
    const open = "resource a 'A.B/c@1' = {\n  name: 'a'\n";
    expect(kinds(`${open}resource b 'A.B/d@1' = {}`)).toEqual(['resource', 'resource']);
    expect(kinds(`${open}resource b 'd' = {}\n}`)).toEqual(['resource']);
    expect(parse(`${open}resource b 'd' = {}\n}`).errors).toEqual([]);
  });

  it('keeps a parameter whose type is missing', () => {
    expect(kinds('param x = 1')).toEqual(['parameter']);
    expect(sketch(parse('param x = 1'))).toContain('integer:1');
  });

  it('keeps the properties around a broken one', () => {
    const file = parse("var x = {\n  a: 1\n  b: 'open\n  c: )\n  d: 4\n}");
    expect(sketch(file)).toContain('property(identifier:a integer:1)');
    expect(sketch(file)).toContain('property(identifier:d integer:4)');
  });

  it('reports each mistake once', () => {
    expect(parse('resource').errors).toHaveLength(1);
    expect(parse('var x = f(a b)').errors).toHaveLength(1);
    expect(parse("var x = 'a").errors).toHaveLength(1);
    expect(parse('var x = "a"').errors.length).toBeLessThanOrEqual(3);
  });

  it('says what it expected', () => {
    expect(parse('rezource x').errors[0]?.message).toContain('Expected a declaration');
    expect(parse('var = 1').errors[0]?.message).toBe('Expected the name of a variable here.');
  });

  it('tells statements of parameter files from those of templates', () => {
    expect(parse("resource a 'b@1' = {}", 'bicepparam').errors).toHaveLength(1);
    expect(parse("using 'a.bicep'").errors).toHaveLength(1);
    expect(parse('param x = 1', 'bicepparam').errors).toEqual([]);
  });
});

describe('errors and error nodes', () => {
  it('a valid file has neither', () => {
    const file = parse(AFTER);
    expect(file.errors).toEqual([]);
    expect([...descendantsOf(file)].filter((node) => node.kind === 'error')).toEqual([]);
  });

  it('cover what is not understood', () => {
    const text = 'foo bar baz\nvar x = 1';
    const [first] = parse(text).statements;
    expect(first).toEqual({ kind: 'error', range: { start: 0, end: 11 } });
  });
});
