import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { deletion, insertion, type TextEdit } from '../../text/text-edit.ts';
import {
  blockEnd,
  columnOf,
  indentUnit,
  isFirstOnLine,
  isMultiLineFlow,
  lineEnd,
  lineStart,
  linesOf,
  pairIndent,
  skipWhiteSpace,
} from './layout.ts';
import type { YamlItem, YamlMapping, YamlNode, YamlPair, YamlScalar } from './nodes.ts';
import type { YamlFile } from './parse.ts';
import {
  type Layout,
  type NewPair,
  renderBlockScalar,
  renderFlowMapping,
  renderFlowPair,
  renderPairs,
  renderScalar,
} from './render.ts';
import { endOfText } from './tokens.ts';

/*
 * Edits that leave every byte outside their ranges as it is. Each returns `undefined` where the source does not allow
 * it: the text is half typed, indented by tabs, or an alias elsewhere needs what would go.
 */

export type Edits = readonly TextEdit[] | undefined;

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

/**
 * Removes pairs of one mapping with their lines and the comments on those lines; comment lines of the neighbours stay.
 * Where none is left the pair that holds the mapping goes too.
 */
export function removePairs(file: YamlFile, pairs: readonly YamlPair[]): Edits {
  const mapping = pairs[0]?.parent;
  if (!mapping || pairs.some((pair) => pair.parent !== mapping)) return undefined;
  if (mapping.pairs.every((pair) => pairs.includes(pair))) {
    const holder = mapping.parent;
    return holder?.kind === 'pair' && holder.value === mapping ? removePairs(file, [holder]) : undefined;
  }
  const edits: TextEdit[] = [];
  for (const run of runsOf(mapping, pairs)) {
    const range = mapping.style === 'flow' ? flowRemoval(file, mapping, run) : blockRemoval(file, run);
    if (!range || isReferenced(file, range)) return undefined;
    edits.push(deletion(range));
  }
  return edits;
}

/**
 * Puts new pairs in the place of the first of the old ones, whose comment stays, and removes the others. The new
 * values take the quoting of the first old one where they name none.
 */
export function replacePairs(file: YamlFile, old: readonly YamlPair[], pairs: readonly NewPair[]): Edits {
  const mapping = old[0]?.parent;
  if (pairs.length === 0) return removePairs(file, old);
  const [first, ...others] = mapping ? mapping.pairs.filter((pair) => old.includes(pair)) : [];
  if (!mapping || !first || old.some((pair) => pair.parent !== mapping) || isReferenced(file, first.range))
    return undefined;
  const style = first.value?.kind === 'scalar' ? first.value.style : 'plain';
  const [head, ...rest] = pairs.map((pair) => ({ ...pair, style: pair.style ?? style }));
  if (!head) return undefined;
  const removed = others.length > 0 ? removePairs(file, others) : [];
  if (!removed) return undefined;
  if (mapping.style === 'flow') {
    const separator = flowSeparator(file, mapping);
    return [{ range: first.range, newText: [head, ...rest].map(renderFlowPair).join(separator) }, ...removed];
  }
  const layout = layoutOf(file, mapping);
  if (!layout) return undefined;
  const end = blockEnd(file.source, first.range.end, first.value);
  const range = {
    start: first.range.start,
    end: end.keptLines ? endOfText(file.source.text.slice(0, end.offset)) : first.range.end,
  };
  const replaced = { range, newText: renderPairs([head], layout) };
  if (rest.length === 0) return [replaced, ...removed];
  const below = insertion(lineEnd(file.source, range.end), layout.eol + layout.indent + renderPairs(rest, layout));
  return [replaced, below, ...removed];
}

/** Replaces a scalar's text and keeps its quoting, or block style, where the text allows it. */
export function replaceScalar(file: YamlFile, scalar: YamlScalar, text: string): Edits {
  if (scalar.style === 'literal' || scalar.style === 'folded')
    return replaceBlockScalar(file, scalar, scalar.style, text);
  const written = renderScalar(text, isInFlow(scalar) ? 'flow' : 'block', scalar.style);
  // An anchor or tag of nothing: the text needs a blank behind it.
  const isBare = scalar.range.start === scalar.range.end && /\S/.test(file.source.text[scalar.range.start - 1] ?? ' ');
  return [{ range: scalar.range, newText: isBare ? ` ${written}` : written }];
}

export function renameKey(pair: YamlPair, name: string): Edits {
  if (pair.key?.kind !== 'scalar') return undefined;
  if (pair.key.style === 'literal' || pair.key.style === 'folded') return undefined;
  const context = pair.parent.style === 'flow' ? 'flow' : 'block';
  return [{ range: pair.key.range, newText: renderScalar(name, context, pair.key.style) }];
}

/** Removes an element of a sequence that has others. */
export function removeItem(file: YamlFile, item: YamlItem): Edits {
  const { items, style } = item.parent;
  const index = items.indexOf(item);
  const next = items[index + 1];
  const previous = items[index - 1];
  if (items.length < 2) return undefined;
  let range: Range;
  if (style === 'flow') {
    if (next) range = { start: item.range.start, end: next.range.start };
    else range = { start: previous?.range.end ?? item.range.start, end: item.range.end };
  } else {
    const end = blockEnd(file.source, item.range.end, item.value);
    if (isFirstOnLine(file.source, item.range.start)) range = linesOf(file.source, item.range.start, end);
    else if (next) range = { start: item.range.start, end: next.range.start };
    else return undefined;
  }
  return isReferenced(file, range) ? undefined : [deletion(range)];
}

