import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { insertion, type TextEdit } from '../../text/text-edit.ts';
import type { JsonArray, JsonNode, JsonObject, JsonProperty } from './nodes.ts';

/** A property of an object or an element of an array, with what edits need of its surroundings. */
export interface JsonMember {
  readonly range: Range;
  readonly comma: number | undefined;
  readonly holder: JsonObject | JsonArray;
  readonly index: number;
}

export function memberOfProperty(property: JsonProperty): JsonMember {
  const { range, comma, parent } = property;
  return { range, comma, holder: parent, index: parent.properties.indexOf(property) };
}

/** The member that a node is the value or element of; undefined for the root. */
export function memberOfNode(node: JsonNode): JsonMember | undefined {
  const { parent } = node;
  if (!parent) return undefined;
  if (parent.kind === 'property') return memberOfProperty(parent);
  const index = parent.elements.indexOf(node);
  return { range: node.range, comma: parent.commas[index], holder: parent, index };
}

function memberAt(holder: JsonObject | JsonArray, index: number): JsonMember | undefined {
  if (holder.kind === 'object') {
    const property = holder.properties[index];
    return property && { range: property.range, comma: property.comma, holder, index };
  }
  const element = holder.elements[index];
  return element && { range: element.range, comma: holder.commas[index], holder, index };
}

/**
 * Removes a member, with its line where it has lines of its own, and the comma that becomes one too many.
 * @param withComments own-line comments right above it go too
 */
export function removeMember(source: SourceText, member: JsonMember, withComments = false): readonly TextEdit[] {
  const { range, comma, holder, index } = member;
  const previous = memberAt(holder, index - 1);
  const next = memberAt(holder, index + 1);
  const end = comma === undefined ? range.end : comma + 1;
  const lines = ownLines(source, { start: range.start, end }, withComments);
  const orphan = comma === undefined && previous?.comma !== undefined ? previous.comma : undefined;
  if (lines) {
    const edits = [{ range: lines, newText: '' }];
    return orphan === undefined ? edits : [{ range: { start: orphan, end: orphan + 1 }, newText: '' }, ...edits];
  }
  if (next) return [{ range: { start: range.start, end: next.range.start }, newText: '' }];
  if (previous) return [{ range: { start: orphan ?? previous.range.end, end }, newText: '' }];
  const inside = { start: holder.range.start + 1, end: holder.range.end - 1 };
  const isAlone = isBlank(source.text.slice(inside.start, range.start)) && isBlank(source.text.slice(end, inside.end));
  return [{ range: isAlone ? inside : { start: range.start, end }, newText: '' }];
}

/** The full lines of a range where nothing else but a comment behind it stands on them. */
function ownLines(source: SourceText, range: Range, withComments: boolean): Range | undefined {
  let first = source.positionAt(range.start).line;
  const last = source.positionAt(range.end).line;
  const before = source.text.slice(source.lineRange(first).start, range.start);
  const behind = source.text.slice(range.end, source.lineRange(last).end);
  if (!isBlank(before) || !/^\s*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/\s*)?$/.test(behind)) return undefined;
  while (withComments && first > 0 && isCommentLine(source.slice(source.lineRange(first - 1)))) first -= 1;
  return { start: source.lineRange(first).start, end: source.fullLineRange(last).end };
}

function isCommentLine(line: string): boolean {
  return /^\s*(?:\/\/.*|\/\*(?:(?!\*\/).)*\*\/\s*)$/.test(line);
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/**
 * Adds a member behind the last one of an object or array, in its style: on a line of its own where the others are.
 * @param render gives the member's text for the indentation of its line, which is undefined within one line
 */
export function appendMember(
  source: SourceText,
  holder: JsonObject | JsonArray,
  render: (indentation: string | undefined) => string,
): readonly TextEdit[] {
  const count = holder.kind === 'object' ? holder.properties.length : holder.elements.length;
  const last = memberAt(holder, count - 1);
  return last ? insertBehind(source, last, render) : [fillEmpty(source, holder, render)];
}

/** Adds a member right behind another one. */
export function insertBehind(
  source: SourceText,
  member: JsonMember,
  render: (indentation: string | undefined) => string,
): readonly TextEdit[] {
  const { range, comma } = member;
  const indentation = lineIndentation(source, range.start);
  if (indentation === undefined) {
    const text = render(undefined);
    return [comma === undefined ? insertion(range.end, `, ${text}`) : insertion(comma + 1, ` ${text},`)];
  }
  const text = `${source.lineEnding}${indentation}${render(indentation)}`;
  const end = comma === undefined ? range.end : comma + 1;
  const lineEnd = source.lineRange(source.positionAt(end).line).end;
  // A comment at the end of the line belongs to the member before.
  const place = isCommentLine(source.text.slice(end, lineEnd)) ? lineEnd : end;
  if (comma !== undefined) return [insertion(place, `${text},`)];
  return place === end ? [insertion(end, `,${text}`)] : [insertion(end, ','), insertion(place, text)];
}

function fillEmpty(
  source: SourceText,
  holder: JsonObject | JsonArray,
  render: (indentation: string | undefined) => string,
): TextEdit {
  const inside = { start: holder.range.start + 1, end: holder.range.end - 1 };
  const isOneLine = !source.text.includes('\n');
  if (isOneLine) return { range: inside, newText: render(undefined) };
  const outer = source.indentationAt(holder.range.start);
  const inner = outer + indentUnit(source);
  const text = `${source.lineEnding}${inner}${render(inner)}${source.lineEnding}${outer}`;
  if (isBlank(source.slice(inside))) return { range: inside, newText: text };
  // Only comments are inside: they stay where they are.
  const kept = source.slice(inside).trimEnd();
  return { range: { start: inside.start + kept.length, end: inside.end }, newText: text };
}

/** The indentation of a line that begins at this offset; undefined where other text comes first. */
function lineIndentation(source: SourceText, offset: number): string | undefined {
  const indentation = source.indentationAt(offset);
  const { start } = source.lineRange(source.positionAt(offset).line);
  return isBlank(source.text.slice(start, offset).replace('\ufeff', '')) ? indentation : undefined;
}

/** One level of indentation in this file: what its first indented line has. */
export function indentUnit(source: SourceText): string {
  return /\n([ \t]+)\S/.exec(source.text.slice(0, 10_000))?.[1] ?? '  ';
}
