import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortedInSteps } from '../../../src/tenant/assessment/sorted-in-steps.ts';

interface Item {
  readonly key: number;
  readonly index: number;
}

const compare = (a: Item, b: Item) => a.key - b.key;

function run(items: readonly Item[], compared: (a: Item, b: Item) => number = compare) {
  const steps = sortedInSteps(items, compared);
  for (let count = 0; ; count++) {
    const step = steps.next();
    if (step.done) return { sorted: step.value, steps: count };
  }
}

function itemsOf(keys: readonly number[]): readonly Item[] {
  return keys.map((key, index) => ({ key, index }));
}

describe('sorting in steps', () => {
  it('sorts as the language does, stably, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 1, max: 50 }), (length, kinds) => {
        const items = itemsOf(Array.from({ length }, (_, index) => (index * 7_919) % kinds));
        expect(run(items).sorted).toEqual([...items].sort(compare));
      }),
      { numRuns: 30 },
    );
  });

  it('leaves what it is given as it was', () => {
    const items = itemsOf([3, 1, 2]);
    expect(run(items).sorted.map(({ key }) => key)).toEqual([1, 2, 3]);
    expect(items.map(({ key }) => key)).toEqual([3, 1, 2]);
  });

  it('compares no more in a step than a short sort takes', () => {
    let compared = 0;
    let most = 0;
    const items = itemsOf(Array.from({ length: 100_000 }, (_, index) => (index * 7_919) % 100_003));
    const steps = sortedInSteps(items, (a, b) => {
      compared += 1;
      return compare(a, b);
    });
    for (let step = steps.next(); !step.done; step = steps.next()) {
      most = Math.max(most, compared);
      compared = 0;
    }
    expect(most).toBeLessThan(8_192 * 14);
  });
});
