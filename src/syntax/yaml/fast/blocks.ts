import type { CST } from 'yaml';
import { isEmpty } from './characters.ts';
import { Cursor, UNUSUAL } from './cursor.ts';
import { flowCollection } from './flow.ts';
import { blockScalar, isAtColon, scalar, takeLines } from './scalars.ts';

/*
 * The fast path: a recursive-descent parser for YAML as people write it (block mappings and sequences, plain and block
 * scalars, quoted ones on one line, flow collections, comments, several documents). It makes the concrete syntax
 * tree of the `yaml` package's Parser, token by token, ten times as fast: 110 against 11 MB/s on public workflows.
 * Whatever else it meets, anchors, directives, odd indentation, an error, it leaves to that Parser. The tests hold the
 * two trees against each other.
 */

const MAX_LEVELS = 64;

/** The tokens of a text; `undefined` where the text is not for the fast path. */
export function fastTokens(text: string): readonly CST.Token[] | undefined {
  try {
    return stream(new Cursor(text));
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}

/** Documents of one mapping or sequence each, with comments and blank lines around it. */
function stream(cursor: Cursor): readonly CST.Token[] {
  const tokens: CST.Token[] = [];
  let line: CST.SourceToken[] = [];
  for (let end = cursor.restOfLine(line); end !== 'text'; end = cursor.restOfLine(line)) {
    tokens.push(...line);
    if (end === 'end') return tokens;
    line = [];
  }
  // Blanks in front of the first text belong to the document.
  tokens.push(document(cursor, line));
  while (!cursor.isAtEnd) {
    if (!isMarker(cursor)) cursor.giveUp();
    tokens.push(document(cursor, []));
  }
  return tokens;
}

/** @param start the tokens in front of its first text */
function document(cursor: Cursor, start: CST.SourceToken[]): CST.Document {
  const offset = start[0]?.offset ?? cursor.at;
  if (isMarker(cursor)) documentStart(cursor, start);
  const value = node(cursor, 0);
  const rest = value.items.at(-1);
  // The package drops blank lines between a key without value and the next document.
  if (!cursor.isAtEnd && rest?.sep && !rest.value) cursor.giveUp();
  if (!rest || !movesOut(value, rest)) return { type: 'document', offset, start, value };
  value.items.pop();
  return { type: 'document', offset, start, value, end: rest.start };
}

/** `---` or `...` at the start of a line. */
function isMarker({ text, at, indent }: Cursor): boolean {
  return indent === 0 && (text.startsWith('---', at) || text.startsWith('...', at)) && isEmpty(text[at + 3]);
}

/** A `---` on a line of its own and the comments between it and the first text. */
function documentStart(cursor: Cursor, start: CST.SourceToken[]): void {
  if (cursor.character !== '-') cursor.giveUp();
  start.push(cursor.token('doc-start', cursor.at + 3));
  if (cursor.restOfLine(start) === 'text') cursor.giveUp();
  while (cursor.restOfLine(start) === 'newline');
}

type Block = CST.BlockMap | CST.BlockSequence;

/** The mapping or sequence that starts here. */
function node(cursor: Cursor, level: number): Block {
  if (isDash(cursor)) return sequence(cursor, level);
  return mapping(cursor, key(cursor), level);
}

function isDash({ character, text, at }: Cursor): boolean {
  return character === '-' && isEmpty(text[at + 1]);
}

function key(cursor: Cursor): CST.FlowScalar {
  if (isMarker(cursor)) cursor.giveUp();
  const found = scalar(cursor);
  return isAtColon(cursor) ? found : cursor.giveUp();
}

/** @param first the first key, which was just read */
function mapping(cursor: Cursor, first: CST.FlowScalar, level: number): CST.BlockMap {
  if (level > MAX_LEVELS) cursor.giveUp();
  const { offset, indent } = first;
  const items: CST.CollectionItem[] = [{ start: [], key: first, sep: [] }];
  const block: CST.BlockMap = { type: 'block-map', offset, indent, items: items as CST.BlockMap['items'] };
  value(cursor, block, level);
  while (!cursor.isAtEnd && cursor.indent === indent && !isMarker(cursor)) {
    const next = key(cursor);
    const waiting = items.at(-1);
    if (waiting && !waiting.sep) Object.assign(waiting, { key: next, sep: [] });
    else items.push({ start: waiting && !waiting.value ? takeOver(waiting, indent) : [], key: next, sep: [] });
    value(cursor, block, level);
  }
  if (!cursor.isAtEnd && cursor.indent > indent) cursor.giveUp();
  return block;
}

/** What stands behind the key of the last item, up to the next text of the mapping or of what is around it. */
function value(cursor: Cursor, map: CST.BlockMap, level: number): void {
  const item = map.items.at(-1) as CST.CollectionItem & { sep: CST.SourceToken[] };
  const space = cursor.trivia();
  if (space) item.sep.push(space);
  item.sep.push(cursor.token('map-value-ind', cursor.at + 1));
  const line = cursor.restOfLine(item.sep);
  if (line === 'text') {
    item.value = inline(cursor, map.indent);
    between(cursor, map);
    return;
  }
  while (cursor.restOfLine(item.sep) === 'newline');
  if (cursor.isAtEnd) return;
  const isListAtSameIndent = cursor.indent === map.indent && isDash(cursor);
  if (cursor.indent <= map.indent && !isListAtSameIndent) return;
  if (cursor.character === '[' || cursor.character === '{') {
    item.value = inline(cursor, map.indent);
    between(cursor, map);
    return;
  }
  const found = isDash(cursor) || isMarker(cursor) ? undefined : scalar(cursor);
  if (found && !isAtColon(cursor)) {
    // The package lets such a value run on into the next key.
    if (item.sep.some(({ type, indent }) => type === 'comment' && indent <= map.indent)) cursor.giveUp();
    item.value = ended(cursor, found, map.indent);
    between(cursor, map);
    return;
  }
  item.value = found ? mapping(cursor, found, level + 1) : node(cursor, level + 1);
  settle(map, item.value);
}

function sequence(cursor: Cursor, level: number): CST.BlockSequence {
  if (level > MAX_LEVELS) cursor.giveUp();
  const { at: offset, indent } = cursor;
  const items: CST.CollectionItem[] = [];
  const block: CST.BlockSequence = { type: 'block-seq', offset, indent, items: items as CST.BlockSequence['items'] };
  do {
    const dash = cursor.dash();
    const waiting = items.at(-1);
    if (waiting && !waiting.value && !hasDash(waiting)) waiting.start.push(dash);
    else items.push({ start: [dash] });
    element(cursor, block, level);
  } while (!cursor.isAtEnd && cursor.indent === indent && isDash(cursor));
  if (!cursor.isAtEnd && cursor.indent > indent) cursor.giveUp();
  return block;
}

function hasDash({ start }: CST.CollectionItem): boolean {
  return start.some(({ type }) => type === 'seq-item-ind');
}

function element(cursor: Cursor, list: CST.BlockSequence, level: number): void {
  const item = list.items.at(-1) as CST.CollectionItem;
  const line = cursor.restOfLine(item.start);
  if (line !== 'text') while (cursor.restOfLine(item.start) === 'newline');
  if (cursor.isAtEnd || cursor.indent <= list.indent) return;
  item.value = elementValue(cursor, list, level, line === 'text');
  settle(list, item.value);
  between(cursor, list);
}

function elementValue(cursor: Cursor, list: CST.BlockSequence, level: number, isOnLine: boolean): CST.Token {
  if (isDash(cursor)) return sequence(cursor, level + 1);
  const isScalar = !'|>[{'.includes(cursor.character ?? '');
  const found = isScalar ? scalar(cursor) : undefined;
  if (found && isAtColon(cursor)) return mapping(cursor, found, level + 1);
  if (!isOnLine) cursor.giveUp();
  return found ? ended(cursor, found, list.indent) : inline(cursor, list.indent);
}

/** A value on the line of its key or dash, with what follows on that line. */
function inline(cursor: Cursor, parentIndent: number): CST.Token {
  switch (cursor.character) {
    case '|':
    case '>':
      return blockScalar(cursor, parentIndent + 1, parentIndent);
    case '[':
    case '{': {
      const collection = flowCollection(cursor, parentIndent);
      if (cursor.restOfLine(collection.end) === 'text') cursor.giveUp();
      return collection;
    }
    default:
      return ended(cursor, scalar(cursor), parentIndent);
  }
}

function ended(cursor: Cursor, found: CST.FlowScalar, parentIndent: number): CST.FlowScalar {
  takeLines(cursor, found, parentIndent + 1);
  const end: CST.SourceToken[] = [];
  if (cursor.restOfLine(end) === 'text') cursor.giveUp();
  if (end.length > 0) found.end = end;
  return found;
}

/** Blank lines, comment lines and the next line's indentation: they wait in an item of their own for what follows. */
function between(cursor: Cursor, block: Block): void {
  for (let token = cursor.trivia(); token; token = cursor.trivia()) addBetween(block, token);
}

function addBetween(block: Block, token: CST.SourceToken): void {
  const items = block.items as CST.CollectionItem[];
  const item = items.at(-1);
  if (item && !item.value) {
    const end = token.type === 'comment' ? endAbove(block, item, token) : undefined;
    if (end) {
      end.push(...item.start, token);
      items.pop();
    } else item.start.push(token);
    return;
  }
  const end = item?.value && 'end' in item.value ? item.value.end : undefined;
  if (token.type === 'newline' && end?.at(-1)?.type === 'comment') end.push(token);
  else items.push({ start: [token] });
}

/** A comment that is indented more than the block belongs to the value above it. */
function endAbove(block: Block, item: CST.CollectionItem, comment: CST.SourceToken): CST.SourceToken[] | undefined {
  if (comment.indent <= block.indent || !item.start.every(({ type }) => type === 'newline' || type === 'space'))
    return undefined;
  const above = (block.items as CST.CollectionItem[]).at(-2)?.value;
  return above && 'end' in above ? above.end : undefined;
}

/** What waits at the end of an inner block moves out to wait in the outer one. */
function settle(outer: Block, inner: CST.Token): void {
  if (inner.type !== 'block-map' && inner.type !== 'block-seq') return;
  const rest = inner.items.at(-1);
  if (!rest || !movesOut(inner, rest)) return;
  (outer.items as CST.CollectionItem[]).push({ start: rest.start });
  inner.items.pop();
}

function movesOut(block: Block, item: CST.CollectionItem): boolean {
  if (item.sep || item.value || item.start.length === 0) return false;
  if (!item.start.every(({ type }) => type === 'space' || type === 'comment' || type === 'newline')) return false;
  return block.indent === 0 || item.start.every(({ type, indent }) => type !== 'comment' || indent < block.indent);
}

/** Of a pair without value, the blank lines behind its first line break belong to the next pair. */
function takeOver(item: CST.CollectionItem, indent: number): CST.SourceToken[] {
  const sep = item.sep ?? [];
  let newlines: number[] = [];
  for (const [index, token] of sep.entries()) {
    if (token.type === 'newline') newlines.push(index);
    else if (token.type !== 'space' && (token.type !== 'comment' || token.indent > indent)) newlines = [];
  }
  const second = newlines[1];
  return second === undefined ? [] : sep.splice(second);
}
