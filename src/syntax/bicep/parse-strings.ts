import { type Cursor, stopsAt } from './cursor.ts';
import { unescapeText } from './escapes.ts';
import type { ErrorNode, Expression, StringExpression, StringSegment } from './nodes.ts';
import { parseExpression } from './parse-expressions.ts';
import { TokenKind } from './tokens.ts';

const DOLLAR = 36;
const QUOTE = 39;
const NEWLINE = 10;
const RETURN = 13;

const HOLE_ENDS = stopsAt(TokenKind.StringMiddle, TokenKind.StringRight, TokenKind.NewLine);

/** A string, or what is left of one that is not closed. */
export function parseString(cursor: Cursor): StringExpression | ErrorNode {
  if (!cursor.at(TokenKind.StringComplete) && !cursor.at(TokenKind.StringLeft)) {
    return cursor.fail('Expected a string here.');
  }
  const start = cursor.start;
  const dollars = countDollars(cursor.text, start, cursor.end);
  const isMultiLine = dollars > 0 || (cursor.end - start > 2 && cursor.text.charCodeAt(start + 1) === QUOTE);
  const texts: StringSegment[] = [];
  const expressions: Expression[] = [];
  const read = (opening: number, closing: number) => {
    const from = cursor.start + opening;
    const range = { start: from, end: Math.max(from, cursor.end - closing) };
    texts.push({
      text: isMultiLine ? cursor.text.slice(range.start, range.end) : unescapeText(cursor.text, range.start, range.end),
      range,
    });
    cursor.advance();
  };
  const quotes = isMultiLine ? 3 : 1;
  const opening = isMultiLine ? lengthOfOpening(cursor.text, start, dollars) : 1;
  const hole = isMultiLine ? dollars + 1 : 2;

  if (cursor.at(TokenKind.StringComplete)) {
    if (cursor.isUnterminated) return unclosed(cursor, start);
    read(opening, quotes);
    return { kind: 'string', range: cursor.rangeFrom(start), isMultiLine, texts, expressions };
  }
  read(opening, hole);
  while (true) {
    expressions.push(parseHole(cursor));
    if (cursor.at(TokenKind.StringMiddle)) {
      read(1, hole);
    } else if (cursor.at(TokenKind.StringRight) && !cursor.isUnterminated) {
      read(1, quotes);
      return { kind: 'string', range: cursor.rangeFrom(start), isMultiLine, texts, expressions };
    } else {
      return unclosed(cursor, start);
    }
  }
}

function parseHole(cursor: Cursor): Expression {
  const start = cursor.start;
  const expression = cursor.recovered(parseExpression(cursor), start, HOLE_ENDS);
  const unexpected = cursor.range();
  if (!cursor.skipTo(HOLE_ENDS)) return expression;
  cursor.report('Expected } here: the interpolated expression has ended.', unexpected);
  return { kind: 'error', range: cursor.rangeFrom(start) };
}

/** Reads the last piece, where the lexer found one, and reports the string where the lexer could not. */
function unclosed(cursor: Cursor, start: number): ErrorNode {
  if (cursor.isUnterminated) cursor.advance();
  else cursor.report('This string is not closed.', cursor.rangeFrom(start));
  return { kind: 'error', range: cursor.rangeFrom(start) };
}

function countDollars(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === DOLLAR) at += 1;
  return at - start;
}

/** A line ending right behind the opening quotes is not part of a multi-line string. */
function lengthOfOpening(text: string, start: number, dollars: number): number {
  let length = dollars + 3;
  if (text.charCodeAt(start + length) === RETURN) length += 1;
  if (text.charCodeAt(start + length) === NEWLINE) length += 1;
  return length;
}