function layoutOf(file: YamlFile, mapping: YamlMapping): Layout | undefined {
  const indent = isInFlow(mapping) ? undefined : pairIndent(file.source, mapping);
  return indent === undefined ? undefined : { indent, unit: indentUnit(file), eol: file.source.lineEnding };
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

/** What stands between the pairs of a flow mapping: a comma and a blank, or a line break where each has its line. */
function flowSeparator(file: YamlFile, mapping: YamlMapping): string {
  const first = mapping.pairs[0];
  if (!first || !isMultiLineFlow(file.source, mapping.pairs)) return ', ';
  const start = lineStart(file.source, first.range.start);
  return `,${file.source.lineEnding}${file.source.text.slice(start, first.range.start)}`;
}

/** Neighbouring pairs together, in order of the text. */
function runsOf(mapping: YamlMapping, pairs: readonly YamlPair[]): readonly (readonly YamlPair[])[] {
  const runs: YamlPair[][] = [];
  let run: YamlPair[] | undefined;
  for (const pair of mapping.pairs) {
    if (!pairs.includes(pair)) run = undefined;
    else if (run) run.push(pair);
    else {
      run = [pair];
      runs.push(run);
    }
  }
  return runs;
}

function blockRemoval(file: YamlFile, run: readonly YamlPair[]): Range | undefined {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return undefined;
  const end = blockEnd(file.source, last.range.end, last.value);
  if (isFirstOnLine(file.source, first.range.start)) return linesOf(file.source, first.range.start, end);
  // Behind a dash: what follows, a comment line or the next pair, moves up to the dash.
  return { start: first.range.start, end: skipWhiteSpace(file.source, end.offset) };
}

function flowRemoval(file: YamlFile, mapping: YamlMapping, run: readonly YamlPair[]): Range | undefined {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last || !mapping.close) return undefined;
  const previous = mapping.pairs[mapping.pairs.indexOf(first) - 1];
  const next = mapping.pairs[mapping.pairs.indexOf(last) + 1];
  if (!next) return { start: previous?.range.end ?? first.range.start, end: last.range.end };
  if (isMultiLineFlow(file.source, mapping.pairs) && isFirstOnLine(file.source, next.range.start)) {
    return linesOf(file.source, first.range.start, { offset: lineEnd(file.source, last.range.end), keptLines: false });
  }
  return { start: first.range.start, end: next.range.start };
}

function replaceBlockScalar(file: YamlFile, scalar: YamlScalar, style: 'literal' | 'folded', text: string): Edits {
  const { source } = file;
  const { range, contentRange } = scalar;
  const head = source.slice({ start: range.start, end: contentRange.start });
  const header = /^[|>][-+\d]*/.exec(head)?.[0] ?? '';
  const indent = /^(?:[ \t]*\r?\n)*( +)/.exec(source.slice(contentRange))?.[1];
  const holder = scalar.parent;
  const parentColumn = holder?.kind === 'pair' ? columnOf(source, holder.parent.range.start) : undefined;
  const step = parentColumn === undefined ? undefined : (indent ?? '').length - parentColumn;
  const rendered = indent && renderBlockScalar(text, style, indent, step, source.lineEnding);
  const keeps = (candidate: string): boolean => candidate.endsWith('+');
  // Blank lines behind the scalar are part of it only where it keeps them: that cannot be switched on from here.
  if (!rendered || (keeps(rendered.header) && !keeps(header))) return [{ range, newText: renderScalar(text, 'block') }];
  const end = keeps(rendered.header) ? contentRange.end : range.end;
  const body = keeps(rendered.header) ? rendered.body : rendered.body.slice(0, -source.lineEnding.length);
  const edits = [
    smallest(source, { start: range.start, end: range.start + header.length }, rendered.header),
    smallest(source, { start: contentRange.start, end }, body),
  ];
  return edits.filter((edit) => edit !== undefined);
}

/** The replacement without what both texts begin and end with; nothing where they are equal. */
function smallest(source: SourceText, range: Range, newText: string): TextEdit | undefined {
  const old = source.slice(range);
  const most = Math.min(old.length, newText.length);
  let start = 0;
  while (start < most && old[start] === newText[start]) start += 1;
  let end = 0;
  while (end < most - start && old[old.length - 1 - end] === newText[newText.length - 1 - end]) end += 1;
  if (start === old.length && start === newText.length) return undefined;
  return {
    range: { start: range.start + start, end: range.end - end },
    newText: newText.slice(start, newText.length - end),
  };
}

/** True inside a flow collection, at any depth: the parser lets some block mappings stand in one. */
function isInFlow(node: YamlNode): boolean {
  for (let holder = node.parent?.parent; holder; holder = holder.parent?.parent) {
    if (holder.style === 'flow') return true;
  }
  return false;
}

/** True where an alias outside the range means an anchor inside it. */
function isReferenced(file: YamlFile, range: Range): boolean {
  if (!file.source.slice(range).includes('&')) return false;
  const open = file.documents.map((document) => document.root);
  while (open.length > 0) {
    const node = open.pop();
    if (node?.kind === 'mapping') for (const pair of node.pairs) open.push(pair.key, pair.value);
    else if (node?.kind === 'sequence') for (const item of node.items) open.push(item.value);
    else if (node?.kind === 'alias' && !(node.range.start >= range.start && node.range.end <= range.end)) {
      const target = node.target?.outerRange;
      if (target && target.start >= range.start && target.end <= range.end) return true;
    }
  }
  return false;
}
