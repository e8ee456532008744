import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { member } from '../../../src/model/arm/scope.ts';
import type { Literal } from '../../../src/model/resource.ts';
import { jsonTree } from '../../../src/model/trees.ts';
import { type JsonNode, parseJson } from '../../../src/syntax/json/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { applyEdits, sortEdits } from '../../../src/text/text-edit.ts';
import { modelOfFiles, SCHEMA } from './build.ts';

type Data = number | string | readonly Data[] | { readonly [name: string]: Data };

const NAMES = ['a', 'b', 'c', 'd'];
const data = fc.letrec<{ node: Data; object: Data }>((tie) => ({
  object: fc.dictionary(fc.constantFrom(...NAMES), tie('node') as fc.Arbitrary<Data>, { maxKeys: 3 }),
  node: fc.oneof(
    { depthSize: 'small' },
    fc.nat(9),
    fc.constantFrom('x', '', '{', '//', '[[y]'),
    fc.array(tie('node') as fc.Arbitrary<Data>, { maxLength: 3 }),
    tie('object') as fc.Arbitrary<Data>,
  ),
})).object;

/** Puts comments and line breaks where JSON with comments allows them. */
function decorate(text: string, choices: readonly number[]): string {
  const pieces = ['', '', '', ' ', '/* , */', '\n', ' // }\n', '\n  // c\n', '\n/* { */ '];
  let at = 0;
  const next = () => pieces[(choices[at++ % choices.length] ?? 0) % pieces.length] ?? '';
  return text.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/g, (token) => `${next()}${token}${token === '"' ? '' : next()}`);
}

interface Layout {
  readonly indentation: number | string | undefined;
  readonly lineEnding: string;
  readonly choices: readonly number[];
}

const layout: fc.Arbitrary<Layout> = fc.record({
  indentation: fc.constantFrom(undefined, 2, 4, '\t'),
  lineEnding: fc.constantFrom('\n', '\r\n'),
  choices: fc.array(fc.nat(20), { maxLength: 40 }),
});

function write(properties: Data, { indentation, lineEnding, choices }: Layout): string {
  const resource = { type: 'x/y', properties };
  const json = JSON.stringify({ $schema: SCHEMA, resources: [resource, 1] }, undefined, indentation);
  const text = choices.length > 0 ? decorate(json, choices) : json;
  return text.replaceAll('\n', lineEnding);
}

function plain(node: JsonNode | undefined): unknown {
  if (node?.kind === 'object')
    return Object.fromEntries(node.properties.map(({ name, value }) => [name, plain(value)]));
  if (node?.kind === 'array') return node.elements.map(plain);
  return node?.kind === 'string' ? node.text : node?.value;
}

/** The properties of the resource in a text that must be valid. */
function read(text: string): unknown {
  const file = parseJson(new SourceText(text));
  expect(file.errors).toEqual([]);
  const resources = member(file.root, 'resources')?.value;
  expect(resources).toMatchObject({ kind: 'array' });
  return plain(member(resources?.kind === 'array' ? resources.elements[0] : undefined, 'properties')?.value);
}

function open(text: string) {
  const model = modelOfFiles({ 'azuredeploy.json': text });
  const [resource] = model.resources;
  if (!resource) throw new Error('no resource');
  return { resource, comments: jsonTree(model.document).comments.length };
}

function withValue(properties: Data, [name = '', ...rest]: readonly string[], value: Data): Data {
  const object = properties as { readonly [name: string]: Data };
  return { ...object, [name]: rest.length === 0 ? value : withValue(object[name] ?? {}, rest, value) };
}

/** Whether an object can be reached, or made, on each step of the way. */
function isReachable(properties: Data | undefined, [name = '', ...rest]: readonly string[]): boolean {
  if (properties === undefined) return true;
  if (typeof properties !== 'object' || Array.isArray(properties)) return false;
  return rest.length === 0 || isReachable((properties as { readonly [name: string]: Data })[name], rest);
}

describe('set', () => {
  it('makes the property have the value and changes nothing else, in any layout', () => {
    const path = fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(data, layout, path, fc.oneof(fc.nat(9), data), (properties, style, names, value) => {
        const text = write(properties, style);
        const { resource, comments } = open(text);
        const edits = resource.editor.set(`properties.${names.join('.')}`, value as Literal);
        if (!isReachable(properties, names)) {
          expect(edits).toBeUndefined();
          return;
        }
        const result = applyEdits(text, edits ?? []);
        const expected = withValue(properties, names, escaped(value));
        expect(read(result)).toEqual(expected);
        const again = open(result);
        expect(again.resource.editor.set(`properties.${names.join('.')}`, value as Literal)).toEqual([]);
        if (typeof value === 'number' && edits?.every(({ range }) => range.start === range.end))
          expect(again.comments).toBe(comments);
      }),
      { numRuns: 500 },
    );
  });
});

/** Text as a template holds it: a bracket at the start is doubled. */
function escaped(value: Data): Data {
  if (typeof value === 'string') return value.startsWith('[') ? `[${value}` : value;
  if (Array.isArray(value)) return (value as readonly Data[]).map(escaped);
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, content]) => [name, escaped(content)]));
}

describe('remove', () => {
  it('takes the property or element and nothing else, in any layout', () => {
    fc.assert(
      fc.property(
        data,
        layout,
        fc.constantFrom('a', 'b', 'a.b', 'c.a', 'a[]', 'b[].a', 'a{}'),
        (properties, style, path) => {
          const text = write(properties, style);
          const { resource } = open(text);
          const [property] = resource.find(`properties.${path}`);
          if (!property) return;
          const edits = resource.editor.remove(property) ?? [];
          expect(sortEdits(edits).length).toBeGreaterThan(0);
          const result = applyEdits(text, edits);
          expect(count(read(result))).toBe(count(properties) - count(plainAt(text, property.range)) - 1);
          expect(open(result).resource.type).toBe('x/y');
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('takes the whole resource', () => {
    fc.assert(
      fc.property(data, layout, (properties, style) => {
        const text = write(properties, style);
        const { resource } = open(text);
        const file = parseJson(new SourceText(applyEdits(text, resource.editor.removeResource() ?? [])));
        expect(file.errors).toEqual([]);
        expect(plain(file.root)).toEqual({ $schema: SCHEMA, resources: [1] });
      }),
    );
  });

  it('comes after another resource that was inserted', () => {
    fc.assert(
      fc.property(data, layout, (properties, style) => {
        const text = write(properties, style);
        const { resource } = open(text);
        const file = parseJson(new SourceText(applyEdits(text, resource.editor.insertAfter('{\n  "type": "new"\n}'))));
        expect(file.errors).toEqual([]);
        expect(plain(file.root)).toEqual({
          $schema: SCHEMA,
          resources: [{ type: 'x/y', properties }, { type: 'new' }, 1],
        });
      }),
    );
  });
});

/** How many members there are inside. */
function count(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, inner) => sum + 1 + count(inner), 0);
}

/** The value of the member at a range: of a property without its name. */
function plainAt(text: string, range: { readonly start: number; readonly end: number }): unknown {
  const member = parseJson(new SourceText(`[${text.slice(range.start, range.end)}]`));
  if (member.errors.length === 0) return (plain(member.root) as unknown[])[0];
  const object = parseJson(new SourceText(`{${text.slice(range.start, range.end)}}`));
  expect(object.errors).toEqual([]);
  return Object.values(plain(object.root) as object)[0];
}
