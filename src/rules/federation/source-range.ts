import { isMark } from '../../federation/patterns/marked-text.ts';
import type { SourceDocument } from '../../model/document.ts';
import type { Value } from '../../model/value.ts';
import type { Range } from '../../text/range.ts';

/**
 * Where a part of a value's text stands in the literal that holds it, escapes and interpolations counted; the whole
 * literal where that cannot be told.
 *
 * @param text with marks for unknown parts, as the value has it
 * @param part offsets in it
 */
export function sourceRange({ source, uri }: SourceDocument, value: Value, text: string, part: Range): Range {
  if (value.uri !== uri) return value.range;
  const offsets = alignment(source.slice(value.range), text);
  const start = offsets?.[part.start];
  const end = offsets?.[part.end];
  if (start === undefined || end === undefined || end < start) return value.range;
  return { start: value.range.start + start, end: value.range.start + Math.max(end, start) };
}

/** Of each offset of the text (its end included) the offset in the literal; undefined where the two do not fit. */
function alignment(literal: string, text: string): readonly number[] | undefined {
  const quote = /^(?:'''\r?\n?|["'])/u.exec(literal)?.[0].length ?? 0;
  const offsets: number[] = [];
  let at = quote;
  for (let index = 0; index < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(index) ?? 0);
    for (let unit = 0; unit < char.length; unit++) offsets.push(at);
    index += char.length;
    if (isMark(char.codePointAt(0) ?? 0)) {
      const close = literal.startsWith('${', at) ? literal.indexOf('}', at) : -1;
      if (close < 0) return undefined;
      at = close + 1;
    } else if (literal.startsWith(char, at)) at += char.length;
    else if (literal[at] === '\\' && literal.startsWith(char, at + 1)) at += 1 + char.length;
    else return undefined;
  }
  offsets.push(at);
  return offsets;
}
