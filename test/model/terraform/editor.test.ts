import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Literal, Resource } from '../../../src/model/resource.ts';
import type { TextEdit } from '../../../src/text/text-edit.ts';
import { edited, modelOf, resourceOf, texts } from './support.ts';

/** The text after an edit with LF and, the same, with CRLF. */
function after(text: string, edit: (resource: Resource) => readonly TextEdit[] | undefined): string {
  const resource = resourceOf(text);
  const result = edited(resource, edit(resource));
  const other = resourceOf(text.replaceAll('\n', '\r\n'));
  expect(edited(other, edit(other)), 'the same with CRLF').toBe(result.replaceAll('\n', '\r\n'));
  return result;
}

function set(text: string, path: string, value: Literal): string {
  return after(text, ({ editor }) => editor.set(path, value));
}

function remove(text: string, path: string): string {
  return after(text, (resource) => {
    const [property] = resource.find(path);
    return property && resource.editor.remove(property);
  });
}

const UNITS = [
  '$',
  '%',
  '{',
  '}',
  '"',
  '\\',
  '\n',
  '\r',
  '\t',
  '\0',
  '\u007f',
  'é',
  '😀',
  'n',
  'u0041',
  '${',
  '%{',
  ' ',
];
const anyText = fc.array(fc.constantFrom(...UNITS), { maxLength: 12 }).map((units) => units.join(''));

