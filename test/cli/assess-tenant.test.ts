import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { type Emulator, startEmulator } from '../emulator/start.ts';
import { folderWithAzureCli, SIGNED_IN } from './azure-cli.ts';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

const SNAPSHOT = readFileSync(join(import.meta.dirname, '../../media/demo-tenant.json'), 'utf8');
const DEMO = parseSnapshot(SNAPSHOT);
const OLDER = SNAPSHOT.replace(/"asOf": "2026-11-20/, '"asOf": "2026-05-20');
const LIVE = ['assess', '--tenant', DEMO.tenant.id];
const FILE = ['assess', '--inventory', 'tenant.json'];

interface Report {
  readonly identities: number;
  readonly checks: readonly { readonly id: string; readonly counts: { readonly fail: number } }[];
  readonly trend: {
    readonly points: readonly { readonly asOf: string; readonly name?: string }[];
    readonly problems: unknown;
  };
}

const failing = ({ checks }: Report) => checks.map(({ id, counts }) => `${id} ${counts.fail}`);

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tenant: DEMO, isThrottling: false });
});
afterAll(() => emulator.stop());

describe('keyless assess --tenant', { timeout: 30_000 }, () => {
  it('comes to the same by way of the services as by a snapshot of them', async () => {
    const { folder, env } = folderWithAzureCli(SIGNED_IN, emulator.url);
    const live = await keyless(folder, [...LIVE, '--format', 'json'], { env });
    expect([live.exitCode, live.error]).toEqual([1, '']);
    const snapshot = await keyless(folder, ['snapshot', '--tenant', DEMO.tenant.id, '-o', 'tenant.json'], { env });
    expect(snapshot.exitCode).toBe(0);
    const saved = await keyless(folder, [...FILE, '--format', 'json'], { env });
    expect(failing(JSON.parse(live.out))).toEqual(failing(JSON.parse(saved.out)));
    expect((JSON.parse(live.out) as Report).identities).toBe(DEMO.identities.length);
  });

  it('names what it could not read, and judges the rest', async () => {
    const end = emulator.faults.add({ fault: { kind: 'permission' }, match: 'SignInActivities' });
    const { folder, env } = folderWithAzureCli(SIGNED_IN, emulator.url);
    const { exitCode, out, error } = await keyless(folder, LIVE, { env });
    end();
    expect(exitCode).toBe(1);
    expect(error).toContain('not read: sign-ins (needs AuditLog.Read.All)');
    expect(out).toContain('Not decided');
  });

  it('judges nothing where nobody is signed in, or nothing may be read', async () => {
    const out = folderWithAzureCli('echo "ERROR: Please run \'az login\'." >&2; exit 1', emulator.url);
    const refused = await keyless(out.folder, LIVE, { env: out.env });
    expect([refused.exitCode, refused.out]).toEqual([3, '']);
    expect(refused.error).toContain("Please run 'az login'.");
    emulator.consent(['User.Read']);
    const { folder, env } = folderWithAzureCli(SIGNED_IN, emulator.url);
    const blind = await keyless(folder, LIVE, { env });
    emulator.consent(undefined);
    expect([blind.exitCode, blind.out]).toEqual([3, '']);
    expect(blind.error).toContain('Nothing could be read');
  });

  it.each([
    [['assess'], 'Give a snapshot (--inventory FILE) or the tenant itself (--tenant ID).'],
    [[...LIVE, '--inventory', 'tenant.json'], 'Which tenant?'],
    [['assess', '--tenant', 'a; rm -rf /'], '--tenant must be an id or a domain'],
    [[...LIVE, '--cloud', 'mars'], '--cloud must be one of'],
    [[...FILE, '--cloud', 'china'], '--cloud says where --tenant is'],
  ])('refuses %j', async (args, said) => {
    const { exitCode, error } = await keyless('/', args);
    expect(exitCode).toBe(2);
    expect(error).toContain(said);
  });
});

describe('keyless assess', () => {
  it.each(['text', 'json', 'sarif', 'markdown', 'html', 'csv'])('writes no value of a secret as %s', async (format) => {
    // Graph never tells one, but somebody may have written it into the file.
    const leaky = SNAPSHOT.replaceAll(/"kind": "client-secret",/g, '"kind": "client-secret", "secretText": "h0r$e",');
    expect(leaky).toContain('h0r$e');
    const folder = folderWith({ 'tenant.json': leaky, 'older/tenant.json': leaky.replace('2026-11-20', '2026-05-20') });
    const { out, error } = await keyless(folder, [...FILE, '--trend', 'older', '--all', '--format', format]);
    expect(out.length).toBeGreaterThan(1_000);
    expect(`${out}${error}`).not.toContain('h0r$e');
  });
});

describe('keyless assess --trend', () => {
  const files = {
    'tenant.json': SNAPSHOT,
    'older/2026-05.json': OLDER,
    'older/same.json': SNAPSHOT,
    'older/broken.json': '{ "version": 1,',
    'older/other.json': SNAPSHOT.replaceAll(DEMO.tenant.id, '99999999-0000-4000-8000-000000000000'),
    'older/notes.txt': 'left alone',
  };

  it('compares with the snapshots in a folder, and says which files are none', async () => {
    const { exitCode, out, error } = await keyless(folderWith(files), [
      ...FILE,
      '--trend',
      'older',
      '--format',
      'json',
    ]);
    expect(exitCode).toBe(1);
    const { trend } = JSON.parse(out) as Report;
    expect(trend.points.map(({ asOf, name }) => [asOf.slice(0, 10), name])).toEqual([
      ['2026-05-20', '2026-05.json'],
      ['2026-11-20', undefined],
    ]);
    expect(trend.problems).toEqual([
      expect.objectContaining({ name: 'broken.json' }),
      { name: 'other.json', message: 'It is a snapshot of another tenant.' },
    ]);
    expect(error).toContain('keyless: not in the trend: broken.json: Line 1');
    expect(error).toContain('keyless: not in the trend: other.json: It is a snapshot of another tenant.');
  });

  it.each([
    ['text', /\nTrend\n {2}2026-05-20 {2}\d+ live client secrets, .* \(2026-05\.json\)\n {2}2026-11-20 .* \(now\)\n/],
    ['markdown', /\n## Trend\n\n\| As of \| Snapshot \|.*\n.*\n\| 2026-05-20 \| 2026-05\.json \| \d+ \|/],
    ['html', /<svg viewBox="[\d ]+" role="group" aria-label="Trend">/],
  ])('shows it as %s', async (format, expected) => {
    const { out } = await keyless(folderWith(files), [...FILE, '--trend', 'older', '--format', format]);
    expect(out).toMatch(expected);
  });

  it('needs a folder', async () => {
    const { exitCode, error } = await keyless(folderWith(files), [...FILE, '--trend', 'none']);
    expect(exitCode).toBe(2);
    expect(error).toContain('There is no folder');
  });
});
