import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { deletion, type TextEdit } from '../../text/text-edit.ts';

/** What is needed of an attribute that is there: a `Property` has it. */
export interface AttributePlace {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  readonly value: { readonly range: Range };
}

export interface NewAttribute {
  readonly name: string;
  readonly value: string;
}

/**
 * Writes Terraform attributes in the place of others: the first old one's lines take the new ones, the other old ones
 * go; all of them where nothing is new. Comments on other lines stay, and the `=` of neighbouring lines stay in one column, as `terraform fmt` puts them.
 * `undefined` where lines cannot be added or taken: a block on one line.
 * @param siblings all attributes of the block, the old ones included
 */
export function replaceAttributes(
  source: SourceText,
  siblings: readonly AttributePlace[],
  old: readonly AttributePlace[],
  by: readonly NewAttribute[],
): readonly TextEdit[] | undefined {
  const [first, ...gone] = old;
  if (!first) return undefined;
  const isOneForOne = gone.length === 0 && by.length === 1;
  if (!isOneForOne && !old.every((property) => hasOwnLines(source, property))) return undefined;
  const group = groupOf(source, siblings, first);
  const kept = group.filter((property) => !old.includes(property));
  const names = [...kept.map(({ name }) => name), ...by.map(({ name }) => name)];
  const width = isAligned(source, group) ? Math.max(...names.map((name) => name.length)) : widthOf(source, first);
  const separator = source.lineEnding + source.indentationAt(first.range.start);
  return [
    ...(isAligned(source, group) ? kept.flatMap((property) => moveEquals(source, property, width)) : []),
    by.length > 0
      ? { range: first.range, newText: by.map(({ name, value }) => `${name.padEnd(width)} = ${value}`).join(separator) }
      : deletion(linesOf(source, first.range)),
    ...gone.map(({ range }) => deletion(linesOf(source, range))),
  ];
}

/** The attributes on the lines above and below, as far as each is on one line and none is between them. */
function groupOf(
  source: SourceText,
  siblings: readonly AttributePlace[],
  member: AttributePlace,
): readonly AttributePlace[] {
  const lines = new Map<number, AttributePlace>();
  for (const property of siblings) {
    if (isOneLine(source, property) && gapOf(source, property).includes('=')) {
      lines.set(lineOf(source, property), property);
    }
  }
  const own = lineOf(source, member);
  if (lines.get(own)?.range.start !== member.range.start) return [member];
  let start = own;
  while (lines.has(start - 1)) start -= 1;
  const group: AttributePlace[] = [];
  for (let property = lines.get(start); property; property = lines.get(start + group.length)) group.push(property);
  return group;
}

function isAligned(source: SourceText, group: readonly AttributePlace[]): boolean {
  const width = Math.max(...group.map(({ name }) => name.length));
  return group.every((property) => widthOf(source, property) === width);
}

/** The length of the name with the blanks behind it but the last one. */
function widthOf(source: SourceText, property: AttributePlace): number {
  const { nameRange } = property;
  return nameRange.end - nameRange.start + Math.max(gapOf(source, property).indexOf('=') - 1, 0);
}

function moveEquals(source: SourceText, property: AttributePlace, width: number): readonly TextEdit[] {
  if (widthOf(source, property) === width) return [];
  const start = property.nameRange.end;
  const end = start + gapOf(source, property).indexOf('=');
  return [{ range: { start, end }, newText: ' '.repeat(width - property.name.length + 1) }];
}

function gapOf(source: SourceText, { nameRange, value }: AttributePlace): string {
  return source.slice({ start: nameRange.end, end: value.range.start });
}

function isOneLine(source: SourceText, { range }: AttributePlace): boolean {
  return source.positionAt(range.start).line === source.positionAt(range.end).line;
}

function lineOf(source: SourceText, { range }: AttributePlace): number {
  return source.positionAt(range.start).line;
}

/** Nothing but blanks and a comment stands on the lines of the property. */
function hasOwnLines(source: SourceText, { range }: AttributePlace): boolean {
  const lines = linesOf(source, range);
  const before = source.slice({ start: lines.start, end: range.start });
  const behind = source.slice({ start: range.end, end: lines.end });
  return before.trim() === '' && /^\s*(?:(?:#|\/\/).*)?\s*$/.test(behind);
}

function linesOf(source: SourceText, range: Range): Range {
  return {
    start: source.fullLineRange(source.positionAt(range.start).line).start,
    end: source.fullLineRange(source.positionAt(range.end).line).end,
  };
}
