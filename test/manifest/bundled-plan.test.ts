import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/migrate/document/parse.ts';
import { ROOT } from './source-imports.ts';

const CLI = join(ROOT, 'dist/cli.js');
const TERRAFORM = 'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61';

beforeAll(() => {
  if (!existsSync(CLI)) execFileSync(process.execPath, ['esbuild.js'], { cwd: ROOT });
}, 60_000);

/** The engine's bundles leave out those parts of `yaml` that write values: a plan's head needs them. */
describe('plans of the packaged programs', () => {
  it('are printed by the command line as they are from its sources', () => {
    const inventory = join(ROOT, 'media/demo-tenant.json');
    const args = ['plan', '--identity', TERRAFORM, '--inventory', inventory, '--workspace', 'examples/contoso'];
    const text = execFileSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
    const plan = parsePlan(text);
    expect(plan.decision.way).toBe('federation');
    expect(plan.steps.length).toBeGreaterThan(5);
  });

  it('are made in the editor with the parsers and rules of its engine', () => {
    const path = join(ROOT, 'dist/migration.js');
    expect(readFileSync(path, 'utf8')).toMatch(/require\("\.\/engine[\w-]*\.js"\)/u);
    // With parsers and rules of its own it would be five times as large.
    expect(statSync(path).size).toBeLessThan(300_000);
  });
});
