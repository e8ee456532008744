import { Disposable } from '../disposable.ts';
import type { ErrorBoundary } from '../errors.ts';
import type { Change } from './linted-folder.ts';
import { nextTurn, workInSlices } from './work-in-slices.ts';

/** Lints the documents that changes have something to do with, each once, when there is time. */
export class DependentLint extends Disposable {
  readonly #boundary: ErrorBoundary;
  readonly #lint: (uri: string) => void;
  readonly #waiting = new Set<string>();
  #isRunning = false;

  constructor(boundary: ErrorBoundary, lint: (uri: string) => void) {
    super();
    this.#boundary = boundary;
    this.#lint = lint;
  }

  add({ affected }: Change): void {
    for (const { uri } of affected) this.#waiting.add(uri);
    if (this.#isRunning || this.#waiting.size === 0) return;
    this.#isRunning = true;
    const work = async () => {
      // The findings of what changed go to the editor first.
      await nextTurn();
      await workInSlices(drain(this.#waiting), this.#lint, { isCancelled: () => this.isDisposed });
    };
    void this.#boundary.runQuietly('Lint of dependent files', work).finally(() => {
      this.#isRunning = false;
    });
  }
}

/** The items of a set, also those that come while it is emptied. */
function* drain<T>(set: Set<T>): Generator<T> {
  for (const item of set) {
    set.delete(item);
    yield item;
  }
}
