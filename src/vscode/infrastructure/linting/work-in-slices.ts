/** How long background work may hold the extension host before others get their turn, in milliseconds. */
const SLICE_MILLISECONDS = 8;

export interface WorkOptions {
  /** Asked before each item; true ends the work. */
  readonly isCancelled: () => boolean;
  /** Called at the end of each slice. */
  readonly report?: (done: number) => void;
  readonly clock?: () => number;
  readonly turn?: () => Promise<void>;
}

/**
 * Works through items in short slices, so that typing, hovers and other extensions come between.
 * @returns how many items were done
 */
export async function workInSlices<T>(
  items: Iterable<T>,
  work: (item: T) => void,
  { isCancelled, report, clock = () => performance.now(), turn = nextTurn }: WorkOptions,
): Promise<number> {
  let done = 0;
  let began = clock();
  for (const item of items) {
    if (isCancelled()) break;
    work(item);
    done += 1;
    if (clock() - began < SLICE_MILLISECONDS) continue;
    report?.(done);
    await turn();
    began = clock();
  }
  report?.(done);
  return done;
}

/**
 * Takes steps in short slices until they are done.
 * @returns what they come to; undefined where they were cancelled
 */
export async function stepInSlices<T>(steps: Generator<void, T>, options: WorkOptions): Promise<T | undefined> {
  let result: { readonly value: T } | undefined;
  const whole = function* () {
    result = { value: yield* steps };
  };
  await workInSlices(whole(), () => {}, options);
  return result?.value;
}

/** Gives the editor its turn: events, typing and rendering go first. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
