import { describe, expect, it } from 'vitest';
import type { Resource } from '../../../src/model/resource.ts';
import { applyEdits, type TextEdit } from '../../../src/text/text-edit.ts';
import { modelOfFiles, SCHEMA } from './build.ts';

type Edit = (resource: Resource) => readonly TextEdit[] | undefined;

/** The text after an edit of the first resource in `{ $schema, resources: [ <text> ] }`. */
function edited(text: string, edit: Edit, index = 0): string | undefined {
  const before = `{\n  "$schema": "${SCHEMA}",\n  "resources": [\n`;
  const after = '\n  ]\n}\n';
  const model = modelOfFiles({ 'main.json': before + text + after });
  const resource = model.resources[index];
  if (!resource) throw new Error('no resource');
  const edits = edit(resource);
  if (!edits) return undefined;
  const result = applyEdits(model.document.source.text, edits);
  expect(
    () =>
      JSON.parse(
        result.replaceAll(/\/\/.*|\/\*.*?\*\//g, (comment) => (comment.includes('schema') ? comment : '')),
      ) as unknown,
  ).not.toThrow();
  expect(result.startsWith(before.trimEnd())).toBe(true);
  return result.slice(before.length, -after.length);
}

const resource = `    {
      "type": "Microsoft.Storage/storageAccounts",
      "name": "s", // the name
      "properties": {
        "first": 1,
        "last": "x" // note
      }
    }`;

describe('set', () => {
  it('replaces only the value of a property', () => {
    expect(edited(resource, ({ editor }) => editor.set('properties.FIRST', false))).toBe(
      resource.replace('"first": 1', '"first": false'),
    );
  });

  it('adds behind the last property, comment and all', () => {
    expect(edited(resource, ({ editor }) => editor.set('properties.added', true))).toBe(
      resource.replace('"last": "x" // note', '"last": "x", // note\n        "added": true'),
    );
  });

  it('creates the objects on the way', () => {
    expect(edited(resource, ({ editor }) => editor.set('identity.type', 'SystemAssigned'))).toBe(
      resource.replace(
        '// note\n      }\n',
        '// note\n      },\n      "identity": {\n        "type": "SystemAssigned"\n      }\n',
      ),
    );
  });

  it('fills an empty object', () => {
    const empty = resource.replace(/\{\n +"first[\s\S]*note\n +\}/, '{}');
    expect(edited(empty, ({ editor }) => editor.set('properties.a', [1]))).toBe(
      resource.replace(/"first[\s\S]*note/, '"a": [\n          1\n        ]'),
    );
  });

  it('keeps the only comment of an object', () => {
    const commented = resource.replace(/"first[\s\S]*note/, '// why');
    expect(edited(commented, ({ editor }) => editor.set('properties.a', 1))).toBe(
      resource.replace(/"first[\s\S]*note/, '// why\n        "a": 1'),
    );
  });

  it('stays within a line that holds several', () => {
    const line = '    { "type": "a/b", "name": "x", "properties": { "a": 1 } }';
    expect(edited(line, ({ editor }) => editor.set('properties.b', { c: 'd' }))).toBe(
      line.replace('"a": 1', '"a": 1, "b": { "c": "d" }'),
    );
  });

  it('writes text, not expressions, unless told so', () => {
    const set = (value: string | { raw: string }) =>
      edited(resource, ({ editor }) => editor.set('properties.first', value));
    expect(set('[a] "q"')).toBe(resource.replace('"first": 1', '"first": "[[a] \\"q\\""'));
    expect(set({ raw: '"[parameters(\'p\')]"' })).toBe(
      resource.replace('"first": 1', '"first": "[parameters(\'p\')]"'),
    );
  });

  it('changes nothing where the value is there already', () => {
    expect(edited(resource, ({ editor }) => editor.set('properties.first', 1))).toBe(resource);
  });

  it('is not possible inside an expression or list', () => {
    const expression = resource.replace(/\{\n +"first[\s\S]*note\n +\}/, '"[variables(\'p\')]"');
    expect(edited(expression, ({ editor }) => editor.set('properties.a', 1))).toBeUndefined();
    expect(edited(resource, ({ editor }) => editor.set('properties[].a', 1))).toBeUndefined();
  });

  it('keeps tabs and carriage returns', () => {
    const text = `{\r\n\t"$schema": "${SCHEMA}",\r\n\t"resources": [\r\n\t\t{\r\n\t\t\t"type": "a/b"\r\n\t\t}\r\n\t]\r\n}`;
    const model = modelOfFiles({ 'main.json': text });
    const edits = model.resources[0]?.editor.set('properties.x', 1) ?? [];
    expect(applyEdits(text, edits)).toBe(
      text.replace('"a/b"', '"a/b",\r\n\t\t\t"properties": {\r\n\t\t\t\t"x": 1\r\n\t\t\t}'),
    );
  });
});

describe('remove', () => {
  const remove =
    (path: string): Edit =>
    (target) => {
      const [property] = target.find(path);
      return property && target.editor.remove(property);
    };

  it('takes the line and the comma that is one too many', () => {
    expect(edited(resource, remove('properties.first'))).toBe(resource.replace('        "first": 1,\n', ''));
    expect(edited(resource, remove('properties.last'))).toBe(
      resource.replace('"first": 1,\n        "last": "x" // note', '"first": 1'),
    );
  });

  it('leaves an empty object', () => {
    const one = resource.replace('        "first": 1,\n', '');
    expect(edited(one, remove('properties.last'))).toBe(one.replace('        "last": "x" // note\n', ''));
  });

  it('within a line takes only the property', () => {
    const line = '    { "type": "a/b", "p": { "a": 1 }, "q": [1, 2, 3] }';
    expect(edited(line, remove('p'))).toBe(line.replace('"p": { "a": 1 }, ', ''));
    expect(edited(line, remove('q'))).toBe(line.replace(', "q": [1, 2, 3]', ''));
    expect(edited(line, remove('p.a'))).toBe(line.replace('{ "a": 1 }', '{}'));
    expect(edited(line, remove('q[]'))).toBe(line.replace('1, ', ''));
  });

  it('is not possible for what lies in a variable', () => {
    const text = `{"$schema": "${SCHEMA}", "variables": {"p": {"a": 1}}, "resources": [{"type": "a/b", "properties": "[variables('p')]"}]}`;
    const [target] = modelOfFiles({ 'main.json': text }).resources;
    const [property] = target?.find('properties.a') ?? [];
    expect(property?.name).toBe('a');
    expect(property && target?.editor.remove(property)).toBeUndefined();
    expect(property && target?.editor.replaceValue(property, 2)).toBeUndefined();
  });
});

describe('replaceValue', () => {
  it('keeps everything around the value', () => {
    const replace: Edit = (target) => {
      const [property] = target.find('properties.last');
      return property && target.editor.replaceValue(property, { a: 1 });
    };
    expect(edited(resource, replace)).toBe(resource.replace('"x" //', '{\n          "a": 1\n        } //'));
  });
});

describe('whole resources', () => {
  const two = `    // about the first
    ${resource.trim()},
    {
      "type": "a/b"
    }`;

  it('go with their leading comments', () => {
    expect(edited(two, ({ editor }) => editor.removeResource())).toBe('    {\n      "type": "a/b"\n    }');
    expect(edited(two, ({ editor }) => editor.removeResource(), 1)).toBe(two.slice(0, two.lastIndexOf(',')));
  });

  it('are added behind this one', () => {
    const added = '\n    {\n      "type": "c/d"\n    }';
    expect(edited(two, ({ editor }) => editor.insertAfter('{\n  "type": "c/d"\n}\n'))).toBe(
      two.replace('    },', `    },${added},`),
    );
    expect(edited(two, ({ editor }) => editor.insertAfter('{\n  "type": "c/d"\n}'), 1)).toBe(`${two},${added}`);
  });

  it('under symbolic names are members of an object', () => {
    const text = `{\n  "$schema": "${SCHEMA}",\n  "resources": {\n    "a": {\n      "type": "a/b"\n    },\n    "b": {\n      "type": "a/b"\n    }\n  }\n}\n`;
    const model = modelOfFiles({ 'main.json': text });
    const edits = model.resources[1]?.editor.removeResource() ?? [];
    expect(applyEdits(text, edits)).toBe(text.replace(',\n    "b": {\n      "type": "a/b"\n    }', ''));
  });
});
