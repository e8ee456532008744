import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findFiles } from '../../src/cli/find-files.ts';
import { UsageError } from '../../src/cli/io.ts';
import { folderWith } from './folder.ts';

describe('findFiles', () => {
  it('finds what rules can look at, hidden folders included, sorted', () => {
    const folder = folderWith({
      'main.bicep': '',
      'a/b.tf': '',
      '.github/workflows/ci.yml': '',
      'a/notes.md': '',
      'x.JSON': '',
      '.terraform/modules/m.tf': '',
      'node_modules/p/a.json': '',
      '.git/config.json': '',
    });
    expect(findFiles([], folder)).toEqual({
      root: folder,
      paths: ['.github/workflows/ci.yml', 'a/b.tf', 'main.bicep', 'x.JSON'],
    });
  });

  it('leaves out what git ignores: nested files, negations, folders, .git/info/exclude', () => {
    const folder = folderWith({
      '.gitignore': 'out/\n*.tfvars\n!keep.tfvars\n',
      '.git/info/exclude': 'mine.tf\n',
      'a/.gitignore': '/gen.tf\n!b.tfvars\n',
      'out/x.tf': '',
      'a/gen.tf': '',
      'a/c/gen.tf': '',
      'a/b.tfvars': '',
      'a/c.tfvars': '',
      'keep.tfvars': '',
      'mine.tf': '',
    });
    expect(findFiles([], folder).paths).toEqual(['a/b.tfvars', 'a/c/gen.tf', 'keep.tfvars']);
    expect(findFiles(['a'], folder).paths).toEqual(['a/b.tfvars', 'a/c/gen.tf']);
    expect(findFiles(['out'], folder).paths).toEqual([]);
  });

  it('takes a file that is named by itself, ignored or not, each once', () => {
    const folder = folderWith({ '.gitignore': '*.tf', 'a.tf': '', 'b.bicep': '' });
    expect(findFiles(['a.tf', './a.tf', '.'], folder).paths).toEqual(['a.tf', 'b.bicep']);
  });

  it('relates paths to the repository they are in, wherever it is called from', () => {
    const folder = folderWith({ 'sub/deep/a.tf': '' });
    const expected = { root: folder, paths: ['sub/deep/a.tf'] };
    expect(findFiles([], join(folder, 'sub/deep'))).toEqual(expected);
    expect(findFiles([join(folder, 'sub')], '/')).toEqual(expected);
  });

  it('follows links to files, not to folders', () => {
    const folder = folderWith({ 'a/a.tf': '' });
    symlinkSync(join(folder, 'a/a.tf'), join(folder, 'link.tf'));
    symlinkSync(folder, join(folder, 'a/loop'));
    symlinkSync(join(folder, 'nothing'), join(folder, 'broken.tf'));
    mkdirSync(join(folder, 'folder.tf'));
    expect(findFiles([], folder).paths).toEqual(['a/a.tf', 'link.tf']);
  });

  it('rejects paths that do not exist or belong to two repositories', () => {
    const folder = folderWith({ 'one/a.tf': '', 'one/.git/HEAD': '', 'b.tf': '' });
    expect(() => findFiles(['nowhere'], folder)).toThrow(UsageError);
    expect(() => findFiles(['one', 'b.tf'], folder)).toThrow('different repositories');
  });
});
