import { describe, expect, it } from 'vitest';
import { expression, outline, parse, parseValid } from './support.ts';

describe('operators', () => {
  it.each([
    ['1 + 2 * 3 - 4 / 5 % 6', '(- (+ 1 (* 2 3)) (% (/ 4 5) 6))'],
    ['!a && b || -c >= 1.5e-3 && d != e == true', '(|| (&& (! a) b) (&& (>= (- c) 0.0015) (== (!= d e) true)))'],
    ['a < b ? c <= d : e > f', '(? (< a b) (<= c d) (> e f))'],
    ['a ? b ? 1 : 2 : c ? 3 : 4', '(? a (? b 1 2) (? c 3 4))'],
    ['(1 + 2) * (\n3\n)', '(* (paren (+ 1 2)) (paren 3))'],
    ['- -1', '(- (- 1))'],
    ['a-b', 'a-b'],
    ['a - b', '(- a b)'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });
});

describe('literals', () => {
  it.each([
    ['0', '0'],
    ['6E+10', '60000000000'],
    ['[true, false, null, trueish, nullable, forest]', '[true false null trueish nullable forest]'],
    ['"é \\U0001F600 \\u00e9\\t\\"\\\\"', '"é 😀 é\t"\\"'],
    ['"$${no} %%{no} $ % $$ 100%"', '"${no} %{no} $ % $$ 100%"'],
    ['"$$${a}"', '"$${a}"'],
    ['""', '""'],
    ['überprüfung', 'überprüfung'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });

  it('tells an escape that HCL does not know, and keeps the string', () => {
    const file = parse('x = "a\\d"\ny = 1\n');
    expect(file.errors).toMatchObject([{ range: { start: 6, end: 8 } }]);
    expect(file.body.items).toMatchObject([{ value: { kind: 'template' } }, { name: { name: 'y' } }]);
  });
});

describe('access', () => {
  it.each([
    ['a.b["c"].d[0].e.1.f', 'a.b["c"].d[0].e.#1.f'],
    ['a.0.1', 'a.#0.#1'],
    ['a[*].b[0].c', 'a[*].b[0].c'],
    ['a.*.b.c', 'a.*.b.c'],
    ['{ a = 1 }.a', '{a=1}.a'],
    ['[\n[1]\n[0]\n][0]', '[[1][0]][0]'],
    ['a[\nb\n]', 'a[b]'],
    ['a.for.true', 'a.for.true'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });

  it('has a range for every step', () => {
    const node = expression('a . b[0].*');
    if (node.kind !== 'access') throw new Error('no access');
    expect(node.range).toEqual({ start: 4, end: 14 });
    expect(node.steps.map((step) => step.range)).toEqual([
      { start: 6, end: 9 },
      { start: 9, end: 12 },
      { start: 12, end: 14 },
    ]);
  });
});

describe('calls', () => {
  it.each([
    ['f()', 'f()'],
    ['max(1, 2, local.numbers...)', 'max(1 2 local.numbers...)'],
    ['concat(\n["a", "b",],\nmore,\n)', 'concat(["a" "b"] more)'],
    ['provider::azapi::build_resource_id(a)', 'provider::azapi::build_resource_id(a)'],
    ['f(<<A\nx\nA\n)', 'f("x\n")'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });

  it('has the range of the whole name', () => {
    expect(expression('a::b(1)')).toMatchObject({
      name: 'a::b',
      nameRange: { start: 4, end: 8 },
      range: { start: 4, end: 11 },
    });
  });

  it.each(['f(a... , b)', 'f(a b)', 'f(,)', 'a::(1)', 'a::b'])('rejects %s', (text) => {
    expect(parse(`x = ${text}\n`).errors).not.toEqual([]);
  });
});

describe('for', () => {
  it.each([
    ['[for x in xs : upper(x)]', '(for x in xs : upper(x))'],
    ['[for i, x in xs : x if i > 0]', '(for i,x in xs : x if (> i 0))'],
    ['{\nfor k, v in m :\nk => v...\nif v != ""\n}', '(for k,v in m : k=>v... if (!= v ""))'],
    ['[for x in a ? b : c : x]', '(for x in (? a b c) : x)'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });

  it.each(['[for x in xs]', '[for x : xs]', '{for x in xs : x}', '[for x, in xs : x]', '[for x in xs : x...]'])(
    'rejects %s',
    (text) => {
      expect(parse(`x = ${text}\n`).errors).not.toEqual([]);
    },
  );
});

describe('objects', () => {
  it.each([
    ['{}', '{}'],
    ['{ a = 1, "b": 2 }', '{a=1 "b"=2}'],
    ['{\na = 1\n\n# c\n(b) = 2,\n"${c}" = 3\n4 = 5 }', '{a=1 (paren b)=2 "${c}"=3 4=5}'],
    ['[{\na = 1\nb = 2\n}]', '[{a=1 b=2}]'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });

  it.each(['{ a = 1 b = 2 }', '{ a }', '{ a =\n1 }', '{ a = 1\n, b = 2 }'])('rejects %s', (text) => {
    expect(parse(`x = ${text}\n`).errors).not.toEqual([]);
  });
});

describe('line endings', () => {
  it.each(['1 +\n2', 'a ?\nb : c', 'a\n.b'])('end an item outside brackets: %j', (text) => {
    expect(parse(`x = ${text}\n`).errors).not.toEqual([]);
    parseValid(`x = (${text})\n`);
  });

  it('mean nothing in a list within an object, and something again behind it', () => {
    expect(outline('{\na = [\n1\n,\n2\n]\nb = 1\n}')).toBe('{a=[1 2] b=1}');
  });
});

describe('values that are no values', () => {
  it.each([
    ["x = 'a'", 'double quotes'],
    ['x =', 'missing'],
    ['x = ]', 'not ]'],
    ['x = <<A B', 'heredoc'],
  ])('%s', (text, part) => {
    expect(parse(`${text}\n`).errors[0]?.message).toContain(part);
  });

  it('are never repeated in a message', () => {
    const secret = 'hunter2';
    for (const text of [
      `x = "a" ${secret}`,
      `x = [1 ${secret}]`,
      `${secret} ${secret}`,
      `x = ) ${secret}`,
      `x = '${secret}'`,
    ]) {
      const messages = parse(`${text}\n`).errors.map(({ message }) => message);
      expect(messages).not.toEqual([]);
      expect(messages.join()).not.toContain(secret);
    }
  });
});
