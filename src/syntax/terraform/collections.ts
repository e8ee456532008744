import type { ErrorItem, Expression, ForExpression, Identifier, ObjectItem } from './nodes.ts';
import { recover, startsBehindLayout } from './recovery.ts';
import { expectKeyword, type ParseExpression, parseIdentifier } from './templates.ts';
import { FAILURE, type TokenStream } from './token-stream.ts';
import { TokenKind } from './tokens.ts';

/** `[a, b]` or `[for ...]`; the current token is the bracket. */
export function parseTuple(stream: TokenStream, parseExpression: ParseExpression): Expression {
  const { start, newlinesMatter } = stream;
  stream.newlinesMatter = false;
  stream.next();
  if (isFor(stream)) return parseFor(stream, parseExpression, start, newlinesMatter, TokenKind.BracketClose);
  const items: Expression[] = [];
  while (!stream.is(TokenKind.BracketClose)) {
    items.push(parseExpression(stream));
    if (stream.is(TokenKind.Comma)) stream.next();
    else if (!stream.is(TokenKind.BracketClose)) failUnclosed(stream, ']', start);
  }
  const range = { start, end: stream.end };
  stream.newlinesMatter = newlinesMatter;
  stream.next();
  return { kind: 'tuple', range, items };
}

/** `{ a = b }` or `{for ...}`; the current token is the brace. */
export function parseObject(stream: TokenStream, parseExpression: ParseExpression): Expression {
  const { start, newlinesMatter } = stream;
  stream.newlinesMatter = true;
  stream.next();
  if (stream.is(TokenKind.Newline)) stream.next();
  if (isFor(stream)) {
    stream.newlinesMatter = false;
    return parseFor(stream, parseExpression, start, newlinesMatter, TokenKind.BraceClose);
  }
  const items: (ObjectItem | ErrorItem)[] = [];
  while (!stream.is(TokenKind.BraceClose)) {
    if (stream.is(TokenKind.EndOfFile)) {
      stream.hasUnclosed = true;
      stream.fail('This object is not closed: } is missing.', start, start + 1);
    }
    if (startsBehindLayout(stream, start)) stream.fail('This object is not closed: } is missing.', start, start + 1);
    items.push(parseObjectItem(stream, parseExpression));
    if (stream.is(TokenKind.Comma)) stream.next();
    else if (!stream.is(TokenKind.Newline) && !stream.is(TokenKind.BraceClose) && items.at(-1)?.kind !== 'error') {
      failUnclosed(stream, '}', start);
    }
    if (stream.is(TokenKind.Newline)) stream.next();
  }
  const range = { start, end: stream.end };
  stream.newlinesMatter = newlinesMatter;
  stream.next();
  return { kind: 'object', range, items };
}

/** A broken item that has lines of its own costs only itself. */
function parseObjectItem(stream: TokenStream, parseExpression: ParseExpression): ObjectItem | ErrorItem {
  const { start, nesting } = stream;
  try {
    const key = parseExpression(stream);
    if (!stream.is(TokenKind.Equals) && !stream.is(TokenKind.Colon)) {
      stream.fail('A = with the value of this key is expected here.');
    }
    const separator = stream.start;
    stream.next();
    const value = parseExpression(stream);
    return { kind: 'object-item', range: { start, end: value.range.end }, key, separator, value };
  } catch (error) {
    if (error !== FAILURE || !recover(stream, start, true)) throw error;
    stream.nesting = nesting;
    return { kind: 'error', range: { start, end: Math.max(start, stream.significantEnd()) } };
  }
}

function isFor(stream: TokenStream): boolean {
  return (
    stream.is(TokenKind.Identifier) && stream.end - stream.start === 3 && stream.text.startsWith('for', stream.start)
  );
}

function parseFor(
  stream: TokenStream,
  parseExpression: ParseExpression,
  start: number,
  newlinesMatter: boolean,
  closer: TokenKind,
): ForExpression {
  stream.next();
  let keyName: Identifier | undefined;
  let valueName = parseIdentifier(stream, 'A variable name must follow for.');
  if (stream.is(TokenKind.Comma)) {
    stream.next();
    keyName = valueName;
    valueName = parseIdentifier(stream, 'A second variable name must follow the comma.');
  }
  expectKeyword(stream, 'in');
  const collection = parseExpression(stream);
  if (!stream.is(TokenKind.Colon)) stream.fail('A : is expected behind the collection of a for-expression.');
  stream.next();
  let key: Expression | undefined;
  let value = parseExpression(stream);
  if (closer === TokenKind.BraceClose) {
    if (!stream.is(TokenKind.Arrow)) stream.fail('A => between key and value is expected here.');
    stream.next();
    key = value;
    value = parseExpression(stream);
  }
  const isGrouped = key !== undefined && stream.is(TokenKind.Ellipsis);
  if (isGrouped) stream.next();
  let condition: Expression | undefined;
  if (stream.is(TokenKind.Identifier)) {
    expectKeyword(stream, 'if');
    condition = parseExpression(stream);
  }
  if (stream.kind !== closer) failUnclosed(stream, closer === TokenKind.BraceClose ? '}' : ']', start);
  const range = { start, end: stream.end };
  stream.newlinesMatter = newlinesMatter;
  stream.next();
  return { kind: 'for', range, keyName, valueName, collection, key, value, isGrouped, condition };
}

/** Gives up on a bracketed list at something that is neither separator nor closer. @param open the offset of the bracket */
export function failUnclosed(stream: TokenStream, closer: string, open: number): never {
  if (stream.is(TokenKind.EndOfFile)) {
    stream.hasUnclosed = true;
    stream.fail(`This is not closed: ${closer} is missing.`, open, open + 1);
  }
  const separators = closer === '}' ? 'A comma, a new line' : 'A comma';
  stream.fail(`${separators} or ${closer} is expected here, not ${stream.describe()}.`);
}
