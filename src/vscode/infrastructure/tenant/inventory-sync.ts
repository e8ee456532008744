import * as vscode from 'vscode';
import type { SectionName } from '../../../tenant/model/section.ts';

type Services = typeof import('./services.ts');

/** What is told to whoever reads. */
export type ReadingOptions = Pick<Parameters<Services['synchronise']>[0], 'maxAge' | 'onProgress'> & {
  readonly signal: AbortSignal;
};

/** What is being read, for a view to show. */
export interface SyncState {
  readonly reading: ReadonlySet<SectionName>;
}

interface Run extends SyncState {
  readonly controller: AbortController;
  readonly done: Promise<void>;
  /** When it began, milliseconds since 1970. */
  readonly since: number;
}

/** Reading the tenant: one run at a time, which can be cancelled. */
export class InventorySync {
  readonly #edge: () => void;
  readonly #progress: () => void;
  #run: Run | undefined;
  #next: Promise<void> | undefined;

  /**
   * @param edge is told when a run began or ended
   * @param progress is told when reading a section began or ended
   */
  constructor(edge: () => void, progress: () => void) {
    this.#edge = edge;
    this.#progress = progress;
  }

  /** Undefined while nothing is being read. */
  get state(): SyncState | undefined {
    return this.#run;
  }

  /** How long the run of the moment has lasted, in milliseconds; 0 where there is none. */
  get milliseconds(): number {
    return this.#run ? Date.now() - this.#run.since : 0;
  }

  /**
   * Begins a run that sees everything that is so by now: the one under way may have passed it, and is waited for.
   * Whoever asks meanwhile gets the same next run. Cancelling ends both.
   */
  runAnew(read: (options: ReadingOptions) => Promise<unknown>): Promise<void> {
    const current = this.#run;
    if (!current) return this.run(read);
    this.#next ??= current.done
      .finally(() => {
        this.#next = undefined;
      })
      .then(() => (current.controller.signal.aborted ? undefined : this.run(read)));
    return this.#next;
  }

  /** Begins a run, or waits for the one that is under way. */
  run(read: (options: ReadingOptions) => Promise<unknown>): Promise<void> {
    if (this.#run) return this.#run.done;
    const controller = new AbortController();
    const reading = new Set<SectionName>();
    const onProgress: ReadingOptions['onProgress'] = ({ section, state }) => {
      if (state === 'reading') reading.add(section);
      else reading.delete(section);
      this.#progress();
    };
    const done = read({ signal: controller.signal, onProgress })
      .finally(() => {
        this.#run = undefined;
        this.#edge();
      })
      .then(() => undefined);
    this.#run = { controller, reading, done, since: Date.now() };
    this.#edge();
    return done;
  }

  /** Stops reading and waits for the end of it. */
  async cancel(): Promise<void> {
    this.abort();
    await this.#run?.done;
  }

  abort(): void {
    this.#run?.controller.abort(new vscode.CancellationError());
  }
}
