import type { SourceText } from '../../../text/source-text.ts';
import type { TextEdit } from '../../../text/text-edit.ts';
import type { Literal } from '../../resource.ts';
import { alignTo, type Entry, groupOf, isAligned, widthOf } from './alignment.ts';
import { type BodyContainer, type Container, entriesOf, type ObjectContainer } from './containers.ts';
import { braced, deeper, isObject, type Layout, renderBlock, renderKey, renderValue } from './render.ts';

/** Something new in a container. */
export interface Addition {
  readonly name: string;
  readonly value: Literal;
  /** A nested block; else an attribute. */
  readonly isBlock: boolean;
}

/** The edits that add something to a body or object, behind what it belongs to. */
export function insertInto(
  source: SourceText,
  container: Container,
  addition: Addition,
): readonly TextEdit[] | undefined {
  const layout = layoutOf(source, container);
  const { braces } = container;
  if (braces && source.positionAt(braces.start).line === source.positionAt(braces.end).line) {
    return container.kind === 'object' && container.object.items.length > 0
      ? [insertInline(source, container, addition, layout)]
      : unfold(source, container, addition, layout);
  }
  if (container.kind === 'object') return insertItem(source, container, addition, layout);
  return addition.isBlock
    ? [insertBlock(source, container, addition, layout)]
    : insertAttribute(source, container, addition, layout);
}

/** The layout of the line that the container begins in. */
function layoutOf(source: SourceText, container: Container): Layout {
  const lineEnding = source.lineEnding;
  if (!container.braces) return { indentation: '', unit: '', lineEnding };
  const indentation = source.indentationAt(container.braces.start);
  const items = container.kind === 'object' ? container.object.items : container.body.items;
  const openLine = source.positionAt(container.braces.start).line;
  const below = items.find(({ range }) => source.positionAt(range.start).line > openLine);
  const inner = below && source.indentationAt(below.range.start);
  const isDeeper = inner !== undefined && inner.length > indentation.length && inner.startsWith(indentation);
  const unit = isDeeper ? inner.slice(indentation.length) : indentation.includes('\t') ? '\t' : '  ';
  return { indentation, unit, lineEnding };
}

function render({ name, value, isBlock }: Addition, layout: Layout, width = name.length): string {
  if (isBlock && isObject(value)) return renderBlock(name, value, layout);
  return `${name.padEnd(width)} = ${renderValue(value, layout)}`;
}

/** A block or object on one line that has to become several. Its items, one at most, keep their text. */
function unfold(
  source: SourceText,
  container: Container,
  addition: Addition,
  layout: Layout,
): readonly TextEdit[] | undefined {
  const { braces } = container;
  if (!braces) return undefined;
  const items = container.kind === 'object' ? container.object.items : container.body.items;
  const [only, ...others] = items;
  const inside = { start: braces.start + 1, end: braces.end - 1 };
  const kept = only ? source.slice(only.range) : '';
  // A comment in there has no place in what is written anew.
  if (others.length > 0 || source.slice(inside).trim() !== kept) return undefined;
  const name = container.kind === 'object' ? { ...addition, name: renderKey(addition.name) } : addition;
  const lines = [...(only ? [kept] : []), render(name, deeper(layout))];
  const aligned = only?.kind === 'attribute' && !addition.isBlock ? alignPair(only, lines, addition.name) : lines;
  return [{ range: braces, newText: braced(aligned, layout) }];
}

function alignPair(
  existing: { readonly name: { readonly name: string } },
  [first = '', second = '']: readonly string[],
  name: string,
): readonly string[] {
  const width = Math.max(existing.name.name.length, name.length);
  const pad = (line: string): string =>
    line.replace(/^([^\s=]+)\s*=\s*/, (_, key: string) => `${key.padEnd(width)} = `);
  return first.includes('\n') || second.includes('\n') ? [first, second] : [pad(first), pad(second)];
}

function insertInline(source: SourceText, { object }: ObjectContainer, addition: Addition, layout: Layout): TextEdit {
  const last = object.items.at(-1);
  const offset = last?.range.end ?? object.range.start + 1;
  const isColon = last?.kind === 'object-item' && source.text[last.separator] === ':';
  const text = isColon
    ? `${renderKey(addition.name)}: ${renderValue(addition.value, layout)}`
    : render({ ...addition, name: renderKey(addition.name) }, layout);
  return { range: { start: offset, end: offset }, newText: `, ${text}` };
}

