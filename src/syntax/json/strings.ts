import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { JsonString } from './nodes.ts';

/** The source of the part `[start, end)` of a string's text, exact through escapes. */
export function sourceRange(source: SourceText, node: JsonString, start: number, end: number): Range {
  const from = node.range.start + 1;
  const raw = source.text.slice(from, node.range.end);
  if (!raw.includes('\\')) return { start: from + start, end: from + end };
  const offsets = unitOffsets(raw);
  const at = (unit: number) => from + (offsets[Math.min(unit, offsets.length - 1)] ?? 0);
  return { start: at(start), end: at(end) };
}

/** Where each unit of the text begins in the source between the quotes, and where the last one ends. */
function unitOffsets(raw: string): readonly number[] {
  const offsets = [0];
  let at = 0;
  while (at < raw.length && raw[at] !== '"') {
    if (raw[at] !== '\\') at += 1;
    else at += raw[at + 1] === 'u' ? 6 : 2;
    offsets.push(at);
  }
  return offsets;
}
