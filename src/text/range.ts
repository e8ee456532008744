/**
 * A half-open span of a text, in UTF-16 code units from its start: `start` is the first unit inside, `end` the
 * first one outside. A zero-length range is a place between two units.
 */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A place in a text as editors count it: zero-based line, zero-based UTF-16 unit within the line. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export function containsRange(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export function containsOffset(range: Range, offset: number): boolean {
  return range.start <= offset && offset < range.end;
}

export function coveringRange(first: Range, last: Range): Range {
  return { start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}
