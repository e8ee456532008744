import { describe, expect, it } from 'vitest';
import { type FoldedPart, foldedParts, type Template } from '../../../src/syntax/terraform/index.ts';
import { expectSound, expression, outline, parse, places } from './support.ts';

function template(text: string): Template {
  const node = expression(text);
  if (node.kind !== 'template') throw new Error(`no template: ${text}`);
  return node;
}

describe('quoted templates', () => {
  it.each([
    ['"a${b}c${ d }e"', '"a${b}c${d}e"'],
    ['"${foo("x", "y${"z"}")}"', '"${foo("x" "y${"z"}")}"'],
    ['"${\n  join(",", [\n"a",\n])\n}"', '"${join("," ["a"])}"'],
    ['"${{a = 1}}"', '"${{a=1}}"'],
    ['"${[for x in xs : "<${x}>"]}"', '"${(for x in xs : "<${x}>")}"'],
  ])('%s', (text, tree) => {
    expect(outline(text)).toBe(tree);
  });

  it('know on which side blanks are stripped', () => {
    expect(template('"a ${~ b } ${ c ~} d"').parts).toMatchObject([
      { kind: 'text' },
      { strip: { before: true, after: false }, range: { start: 7, end: 14 } },
      { kind: 'text', value: ' ' },
      { strip: { before: false, after: true } },
      { kind: 'text', value: ' d' },
    ]);
  });

  it('hold directives', () => {
    expect(template('"%{ if a ~}y%{ else }n%{~ endif }"').parts).toMatchObject([
      {
        kind: 'if',
        range: { start: 5, end: 37 },
        condition: { name: 'a' },
        whenTrue: [{ value: 'y' }],
        whenFalse: [{ value: 'n' }],
        ifStrip: { before: false, after: true },
        endStrip: { before: true, after: false },
      },
    ]);
    expect(template('"%{for i, x in xs}${x}%{if i}%{endif}%{endfor}"').parts).toMatchObject([
      {
        kind: 'for-directive',
        keyName: { name: 'i' },
        valueName: { name: 'x' },
        body: [{ kind: 'interpolation' }, { kind: 'if', whenTrue: [], whenFalse: undefined }],
      },
    ]);
  });

  it.each([
    '"%{ if a }"',
    '"%{ endif }"',
    '"%{ for x in y }%{ endif }"',
    '"%{ if a }%{ else }%{ else }%{ endif }"',
    '"%{ while x }"',
    '"${a"',
    '"${}"',
    '"${a b}"',
    '"a',
    '"a\\',
    '"a\\"',
  ])('rejects %s and goes on in the next line', (text) => {
    const file = parse(`x = ${text}\ny = 1\n`);
    expectSound(file);
    expect(places(file)).toEqual(['x=ERROR', 'y']);
    expect(file.errors).toHaveLength(1);
  });
});

describe('heredocs', () => {
  it('keep their text as it stands', () => {
    const text = '<<EOT\n a "b" \\n $${c} ${d}\n#e\n  EOT';
    const node = template(text);
    expect(node).toMatchObject({
      heredoc: { marker: 'EOT', isIndented: false },
      range: { start: 4, end: 4 + text.length },
    });
    expect(node.parts).toMatchObject([{ value: ' a "b" \\n ${c} ' }, { kind: 'interpolation' }, { value: '\n#e\n' }]);
  });

  it('may be empty, indented, end with blanks, use any name and CRLF', () => {
    expect(template('<<A\nA').parts).toEqual([]);
    expect(template('<<-A\n  x\n  A').heredoc).toEqual({ marker: 'A', isIndented: true });
    expect(template('<<A_1-b\nA_1\nA_1-b  ').parts).toMatchObject([{ value: 'A_1\n' }]);
    expect(template('<<A\r\nx\r\nA\r').parts).toMatchObject([{ value: 'x\r\n' }]);
  });

  it('end only with a line of their own marker', () => {
    expect(template('<<A\nA b\n A.\nAA\nA').parts).toMatchObject([{ value: 'A b\n A.\nAA\n' }]);
  });

  it('nest', () => {
    expect(outline('<<A\n${f(<<A\nx\nA\n)}\nA')).toBe('"${f("x\n")}\n"');
  });

  it('without an end cost only their first line', () => {
    const file = parse('a {\n  x = <<EOT\n  y = 1\n}\nb {\n}\n');
    expectSound(file);
    expect(places(file)).toEqual(['a', 'a > x=ERROR', 'a > y', 'b']);
    expect(file.errors).toMatchObject([{ range: { start: 10, end: 15 } }]);
  });

  it('with a broken sequence go on behind it', () => {
    const file = parse('x = <<EOT\na ${ b c }\nresource "looks" "like" {\nEOT\ny = 1\n');
    expectSound(file);
    expect(places(file)).toEqual(['x', 'y']);
    expect(file.errors).toHaveLength(1);
    expect(file.body.items[0]).toMatchObject({ value: { parts: [{ kind: 'text' }, { kind: 'error-part' }] } });
  });
});

describe('folded parts', () => {
  const textOf = (text: string): string => render(foldedParts(template(text)));

  it.each([
    ['"a ${~ b ~} c"', 'a<b>c'],
    ['"a ${ b } c"', 'a <b> c'],
    ['"%{ if a ~} y %{ else ~} n %{~ endif } z"', '{y |n} z'],
    ['<<-A\n    a\n      b\n\n    c\n  A', 'a\n  b\n\nc\n'],
    ['<<-A\n\t\ta\n\tb\n  A', '\ta\nb\n'],
    ['<<-A\n    ${b}\n  c\n  A', '  <b>\nc\n'],
    ['<<-A\n${b}\n  c\n  A', '<b>\n  c\n'],
    ['<<A\n  a\n  A', '  a\n'],
    ['<<A\n%{ for x in y ~}\n${x}\n%{ endfor ~}\nA', '(<x>\n)'],
    ['<<-A\n  a ${b ~}\n  c\n  A', 'a <b>  c\n'],
  ])('of %j', (text, rendered) => {
    expect(textOf(text)).toBe(rendered);
  });
});

function render(parts: readonly FoldedPart[]): string {
  return parts
    .map((part) => {
      switch (part.kind) {
        case 'text':
          return part.value;
        case 'interpolation':
          return `<${part.expression.kind === 'variable' ? part.expression.name : '?'}>`;
        case 'if':
          return `{${render(part.whenTrue)}|${render(part.whenFalse)}}`;
        case 'for':
          return `(${render(part.body)})`;
        default:
          return '?';
      }
    })
    .join('');
}
