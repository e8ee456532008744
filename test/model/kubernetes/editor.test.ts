import { describe, expect, it } from 'vitest';
import { createDocument } from '../../../src/lint/workspace-index.ts';
import {
  kubernetesModel,
  type ManifestNode,
  removeFields,
  removeItems,
  renameField,
  replaceFields,
  replaceText,
  setText,
} from '../../../src/model/kubernetes/index.ts';
import { applyEdits, type TextEdit } from '../../../src/text/text-edit.ts';

const HEAD = 'apiVersion: v1\nkind: X\n';

/** What is left of a text below `HEAD` after an edit; the same in CRLF. */
function edited(body: string, edit: (node: ManifestNode) => readonly TextEdit[] | undefined): string | undefined {
  const results = ['\n', '\r\n'].map((eol) => {
    const text = (HEAD + body).replaceAll('\n', eol);
    const object = kubernetesModel(createDocument('file:///x.yaml', 'x.yaml', text)).objects[0];
    const edits = object && edit(object.node);
    return edits && applyEdits(text, edits).slice(HEAD.replaceAll('\n', eol).length).replaceAll(eol, '\n');
  });
  expect(results[1]).toBe(results[0]);
  return results[0];
}

describe('setText', () => {
  const set = (body: string) => edited(body, (node) => setText(node, ['metadata', 'labels', 'use'], 'true'));

  it('makes what is missing on the way', () => {
    expect(set('spec: {}\n')).toBe('metadata:\n  labels:\n    use: "true"\nspec: {}\n');
    expect(set('metadata:\n  name: a\n')).toBe('metadata:\n  name: a\n  labels:\n    use: "true"\n');
    expect(set('metadata:\n  labels: # none\n')).toBe('metadata:\n  labels: # none\n    use: "true"\n');
    expect(set('metadata:\n  labels: {}\n')).toBe('metadata:\n  labels: { use: "true" }\n');
    expect(set('metadata: {name: a}\n')).toBe('metadata: {name: a, labels: { use: "true" }}\n');
  });

  it('writes into what is there', () => {
    expect(set('metadata:\n    labels:\n        app: a # b\n')).toBe(
      'metadata:\n    labels:\n        app: a # b\n        use: "true"\n',
    );
    expect(set('metadata: { labels: { use: off } }\n')).toBe('metadata: { labels: { use: "true" } }\n');
    expect(set("metadata: { labels: { use: 'off' } }\n")).toBe("metadata: { labels: { use: 'true' } }\n");
    expect(set('metadata:\n  labels:\n    use:\n')).toBe('metadata:\n  labels:\n    use: "true"\n');
  });

  it('leaves alone what others share or templates make', () => {
    expect(set('a: &m { labels: {} }\nmetadata: *m\n')).toBeUndefined();
    expect(set('a: &m { labels: {} }\nmetadata:\n  <<: *m\n')).toBeUndefined();
    expect(set('metadata:\n  labels:\n    use: {{ .Values.use }}\n')).toBeUndefined();
    expect(set('metadata: text\n')).toBeUndefined();
  });
});

describe('replaceText', () => {
  const replace = (body: string, text: string) =>
    edited(body, (node) => {
      const field = node.get('a');
      return field && replaceText(field.value, text);
    });

  it('keeps the quoting, and quotes what were no text without', () => {
    expect(replace('a: b # c\n', 'new')).toBe('a: new # c\n');
    expect(replace("a: 'b'\n", 'new')).toBe("a: 'new'\n");
    expect(replace('a: true\n', 'true')).toBe('a: "true"\n');
    expect(replace('a: b\n', '3600')).toBe('a: "3600"\n');
    expect(replace('a: b\n', 'null')).toBe('a: "null"\n');
  });

  it('does nothing where there is no text of its own', () => {
    expect(replace('a: [b]\n', 'new')).toBeUndefined();
    expect(replace('a:\n', 'new')).toBeUndefined();
    expect(replace('a: !!str b\n', 'new')).toBeUndefined();
  });
});

describe('removal', () => {
  const remove = (body: string, indexes: readonly number[]) =>
    edited(body, (node) => {
      const list = node.get('env');
      const items = list?.value.items.filter((_, index) => indexes.includes(index));
      return list && items && removeItems(list, items);
    });
  const list = 'name: a\nenv:\n  - a: 1\n  # of b\n  - b: 2\n  - c: 3\n';

  it('takes items with their lines', () => {
    expect(remove(list, [1])).toBe('name: a\nenv:\n  - a: 1\n  # of b\n  - c: 3\n');
    expect(remove(list, [0, 2])).toBe('name: a\nenv:\n  # of b\n  - b: 2\n');
    expect(remove('env: [{ a: 1 }, { b: 2 }]\n', [0])).toBe('env: [{ b: 2 }]\n');
  });

  it('takes the key of a list that is left empty', () => {
    expect(remove(list, [0, 1, 2])).toBe('name: a\n');
  });

  it('takes neighbours at an end without line ending', () => {
    expect(remove('env:\n  - a: 1\n  - b: 2\n  - c: 3', [1, 2])).toBe('env:\n  - a: 1\n');
  });

  it('takes, renames and replaces fields', () => {
    const body = 'a: 1 # one\nb: { c: 2 }\nd: 3\n';
    const fields = (node: ManifestNode, ...names: string[]) => names.flatMap((name) => node.get(name) ?? []);
    expect(edited(body, (node) => removeFields(fields(node, 'a', 'd')))).toBe('b: { c: 2 }\n');
    expect(edited(body, (node) => replaceFields(fields(node, 'a', 'd'), [{ name: 'e', value: 'f' }]))).toBe(
      'e: f # one\nb: { c: 2 }\n',
    );
    expect(
      edited(body, (node) => {
        const field = node.get('a');
        return field && renameField(field, 'e');
      }),
    ).toBe('e: 1 # one\nb: { c: 2 }\nd: 3\n');
    expect(edited('x: &x { a: 1 }\n<<: *x\n', (node) => removeFields(fields(node, 'a')))).toBeUndefined();
  });
});
