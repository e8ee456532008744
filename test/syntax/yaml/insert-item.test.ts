import { describe, expect, it } from 'vitest';
import { insertItem, parseYaml, type YamlItem } from '../../../src/syntax/yaml/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';
import { applyEdits } from '../../../src/text/text-edit.ts';

/** Inserts `{ uses: login, with: { id: 1 } }` in front of the nth step. */
function inserted(text: string, index: number, isReplacement = false): string | undefined {
  const source = new SourceText(text);
  const file = parseYaml(source);
  const steps = file.root?.kind === 'mapping' ? file.root.get('steps')?.value : undefined;
  const item: YamlItem | undefined = steps?.kind === 'sequence' ? steps.items[index] : undefined;
  if (!item) throw new Error('no such step');
  const pairs = [
    { name: 'uses', value: 'login' },
    { name: 'with', value: [{ name: 'id', value: '1' }] },
  ];
  const edits = insertItem(file, item, pairs, isReplacement);
  return edits && applyEdits(source.text, edits);
}

describe('insertItem', () => {
  it('writes the indentation of its neighbours', () => {
    expect(inserted('steps:\n  - run: a\n  - run: b\n', 1)).toBe(
      'steps:\n  - run: a\n  - uses: login\n    with:\n      id: 1\n  - run: b\n',
    );
    expect(inserted('steps:\n-   run: a\n', 0)).toBe('steps:\n-   uses: login\n    with:\n      id: 1\n-   run: a\n');
  });

  it('goes above the comments of the step, and below them where it takes its place', () => {
    const text = 'steps:\n  - run: a\n  # b\n  # more\n  - run: b\n';
    expect(inserted(text, 1)).toBe(
      'steps:\n  - run: a\n  - uses: login\n    with:\n      id: 1\n  # b\n  # more\n  - run: b\n',
    );
    expect(inserted(text, 1, true)).toBe(
      'steps:\n  - run: a\n  # b\n  # more\n  - uses: login\n    with:\n      id: 1\n  - run: b\n',
    );
  });

  it('leaves comments and scripts of the step before alone', () => {
    const text = 'steps:\n  - run: |\n      # x\n      echo\n  - run: b\n';
    expect(inserted(text, 1)).toBe(
      'steps:\n  - run: |\n      # x\n      echo\n  - uses: login\n    with:\n      id: 1\n  - run: b\n',
    );
  });

  it('sets it off by a blank line where the steps are', () => {
    expect(inserted('steps:\n  - run: a\n\n  - run: b\n', 0)).toBe(
      'steps:\n  - uses: login\n    with:\n      id: 1\n\n  - run: a\n\n  - run: b\n',
    );
  });

  it('keeps the line endings and a byte order mark', () => {
    expect(inserted('\ufeffsteps:\r\n  - run: a\r\n', 0)).toBe(
      '\ufeffsteps:\r\n  - uses: login\r\n    with:\r\n      id: 1\r\n  - run: a\r\n',
    );
  });

  it('refuses flow style and items that share their line', () => {
    expect(inserted('steps: [{ run: a }]\n', 0)).toBeUndefined();
  });
});
