import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyless, type Ran } from '../cli/command.ts';
import { contoso, temporaryFolder, write } from './contoso.ts';

const INVENTORY = join(import.meta.dirname, '../../media/demo-tenant.json');

function run(folder: string, ...more: readonly string[]): Promise<Ran> {
  return keyless(folder, ['backlog', '--inventory', INVENTORY, ...more]);
}

describe('keyless backlog', () => {
  it('lists who has secrets, the most dangerous first', async () => {
    const { exitCode, out, error } = await run(contoso());
    expect([exitCode, error]).toEqual([0, '']);
    expect(out).toMatch(/^ 1\. Platform bootstrap \(6a841ebe-[0-9a-f-]+\): critical, delete it\n/u);
    expect(out).toContain('4 places in the code: .github/workflows/terraform.yml:34, ');
    expect(out).not.toContain('Old newsletter');
  });

  it('looks into another folder, and needs none', async () => {
    const [empty, code] = [temporaryFolder(), contoso()];
    expect((await run(empty, '--workspace', code)).out).toBe((await run(code)).out);
    expect((await run(empty)).out).not.toContain('in the code: ');
  });

  it('is a table, a sheet, or data', async () => {
    const folder = contoso();
    const [table, sheet, data] = await Promise.all(
      ['markdown', 'csv', 'json'].map(async (format) => (await run(folder, '--format', format)).out),
    );
    expect(table).toMatch(/^\| Rank \| Identity \|/u);
    expect(sheet).toMatch(/^Rank,Identity,/u);
    const { version, items } = JSON.parse(data ?? '') as { version: number; items: readonly object[] };
    expect(version).toBe(1);
    expect(items[0]).toEqual({
      clientId: '6a841ebe-3b52-4265-a848-756e607c7433',
      displayName: 'Platform bootstrap',
      risk: 'critical',
      privilege: 'Application Administrator in the directory',
      way: 'delete',
      effort: 1,
      secrets: 1,
      use: 'unused',
      lastUsed: null,
      callers: [],
      why: 'Whoever has a secret of it holds Application Administrator in the directory. It leads to the whole tenant.',
      ease: 'Nobody signs in with it, so nobody has to change anything.',
    });
    expect(table?.trimEnd().split('\n')).toHaveLength(items.length + 2);
  });

  it('writes a file of its own for each issue', async () => {
    const folder = contoso();
    const { exitCode, out } = await run(folder, '--format', 'issues', '--output', 'tracker/secrets');
    expect([exitCode, out]).toEqual([0, `${join(folder, 'tracker/secrets')}\n`]);
    const names = readdirSync(join(folder, 'tracker/secrets'));
    expect(names).toHaveLength(13);
    const text = readFileSync(join(folder, 'tracker/secrets/payments-terraform-e16a3b97.md'), 'utf8');
    expect(text).toMatch(/^# Take the client secrets of payments-terraform out of use\n\n\*\*Why:\*\* /u);
    expect(text).toContain('- [ ] **Remove the client secret');
  });

  it('writes into a file', async () => {
    const folder = contoso();
    const { out } = await run(folder, '--format', 'csv', '--output', 'backlog.csv');
    expect(out).toBe('');
    expect(readFileSync(join(folder, 'backlog.csv'), 'utf8')).toBe((await run(folder, '--format', 'csv')).out);
  });

  it.each([
    [['--format', 'issues'], 'say into which folder, --output DIR'],
    [['--format', 'issues', '--output', 'taken'], 'is no folder'],
    [['--format', 'html'], '--format must be one of text, markdown, csv, json, issues'],
    [['--quiet-days', '0'], '--quiet-days must be 1 to 365'],
    [['--workspace', 'nowhere'], 'There is no folder'],
  ])('says what is wrong with %j', async (args, message) => {
    const folder = contoso();
    write(folder, { taken: '' });
    const { exitCode, error } = await run(folder, ...args);
    expect([exitCode, error]).toEqual([2, expect.stringContaining(message)]);
  });

  it('asks for the inventory', async () => {
    expect(await keyless(temporaryFolder(), ['backlog'])).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('--inventory is missing'),
    });
  });
});