describe('set', () => {
  it.each<[string, string, string, Literal, string]>([
    [
      'adds an attribute behind the others',
      'resource "r" "x" {\n  aa = 1\n  b  = 2 # c\n}\n',
      'c',
      true,
      'resource "r" "x" {\n  aa = 1\n  b  = 2 # c\n  c  = true\n}\n',
    ],
    [
      'moves the = of the group for a longer name',
      'resource "r" "x" {\n  for_each = a\n\n  aa = 1 # one\n  b  = 2\n}\n',
      'long',
      'v',
      'resource "r" "x" {\n  for_each = a\n\n  aa   = 1 # one\n  b    = 2\n  long = "v"\n}\n',
    ],
    [
      'leaves a group alone that is not aligned',
      'resource "r" "x" {\n  aa = 1\n  b = 2\n}\n',
      'long',
      3,
      'resource "r" "x" {\n  aa = 1\n  b = 2\n  long = 3\n}\n',
    ],
    [
      'adds attributes before blocks',
      'resource "r" "x" {\n  a = 1\n\n  b {\n  }\n}\n',
      'c',
      null,
      'resource "r" "x" {\n  a = 1\n  c = null\n\n  b {\n  }\n}\n',
    ],
    [
      'adds behind a block where no attribute is',
      'provider "r" {\n  features {}\n}\n',
      'use_oidc',
      true,
      'provider "r" {\n  features {}\n  use_oidc = true\n}\n',
    ],
    [
      'adds apart from a block of several lines',
      'provider "r" {\n  features {\n  }\n}\n',
      'a',
      1,
      'provider "r" {\n  features {\n  }\n\n  a = 1\n}\n',
    ],
    ['opens an empty block', 'resource "r" "x" {}\n', 'a', 'b', 'resource "r" "x" {\n  a = "b"\n}\n'],
    ['fills an empty body', 'resource "r" "x" {\n}\n', 'a', 'b', 'resource "r" "x" {\n  a = "b"\n}\n'],
    [
      'unfolds a block of one line',
      'resource "r" "x" { abc = 1 }\n',
      'd',
      2,
      'resource "r" "x" {\n  abc = 1\n  d   = 2\n}\n',
    ],
    [
      'replaces a value',
      'resource "r" "x" {\n  a = "x" # c\n}\n',
      'a',
      ['p', 'q'],
      'resource "r" "x" {\n  a = ["p", "q"] # c\n}\n',
    ],
    [
      'makes nested blocks',
      'resource "r" "x" {\n  a = 1\n}\n',
      'b.c.d',
      true,
      'resource "r" "x" {\n  a = 1\n\n  b {\n    c {\n      d = true\n    }\n  }\n}\n',
    ],
    [
      'goes into a block',
      'resource "r" "x" {\n  b {\n    c = 1\n  }\n}\n',
      'b.dd',
      2,
      'resource "r" "x" {\n  b {\n    c  = 1\n    dd = 2\n  }\n}\n',
    ],
    [
      'writes an object as a block',
      'resource "r" "x" {\n  a = 1\n}\n',
      'identity',
      { type: 'UserAssigned', identity_ids: ['i'] },
      'resource "r" "x" {\n  a = 1\n\n  identity {\n    type         = "UserAssigned"\n    identity_ids = ["i"]\n  }\n}\n',
    ],
    [
      'goes into an object',
      'resource "r" "x" {\n  tags = {\n    a = 1\n  }\n}\n',
      'tags.bb',
      'c',
      'resource "r" "x" {\n  tags = {\n    a  = 1\n    bb = "c"\n  }\n}\n',
    ],
    [
      'goes into an object of one line',
      'resource "r" "x" {\n  tags = { a = 1 }\n}\n',
      'tags.b',
      'c',
      'resource "r" "x" {\n  tags = { a = 1, b = "c" }\n}\n',
    ],
    [
      'goes into an empty object',
      'resource "r" "x" {\n  tags = {}\n}\n',
      'tags.b',
      'c',
      'resource "r" "x" {\n  tags = {\n    b = "c"\n  }\n}\n',
    ],
    [
      'keeps colons, commas and quotes of an object',
      'resource "r" "x" {\n  body = jsonencode({\n    "a" : 1,\n  })\n}\n',
      'body.b',
      2,
      'resource "r" "x" {\n  body = jsonencode({\n    "a" : 1,\n    "b": 2,\n  })\n}\n',
    ],
    [
      'writes an object into an object',
      'resource "r" "x" {\n  body = {\n    p = {\n    }\n  }\n}\n',
      'body.p.q',
      { r: true, 's-t u': [1] },
      'resource "r" "x" {\n  body = {\n    p = {\n      q = {\n        r       = true\n        "s-t u" = [1]\n      }\n    }\n  }\n}\n',
    ],
    [
      'knows arguments that are objects',
      'resource "azapi_resource" "x" {\n  type = "t"\n}\n',
      'body.properties.a',
      true,
      'resource "azapi_resource" "x" {\n  type = "t"\n  body = {\n    properties = {\n      a = true\n    }\n  }\n}\n',
    ],
    [
      'keeps tabs',
      'resource "r" "x" {\n\tb {\n\t\tc = 1\n\t}\n}\n',
      'd.e',
      1,
      'resource "r" "x" {\n\tb {\n\t\tc = 1\n\t}\n\n\td {\n\t\te = 1\n\t}\n}\n',
    ],
    [
      'keeps four blanks',
      'resource "r" "x" {\n    b {\n        c = 1\n    }\n}\n',
      'b.d',
      1,
      'resource "r" "x" {\n    b {\n        c = 1\n        d = 1\n    }\n}\n',
    ],
    [
      'writes an expression as it stands',
      'resource "r" "x" {\n  a = 1\n}\n',
      'b',
      { raw: 'azurerm_x.y.id' },
      'resource "r" "x" {\n  a = 1\n  b = azurerm_x.y.id\n}\n',
    ],
    [
      'goes behind a heredoc',
      'resource "r" "x" {\n  a = <<A\nx\nA\n}\n',
      'b',
      1,
      'resource "r" "x" {\n  a = <<A\nx\nA\n  b = 1\n}\n',
    ],
  ])('%s', (_, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });

  it.each<[string, string, string, Literal]>([
    ['a value held in a variable', 'resource "r" "x" {\n  a = var.a\n}\n', 'a.b', 1],
    ['a dynamic block', 'resource "r" "x" {\n  dynamic "a" {\n    for_each = []\n    content {}\n  }\n}\n', 'a.b', 1],
    ['one of several blocks', 'resource "r" "x" {\n  a {}\n  a {}\n}\n', 'a.b', 1],
    ['a path with elements', 'resource "r" "x" {\n  a = []\n}\n', 'a[].b', 1],
    ['a block that is no value', 'resource "r" "x" {\n  a {}\n}\n', 'a', 1],
    ['a block whose brace is missing', 'resource "r" "x" {\n', 'a', 1],
    ['a line with a comment between braces', 'resource "r" "x" { /* c */ }\n', 'a', 1],
  ])('does not touch %s', (_, text, path, value) => {
    expect(resourceOf(text).editor.set(path, value)).toBeUndefined();
  });

  it('changes nothing the second time', () => {
    const text = 'resource "r" "x" {\n  a = 1\n}\n';
    const once = set(text, 'b.c', 'd');
    expect(set(once, 'b.c', 'd')).toBe(once);
  });

  it('writes any text so that it reads back', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const result = resourceOf(
          edited(resourceOf('resource "r" "x" {\n}\n'), resourceOf('resource "r" "x" {\n}\n').editor.set('a', value)),
        );
        expect(texts(result.find('a')[0]?.value)).toEqual([value]);
      }),
    );
  });

  it('extends a backend file', () => {
    const [backend] = modelOf({ 'x.tfbackend': 'key = "a"\n' }, 'x.tfbackend').resources;
    if (!backend) throw new Error('no backend');
    expect(edited(backend, backend.editor.set('use_oidc', true))).toBe('key      = "a"\nuse_oidc = true\n');
    const [empty] = modelOf({ 'x.tfbackend': '' }, 'x.tfbackend').resources;
    if (!empty) throw new Error('no backend');
    expect(edited(empty, empty.editor.set('use_oidc', true))).toBe('use_oidc = true\n');
  });
});

