import { type Cursor, stopsAt } from './cursor.ts';
import type { ErrorNode } from './nodes.ts';
import { TokenKind } from './tokens.ts';

/**
 * The elements of an array, object, tuple, object type or import list up to the closing token, which is left to the
 * caller. Elements are separated by line endings or by single commas.
 * A line that can only be a new statement ends the list: the closing token has not been typed yet.
 * @param nestedKeyword of the statement that is an element too
 */
export function parseElements<T>(
  cursor: Cursor,
  closing: TokenKind,
  parse: (cursor: Cursor) => T,
  nestedKeyword?: string,
): (T | ErrorNode)[] {
  const elements: (T | ErrorNode)[] = [];
  const stops = stopsAt(TokenKind.NewLine, closing);
  cursor.skipNewLines();
  while (cursor.kind !== closing && !cursor.at(TokenKind.EndOfFile) && !cursor.startsStatement(nestedKeyword)) {
    const start = cursor.start;
    elements.push(cursor.recovered(parse(cursor), start, stops));
    separate(cursor, closing);
  }
  return elements;
}

function separate(cursor: Cursor, closing: TokenKind): void {
  if (cursor.at(TokenKind.NewLine)) {
    cursor.skipNewLines();
  } else if (cursor.at(TokenKind.Comma)) {
    cursor.advance();
    if (cursor.at(TokenKind.NewLine)) {
      cursor.report('A line that ends here must not have a comma before its end.', {
        start: cursor.lastEnd - 1,
        end: cursor.lastEnd,
      });
      cursor.skipNewLines();
    }
  } else if (cursor.kind !== closing && !cursor.at(TokenKind.EndOfFile)) {
    cursor.report('Expected a new line or a comma here.', cursor.range());
  }
}

/**
 * The arguments of a function or generic type up to the closing token, which is left to the caller. They are separated
 * by commas; line endings may follow the opening token and commas, and precede the closing token.
 */
export function parseArguments<T>(cursor: Cursor, closing: TokenKind, parse: (cursor: Cursor) => T): (T | ErrorNode)[] {
  const found: (T | ErrorNode)[] = [];
  const stops = stopsAt(TokenKind.NewLine, TokenKind.Comma, TokenKind.RightParen);
  cursor.skipNewLines();
  while (cursor.kind !== closing && !cursor.at(TokenKind.EndOfFile) && !cursor.startsStatement()) {
    const start = cursor.start;
    found.push(cursor.recovered(parse(cursor), start, stops));
    if (cursor.at(TokenKind.Comma)) {
      cursor.advance();
      cursor.skipNewLines();
      if (cursor.kind === closing) cursor.report('Expected another argument here.', cursor.range());
    } else if (cursor.isBehindNewLines(closing)) {
      cursor.skipNewLines();
    } else {
      // What follows is either a forgotten comma or, half-typed, the rest of the file.
      cursor.fail('Expected a comma or the closing parenthesis here.');
      break;
    }
  }
  return found;
}
