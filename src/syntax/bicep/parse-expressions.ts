import { type Cursor, stopsAt } from './cursor.ts';
import { isDeclarationWord } from './keywords.ts';
import type { BinaryOperator, ErrorNode, Expression, Identifier, UnaryOperator } from './nodes.ts';
import { parseArguments } from './parse-lists.ts';
import { parseArray, parseFor, parseObject } from './parse-literals.ts';
import { parseString } from './parse-strings.ts';
import { TokenKind } from './tokens.ts';

const BINARY_OPERATORS: ReadonlyMap<TokenKind, readonly [BinaryOperator, number]> = new Map([
  [TokenKind.Asterisk, ['*', 7]],
  [TokenKind.Slash, ['/', 7]],
  [TokenKind.Percent, ['%', 7]],
  [TokenKind.Plus, ['+', 6]],
  [TokenKind.Minus, ['-', 6]],
  [TokenKind.Greater, ['>', 5]],
  [TokenKind.GreaterOrEqual, ['>=', 5]],
  [TokenKind.Less, ['<', 5]],
  [TokenKind.LessOrEqual, ['<=', 5]],
  [TokenKind.Equals, ['==', 4]],
  [TokenKind.NotEquals, ['!=', 4]],
  [TokenKind.EqualsInsensitive, ['=~', 4]],
  [TokenKind.NotEqualsInsensitive, ['!~', 4]],
  [TokenKind.And, ['&&', 3]],
  [TokenKind.Or, ['||', 2]],
  [TokenKind.Coalesce, ['??', 1]],
]);

const IN_PARENTHESES = stopsAt(
  TokenKind.RightParen,
  TokenKind.RightBrace,
  TokenKind.RightSquare,
  TokenKind.Comma,
  TokenKind.NewLine,
);

export function parseExpression(cursor: Cursor): Expression {
  return cursor.nested(parseConditional);
}

function parseConditional(cursor: Cursor): Expression {
  const start = cursor.start;
  const condition = parseBinary(cursor, 0);
  if (!cursor.isBehindNewLines(TokenKind.Question)) return condition;
  cursor.skipNewLines();
  cursor.advance();
  const whenTrue = parseExpression(cursor);
  if (cursor.isBehindNewLines(TokenKind.Colon)) cursor.skipNewLines();
  cursor.expect(TokenKind.Colon, ':');
  const whenFalse = parseExpression(cursor);
  return { kind: 'conditional', range: cursor.rangeFrom(start), condition, whenTrue, whenFalse };
}

function parseBinary(cursor: Cursor, minimum: number): Expression {
  const start = cursor.start;
  let left = parseUnary(cursor);
  // The operators are numbered last: one comparison rules out nearly every token.
  while (cursor.kind >= TokenKind.Asterisk) {
    const found = BINARY_OPERATORS.get(cursor.kind);
    if (!found || found[1] <= minimum || !cursor.extendChain()) break;
    cursor.advance();
    const right = parseBinary(cursor, found[1]);
    left = { kind: 'binary', range: cursor.rangeFrom(start), operator: found[0], left, right };
  }
  return left;
}

function parseUnary(cursor: Cursor): Expression {
  const operator = unaryOperator(cursor.kind);
  if (!operator) return parseMember(cursor);
  const start = cursor.start;
  cursor.advance();
  const operand = parseMember(cursor);
  return { kind: 'unary', range: cursor.rangeFrom(start), operator, operand };
}

export function unaryOperator(kind: TokenKind): UnaryOperator | undefined {
  if (kind === TokenKind.Exclamation) return '!';
  return kind === TokenKind.Minus ? '-' : undefined;
}

/** A primary expression with what is accessed behind it. */
function parseMember(cursor: Cursor): Expression {
  const start = cursor.start;
  let base = parsePrimary(cursor);
  while (true) {
    switch (cursor.kind) {
      case TokenKind.Dot:
        if (!cursor.extendChain()) return base;
        base = parseDot(cursor, start, base);
        break;
      case TokenKind.LeftSquare:
        if (!cursor.extendChain()) return base;
        base = parseIndex(cursor, start, base);
        break;
      case TokenKind.DoubleColon: {
        if (!cursor.extendChain()) return base;
        cursor.advance();
        const name = cursor.identifier('the name of a nested resource');
        base = { kind: 'nested-resource', range: cursor.rangeFrom(start), base, name };
        break;
      }
      case TokenKind.Exclamation:
        if (!cursor.extendChain()) return base;
        cursor.advance();
        base = { kind: 'non-null', range: cursor.rangeFrom(start), operand: base };
        break;
      default:
        return base;
    }
  }
}

function parseDot(cursor: Cursor, start: number, base: Expression): Expression {
  cursor.advance();
  const isSafe = cursor.take(TokenKind.Question);
  const name = cursor.identifier('the name of a property or function');
  if (!cursor.at(TokenKind.LeftParen)) {
    return { kind: 'member', range: cursor.rangeFrom(start), base, name, isSafe };
  }
  if (isSafe) cursor.report('A function cannot be called with `.?`.', name.range);
  const found = parseCallArguments(cursor);
  return { kind: 'method-call', range: cursor.rangeFrom(start), base, name, arguments: found };
}

