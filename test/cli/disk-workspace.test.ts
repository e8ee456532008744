import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskWorkspace } from '../../src/cli/disk-workspace.ts';
import { folderWith } from './folder.ts';

describe('DiskWorkspace', () => {
  it('reads files when they are asked for, and keeps them', () => {
    const folder = folderWith({ 'a/main.bicep': 'var a = 1\n' });
    const workspace = new DiskWorkspace(folder);
    const document = workspace.get('a/main.bicep');
    expect(document).toMatchObject({ path: 'a/main.bicep', kind: 'bicep', uri: `file://${folder}/a/main.bicep` });
    rmSync(join(folder, 'a/main.bicep'));
    expect(workspace.get('a/main.bicep')).toBe(document);
  });

  it('reads nothing outside of its folder and no file that is none of ours', () => {
    const folder = folderWith({ 'in/a.tf': '', 'out.tf': '', 'in/b.txt': '' });
    const workspace = new DiskWorkspace(join(folder, 'in'));
    expect(workspace.get('a.tf')).toBeDefined();
    for (const path of ['../out.tf', join(folder, 'out.tf'), 'a/../../out.tf', 'b.txt', 'none.tf', '']) {
      expect(workspace.get(path)).toBeUndefined();
    }
  });

  it('finds all documents of a kind, by content where the name does not tell', () => {
    const template = '{"$schema":"https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"}';
    const folder = folderWith({ 'b.tf': '', 'a.tf': '', 'x.json': template, 'y.json': '{}', 'c.tfvars': '' });
    const paths = (kind: 'terraform' | 'arm-template') => new DiskWorkspace(folder).ofKind(kind).map((it) => it.path);
    expect(paths('terraform')).toEqual(['a.tf', 'b.tf']);
    expect(paths('arm-template')).toEqual(['x.json']);
  });

  it('lets trees of many files go, but not their text, and never the documents of an enumerated kind', () => {
    const folder = folderWith({ 'a.bicep': 'var a = 1\n', 'a.tf': 'a = 1\n' });
    const workspace = new DiskWorkspace(folder);
    const [bicep, terraform] = [workspace.get('a.bicep'), workspace.ofKind('terraform')[0]];
    if (!bicep || !terraform) throw new Error('The files are there.');
    workspace.release(terraform);
    workspace.release(bicep);
    expect(workspace.get('a.bicep')).toBe(bicep);
    for (let count = 0; count < 500; count++) workspace.release(workspace.add(`m${count}.bicep`, ''));
    expect(workspace.get('a.bicep')).not.toBe(bicep);
    expect(workspace.get('a.bicep')?.source.text).toBe('var a = 1\n');
    expect(workspace.get('a.tf')).toBe(terraform);
  });
});
