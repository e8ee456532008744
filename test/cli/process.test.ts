import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderWith } from './folder.ts';

// The command as it is shipped: bundled, started as a process of its own.
const ROOT = join(import.meta.dirname, '../..');
const BAD = '# keyless: ignore[nothing-like-it] vendor\na = 1\n';
let dist = '';

beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'keyless-dist-'));
  const entryPoints = { cli: join(ROOT, 'src/cli/main.ts'), 'cli-worker': join(ROOT, 'src/cli/worker.ts') };
  await build({
    entryPoints,
    outdir: dist,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  cpSync(join(ROOT, 'docs/rules'), join(dist, 'rules'), { recursive: true });
});

afterAll(() => rmSync(dist, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function start(
  cwd: string,
  args: readonly string[],
  watch?: (child: ReturnType<typeof spawn>) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(dist, 'cli.js'), ...args], { cwd, stdio: 'pipe' });
    const written = { out: '', error: '' };
    child.stdout.on('data', (data) => {
      written.out += data;
    });
    child.stderr.on('data', (data) => {
      written.error += data;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...written }));
    watch?.(child);
  });
}

describe('the keyless process', () => {
  it('lints, explains and ends with the exit code', async () => {
    const folder = folderWith({ 'b.tf': BAD });
    const ended = await start(folder, ['lint']);
    expect(ended).toMatchObject({ code: 1, error: '' });
    expect(ended.out).toContain('invalid-suppression');
    expect((await start(folder, ['explain', 'skipped-file'])).out).toContain('# File that was not checked');
    expect(await start(folder, ['bogus'])).toMatchObject({ code: 2, out: '' });
  });

  it('works with threads', async () => {
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`m${index}.tf`, BAD]));
    const ended = await start(folderWith(files), ['lint', '--threads', '2', '--format', 'json']);
    expect(JSON.parse(ended.out).findings).toHaveLength(60);
  });

  it('reads standard input', async () => {
    const args = ['lint', '--stdin', '--stdin-filename', 'b.tf'];
    const ended = await start(folderWith({}), args, (child) => child.stdin?.end(BAD));
    expect(ended).toMatchObject({ code: 1, error: '' });
  });

  it('ends quietly when the reader of its output goes away', async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`module-${index}.tf`, BAD.repeat(10)]));
    const ended = await start(folderWith(files), ['lint', '--format', 'json'], (child) => child.stdout?.destroy());
    expect(ended.error).toBe('');
  });

  it('ends quietly on Ctrl-C', async () => {
    const ended = await start(folderWith({}), ['lint', '--stdin', '--stdin-filename', 'b.tf'], (child) => {
      // More than fits into a pipe: once it is gone, the command reads, and the handler is there.
      child.stdin?.write('#'.repeat(1_000_000), () => child.kill('SIGINT'));
    });
    expect(ended).toEqual({ code: 130, out: '', error: '' });
  });
});
