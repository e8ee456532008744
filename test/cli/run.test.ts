import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENGINE_RULES } from '../../src/lint/engine-rules.ts';
import { VERSION } from '../../src/lint/links.ts';
import { RULES } from '../../src/rules/registry.ts';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

// What the engine says by itself shows all that the command does with findings, whatever rules there are.
const BAD = '# keyless: ignore[nothing-like-it] vendor\na = 1\n';

describe('keyless', () => {
  it('shows help, version, rules and their pages', async () => {
    expect(await keyless('/', [])).toMatchObject({ exitCode: 0, error: '' });
    expect((await keyless('/', ['--help'])).out).toContain('Usage: keyless <command>');
    expect((await keyless('/', ['lint', '--help'])).out).toContain('--stdin-filename');
    expect((await keyless('/', ['--version'])).out).toBe(`${VERSION}\n`);
    const lines = (await keyless('/', ['rules'])).out.trimEnd().split('\n');
    expect(lines).toHaveLength(RULES.length + ENGINE_RULES.length);
    expect(JSON.parse((await keyless('/', ['rules', '--format', 'json'])).out)).toHaveLength(lines.length);
    const page = await keyless('/', ['explain', 'skipped-file']);
    expect(page.out).toMatch(/^# File that was not checked\n[\s\S]*docs\/rules\/skipped-file\.md\n$/);
  });

  it('ends with 2 and one line on wrong usage', async () => {
    for (const args of [['bogus'], ['lint', '--bogus'], ['lint', 'nowhere'], ['explain', 'skiped-file']]) {
      const { exitCode, out, error } = await keyless('/', args);
      expect([exitCode, out]).toEqual([2, '']);
      expect(error).toMatch(/^keyless: .+\n$/);
    }
    expect((await keyless('/', ['explain', 'skiped-file'])).error).toContain('Did you mean "skipped-file"?');
  });
});

describe('keyless lint', () => {
  it('ends with 0 where nothing is found, with 1 where something is at or above the level', async () => {
    const folder = folderWith({ 'a.tf': 'a = 1\n', 'b.tf': BAD });
    expect(await keyless(folder, ['lint', 'a.tf'])).toEqual({
      exitCode: 0,
      out: 'No findings in 1 file.\n',
      error: '',
    });
    expect((await keyless(folder, ['lint'])).exitCode).toBe(1);
    expect((await keyless(folder, ['lint', '--fail-on', 'error'])).exitCode).toBe(0);
    expect((await keyless(folder, ['lint', '--fail-on', 'never'])).exitCode).toBe(0);
    expect((await keyless(folder, ['lint', '--fail-on', 'hint'])).exitCode).toBe(1);
  });

  it('writes paths as the reader of the format finds them', async () => {
    const folder = folderWith({ 'sub/keyless.yaml': '', 'sub/deep/b.tf': BAD });
    const here = join(folder, 'sub/deep');
    const run = async (format: string, env = {}) => (await keyless(here, ['lint', '--format', format], { env })).out;
    expect(await run('text')).toMatch(/^b\.tf\n/);
    expect(await run('github')).toContain('file=b.tf,');
    expect(await run('github', { GITHUB_WORKSPACE: folder })).toContain('file=sub/deep/b.tf,');
    expect(JSON.parse(await run('json')).findings[0].path).toBe('deep/b.tf');
  });

  it('uses colour only on a terminal', async () => {
    const folder = folderWith({ 'b.tf': BAD });
    expect((await keyless(folder, ['lint'])).out).not.toContain('\u001B');
    expect((await keyless(folder, ['lint'], { isTerminal: true })).out).toContain('\u001B[');
  });

  it('finds the same on one thread and on many', async () => {
    const files = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`m${index}/main.tf`, BAD]));
    const folder = folderWith(files);
    const one = await keyless(folder, ['lint', '--format', 'json', '--threads', '1']);
    const many = await keyless(folder, ['lint', '--format', 'json', '--threads', '3']);
    expect(JSON.parse(one.out).findings).toHaveLength(120);
    expect(many).toEqual(one);
  });

  it('reads keyless.yaml, reports its mistakes, and takes another file with --config', async () => {
    const folder = folderWith({
      'keyless.yaml': 'failOn: error\nrules:\n  invalid-suppression: information\nignore: [c/**]\n',
      'other.yaml': 'failOn: hint\nbogus: 1\n',
      'b.tf': BAD,
      'c/b.tf': BAD,
    });
    const found = JSON.parse((await keyless(folder, ['lint', '--format', 'json'])).out).findings;
    expect(found).toMatchObject([{ path: 'b.tf', severity: 'information' }]);
    const other = await keyless(folder, ['lint', '--config', 'other.yaml', '--format', 'json']);
    expect(other.exitCode).toBe(1);
    const paths = JSON.parse(other.out).findings.map((it: { path: string; ruleId: string }) => [it.path, it.ruleId]);
    expect(paths).toEqual([
      ['b.tf', 'invalid-suppression'],
      ['c/b.tf', 'invalid-suppression'],
      ['other.yaml', 'configuration-error'],
    ]);
    expect((await keyless(folder, ['lint', '--config', 'none.yaml'])).exitCode).toBe(2);
  });

  it('says which files it skipped, and finds the others', async () => {
    const folder = folderWith({
      'utf16.tf': Buffer.from('\uFEFFa = 1\n', 'utf16le'),
      'latin1.tf': Buffer.from('a = "é"\n', 'latin1'),
      'binary.bicep': Buffer.from([1, 0, 2]),
      'large.tf': `# ${'x'.repeat(5 * 1024 * 1024)}`,
      'image.json': Buffer.from([1, 0, 2]),
      'b.tf': BAD,
    });
    const { exitCode, out } = await keyless(folder, ['lint', '--format', 'json']);
    expect(exitCode).toBe(1);
    const found = JSON.parse(out).findings.map((it: { path: string; messageId: string }) => [it.path, it.messageId]);
    expect(found).toEqual([
      ['b.tf', 'unknownRule'],
      ['binary.bicep', 'binary'],
      ['large.tf', 'tooLarge'],
      ['latin1.tf', 'encoding'],
      ['utf16.tf', 'encoding'],
    ]);
  });

  it('lints standard input as the file it is named after', async () => {
    const folder = folderWith({ 'keyless.yaml': 'rules:\n  invalid-suppression: error\n' });
    const { out, exitCode } = await keyless(
      folder,
      ['lint', '--stdin', '--stdin-filename', 'sub/b.tf', '--format', 'json'],
      { stdin: BAD },
    );
    expect(exitCode).toBe(1);
    expect(JSON.parse(out).findings).toMatchObject([{ path: 'sub/b.tf', severity: 'error' }]);
  });

  it('takes a baseline and counts only what is new', async () => {
    const folder = folderWith({ 'b.tf': BAD });
    const args = ['lint', '--baseline', 'base.json'];
    expect((await keyless(folder, args)).exitCode).toBe(2);
    expect((await keyless(folder, [...args, '--update-baseline'])).exitCode).toBe(0);
    expect(readFileSync(join(folder, 'base.json'), 'utf8')).toContain('"b.tf"');
    expect(await keyless(folder, args)).toMatchObject({ exitCode: 0, out: 'No findings in 2 files (1 suppressed).\n' });
    const sarif = JSON.parse((await keyless(folder, [...args, '--format', 'sarif'])).out);
    expect(sarif.runs[0].results[0].suppressions[0].kind).toBe('external');
  });

  it('writes SARIF that points to the pages and carries their text', async () => {
    const folder = folderWith({ 'b.tf': BAD });
    const sarif = JSON.parse((await keyless(folder, ['lint', '--format', 'sarif'])).out);
    const rule = sarif.runs[0].tool.driver.rules.find((it: { id: string }) => it.id === 'invalid-suppression');
    expect(rule.help.markdown).toContain('# Suppression that cannot take effect');
    expect(sarif.runs[0].originalUriBaseIds.SRCROOT.uri).toBe(`file://${folder}/`);
  });
});
