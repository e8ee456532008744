import { describe, expect, it } from 'vitest';
import { stepInSlices, workInSlices } from '../../src/vscode/infrastructure/linting/work-in-slices.ts';

/** A clock that each item moves on by so many milliseconds. */
function setUp(costs: readonly number[]) {
  let now = 0;
  const events: string[] = [];
  return {
    events,
    run: (isCancelled: () => boolean = () => false) =>
      workInSlices(
        costs.entries(),
        ([index, cost]) => {
          now += cost;
          events.push(`item ${index}`);
        },
        {
          isCancelled,
          clock: () => now,
          turn: async () => void events.push('turn'),
          report: (done) => events.push(`done ${done}`),
        },
      ),
  };
}

describe('workInSlices', () => {
  it('does everything in order', async () => {
    const { run, events } = setUp([1, 1, 1]);
    expect(await run()).toBe(3);
    expect(events).toEqual(['item 0', 'item 1', 'item 2', 'done 3']);
  });

  it('gives others their turn when a slice is used up', async () => {
    const { run, events } = setUp([5, 5, 20, 1]);
    await run();
    expect(events).toEqual(['item 0', 'item 1', 'done 2', 'turn', 'item 2', 'done 3', 'turn', 'item 3', 'done 4']);
  });

  it('stops before the next item when it is cancelled', async () => {
    const { run, events } = setUp([1, 1, 1]);
    expect(await run(() => events.length >= 2)).toBe(2);
  });
});

describe('stepInSlices', () => {
  function* steps(events: string[]): Generator<void, string> {
    for (let i = 0; i < 3; i++) {
      events.push(`step ${i}`);
      yield;
    }
    return 'result';
  }

  it('gives the result of all steps, with turns in between', async () => {
    const events: string[] = [];
    let now = 0;
    const options = { isCancelled: () => false, clock: () => (now += 20), turn: async () => void events.push('turn') };
    expect(await stepInSlices(steps(events), options)).toBe('result');
    expect(events).toEqual(['step 0', 'turn', 'step 1', 'turn', 'step 2', 'turn']);
  });

  it('ends without a result where it is cancelled', async () => {
    const events: string[] = [];
    const isCancelled = () => events.length > 1;
    expect(await stepInSlices(steps(events), { isCancelled, turn: async () => {} })).toBeUndefined();
    expect(events).toEqual(['step 0', 'step 1']);
  });
});
