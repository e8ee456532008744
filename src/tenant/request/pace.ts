import type { Clock } from './clock.ts';

/** The limits of one group of calls, which the service counts together. */
export interface PaceLimits {
  /** Calls under way at a time. */
  readonly inFlight: number;
  /** The least time between the starts of two calls. */
  readonly apartMilliseconds: number;
  /** The most calls that start within a time, however close to each other. */
  readonly most?: { readonly calls: number; readonly milliseconds: number };
  /** How long to hold off after a refusal that names no time. */
  readonly backOffMilliseconds: number;
}

/**
 * Lets calls of one group start, as fast as the service allows: never more in flight than its limit, slower while the
 * service says that its quota is nearly used, and not at all while it asks to wait.
 */
export class Pace {
  readonly #limits: PaceLimits;
  readonly #clock: Clock;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  /** At most this many at a time; below the limit while the quota is nearly used. */
  #allowed: number;
  #nextStart = 0;
  #heldUntil = 0;
  /** When the last calls started, as many as may start within the time. */
  readonly #starts: number[] = [];

  constructor(limits: PaceLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
    this.#allowed = limits.inFlight;
  }

  /** Runs a call when its turn comes. */
  async run<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    await this.#enter(signal);
    try {
      return await work();
    } finally {
      this.#running -= 1;
      this.#admit();
    }
  }

  /** The service refused: nothing of this group starts before its time. */
  holdOff(milliseconds: number | undefined): void {
    const wait = milliseconds ?? this.#limits.backOffMilliseconds;
    this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + wait);
    this.#allowed = Math.max(1, Math.floor(this.#allowed / 2));
  }

  /**
   * What the service says of its quota. From 0.8 on it warns (`x-ms-throttle-limit-percentage`); it is silent below.
   * @param used 0.8 to 1.8, or undefined where the answer says nothing
   */
  heed(used: number | undefined): void {
    if (used === undefined) {
      if (this.#allowed < this.#limits.inFlight) this.#allowed += 1;
      return;
    }
    if (used >= 0.8) this.#allowed = Math.max(1, this.#allowed - 1);
    if (used >= 1) this.#heldUntil = Math.max(this.#heldUntil, this.#clock.now() + this.#limits.backOffMilliseconds);
  }

  async #enter(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (this.#running >= this.#allowed) {
      await new Promise<void>((resolve, reject) => {
        const abort = () => {
          this.#waiting.splice(this.#waiting.indexOf(admit), 1);
          reject(signal?.reason);
        };
        const admit = () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        };
        signal?.addEventListener('abort', abort, { once: true });
        this.#waiting.push(admit);
      });
    } else {
      this.#running += 1;
    }
    try {
      await this.#untilAllowed(signal);
    } catch (error) {
      this.#running -= 1;
      this.#admit();
      throw error;
    }
  }

  async #untilAllowed(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const start = Math.max(this.#heldUntil, this.#nextStart, this.#windowStart());
      if (start <= now) {
        this.#nextStart = now + this.#limits.apartMilliseconds;
        this.#starts.push(now);
        return;
      }
      await this.#clock.wait(start - now, signal);
    }
  }

  /** When a call may start so that no time holds more starts than it may. */
  #windowStart(): number {
    const { most } = this.#limits;
    if (!most) {
      this.#starts.length = 0;
      return 0;
    }
    while (this.#starts.length > most.calls) this.#starts.shift();
    return this.#starts.length < most.calls ? 0 : (this.#starts[0] as number) + most.milliseconds;
  }

  /** Lets those in that fit; who is let in counts as running from here on. */
  #admit(): void {
    while (this.#running < this.#allowed) {
      const next = this.#waiting.shift();
      if (!next) return;
      this.#running += 1;
      next();
    }
  }
}
