import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/tenant/request/clock.ts';
import { Pace } from '../../../src/tenant/request/pace.ts';

/** A clock that stands still until somebody waits. */
class ManualClock implements Clock {
  time = 0;

  now(): number {
    return this.time;
  }

  async wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    this.time += milliseconds;
  }
}

const LIMITS = { inFlight: 2, apartMilliseconds: 100, backOffMilliseconds: 5_000 };

async function startsOf(pace: Pace, clock: Clock, count: number): Promise<number[]> {
  const starts: number[] = [];
  for (let call = 0; call < count; call += 1) await pace.run(async () => starts.push(clock.now()), undefined);
  return starts;
}

describe('the pace of a group of calls', () => {
  it('starts them apart', async () => {
    const clock = new ManualClock();
    expect(await startsOf(new Pace(LIMITS, clock), clock, 4)).toEqual([0, 100, 200, 300]);
  });

  it('starts no more of them within a time than may start in it', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ ...LIMITS, apartMilliseconds: 0, most: { calls: 3, milliseconds: 1_000 } }, clock);
    expect(await startsOf(pace, clock, 2)).toEqual([0, 0]);
    clock.time = 600;
    expect(await startsOf(pace, clock, 5)).toEqual([600, 1_000, 1_000, 1_600, 2_000]);
  });

  it('has no more under way than allowed, whatever becomes of them', async () => {
    const pace = new Pace({ ...LIMITS, apartMilliseconds: 0 }, new ManualClock());
    let running = 0;
    let most = 0;
    const work = async (call: number) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      if (call % 3 === 0) throw new Error('failed');
    };
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, call) => pace.run(() => work(call), undefined)),
    );
    expect(most).toBe(2);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(13);
  });

  it('waits as long as the service asks, or as long as it usually takes', async () => {
    const clock = new ManualClock();
    const pace = new Pace(LIMITS, clock);
    pace.holdOff(2_128);
    expect(await startsOf(pace, clock, 1)).toEqual([2_128]);
    pace.holdOff(undefined);
    expect(await startsOf(pace, clock, 1)).toEqual([7_128]);
  });

  it('slows down before the quota is used up, and recovers', async () => {
    const clock = new ManualClock();
    const pace = new Pace({ inFlight: 4, apartMilliseconds: 0, backOffMilliseconds: 1_000 }, clock);
    const most = async () => {
      let running = 0;
      let seen = 0;
      await Promise.all(
        Array.from({ length: 8 }, () =>
          pace.run(async () => {
            running += 1;
            seen = Math.max(seen, running);
            await Promise.resolve();
            running -= 1;
          }, undefined),
        ),
      );
      return seen;
    };
    expect(await most()).toBe(4);
    pace.heed(0.85);
    pace.heed(0.9);
    expect(await most()).toBe(2);
    for (let answer = 0; answer < 10; answer += 1) pace.heed(undefined);
    expect(await most()).toBe(4);
  });

  it('lets go of those that are cancelled while they wait', async () => {
    const pace = new Pace({ ...LIMITS, inFlight: 1 }, new ManualClock());
    let finish: () => void = () => undefined;
    const first = pace.run(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
      undefined,
    );
    const controller = new AbortController();
    const second = pace.run(async () => 'never', controller.signal);
    const third = pace.run(async () => 'third', undefined);
    controller.abort(new Error('cancelled'));
    await expect(second).rejects.toThrow('cancelled');
    finish();
    await first;
    expect(await third).toBe('third');
  });
});
