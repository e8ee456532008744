import { deletion, insertion } from '../../../text/text-edit.ts';
import type { YamlItem, YamlPair, YamlSequence } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';
import { type Edits, layoutOf } from './edits.ts';
import { blockEnd, columnOf, indentUnit, isFirstOnLine, lineEnd, lineStart } from './layout.ts';
import { type NewPair, renderFlowMapping, renderItem, renderPairs } from './render.ts';

/** Puts a mapping behind the last element of a sequence, laid out as that one is. */
export function appendItem(
  file: YamlFile,
  { style, items, open, close }: YamlSequence,
  pairs: readonly NewPair[],
): Edits {
  const last = items.at(-1);
  if (pairs.length === 0) return undefined;
  if (style === 'block') return last && appendBlockItem(file, last, pairs);
  if (!open || !close) return undefined;
  return [
    last ? insertion(last.range.end, `, ${renderFlowMapping(pairs)}`) : insertion(open.end, renderFlowMapping(pairs)),
  ];
}

function appendBlockItem(file: YamlFile, last: YamlItem, pairs: readonly NewPair[]): Edits {
  const { source } = file;
  const { start, end } = last.range;
  const prefix = source.text.slice(lineStart(source, start), start);
  if (!isFirstOnLine(source, start) || prefix.includes('\t')) return undefined;
  const content = last.value ? columnOf(source, last.value.outerRange.start) - prefix.length : 2;
  // The content of an item may begin on a later line, anywhere.
  const gap = content >= 2 && content <= 8 ? content : 2;
  const eol = source.lineEnding;
  const layout = { indent: ' '.repeat(prefix.length + gap), unit: indentUnit(file), eol };
  const text = `${prefix}-${' '.repeat(gap - 1)}${renderPairs(pairs, layout)}`;
  const { offset, keptLines } = blockEnd(source, end, last.value);
  return [insertion(offset, keptLines ? text + eol : eol + text)];
}

/** Gives a pair without value, or with null or `[]`, a sequence of one mapping; a comment on its line stays there. */
export function fillSequence(file: YamlFile, pair: YamlPair, pairs: readonly NewPair[]): Edits {
  const { value, colon, parent } = pair;
  const isNull = value?.kind === 'scalar' && value.type === 'null';
  const isEmpty = value?.kind === 'sequence' && value.items.length === 0;
  if (!colon || (value && !isNull && !isEmpty) || value?.anchor || value?.tag) return undefined;
  if (parent.style === 'flow') {
    const text = `[${renderFlowMapping(pairs)}]`;
    return value ? [{ range: value.range, newText: text }] : [insertion(colon.end, ` ${text}`)];
  }
  const outer = layoutOf(file, parent);
  if (!outer) return undefined;
  const item = renderItem(pairs, { ...outer, indent: outer.indent + outer.unit });
  const below = insertion(lineEnd(file.source, value?.range.end ?? colon.end), outer.eol + item);
  return value ? [deletion({ start: colon.end, end: value.range.end }), below] : [below];
}

/** Begins a mapping at the end of a file that holds comments or nothing, set off from the comments by a blank line. */
export function beginMapping({ source, root }: YamlFile, pairs: readonly NewPair[]): Edits {
  if (root) return undefined;
  const eol = source.lineEnding;
  const { text } = source;
  const isEmpty = text.trim() === '';
  const isOpenLine = !isEmpty && !text.endsWith('\n');
  const gap = isEmpty || /(?:^|\n)[ \t]*\r?\n$/.test(text) ? '' : eol;
  const body = renderPairs(pairs, { indent: '', unit: '  ', eol });
  return [insertion(source.length, `${isOpenLine ? eol : ''}${gap}${body}${eol}`)];
}
