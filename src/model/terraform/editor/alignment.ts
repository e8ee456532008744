import type { SourceText } from '../../../text/source-text.ts';
import type { TextEdit } from '../../../text/text-edit.ts';

/*
 * `terraform fmt` puts the `=` of attributes on neighbouring lines in one column, where each is on one line. A blank
 * line, a comment, a block or a value over several lines ends such a group.
 */

/** `name = value` as alignment sees it. */
export interface Entry {
  readonly start: number;
  readonly nameEnd: number;
  /** The offset of `=`; undefined for `:`, which is not aligned. */
  readonly equals: number | undefined;
  readonly end: number;
}

/** The entries of the group that one belongs to, in order of the text; none where it is in no group. */
export function groupOf(source: SourceText, entries: readonly Entry[], member: Entry): readonly Entry[] {
  const at = entries.indexOf(member);
  if (at < 0 || !isAlignable(source, member)) return [];
  let first = at;
  let last = at;
  while (first > 0 && areNeighbours(source, entries[first - 1], entries[first])) first -= 1;
  while (last + 1 < entries.length && areNeighbours(source, entries[last], entries[last + 1])) last += 1;
  return entries.slice(first, last + 1);
}

/** Whether the group has its `=` in one column, as near as the longest name lets it be. */
export function isAligned(source: SourceText, group: readonly Entry[]): boolean {
  const width = widthOf(group);
  return group.every(
    ({ start, nameEnd, equals }) =>
      equals !== undefined &&
      equals - start === width + 1 &&
      source.slice({ start: nameEnd, end: equals }).trim() === '',
  );
}

/** The edits that move the `=` of a group behind the column where a name of this length ends. */
export function alignTo(group: readonly Entry[], width: number): readonly TextEdit[] {
  return group.flatMap(({ start, nameEnd, equals }) => {
    const blanks = width - (nameEnd - start) + 1;
    if (equals === undefined || equals - nameEnd === blanks) return [];
    return [{ range: { start: nameEnd, end: equals }, newText: ' '.repeat(blanks) }];
  });
}

/** The length of the longest name. */
export function widthOf(group: readonly Entry[]): number {
  return Math.max(0, ...group.map(({ start, nameEnd }) => nameEnd - start));
}

function areNeighbours(source: SourceText, above: Entry | undefined, below: Entry | undefined): boolean {
  if (!above || !below || !isAlignable(source, above) || !isAlignable(source, below)) return false;
  return source.positionAt(below.start).line === source.positionAt(above.end).line + 1;
}

function isAlignable(source: SourceText, { start, equals, end }: Entry): boolean {
  return equals !== undefined && source.positionAt(start).line === source.positionAt(end).line;
}
