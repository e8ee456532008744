import { chmodSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/rules/registry.ts';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

// A suppression that hides nothing has a safe fix, whatever rules there are.
const UNUSED = `\uFEFF# keyless: ignore[${RULES[0]?.id}] vendor\r\nlocals {\r\n  a = 1\r\n}`;
const FIXED = '\uFEFFlocals {\r\n  a = 1\r\n}';

describe('keyless lint --fix', () => {
  it('writes the fixed files, keeps mode, byte order mark and line endings, and reports what is left', async () => {
    const folder = folderWith({ 'a.tf': UNUSED, 'b.tf': 'locals {}\n' });
    chmodSync(join(folder, 'a.tf'), 0o640);
    const ran = await keyless(folder, ['lint', '--fix']);
    expect(ran).toEqual({ exitCode: 0, out: 'No findings in 2 files.\n', error: '' });
    expect(readFileSync(join(folder, 'a.tf'), 'utf8')).toBe(FIXED);
    expect(statSync(join(folder, 'a.tf')).mode & 0o777).toBe(0o640);
  });

  it('says that findings can be fixed, and changes nothing without being told to', async () => {
    const folder = folderWith({ 'a.tf': UNUSED });
    expect((await keyless(folder, ['lint'])).out).toContain('1 finding can be fixed with --fix.');
    expect(readFileSync(join(folder, 'a.tf'), 'utf8')).toBe(UNUSED);
  });

  it('prints with --dry-run a patch that makes the fixed file, and writes nothing', async () => {
    const folder = folderWith({ 'sub/a.tf': UNUSED });
    const ran = await keyless(folder, ['lint', '--fix', '--dry-run']);
    expect(ran.out).toMatch(/^--- a\/sub\/a\.tf\n\+\+\+ b\/sub\/a\.tf\n@@ /);
    expect(applyPatch(UNUSED, ran.out)).toBe(FIXED);
    expect(ran.error).toContain('No findings');
    expect(readFileSync(join(folder, 'sub/a.tf'), 'utf8')).toBe(UNUSED);
  });

  it('writes fixed standard input to standard output, changed or not', async () => {
    const folder = folderWith({});
    const args = ['lint', '--fix', '--stdin', '--stdin-filename', 'a.tf'];
    expect(await keyless(folder, args, { stdin: UNUSED })).toMatchObject({ exitCode: 0, out: FIXED });
    expect((await keyless(folder, args, { stdin: 'locals {}\n' })).out).toBe('locals {}\n');
  });

  it('does not swallow standard input that it cannot read', async () => {
    const args = ['lint', '--fix', '--stdin', '--stdin-filename', 'a.tf'];
    const ran = await keyless(folderWith({}), args, { stdin: 'a = "\0"' });
    expect(ran).toMatchObject({ exitCode: 2, out: '' });
    expect(ran.error).toContain('cannot be fixed');
  });

  it('leaves ignored files alone', async () => {
    const folder = folderWith({ 'a.tf': UNUSED, 'keyless.yaml': 'ignore: [a.tf]\n' });
    await keyless(folder, ['lint', '--fix=all']);
    expect(readFileSync(join(folder, 'a.tf'), 'utf8')).toBe(UNUSED);
  });
});
