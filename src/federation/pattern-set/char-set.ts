/**
 * A set of Unicode code points: inclusive intervals as flat pairs `[low, high, low, high, ...]`, ascending, disjoint
 * and not adjacent, so that equal sets are equal arrays.
 */
export type CharSet = readonly number[];

const LAST_CODE_POINT = 0x10ffff;

export const ANY_CHAR: CharSet = [0, LAST_CODE_POINT];
export const NO_CHAR: CharSet = [];

/**
 * Reads the inside of a character class as regular expressions write it: `A-Za-z0-9._-`, `^:` for all but `:`.
 * A `-` at either end stands for itself; there are no escapes.
 */
export function charSet(spec: string): CharSet {
  const isNegated = spec.startsWith('^');
  const points = codePoints(isNegated ? spec.slice(1) : spec);
  const intervals: [number, number][] = [];
  for (let i = 0; i < points.length; i++) {
    const low = points[i] ?? 0;
    const high = points[i + 2];
    if (points[i + 1] === 0x2d && high !== undefined) {
      intervals.push([low, high]);
      i += 2;
    } else intervals.push([low, low]);
  }
  const set = fromIntervals(intervals);
  return isNegated ? negate(set) : set;
}

export function singleChar(codePoint: number): CharSet {
  return [codePoint, codePoint];
}

/** Any intervals, in any order, overlapping or not; those with `low > high` are empty. */
export function fromIntervals(intervals: readonly (readonly [number, number])[]): CharSet {
  const sorted = intervals.filter(([low, high]) => low <= high).sort((a, b) => a[0] - b[0]);
  const result: number[] = [];
  for (const [low, high] of sorted) {
    const last = result.length - 1;
    const lastHigh = result[last];
    if (lastHigh !== undefined && low <= lastHigh + 1) result[last] = Math.max(lastHigh, high);
    else result.push(low, high);
  }
  return result;
}

export function union(a: CharSet, b: CharSet): CharSet {
  return fromIntervals([...intervalsOf(a), ...intervalsOf(b)]);
}

export function negate(set: CharSet): CharSet {
  const result: number[] = [];
  let from = 0;
  for (const [low, high] of intervalsOf(set)) {
    if (low > from) result.push(from, low - 1);
    from = high + 1;
  }
  if (from <= LAST_CODE_POINT) result.push(from, LAST_CODE_POINT);
  return result;
}

export function intersect(a: CharSet, b: CharSet): CharSet {
  if (a === ANY_CHAR) return b;
  if (b === ANY_CHAR || a === b) return a;
  const result: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const highA = a[i + 1] ?? 0;
    const highB = b[j + 1] ?? 0;
    const low = Math.max(a[i] ?? 0, b[j] ?? 0);
    const high = Math.min(highA, highB);
    if (low <= high) result.push(low, high);
    if (highA <= highB) i += 2;
    if (highB <= highA) j += 2;
  }
  return result;
}

/** Whether two sets have a member in common. */
export function overlap(a: CharSet, b: CharSet): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const highA = a[i + 1] ?? 0;
    const highB = b[j + 1] ?? 0;
    if (Math.max(a[i] ?? 0, b[j] ?? 0) <= Math.min(highA, highB)) return true;
    if (highA <= highB) i += 2;
    else j += 2;
  }
  return false;
}

export function contains(set: CharSet, codePoint: number): boolean {
  for (let i = 0; i < set.length; i += 2) {
    if (codePoint < (set[i] ?? 0)) return false;
    if (codePoint <= (set[i + 1] ?? 0)) return true;
  }
  return false;
}

/** Adds the other ASCII case of every letter in the set. */
export function foldCase(set: CharSet): CharSet {
  const folded: [number, number][] = [...intervalsOf(set)];
  for (const [low, high] of intervalsOf(set)) {
    folded.push([Math.max(low, 0x41) + 0x20, Math.min(high, 0x5a) + 0x20]);
    folded.push([Math.max(low, 0x61) - 0x20, Math.min(high, 0x7a) - 0x20]);
  }
  return fromIntervals(folded);
}

const READABLE = codePoints('xyzabcdefghijklmnopqrstuvw1234567890XYZ-_.');

/** A member a person can read, where there is one. */
export function pickChar(set: CharSet): number {
  return READABLE.find((codePoint) => contains(set, codePoint)) ?? set[0] ?? 0;
}

export function* intervalsOf(set: CharSet): Generator<[number, number]> {
  for (let i = 0; i < set.length; i += 2) yield [set[i] ?? 0, set[i + 1] ?? 0];
}

export function codePoints(text: string): readonly number[] {
  return Array.from(text, (char) => char.codePointAt(0) ?? 0);
}