describe('remove', () => {
  it.each([
    [
      'an attribute with its line and comment',
      'resource "r" "x" {\n  a = 1\n  b = 2 # c\n}\n',
      'b',
      'resource "r" "x" {\n  a = 1\n}\n',
    ],
    [
      'the longest name of a group',
      'resource "r" "x" {\n  a    = 1\n  long = 2\n  c    = 3\n}\n',
      'long',
      'resource "r" "x" {\n  a = 1\n  c = 3\n}\n',
    ],
    [
      'one that was not aligned',
      'resource "r" "x" {\n  a = 1\n  long = 2\n}\n',
      'long',
      'resource "r" "x" {\n  a = 1\n}\n',
    ],
    ['the only one', 'resource "r" "x" {\n  a = 1\n}\n', 'a', 'resource "r" "x" {\n}\n'],
    [
      'one with blank lines around it',
      'resource "r" "x" {\n  a = 1\n\n  b = 2\n\n  c = 3\n}\n',
      'b',
      'resource "r" "x" {\n  a = 1\n\n  c = 3\n}\n',
    ],
    ['a block', 'resource "r" "x" {\n  a = 1\n\n  b {\n    c = 1\n  }\n}\n', 'b', 'resource "r" "x" {\n  a = 1\n}\n'],
    [
      'a block between others',
      'resource "r" "x" {\n  a = 1\n\n  b {\n    c = 1\n  }\n\n  d {}\n}\n',
      'b',
      'resource "r" "x" {\n  a = 1\n\n  d {}\n}\n',
    ],
    ['the only one of a line', 'resource "r" "x" { a = 1 }\n', 'a', 'resource "r" "x" {}\n'],
    [
      'one in an object',
      'resource "r" "x" {\n  t = {\n    a    = 1\n    long = 2\n  }\n}\n',
      't.long',
      'resource "r" "x" {\n  t = {\n    a = 1\n  }\n}\n',
    ],
    [
      'the first of an object of one line',
      'resource "r" "x" {\n  t = { a = 1, b = 2 }\n}\n',
      't.a',
      'resource "r" "x" {\n  t = { b = 2 }\n}\n',
    ],
    [
      'the last of an object of one line',
      'resource "r" "x" {\n  t = { a = 1, b = 2 }\n}\n',
      't.b',
      'resource "r" "x" {\n  t = { a = 1 }\n}\n',
    ],
    [
      'the only one of an object of one line',
      'resource "r" "x" {\n  t = { a = 1 }\n}\n',
      't.a',
      'resource "r" "x" {\n  t = {}\n}\n',
    ],
    ['a heredoc', 'resource "r" "x" {\n  a = <<A\nx\nA\n  b = 1\n}\n', 'a', 'resource "r" "x" {\n  b = 1\n}\n'],
    [
      'a value over several lines',
      'resource "r" "x" {\n  a = [\n    1,\n  ]\n  b = 1\n}\n',
      'a',
      'resource "r" "x" {\n  b = 1\n}\n',
    ],
  ])('takes away %s', (_, text, path, expected) => {
    expect(remove(text, path)).toBe(expected);
  });

  it('does not reach into what the value comes from', () => {
    const resource = resourceOf('locals {\n  t = { a = 1 }\n}\nresource "r" "x" {\n  t = local.t\n}\n');
    const [property] = resource.find('t.a');
    expect(property && resource.editor.remove(property)).toBeUndefined();
    expect(property && resource.editor.replaceValue(property, 2)).toBeUndefined();
  });
});