function parseIndex(cursor: Cursor, start: number, base: Expression): Expression {
  cursor.advance();
  const isSafe = cursor.take(TokenKind.Question);
  const isFromEnd = cursor.take(TokenKind.Hat);
  const index = parseExpression(cursor);
  cursor.expect(TokenKind.RightSquare, ']');
  return { kind: 'index', range: cursor.rangeFrom(start), base, index, isSafe, isFromEnd };
}

function parseCallArguments(cursor: Cursor): readonly Expression[] {
  cursor.advance();
  const found = parseArguments(cursor, TokenKind.RightParen, parseExpression);
  cursor.expect(TokenKind.RightParen, ')');
  return found;
}

function parsePrimary(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case TokenKind.Integer:
    case TokenKind.True:
    case TokenKind.False:
    case TokenKind.Null:
      return parseConstant(cursor);
    case TokenKind.StringComplete:
    case TokenKind.StringLeft:
      return parseString(cursor);
    case TokenKind.LeftBrace:
      return parseObject(cursor);
    case TokenKind.LeftSquare:
      return cursor.textAt(cursor.indexBehindNewLines('next')) === 'for'
        ? parseFor(cursor, parseExpression)
        : parseArray(cursor);
    case TokenKind.LeftParen:
      return parseParenthesized(cursor);
    case TokenKind.Identifier:
      return parseName(cursor);
    default:
      return cursor.fail('Expected an expression here.');
  }
}

export function parseConstant(cursor: Cursor): Expression & { kind: 'integer' | 'boolean' | 'null' } {
  const { kind } = cursor;
  const range = cursor.range();
  const text = cursor.tokenText();
  cursor.advance();
  if (kind === TokenKind.Integer) return { kind: 'integer', range, value: Number(text) };
  return kind === TokenKind.Null ? { kind: 'null', range } : { kind: 'boolean', range, value: kind === TokenKind.True };
}

function parseName(cursor: Cursor): Expression {
  const { start } = cursor;
  const name = cursor.identifier('a name');
  if (cursor.at(TokenKind.LeftParen)) {
    const found = parseCallArguments(cursor);
    return { kind: 'call', range: cursor.rangeFrom(start), name, arguments: found };
  }
  if (cursor.at(TokenKind.Arrow)) return parseLambda(cursor, start, [name]);
  return { kind: 'reference', range: name.range, name: name.name };
}

export function parseParenthesized(cursor: Cursor): Expression {
  const { start } = cursor;
  const items = parseParenthesizedList(cursor, parseExpression);
  if (cursor.at(TokenKind.Arrow)) return parseLambda(cursor, start, items.map(parameterOf));
  const range = cursor.rangeFrom(start);
  const [inner, ...others] = items;
  if (inner && others.length === 0) return { kind: 'parenthesized', range, inner };
  if (!cursor.isUnwinding) cursor.report('Expected exactly one expression in parentheses.', range);
  return { kind: 'error', range };
}

/** Items between parentheses, separated by commas; line endings may stand anywhere between them. */
export function parseParenthesizedList<T>(cursor: Cursor, parse: (cursor: Cursor) => T): (T | ErrorNode)[] {
  const items: (T | ErrorNode)[] = [];
  cursor.expect(TokenKind.LeftParen, '(');
  cursor.skipNewLines();
  while (!cursor.at(TokenKind.RightParen) && !cursor.at(TokenKind.EndOfFile) && !cursor.isUnwinding) {
    const { start } = cursor;
    items.push(cursor.recovered(parse(cursor), start, IN_PARENTHESES));
    if (cursor.isBehindNewLines(TokenKind.RightParen) || cursor.isBehindNewLines(TokenKind.Comma)) {
      cursor.skipNewLines();
    }
    if (!cursor.take(TokenKind.Comma)) break;
    cursor.skipNewLines();
  }
  cursor.expect(TokenKind.RightParen, ')');
  return items;
}

function parameterOf(item: Expression): Identifier | ErrorNode {
  return item.kind === 'reference'
    ? { kind: 'identifier', range: item.range, name: item.name }
    : { kind: 'error', range: item.range };
}

function parseLambda(cursor: Cursor, start: number, parameters: readonly (Identifier | ErrorNode)[]): Expression {
  for (const parameter of parameters) {
    if (parameter.kind === 'error') cursor.report('Expected the name of a parameter here.', parameter.range);
  }
  const body = parseLambdaBody(cursor);
  return { kind: 'lambda', range: cursor.rangeFrom(start), parameters, body };
}

/** `=> body`; the body may stand on a later line, unless that begins a declaration. */
export function parseLambdaBody(cursor: Cursor): Expression {
  cursor.expect(TokenKind.Arrow, '=>');
  if (!isDeclarationWord(cursor.textAt(cursor.indexBehindNewLines('current')))) cursor.skipNewLines();
  return parseExpression(cursor);
}
