import { type Cursor, stopsAt } from './cursor.ts';
import type { Decorator } from './nodes.ts';
import { parseExpression } from './parse-expressions.ts';
import { TokenKind } from './tokens.ts';

const LINE_END = stopsAt(TokenKind.NewLine);

/** The decorators before a statement, property of a type or item of a tuple, each on lines of its own. */
export function parseDecorators(cursor: Cursor): readonly Decorator[] {
  if (!cursor.at(TokenKind.At)) return [];
  const decorators: Decorator[] = [];
  while (cursor.at(TokenKind.At)) {
    const { start } = cursor;
    cursor.advance();
    const expressionStart = cursor.start;
    const parsed = cursor.at(TokenKind.Identifier) ? parseExpression(cursor) : cursor.fail('Expected a decorator.');
    const expression = cursor.recovered(parsed, expressionStart, LINE_END);
    decorators.push({ kind: 'decorator', range: cursor.rangeFrom(start), expression });
    if (!cursor.at(TokenKind.NewLine) && !cursor.at(TokenKind.EndOfFile)) {
      cursor.report('Expected a new line behind the decorator.', cursor.range());
    }
    cursor.skipNewLines();
  }
  return decorators;
}
