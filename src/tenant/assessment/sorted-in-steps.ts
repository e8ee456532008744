/** Items that are sorted or merged in one step: a few milliseconds. */
const STEP = 8_192;

type Compare<Item> = (a: Item, b: Item) => number;

/** Sorts in short steps, for hosts that must not be held for long; equal items keep their order. */
export function* sortedInSteps<Item>(items: readonly Item[], compare: Compare<Item>): Generator<void, readonly Item[]> {
  let runs: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += STEP) {
    runs.push(items.slice(start, start + STEP).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: (readonly Item[])[] = [];
    for (let index = 0; index < runs.length; index += 2) {
      merged.push(yield* mergedInSteps(runs[index] ?? [], runs[index + 1] ?? [], compare));
    }
    runs = merged;
  }
  return runs[0] ?? [];
}

function* mergedInSteps<Item>(
  a: readonly Item[],
  b: readonly Item[],
  compare: Compare<Item>,
): Generator<void, readonly Item[]> {
  if (b.length === 0) return a;
  const merged: Item[] = [];
  let [i, j] = [0, 0];
  while (merged.length < a.length + b.length) {
    const [left, right] = [a[i] as Item, b[j] as Item];
    const isLeft = j === b.length || (i < a.length && compare(left, right) <= 0);
    merged.push(isLeft ? left : right);
    if (isLeft) i += 1;
    else j += 1;
    if (merged.length % STEP === 0) yield;
  }
  return merged;
}
