import { Memory } from '../../text/memory.ts';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { JsonString } from './nodes.ts';

/** The source of the part `[start, end)` of a string's text, exact through escapes. */
export function sourceRange(source: SourceText, node: JsonString, start: number, end: number): Range {
  const from = node.range.start + 1;
  // Without escapes the text is as long as its source between the quotes.
  if (node.text.length === node.range.end - from - 1) return { start: from + start, end: from + end };
  let offsets = offsetsOf.get(node);
  if (!offsets) {
    offsets = unitOffsets(source.text.slice(from, node.range.end));
    offsetsOf.set(node, offsets);
  }
  const last = offsets.length - 1;
  return { start: from + (offsets[Math.min(start, last)] ?? 0), end: from + (offsets[Math.min(end, last)] ?? 0) };
}

const offsetsOf = new Memory<JsonString, readonly number[]>();

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
