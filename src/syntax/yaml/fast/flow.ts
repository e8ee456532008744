import type { CST } from 'yaml';
import { isEmpty, isFlowIndicator } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { plainInFlow, quoted } from './scalars.ts';

/** More levels than real files have in one flow collection. */
const MAX_LEVELS = 32;

/**
 * A flow collection. The cursor is left behind its closing bracket.
 * @param parentIndent of the mapping or list around it: lines must be indented more, but for the closing bracket's own
 */
export function flowCollection(cursor: Cursor, parentIndent: number, level = 0): CST.FlowCollection {
  if (level > MAX_LEVELS) cursor.giveUp();
  const { at: offset, indent } = cursor;
  const isSequence = cursor.character === '[';
  const start = cursor.token(isSequence ? 'flow-seq-start' : 'flow-map-start', offset + 1);
  const items: CST.CollectionItem[] = [];
  const collection: CST.FlowCollection = { type: 'flow-collection', offset, indent, start, items, end: [] };
  while (!closes(cursor, isSequence)) addToken(cursor, items, parentIndent, level);
  expectsNoValue(cursor, items.at(-1));
  expectsIndent(cursor, level === 0 ? parentIndent : parentIndent + 1);
  collection.end.push(cursor.token(isSequence ? 'flow-seq-end' : 'flow-map-end', cursor.at + 1));
  if (isSequence) for (const item of items) unwrap(item);
  return collection;
}

function closes({ character }: Cursor, isSequence: boolean): boolean {
  return character === (isSequence ? ']' : '}');
}

/** A line that is indented less than it should ends the collection for the package. */
function expectsIndent(cursor: Cursor, least: number): void {
  if (cursor.isAtLineStart && cursor.indent < least) cursor.giveUp();
}

function addToken(cursor: Cursor, items: CST.CollectionItem[], parentIndent: number, level: number): void {
  const item = items.at(-1);
  switch (cursor.character) {
    case ',': {
      expectsNoValue(cursor, item);
      expectsIndent(cursor, parentIndent + 1);
      const comma = cursor.token('comma', cursor.at + 1);
      if (!item || item.sep) items.push({ start: [comma] });
      else item.start.push(comma);
      return;
    }
    case ' ':
    case '\n':
    case '\r':
    case '#': {
      const token = cursor.trivia() ?? cursor.giveUp();
      if (!item || item.value) items.push({ start: [token] });
      else (item.sep ?? item.start).push(token);
      return;
    }
    case ':':
      if (cursor.isAtLineStart || item?.sep?.some(({ type }) => type === 'newline')) cursor.giveUp();
      if (!item?.key || item.value || !item.sep || hasColon(item.sep) || !isEmpty(cursor.text[cursor.at + 1]))
        cursor.giveUp();
      item.sep.push(cursor.token('map-value-ind', cursor.at + 1));
      return;
    default:
      expectsIndent(cursor, parentIndent + 1);
      addNode(cursor, items, flowNode(cursor, parentIndent, level));
  }
}

/** `{ a: , b: }`: what the package makes of absent values is beyond usual. */
function expectsNoValue(cursor: Cursor, item: CST.CollectionItem | undefined): void {
  if (item?.sep && !item.value && hasColon(item.sep)) cursor.giveUp();
}

function flowNode(cursor: Cursor, parentIndent: number, level: number): CST.FlowScalar | CST.FlowCollection {
  const { character, text, at } = cursor;
  switch (character) {
    case '[':
    case '{':
      return flowCollection(cursor, parentIndent, level + 1);
    case '"':
    case "'":
      return quoted(cursor);
    default: {
      if (character === undefined || '#&*!|>%@`]}\t\r\n'.includes(character)) cursor.giveUp();
      const next = text[at + 1];
      if ('-?:'.includes(character) && (isEmpty(next) || isFlowIndicator(next))) cursor.giveUp();
      return plainInFlow(cursor);
    }
  }
}

function addNode(cursor: Cursor, items: CST.CollectionItem[], node: CST.FlowScalar | CST.FlowCollection): void {
  const item = items.at(-1);
  // Without a comma in between, the text before goes on here.
  if (item?.value || (items.length > 1 && !item?.start.some(({ type }) => type === 'comma'))) cursor.giveUp();
  if (item?.sep && !item.value) {
    if (!hasColon(item.sep)) cursor.giveUp();
    item.value = node;
    const end = trailingBlanks(cursor);
    if (node.type === 'flow-collection') node.end.push(...end);
    else if (end.length > 0) node.end = end;
    return;
  }
  if (item && !item.value) Object.assign(item, { key: node, sep: [] });
  else items.push({ start: [], key: node, sep: [] });
  if (node.type === 'flow-collection') node.end.push(...trailingBlanks(cursor));
}

/** What stands between a node and the comma or bracket behind it, or the end of the line. */
function trailingBlanks(cursor: Cursor): CST.SourceToken[] {
  const tokens: CST.SourceToken[] = [];
  if (cursor.restOfLine(tokens) === 'text' && !',]}'.includes(cursor.character ?? 'end')) cursor.giveUp();
  return tokens;
}

/** In a sequence, what has no colon is no key but the element. */
function unwrap(item: CST.CollectionItem): void {
  const { key, sep } = item;
  if (!sep || item.value || hasColon(sep)) return;
  delete item.key;
  delete item.sep;
  if (!key) return;
  item.value = key;
  if ('end' in key && key.end) key.end.push(...sep);
  else (key as CST.FlowScalar).end = sep;
}

function hasColon(sep: readonly CST.SourceToken[]): boolean {
  return sep.some(({ type }) => type === 'map-value-ind');
}