describe('replaceValue', () => {
  it.each<[string, string, string, Literal, string]>([
    [
      'an attribute',
      'resource "r" "x" {\n  a = "s" # c\n}\n',
      'a',
      { raw: 'var.a' },
      'resource "r" "x" {\n  a = var.a # c\n}\n',
    ],
    [
      'a heredoc',
      'resource "r" "x" {\n  a = <<A\nx\nA\n  b = 1\n}\n',
      'a',
      'y',
      'resource "r" "x" {\n  a = "y"\n  b = 1\n}\n',
    ],
    [
      'a key of an object',
      'resource "r" "x" {\n  t = { a = 1, b = 2 }\n}\n',
      't.a',
      'y',
      'resource "r" "x" {\n  t = { a = "y", b = 2 }\n}\n',
    ],
    [
      'a block',
      'resource "r" "x" {\n  b {\n    c = 1\n  }\n}\n',
      'b',
      { d: 2 },
      'resource "r" "x" {\n  b {\n    d = 2\n  }\n}\n',
    ],
  ])('of %s', (_, text, path, value, expected) => {
    expect(
      after(text, (resource) => {
        const [property] = resource.find(path);
        return property && resource.editor.replaceValue(property, value);
      }),
    ).toBe(expected);
  });
});

describe('removeResource', () => {
  it.each([
    ['with its comments and a blank line', '# file\n\n# about x\n// more\nresource "r" "x" {\n}\n', '# file\n'],
    ['in the middle', 'a {\n}\n\nresource "r" "x" {\n}\n\nb {\n}\n', 'a {\n}\n\nb {\n}\n'],
    ['at the start', 'resource "r" "x" {\n}\n\nb {\n}\n', 'b {\n}\n'],
    ['at the end without a new line', 'b {\n}\n\nresource "r" "x" {\n}', 'b {\n}\n'],
    ['that is a backend', 'terraform {\n  a = 1\n\n  backend "azurerm" {\n  }\n}\n', 'terraform {\n  a = 1\n}\n'],
  ])('takes it away %s', (_, text, expected) => {
    expect(after(text, ({ editor }) => editor.removeResource())).toBe(expected);
  });
});

describe('insertAfter', () => {
  it.each([
    ['resource "r" "x" {\n} # c\nb {}\n', 'resource "r" "x" {\n} # c\n\nnew "a" {\n  b = 1\n}\nb {}\n'],
    [
      'terraform {\n  backend "azurerm" {\n  }\n}\n',
      'terraform {\n  backend "azurerm" {\n  }\n}\n\nnew "a" {\n  b = 1\n}\n',
    ],
    ['resource "r" "x" {}', 'resource "r" "x" {}\n\nnew "a" {\n  b = 1\n}'],
  ])('writes behind %j', (text, expected) => {
    expect(edited(resourceOf(text), resourceOf(text).editor.insertAfter('\nnew "a" {\n  b = 1\n}\n'))).toBe(expected);
  });
});