function insertItem(
  source: SourceText,
  container: ObjectContainer,
  addition: Addition,
  layout: Layout,
): readonly TextEdit[] | undefined {
  const { items } = container.object;
  const last = items.at(-1);
  const inner = deeper(layout);
  if (last?.kind === 'error') return undefined;
  const isQuoted =
    last !== undefined && items.every((item) => item.kind === 'object-item' && item.key.kind === 'template');
  const name = isQuoted ? renderValue(addition.name, layout) : renderKey(addition.name);
  if (!last) {
    const text = render({ ...addition, name }, inner);
    return [lineBehind(source, container.braces.start + 1, inner, text)];
  }
  const behind = source.text.slice(last.range.end, container.braces.end);
  const hasComma = /^[ \t]*,/.test(behind);
  // The last item shares its line with the closing brace.
  if (source.positionAt(last.range.end).line === source.positionAt(container.braces.end).line) {
    return [insertInline(source, container, addition, inner)];
  }
  const comma = hasComma ? ',' : '';
  if (source.text[last.separator] === ':') {
    const text = `${name}: ${renderValue(addition.value, inner)}${comma}`;
    return [lineBehind(source, last.range.end, inner, text)];
  }
  const entries = entriesOf(container, source.text);
  const { edits, width } = makeRoom(source, entries, entries.at(-1), name, renderValue(addition.value, inner));
  return [...edits, lineBehind(source, last.range.end, inner, render({ ...addition, name }, inner, width) + comma)];
}

function insertAttribute(
  source: SourceText,
  container: BodyContainer,
  addition: Addition,
  layout: Layout,
): readonly TextEdit[] {
  const { items } = container.body;
  const inner = container.braces ? deeper(layout) : layout;
  const firstBlock = items.findIndex(({ kind }) => kind === 'block');
  const before = firstBlock < 0 ? items : items.slice(0, firstBlock);
  // Attributes stand before nested blocks; where there are none yet, the new one goes to the end.
  const anchor = before.findLast(({ kind }) => kind === 'attribute') ?? items.at(-1);
  if (!anchor) return [firstLine(source, container, inner, render(addition, inner))];
  const entries = entriesOf(container, source.text);
  const entry = entries.find(({ start }) => start === anchor.range.start);
  const { edits, width } = makeRoom(source, entries, entry, addition.name, renderValue(addition.value, inner));
  const text = render(addition, inner, width);
  const isBehindBlock = anchor.kind === 'block' && source.slice(anchor.range).includes('\n');
  return [...edits, lineBehind(source, anchor.range.end, inner, text, isBehindBlock)];
}

function insertBlock(source: SourceText, container: BodyContainer, addition: Addition, layout: Layout): TextEdit {
  const inner = container.braces ? deeper(layout) : layout;
  const text = render(addition, inner);
  const last = container.body.items.at(-1);
  if (!last) return firstLine(source, container, inner, text);
  // Blocks of one line stand together, as `features {}` and its like do.
  const isTogether = last.kind === 'block' && !source.slice(last.range).includes('\n') && !text.includes('\n');
  return lineBehind(source, last.range.end, inner, text, !isTogether);
}

/** The edits that make a group ready for a new name behind one of its members, and the width of the names then. */
function makeRoom(
  source: SourceText,
  entries: readonly Entry[],
  anchor: Entry | undefined,
  name: string,
  value: string,
): { readonly edits: readonly TextEdit[]; readonly width: number } {
  const group = anchor && !value.includes('\n') ? groupOf(source, entries, anchor) : [];
  if (group.length === 0 || !isAligned(source, group)) return { edits: [], width: name.length };
  const width = Math.max(widthOf(group), name.length);
  return { edits: alignTo(group, width), width };
}

/** A new line behind the one that an offset lies in. */
function lineBehind(
  source: SourceText,
  offset: number,
  { indentation, lineEnding }: Layout,
  text: string,
  isApart = false,
): TextEdit {
  const { end } = source.lineRange(source.positionAt(offset).line);
  const blank = isApart ? lineEnding : '';
  return { range: { start: end, end }, newText: `${lineEnding}${blank}${indentation}${text}` };
}

/** The first line of a body without items. */
function firstLine(source: SourceText, { braces }: BodyContainer, inner: Layout, text: string): TextEdit {
  if (braces) return lineBehind(source, braces.start, inner, text);
  const end = source.length;
  const isLineStart = end === 0 || /[\n\ufeff]$/.test(source.text);
  return { range: { start: end, end }, newText: `${isLineStart ? '' : inner.lineEnding}${text}${inner.lineEnding}` };
}
