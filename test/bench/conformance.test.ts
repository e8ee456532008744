import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('conformance.ts', import.meta.url));

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyless-conformance-'));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'main.bicep': "param name string = 'a'\n",
    'broken/main.tf': 'a {\n  x = [1 2]\n}\n',
    'main.tfvars': '\ufeffx = 1\r\n',
    'workflow.yml': 'on: push\n',
    'latin1.tf': new Uint8Array([0x23, 0xe9, 0x0a]),
    '.terraform/x.tf': 'broken {',
    'node_modules/x.tf': 'broken {',
    'README.md': '#',
  };
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}, 30_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]): string {
  return execFileSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

describe('conformance', () => {
  it('counts per language and names what could not be read', () => {
    const output = run(folder, '--list');
    const lines = output.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines[0]).toEqual([
      'language',
      'files',
      'with error nodes',
      'round-trip failures',
      'not UTF-8',
      'MB/s',
      'µs/line',
    ]);
    expect(lines[1]?.slice(0, 5)).toEqual(['bicep', '1', '0', '0', '0']);
    expect(lines[2]?.slice(0, 5)).toEqual(['terraform', '3', '1', '0', '1']);
    expect(lines[3]?.slice(0, 5)).toEqual(['yaml', '1', '0', '0', '0']);
    expect(output).toContain(`terraform: files with error nodes\n  ${join('broken', 'main.tf')}:2:10: `);
    expect(output).toContain('terraform: files that are not UTF-8\n  latin1.tf\n');
  }, 30_000);

  it('prints one JSON object', () => {
    const result: unknown = JSON.parse(run(folder, '--json'));
    const figures = { files: 1, withErrors: 0, roundTripFailures: 0, mbPerSecond: expect.any(Number) };
    expect(result).toEqual({ bicep: figures, terraform: { ...figures, files: 3, withErrors: 1 }, yaml: figures });
  }, 30_000);

  it.each([[[]], [['/no/such/folder']], [['a', 'b']], [['--unknown']]])(
    'explains itself when called with %j',
    (args) => {
      const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: 'utf8' });
      expect(status).toBe(2);
      expect(stderr).toContain('Usage:');
    },
  );
});
