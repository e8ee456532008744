import { describe, expect, it } from 'vitest';
import { GitIgnore } from '../../src/vscode/infrastructure/linting/git-ignore.ts';

const gitIgnore = new GitIgnore([
  { folder: '', text: 'build/\n*.local.json\n/root.tf\n' },
  { folder: 'infra', text: '!keep.local.json\ngenerated\n' },
]);

describe('GitIgnore', () => {
  it.each([
    ['main.bicep', false],
    ['build/main.json', true],
    ['deep/build/x/main.json', true],
    ['root.tf', true],
    ['infra/root.tf', false],
    ['a.local.json', true],
    ['infra/a.local.json', true],
    ['infra/keep.local.json', false],
    ['infra/generated/main.tf', true],
    ['generated/main.tf', false],
    ['infra/deep/generated', true],
  ])('says of %s: %s', (path, expected) => {
    expect(gitIgnore.ignores(path)).toBe(expected);
  });

  it('takes nothing back inside an ignored folder', () => {
    const nested = new GitIgnore([
      { folder: '', text: 'out/\n' },
      { folder: 'out', text: '!main.tf\n' },
    ]);
    expect(nested.ignores('out/main.tf')).toBe(true);
  });

  it('ignores nothing where there is no file', () => {
    expect(new GitIgnore([]).ignores('build/main.json')).toBe(false);
  });
});
