import { deletion, insertion } from '../../../text/text-edit.ts';
import type { YamlItem, YamlMapping, YamlNode, YamlPair } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';
import { type Edits, flowSeparator, layoutOf } from './edits.ts';
import { blockEnd, columnOf, indentUnit, isFirstOnLine, lineEnd, lineStart } from './layout.ts';
import { type NewPair, renderFlowMapping, renderFlowPair, renderPairs } from './render.ts';

/** Where new pairs go in a mapping that has pairs. */
export type Place = { readonly before: YamlPair } | { readonly after: YamlPair };

export interface InsertOptions {
  /** Sets the new pairs off by a blank line where the neighbour is followed by one. */
  readonly separate?: boolean;
}

/** Inserts pairs into a mapping; without a place, behind its last pair. An empty flow mapping is filled. */
export function insertPairs(
  file: YamlFile,
  mapping: YamlMapping,
  pairs: readonly NewPair[],
  place?: Place,
  options: InsertOptions = {},
): Edits {
  if (pairs.length === 0) return [];
  if (mapping.style === 'flow') return insertFlow(file, mapping, pairs, place);
  const last = mapping.pairs.at(-1);
  const at = place ?? (last && { after: last });
  const layout = layoutOf(file, mapping);
  if (!at || !layout) return undefined;
  const text = renderPairs(pairs, layout);
  if ('before' in at) return [insertion(at.before.range.start, text + layout.eol + layout.indent)];
  const { offset, keptLines } = blockEnd(file.source, at.after.range.end, at.after.value);
  if (keptLines) return [insertion(offset, layout.indent + text + layout.eol)];
  const blank = options.separate && isBlankBelow(file, offset) ? layout.eol : '';
  return [insertion(offset, layout.eol + blank + layout.indent + text)];
}

/** Gives a pair without value, or with null or `{}`, a mapping: `env:` gets lines below it. */
export function fillPair(file: YamlFile, pair: YamlPair, pairs: readonly NewPair[]): Edits {
  const { value } = pair;
  const isNull = value?.kind === 'scalar' && value.type === 'null';
  const isEmpty = value?.kind === 'mapping' && value.pairs.length === 0;
  return !value || isNull || isEmpty ? replaceByMapping(file, pair, value, pairs) : undefined;
}

/** Puts a mapping in the place of a pair's value; a comment behind the value stays on the line of the key. */
export function replaceByMapping(
  file: YamlFile,
  { colon, parent }: YamlPair,
  value: YamlNode | undefined,
  pairs: readonly NewPair[],
): Edits {
  if (!colon || pairs.length === 0 || value?.anchor || value?.tag) return undefined;
  if (parent.style === 'flow') {
    const text = renderFlowMapping(pairs);
    return value ? [{ range: value.range, newText: text }] : [insertion(colon.end, ` ${text}`)];
  }
  const outer = layoutOf(file, parent);
  if (!outer) return undefined;
  const layout = { ...outer, indent: outer.indent + outer.unit };
  const below = insertion(
    lineEnd(file.source, value?.range.end ?? colon.end),
    layout.eol + layout.indent + renderPairs(pairs, layout),
  );
  return value ? [deletion({ start: colon.end, end: value.range.end }), below] : [below];
}

function isBlankBelow(file: YamlFile, end: number): boolean {
  return /^\r?\n[ \t]*(?:\r?\n|$)/.test(file.source.text.slice(end, end + 200));
}

function insertFlow(file: YamlFile, mapping: YamlMapping, pairs: readonly NewPair[], place: Place | undefined): Edits {
  if (!mapping.open || !mapping.close) return undefined;
  const separator = flowSeparator(file, mapping);
  const text = pairs.map(renderFlowPair).join(separator);
  const last = mapping.pairs.at(-1);
  if (!last) return [{ range: mapping.range, newText: renderFlowMapping(pairs) }];
  if (place && 'before' in place) return [insertion(place.before.range.start, text + separator)];
  return [insertion(place?.after.range.end ?? last.range.end, separator + text)];
}

/**
 * Inserts a mapping in front of an element of a block sequence and of the comment lines right above it, set off by a
 * blank line where the elements are.
 * @param isReplacement true where that element goes: the new one takes over its comments and blank lines
 */
export function insertItem(file: YamlFile, before: YamlItem, pairs: readonly NewPair[], isReplacement = false): Edits {
  const { source } = file;
  const { start } = before.range;
  if (before.parent.style !== 'block' || !isFirstOnLine(source, start)) return undefined;
  const dash = columnOf(source, start);
  const line = lineStart(source, start);
  const prefix = source.text.slice(line, start);
  if (prefix.includes('\t') || pairs.length === 0) return undefined;
  const content = before.value ? columnOf(source, before.value.outerRange.start) - dash : 2;
  // The content of an item may begin on a later line, anywhere.
  const gap = content >= 2 && content <= 8 ? content : 2;
  const eol = source.lineEnding;
  const layout = { indent: ' '.repeat(dash + gap), unit: indentUnit(file), eol };
  const text = `${prefix}-${' '.repeat(gap - 1)}${renderPairs(pairs, layout)}${eol}`;
  if (isReplacement) return [insertion(line, text)];
  const at = aboveComments(file, line, before);
  const next = before.parent.items[before.parent.items.indexOf(before) + 1];
  const isAiry =
    isBlankAbove(file, at) || (next !== undefined && isBlankAbove(file, lineStart(source, next.range.start)));
  return [insertion(at, isAiry ? text + eol : text)];
}

/** The start of the first of the comment lines right above a line, those of the element before left out. */
function aboveComments({ source }: YamlFile, line: number, { parent, range }: YamlItem): number {
  const column = columnOf(source, range.start);
  const previous = parent.items[parent.items.findIndex((item) => item.range === range) - 1];
  let at = line;
  while (at > (previous?.range.end ?? parent.range.start)) {
    const above = lineStart(source, at - 1);
    const text = source.text.slice(above, at);
    if (text.search(/\S/) !== column || text[column] !== '#') break;
    at = above;
  }
  return at;
}

function isBlankAbove({ source }: YamlFile, line: number): boolean {
  return line > 0 && source.text.slice(lineStart(source, line - 1), line).trim() === '';
}
