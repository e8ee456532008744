import { columnOfFirst, identifierEnd, indentationOf, lineStart } from './characters.ts';
import { closingLine, heredocAt, markerOffset } from './heredocs.ts';
import type { TokenStream } from './token-stream.ts';
import { TokenKind } from './tokens.ts';

/**
 * Where parsing goes on behind a broken item. Brackets cannot be counted there, they may be what is broken; but people
 * and `terraform fmt` indent. So the next item is the next line that is indented no deeper than the broken one and
 * looks like an item or closes what is around it.
 */

/**
 * Moves the stream to that line. In an object this works only for an item that is the first in its line: returns false
 * where it is not, without moving.
 */
export function recover(stream: TokenStream, itemStart: number, isInObject: boolean): boolean {
  const { text } = stream;
  if (isInObject && columnOfFirst(text, itemStart) < 0) return false;
  const indentation = indentationOf(text, itemStart);
  stream.newlinesMatter = true;
  const line = lineStart(text, stream.start);
  if (line > itemStart) {
    stream.restart(line);
    if (isItemStart(stream, indentation, isInObject)) return true;
  }
  while (!stream.is(TokenKind.EndOfFile)) {
    skipToken(stream);
    if (isItemStart(stream, indentation, isInObject)) break;
  }
  return true;
}

/** Whether the current token begins a line that is indented too little to lie in the braces opened at an offset. */
export function startsBehindLayout(stream: TokenStream, open: number): boolean {
  if (!stream.usesLayout || stream.is(TokenKind.BraceClose)) return false;
  const column = columnOfFirst(stream.text, stream.start);
  return column >= 0 && column <= indentationOf(stream.text, open);
}

function isItemStart(stream: TokenStream, indentation: number, isInObject: boolean): boolean {
  const column = columnOfFirst(stream.text, stream.start);
  if (column < 0 || column > indentation) return false;
  if (stream.is(TokenKind.BraceClose)) return true;
  if (isInObject && (stream.is(TokenKind.Quote) || stream.is(TokenKind.ParenOpen))) return true;
  return stream.is(TokenKind.Identifier) && isItemContinuation(stream.text, stream.end, isInObject);
}

/** Whether what follows a name makes it the name of an attribute, block or object key. */
function isItemContinuation(text: string, nameEnd: number, isInObject: boolean): boolean {
  let at = nameEnd;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  switch (text[at]) {
    case '=':
      return text[at + 1] !== '=' && text[at + 1] !== '>';
    case '{':
    case '"':
      return true;
    case ':':
      return isInObject && text[at + 1] !== ':';
    default:
      return at > nameEnd && identifierEnd(text, at) > at;
  }
}

/** Passes over a token, or over a whole string: unread, so that a # in it starts no comment. */
function skipToken(stream: TokenStream): void {
  const { text, start, end } = stream;
  if (stream.is(TokenKind.Quote)) {
    let at = end;
    for (let unit = text.charCodeAt(at); at < text.length && unit !== 10 && unit !== 34; unit = text.charCodeAt(at)) {
      at += unit === 92 && text.charCodeAt(at + 1) === 34 ? 2 : 1;
    }
    if (text.charCodeAt(at) === 34) stream.skipTo(at + 1);
  } else if (stream.is(TokenKind.HeredocStart)) {
    const { marker } = heredocAt(text, start);
    stream.indexMarkerLines();
    const close = stream.canClose(marker, end) ? closingLine(text, start, end, marker) : undefined;
    if (close !== undefined) stream.skipTo(markerOffset(text, close, marker) + marker.length);
  }
  stream.next();
}
