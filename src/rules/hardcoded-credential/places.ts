import type { Range } from '../../text/range.ts';

/** The places of a file that are reported already. */
export class Places {
  readonly #ranges: Range[] = [];

  /** Takes a place. @returns false where it overlaps one that is taken */
  take(range: Range): boolean {
    if (this.#ranges.some((other) => range.start < other.end && other.start < range.end)) return false;
    this.#ranges.push(range);
    return true;
  }
}
