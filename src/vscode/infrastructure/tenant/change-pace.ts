/** During a sync the store changes many times a second; views follow at this pace. */
const CHANGE_MILLISECONDS = 250;
/** A large tenant is read for minutes, and costs more to look at the larger it gets: after these, once a second will do. */
const LONG_SYNC_MILLISECONDS = 5_000;
const LONG_SYNC_CHANGE_MILLISECONDS = 1_000;

/** Lets many changes be one. */
export class ChangePace {
  readonly #tell: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** @param readingFor how long the tenant has been read, in milliseconds; 0 where it is not */
  soon(readingFor: number): void {
    const isLong = readingFor > LONG_SYNC_MILLISECONDS;
    this.#timer ??= setTimeout(this.#tell, isLong ? LONG_SYNC_CHANGE_MILLISECONDS : CHANGE_MILLISECONDS);
  }

  /** Everything that changed has been told by now, or concerns nobody any more. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
