import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/tenant/assessment/assess.ts';
import { InventoryStore } from '../../../src/tenant/store/inventory-store.ts';
import { MemoryTables } from '../../../src/tenant/store/memory-tables.ts';
import { SnapshotSource } from '../../../src/tenant/store/snapshot-source.ts';
import { assessSource, identityPosture } from '../../../src/vscode/infrastructure/tenant/posture-assessment.ts';
import { demo } from '../../emulator/demo-emulator.ts';

const NOW = Date.parse(demo.asOf);
const SETTINGS = { preset: 'microsoft', thresholds: {} };
const source = new SnapshotSource(demo);

/** A clock that goes on by so many milliseconds each time that somebody looks at it. */
function ticking(milliseconds: number): () => number {
  let now = 0;
  return () => {
    now += milliseconds;
    return now;
  };
}

const base = { settings: SETTINGS, now: NOW, isCancelled: () => false, turn: async () => {} };

describe('the assessment of a source', () => {
  it('says what the whole one does, in slices', async () => {
    const reports: (readonly [number, number])[] = [];
    const assessment = await assessSource(source, {
      ...base,
      clock: ticking(4),
      report: (done, total) => reports.push([done, total]),
    });
    const whole = assess(demo, demo.identities, { now: NOW, preset: 'microsoft' });
    expect(assessment?.results).toEqual(whole.results);
    expect(assessment?.scores).toEqual(whole.scores);
    expect(reports.length).toBeGreaterThan(demo.identities.length / 4);
    expect(reports.at(-1)).toEqual([demo.identities.length, demo.identities.length]);
    expect(reports.map(([done]) => done)).toEqual(reports.map(([done]) => done).toSorted((a, b) => a - b));
  });

  it('touches the source no more once it is cancelled', async () => {
    let turns = 0;
    const closed = new SnapshotSource(demo);
    closed.identities = function* () {
      for (const identity of demo.identities) {
        if (turns > 2) throw new Error('The database is not open.');
        yield identity;
      }
    };
    const assessment = await assessSource(closed, {
      ...base,
      clock: ticking(20),
      isCancelled: () => turns > 2,
      turn: async () => {
        turns += 1;
      },
    });
    expect([assessment, turns]).toEqual([undefined, 3]);
  });

  it('has nothing to say before anything was read', async () => {
    expect(await assessSource(new InventoryStore(new MemoryTables()), base)).toBeUndefined();
  });

  it.each([
    [{ preset: 'cisa', thresholds: {} }, 'cisa', 365],
    [{ preset: 'mine', thresholds: { certificateLifetimeDays: 90 } }, 'microsoft', 90],
    [{ preset: 'cis', thresholds: { certificateLifetimeDays: '90' } }, 'cis', 180],
    [{ preset: 'cis', thresholds: { certificateLifetimeDays: -1, nothing: 5 } }, 'cis', 180],
    [{ preset: 'cis', thresholds: { certificateLifetimeDays: 1.5 } }, 'cis', 180],
  ])('judges by settings as they may be written: %j', async (settings, preset, days) => {
    const assessment = await assessSource(source, { ...base, settings });
    expect([assessment?.preset, assessment?.thresholds.certificateLifetimeDays]).toEqual([preset, days]);
    expect(Object.keys(assessment?.thresholds ?? {})).not.toContain('nothing');
  });
});

describe('the posture of one identity', () => {
  const failing = assess(demo, demo.identities, { now: NOW, preset: 'microsoft' });
  const [failure] = failing.results.find(({ check }) => check.id === 'client-secret')?.failures ?? [];
  const identity = demo.identities.find(({ clientId }) => clientId === failure?.clientId);
  if (!identity) throw new Error('The demo tenant has client secrets.');
  const outcomeOf = (mutes: Parameters<typeof identityPosture>[3]) =>
    identityPosture(source, identity, SETTINGS, mutes, NOW)?.outcomes.find(({ check }) => check.id === 'client-secret');

  it('has what the assessment of all says', () => {
    expect(outcomeOf([])).toMatchObject({ outcome: 'fail', mute: undefined, failing: { message: failure?.message } });
    expect(identityPosture(source, identity, SETTINGS, [], NOW)?.score.points).toBeGreaterThan(0);
  });

  it('says what is muted, and leaves out what is about others', () => {
    const ours = { check: 'client-secret', identity: identity.clientId.toLowerCase(), reason: 'ours' };
    const all = { check: 'client-secret', reason: 'all' };
    const other = { check: 'client-secret', identity: '00000000-0000-4000-8000-999999999999', reason: 'other' };
    expect(outcomeOf([other, all, ours])?.mute).toBe(ours);
    expect(outcomeOf([other, all])?.mute).toBe(all);
    expect(outcomeOf([other, { ...all, until: '2020-01-01' }])?.mute).toBeUndefined();
    const outcomes = identityPosture(source, identity, SETTINGS, [], NOW)?.outcomes ?? [];
    expect(outcomes.some(({ outcome }) => outcome === 'not-applicable')).toBe(false);
  });
});
