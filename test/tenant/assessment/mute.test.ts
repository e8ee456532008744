import { describe, expect, it } from 'vitest';
import { assess, OUTCOMES } from '../../../src/tenant/assessment/assess.ts';
import { isExpired, type Mute, unusedMutes, withMutes } from '../../../src/tenant/assessment/mute.ts';
import { demo } from '../../emulator/demo-emulator.ts';

const NOW = Date.parse(demo.asOf);
const whole = assess(demo, demo.identities, { now: NOW, preset: 'microsoft' });
const CHECK = 'client-secret';

function resultOf(assessment: typeof whole, id = CHECK) {
  const result = assessment.results.find(({ check }) => check.id === id);
  if (!result) throw new Error(`There is no check ${id}.`);
  return result;
}

const [first, second] = resultOf(whole).failures;
const known = (clientId: string) => demo.identities.some((identity) => identity.clientId === clientId);

describe('mutes', () => {
  it('take what they are about from what fails, and nothing else', () => {
    const mute: Mute = { check: CHECK, identity: first?.clientId?.toUpperCase(), reason: 'x' };
    const assessment = withMutes(whole, [mute]);
    const { failures, muted, counts } = resultOf(assessment);
    const before = resultOf(whole);
    expect(muted).toEqual([{ ...first, mute }]);
    expect(failures).toEqual(before.failures.slice(1));
    expect(counts).toEqual({ ...before.counts, fail: before.counts.fail - 1, muted: 1 });
    expect(assessment.results.filter(({ check }) => check.id !== CHECK)).toEqual(
      whole.results.filter(({ check }) => check.id !== CHECK),
    );
    expect(assessment.scores).toEqual(whole.scores);
  });

  it('of a whole check take all, those of one identity with the reason of their own', () => {
    const all: Mute = { check: CHECK, reason: 'all' };
    const one: Mute = { check: CHECK, identity: second?.clientId, reason: 'one' };
    const { failures, muted } = resultOf(withMutes(whole, [all, one]));
    expect(failures).toEqual([]);
    expect(muted.map(({ mute }) => mute.reason).filter((reason) => reason === 'one')).toHaveLength(1);
    expect(muted).toHaveLength(resultOf(whole).failures.length);
  });

  it('of the tenant need no identity', () => {
    const failing = whole.results.find(({ check, failures }) => check.about === 'tenant' && failures.length > 0);
    const id = failing?.check.id ?? '';
    const { counts } = resultOf(withMutes(whole, [{ check: id, reason: 'x' }]), id);
    expect([counts.fail, counts.muted]).toEqual([0, 1]);
  });

  it('count every object once still', () => {
    const assessment = withMutes(
      whole,
      whole.results.map(({ check }) => ({ check: check.id, reason: 'x' })),
    );
    for (const [index, { counts }] of assessment.results.entries()) {
      const sum = OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0);
      expect(sum).toBe(OUTCOMES.reduce((total, outcome) => total + (whole.results[index]?.counts[outcome] ?? 0), 0));
    }
  });

  it('hide nothing once they have ended, wherever the day ends last', () => {
    const until = (day: string): Mute => ({ check: CHECK, reason: 'x', until: day });
    const at = (time: string) => Date.parse(time);
    expect(isExpired(until('2026-11-20'), at('2026-11-21T11:59:59Z'))).toBe(false);
    expect(isExpired(until('2026-11-20'), at('2026-11-21T12:00:00Z'))).toBe(true);
    expect(isExpired({ check: CHECK, reason: 'x' }, at('2199-01-01T00:00:00Z'))).toBe(false);
    expect(withMutes(whole, [until('2020-01-01')])).toBe(whole);
  });

  it('are unused where what they are about was judged and does not fail', () => {
    const passing = demo.identities.find(
      ({ clientId }) => !resultOf(whole).failures.some((failure) => failure.clientId === clientId),
    );
    const decided = whole.results.find(({ failures, gap }) => failures.length === 0 && gap === undefined);
    const undecided = whole.results.find(({ failures, gap }) => failures.length === 0 && gap !== undefined);
    const used: Mute = { check: CHECK, identity: first?.clientId, reason: 'used' };
    const unused: Mute[] = [
      { check: CHECK, identity: passing?.clientId, reason: 'passes' },
      { check: decided?.check.id ?? '', reason: 'nothing fails' },
      { check: CHECK, identity: first?.clientId, reason: 'another one says the same' },
    ];
    const silent: Mute[] = [
      { check: CHECK, identity: '00000000-0000-4000-8000-999999999999', reason: 'perhaps of another tenant' },
      { check: undecided?.check.id ?? '', reason: 'nobody could look' },
      { check: CHECK, reason: 'ended', until: '2020-01-01' },
      { check: 'no-such-check', reason: 'told of elsewhere' },
    ];
    const mutes = [used, ...unused, ...silent];
    expect(decided && undecided).toBeDefined();
    expect(unusedMutes(withMutes(whole, mutes), mutes, known)).toEqual(unused);
  });
});
