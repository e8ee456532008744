import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeFileAtomically } from '../../src/cli/write-file.ts';
import { folderWith } from './folder.ts';

describe('writeFileAtomically', () => {
  it('keeps mode, byte order mark and line endings, and leaves nothing beside the file', () => {
    const folder = folderWith({ 'a.tf': 'old' });
    const path = join(folder, 'a.tf');
    chmodSync(path, 0o751);
    writeFileAtomically(path, '\uFEFFnew\r\n');
    expect([...readFileSync(path)]).toEqual([0xef, 0xbb, 0xbf, 0x6e, 0x65, 0x77, 0x0d, 0x0a]);
    expect(statSync(path).mode & 0o777).toBe(0o751);
    expect(readdirSync(folder).sort()).toEqual(['.git', 'a.tf']);
  });

  it('writes through a link, which stays one', () => {
    const folder = folderWith({ 'a.tf': 'old' });
    symlinkSync(join(folder, 'a.tf'), join(folder, 'link.tf'));
    writeFileAtomically(join(folder, 'link.tf'), 'new');
    expect(readFileSync(join(folder, 'a.tf'), 'utf8')).toBe('new');
  });

  it('leaves no rest where it cannot write', () => {
    const folder = folderWith({ 'a.tf/b': '' });
    expect(() => writeFileAtomically(join(folder, 'a.tf'), 'new')).toThrow();
    expect(readdirSync(folder).sort()).toEqual(['.git', 'a.tf']);
  });
});
