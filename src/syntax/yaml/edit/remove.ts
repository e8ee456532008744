import type { Range } from '../../../text/range.ts';
import { deletion, type TextEdit } from '../../../text/text-edit.ts';
import type { YamlItem, YamlMapping, YamlPair } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';
import { type Edits, isReferenced } from './edits.ts';
import { blockEnd, isFirstOnLine, isMultiLineFlow, lineEnd, linesOf, skipWhiteSpace } from './layout.ts';

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
