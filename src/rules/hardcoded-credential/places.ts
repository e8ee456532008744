import type { Range } from '../../text/range.ts';

/** The places of a file that are reported already. */
export class Places {
  /** In order of the text; none overlaps another. */
  readonly #ranges: Range[] = [];

  /** Takes a place. @returns false where it overlaps one that is taken */
  take(range: Range): boolean {
    const ranges = this.#ranges;
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.end ?? 0) <= range.start) low = middle + 1;
      else high = middle;
    }
    const next = ranges[low];
    if (next && next.start < range.end) return false;
    ranges.splice(low, 0, range);
    return true;
  }
}
