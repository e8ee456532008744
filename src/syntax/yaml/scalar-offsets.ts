import type { Range } from '../../text/range.ts';
import type { ScalarStyle } from './nodes.ts';

/** `length` units of the value at `value` are the `sourceLength` units of the source at `source`. */
export interface Segment {
  readonly value: number;
  readonly length: number;
  readonly source: number;
  /** Equal to `length` for text copied as it stands; an escape is one indivisible segment. */
  readonly sourceLength: number;
}

/**
 * Matches a scalar's value with the source it was read from. What the value has in place of line breaks and
 * indentation lies between segments. `source` is the content at offset `start` of the file.
 */
export function alignScalar(style: ScalarStyle, source: string, start: number, value: string): readonly Segment[] {
  if (source === value) return [{ value: 0, length: value.length, source: start, sourceLength: source.length }];
  return style === 'double-quoted' ? alignEscaped(source, start, value) : alignLines(style, source, start, value);
}

/** The source offset of a value offset; `start` and `end` say which side of a gap or escape is meant. */
export function sourceOffset(
  segments: readonly Segment[],
  offset: number,
  side: 'start' | 'end',
  content: Range,
): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const { value, length } = segments[middle] ?? { value: 0, length: 0 };
    if (side === 'start' ? value + length <= offset : value + length < offset) low = middle + 1;
    else high = middle;
  }
  const segment = segments[low];
  if (!segment) return content.end;
  const within = Math.max(0, offset - segment.value);
  if (segment.length === segment.sourceLength) {
    if (side === 'end' && within === 0 && low > 0) return endOf(segments[low - 1], content.start);
    return segment.source + within;
  }
  return segment.source + (side === 'end' && within > 0 ? segment.sourceLength : 0);
}

function endOf(segment: Segment | undefined, otherwise: number): number {
  return segment ? segment.source + segment.sourceLength : otherwise;
}

/**
 * Plain, single-quoted and block scalars: each line's text stands in the value as it is, only blanks and line
 * breaks between lines differ, and `''` is one quote.
 */
function alignLines(style: ScalarStyle, source: string, start: number, value: string): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  let lineStart = 0;
  while (lineStart <= source.length) {
    const newline = source.indexOf('\n', lineStart);
    const lineEnd = newline < 0 ? source.length : newline;
    let from = lineStart;
    while (from < lineEnd && isBlank(source, from)) from += 1;
    let to = lineEnd;
    if (style === 'literal' || style === 'folded') {
      if (to > from && source[to - 1] === '\r') to -= 1;
    } else if (newline >= 0) while (to > from && isBlank(source, to - 1)) to -= 1;
    if (to > from) {
      while (at < value.length && isBlankOrBreak(value, at)) at += 1;
      // Indentation that is part of the value (a script's own) belongs to the segment.
      let back = 0;
      const previous = segments.at(-1);
      const floor = previous ? previous.value + previous.length : 0;
      while (from - back > lineStart && at - back > floor && source[from - back - 1] === value[at - back - 1])
        back += 1;
      at -= back;
      from -= back;
      for (const piece of pieces(style, source, from, to)) {
        segments.push({
          value: at,
          length: piece.length,
          source: start + piece.start,
          sourceLength: piece.sourceLength,
        });
        at += piece.length;
      }
    }
    lineStart = lineEnd + 1;
  }
  return segments;
}

interface Piece {
  readonly start: number;
  readonly length: number;
  readonly sourceLength: number;
}

function pieces(style: ScalarStyle, source: string, from: number, to: number): readonly Piece[] {
  const found: Piece[] = [];
  let start = from;
  if (style === 'single-quoted') {
    for (let quote = source.indexOf("''", start); quote >= 0 && quote < to; quote = source.indexOf("''", start)) {
      if (quote > start) found.push({ start, length: quote - start, sourceLength: quote - start });
      found.push({ start: quote, length: 1, sourceLength: 2 });
      start = quote + 2;
    }
  }
  if (to > start) found.push({ start, length: to - start, sourceLength: to - start });
  return found;
}

/** Double-quoted: escapes and folded line breaks change lengths, the rest stands as it is. */
function alignEscaped(source: string, start: number, value: string): readonly Segment[] {
  const segments: Segment[] = [];
  let at = 0;
  let plain = 0;
  let i = 0;
  const flush = (end: number): void => {
    if (end > plain)
      segments.push({ value: at, length: end - plain, source: start + plain, sourceLength: end - plain });
    at += Math.max(0, end - plain);
  };
  while (i < source.length) {
    const fold = foldAt(source, i);
    if (fold !== undefined) {
      flush(i);
      const breaks = fold.split('\n').length - 1;
      at += breaks === 1 && !fold.startsWith('\\') ? 1 : breaks - 1;
      i += fold.length;
      plain = i;
    } else if (source[i] === '\\') {
      flush(i);
      const sourceLength = escapeLength(source[i + 1]);
      const length = sourceLength > 2 && (value.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
      segments.push({ value: at, length, source: start + i, sourceLength });
      at += length;
      i += sourceLength;
      plain = i;
    } else if (isBlank(source, i)) {
      while (isBlank(source, i)) i += 1;
    } else i += 1;
  }
  flush(source.length);
  return segments;
}

/** A line break with the blanks around it and the empty lines that follow; a backslash in front joins the lines. */
const FOLD = /(?:\\|[ \t]*)\r?\n(?:[ \t]*\r?\n)*[ \t]*/y;

function foldAt(source: string, at: number): string | undefined {
  const character = source[at];
  if (character !== '\n' && character !== '\\' && !isBlank(source, at)) return undefined;
  FOLD.lastIndex = at;
  return FOLD.exec(source)?.[0];
}

function escapeLength(letter: string | undefined): number {
  if (letter === 'x') return 4;
  if (letter === 'u') return 6;
  return letter === 'U' ? 10 : 2;
}

function isBlank(text: string, at: number): boolean {
  const character = text[at];
  return character === ' ' || character === '\t' || character === '\r';
}

function isBlankOrBreak(text: string, at: number): boolean {
  return isBlank(text, at) || text[at] === '\n';
}
