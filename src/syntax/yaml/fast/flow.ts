import type { CST } from 'yaml';
import { isEmpty, isFlowIndicator } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { plainInFlow, quoted } from './scalars.ts';

/** More levels than real files have in one flow collection. */
const MAX_LEVELS = 32;

/** A flow collection on one line. The cursor is left behind its closing bracket. */
export function flowCollection(cursor: Cursor, level = 0): CST.FlowCollection {
  if (level > MAX_LEVELS) cursor.giveUp();
  const { at: offset, indent } = cursor;
  const isSequence = cursor.character === '[';
  const start = cursor.token(isSequence ? 'flow-seq-start' : 'flow-map-start', offset + 1);
  const items: CST.CollectionItem[] = [];
  const collection: CST.FlowCollection = { type: 'flow-collection', offset, indent, start, items, end: [] };
  while (!closes(cursor, isSequence)) addToken(cursor, items, level);
  expectsNoValue(cursor, items.at(-1));
  collection.end.push(cursor.token(isSequence ? 'flow-seq-end' : 'flow-map-end', cursor.at + 1));
  if (isSequence) for (const item of items) unwrap(item);
  return collection;
}

function closes({ character }: Cursor, isSequence: boolean): boolean {
  return character === (isSequence ? ']' : '}');
}

function addToken(cursor: Cursor, items: CST.CollectionItem[], level: number): void {
  const item = items.at(-1);
  switch (cursor.character) {
    case ',': {
      expectsNoValue(cursor, item);
      const comma = cursor.token('comma', cursor.at + 1);
      if (!item || item.sep) items.push({ start: [comma] });
      else item.start.push(comma);
      return;
    }
    case ' ': {
      const space = cursor.trivia() ?? cursor.giveUp();
      if (!item || item.value) items.push({ start: [space] });
      else (item.sep ?? item.start).push(space);
      return;
    }
    case ':':
      if (!item?.key || item.value || !item.sep || hasColon(item.sep) || !isEmpty(cursor.text[cursor.at + 1]))
        cursor.giveUp();
      item.sep.push(cursor.token('map-value-ind', cursor.at + 1));
      return;
    default:
      addNode(cursor, items, flowNode(cursor, level));
  }
}

/** `{ a: , b: }`: what the package makes of absent values is beyond usual. */
function expectsNoValue(cursor: Cursor, item: CST.CollectionItem | undefined): void {
  if (item?.sep && !item.value && hasColon(item.sep)) cursor.giveUp();
}

function flowNode(cursor: Cursor, level: number): CST.FlowScalar | CST.FlowCollection {
  const { character, text, at } = cursor;
  switch (character) {
    case '[':
    case '{':
      return flowCollection(cursor, level + 1);
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

/** The blanks between a node and the comma or bracket behind it. */
function trailingBlanks(cursor: Cursor): CST.SourceToken[] {
  const space = cursor.character === ' ' ? cursor.trivia() : undefined;
  if (!',]}'.includes(cursor.character ?? 'end')) cursor.giveUp();
  return space ? [space] : [];
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
