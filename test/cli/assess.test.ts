import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

const SNAPSHOT = readFileSync(join(import.meta.dirname, '../../media/demo-tenant.json'), 'utf8');
const OLDER = SNAPSHOT.replace(/"asOf": "2026-11-20/, '"asOf": "2026-10-20');

describe('keyless assess', () => {
  it('judges a snapshot, and ends with 1 for what weighs enough', async () => {
    const folder = folderWith({ 'tenant.json': SNAPSHOT });
    const { exitCode, out, error } = await keyless(folder, ['assess', '--inventory', 'tenant.json']);
    expect([exitCode, error]).toEqual([1, '']);
    expect(out).toContain('No client secrets on privileged identities (privileged-secret): 3 of');
    expect((await keyless(folder, ['assess', '--inventory', 'tenant.json', '--fail-on', 'never'])).exitCode).toBe(0);
  });

  it.each([
    ['json', /^\{\n {2}"version": 1/],
    ['sarif', /"version": "2\.1\.0"/],
    ['markdown', /^# Workload identities of Contoso\n/],
    ['html', /^<!doctype html>/],
    ['csv', /^"Severity","State",/],
  ])('writes %s', async (format, expected) => {
    const folder = folderWith({ 'tenant.json': SNAPSHOT });
    const { out } = await keyless(folder, ['assess', '--inventory', 'tenant.json', '--format', format]);
    expect(out).toMatch(expected);
    expect(out).not.toContain(folder);
  });

  it("takes thresholds of a preset or of one's own", async () => {
    const folder = folderWith({ 'tenant.json': SNAPSHOT });
    const failing = async (...more: string[]) => {
      const { out } = await keyless(folder, ['assess', '--inventory', 'tenant.json', '--format', 'json', ...more]);
      const { checks } = JSON.parse(out) as { checks: { id: string; counts: { fail: number } }[] };
      return checks.find(({ id }) => id === 'certificate-lifetime')?.counts.fail;
    };
    expect(await failing()).toBe(2);
    expect(await failing('--preset', 'cisa')).toBe(0);
    expect(await failing('--preset', 'cisa', '--threshold', 'certificateLifetimeDays=10')).toBe(3);
  });

  it('lists everything with --all', async () => {
    const folder = folderWith({ 'tenant.json': SNAPSHOT });
    const short = await keyless(folder, ['assess', '--inventory', 'tenant.json']);
    const all = await keyless(folder, ['assess', '--inventory', 'tenant.json', '--all']);
    expect(short.out).toContain('... and');
    expect(all.out).not.toContain('... and');
  });

  describe('with mutes', () => {
    const MUTES = `posture:
  mute:
    - check: privileged-secret
      reason: The migration is under way.
      until: 2030-12-31
`;
    const args = ['assess', '--inventory', 'tenant.json', '--format', 'json', '--fail-on', 'never'];
    const checkIn = (out: string, id: string) => {
      const { checks } = JSON.parse(out) as {
        checks: { id: string; counts: { fail: number; muted: number }; muted: { reason: string; until: string }[] }[];
      };
      return checks.find((check) => check.id === id);
    };

    it.each(['keyless.yaml', '.github/keyless.yaml'])('leaves out what %s accepts, and says so', async (path) => {
      const folder = folderWith({ 'tenant.json': SNAPSHOT, [path]: MUTES });
      const { out, error } = await keyless(folder, args);
      const check = checkIn(out, 'privileged-secret');
      expect(error).toBe('');
      expect(check?.counts).toMatchObject({ fail: 0, muted: 3 });
      expect(check?.muted[0]).toMatchObject({ reason: 'The migration is under way.', until: '2030-12-31' });
      const { out: text } = await keyless(folder, ['assess', '--inventory', 'tenant.json']);
      expect(text).toMatch(
        /\nMuted\n {2}No client secrets on privileged identities \(privileged-secret\): 3\n {4}\S.*: The migration is under way\. \(until 2030-12-31\)\n/,
      );
      expect(text).not.toMatch(/passed:.*privileged-secret/);
    });

    it('takes another configuration with --config, and knows what it is told of when it is not there', async () => {
      const folder = folderWith({ 'tenant.json': SNAPSHOT, 'other.yaml': MUTES, 'keyless.yaml': 'failOn: error\n' });
      const { out } = await keyless(folder, [...args, '--config', 'other.yaml']);
      expect(checkIn(out, 'privileged-secret')?.counts).toMatchObject({ fail: 0, muted: 3 });
      const { exitCode, error } = await keyless(folder, [...args, '--config', 'none.yaml']);
      expect([exitCode, error]).toEqual([2, expect.stringContaining('There is no configuration file')]);
    });

    it('makes suppressed results in SARIF', async () => {
      const folder = folderWith({ 'tenant.json': SNAPSHOT, 'keyless.yaml': MUTES });
      const { out } = await keyless(folder, ['assess', '--inventory', 'tenant.json', '--format', 'sarif']);
      const { runs } = JSON.parse(out) as { runs: { results: { ruleId: string; suppressions: unknown[] }[] }[] };
      const results = runs[0]?.results ?? [];
      for (const { ruleId, suppressions } of results)
        expect(suppressions).toHaveLength(ruleId === 'privileged-secret' ? 1 : 0);
      expect(results.find(({ ruleId }) => ruleId === 'privileged-secret')?.suppressions).toEqual([
        { kind: 'external', status: 'accepted', justification: 'The migration is under way.' },
      ]);
    });

    it('tells of mistakes, and of mutes that have ended or hide nothing, where they are', async () => {
      const folder = folderWith({
        'tenant.json': SNAPSHOT,
        'keyless.yaml': `posture:
  mute:
    - {check: privileged-secrt, reason: x}
    - {check: privileged-secret, reason: x, until: 2020-01-01}
    - {check: unknown-issuer, reason: x}
    - {check: client-secret, identity: 00000000-0000-4000-8000-999999999999, reason: of another tenant}
`,
      });
      const { out, error } = await keyless(folder, args);
      expect(checkIn(out, 'privileged-secret')?.counts).toMatchObject({ fail: 3, muted: 0 });
      expect(error.split('\n')).toEqual([
        expect.stringMatching(
          /^keyless\.yaml:3:15: There is no check "privileged-secrt"\. Did you mean "privileged-secret"\?/,
        ),
        expect.stringMatching(/^keyless\.yaml:4:7: This mute ended on 2020-01-01/),
        expect.stringMatching(
          /^keyless\.yaml:5:7: Nothing that the check "unknown-issuer" finds in Contoso is muted by this/,
        ),
        '',
      ]);
    });
  });

  it.each([
    [['assess'], 'Give a snapshot'],
    [['assess', '--inventory', 'none.json'], 'no snapshot of an inventory'],
    [['assess', '--inventory', 'tenant.json', '--preset', 'mine'], '--preset must be one of microsoft, cis, cisa.'],
    [['assess', '--inventory', 'tenant.json', '--threshold', 'days=1'], '--threshold must be NAME=NUMBER'],
    [['assess', '--inventory', 'tenant.json', '--threshold', 'owners=-1'], '--threshold must be NAME=NUMBER'],
    [['assess', '--inventory', 'tenant.json', '--fail-on', 'error'], '--fail-on must be one of critical'],
    [['diff', 'tenant.json'], 'keyless diff OLD NEW'],
    [['diff', 'tenant.json', 'older.json'], 'give the older snapshot first'],
    [['diff', 'tenant.json', 'other.json'], 'two tenants'],
  ])('ends with 2 for %j', async (args, message) => {
    const other = SNAPSHOT.replace('0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05', '0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d06');
    const folder = folderWith({ 'tenant.json': SNAPSHOT, 'older.json': OLDER, 'other.json': other });
    const { exitCode, error } = await keyless(folder, args);
    expect(exitCode).toBe(2);
    expect(error).toContain(message);
  });

  it('has help', async () => {
    for (const command of ['assess', 'diff']) {
      expect((await keyless('/', [command, '--help'])).out).toContain(`Usage: keyless ${command}`);
    }
  });
});

describe('keyless diff', () => {
  const changed = SNAPSHOT.replace(
    '"subject": "repo:contoso/payments:environment:production"',
    '"subject": "repo:contoso/payments:pull_request"',
  );

  it('tells what has changed, and fails only where asked to', async () => {
    const folder = folderWith({ 'old.json': OLDER, 'new.json': changed });
    const { exitCode, out } = await keyless(folder, ['diff', 'old.json', 'new.json']);
    expect(exitCode).toBe(0);
    expect(out).toContain('which is broader');
    expect((await keyless(folder, ['diff', 'old.json', 'new.json', '--fail-on', 'high'])).exitCode).toBe(1);
    expect((await keyless(folder, ['diff', 'old.json', 'new.json', '--fail-on', 'critical'])).exitCode).toBe(0);
    expect(JSON.parse((await keyless(folder, ['diff', 'old.json', 'new.json', '--format', 'json'])).out)).toMatchObject(
      {
        from: '2026-10-20T06:00:00Z',
        changes: [{ kind: 'trust-broadened', severity: 'high' }],
      },
    );
  });
});
