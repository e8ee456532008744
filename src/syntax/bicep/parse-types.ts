import type { Cursor } from './cursor.ts';
import type { ErrorNode, FunctionParameter, Identifier, TupleTypeItem, TypeExpression, TypeMember } from './nodes.ts';
import { parseDecorators } from './parse-decorators.ts';
import { parseConstant, parseExpression, parseParenthesizedList, unaryOperator } from './parse-expressions.ts';
import { parseArguments, parseElements } from './parse-lists.ts';
import { parseKey } from './parse-literals.ts';
import { parseString } from './parse-strings.ts';
import { TokenKind } from './tokens.ts';

/** The type of a declaration, where `resource 'type@version'` is one too. */
export function parseDeclaredType(cursor: Cursor, mayOmitResourceType = false): TypeExpression {
  if (!cursor.isWord('resource') || cursor.peek() === TokenKind.Less) return parseType(cursor);
  const { start } = cursor;
  cursor.advance();
  const isString = cursor.at(TokenKind.StringComplete) || cursor.at(TokenKind.StringLeft);
  const type = isString || !mayOmitResourceType ? parseString(cursor) : undefined;
  return { kind: 'resource-type', range: cursor.rangeFrom(start), type };
}

export function parseType(cursor: Cursor): TypeExpression {
  return cursor.nested(parseUnion);
}

/** Members may stand on lines of their own that begin with `|`. */
function parseUnion(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  const hasLeadingPipe = cursor.isBehindNewLines(TokenKind.Pipe);
  if (hasLeadingPipe) takePipe(cursor);
  const first = parseSuffixedType(cursor);
  if (!hasLeadingPipe && !cursor.isBehindNewLines(TokenKind.Pipe)) return first;
  const members = [first];
  while (cursor.isBehindNewLines(TokenKind.Pipe)) {
    takePipe(cursor);
    members.push(parseSuffixedType(cursor));
  }
  return { kind: 'union-type', range: cursor.rangeFrom(start), members };
}

function takePipe(cursor: Cursor): void {
  cursor.skipNewLines();
  cursor.advance();
}

function parseSuffixedType(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  let type = parseUnaryType(cursor);
  while (cursor.at(TokenKind.Question) || cursor.at(TokenKind.Exclamation)) {
    if (!cursor.extendChain()) break;
    const kind = cursor.at(TokenKind.Question) ? 'nullable-type' : 'non-nullable-type';
    cursor.advance();
    type = { kind, range: cursor.rangeFrom(start), type };
  }
  return type;
}

function parseUnaryType(cursor: Cursor): TypeExpression {
  const operator = unaryOperator(cursor.kind);
  if (!operator) return parseTypeAccess(cursor);
  const { start } = cursor;
  cursor.advance();
  const operand = parseTypeAccess(cursor);
  return { kind: 'unary-type', range: cursor.rangeFrom(start), operator, operand };
}

function parseTypeAccess(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  let base = parsePrimaryType(cursor);
  while ((cursor.at(TokenKind.LeftSquare) || cursor.at(TokenKind.Dot)) && cursor.extendChain()) {
    base = cursor.at(TokenKind.Dot) ? parseTypeMember(cursor, start, base) : parseTypeIndex(cursor, start, base);
  }
  return base;
}

function parseTypeMember(cursor: Cursor, start: number, base: TypeExpression): TypeExpression {
  cursor.advance();
  if (cursor.take(TokenKind.Asterisk))
    return { kind: 'additional-properties-type', range: cursor.rangeFrom(start), base };
  const name = cursor.identifier('the name of a type or property');
  if (cursor.at(TokenKind.Less)) return parseGenericType(cursor, start, base, name);
  return { kind: 'member-type', range: cursor.rangeFrom(start), base, name };
}

function parseTypeIndex(cursor: Cursor, start: number, base: TypeExpression): TypeExpression {
  cursor.advance();
  if (cursor.take(TokenKind.RightSquare)) return { kind: 'array-type', range: cursor.rangeFrom(start), element: base };
  if (cursor.take(TokenKind.Asterisk)) {
    cursor.expect(TokenKind.RightSquare, ']');
    return { kind: 'items-type', range: cursor.rangeFrom(start), base };
  }
  const index = parseExpression(cursor);
  cursor.expect(TokenKind.RightSquare, ']');
  return { kind: 'index-type', range: cursor.rangeFrom(start), base, index };
}

function parsePrimaryType(cursor: Cursor): TypeExpression {
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
      return parseObjectType(cursor);
    case TokenKind.LeftSquare:
      return parseTupleType(cursor);
    case TokenKind.LeftParen:
      return parseParenthesizedType(cursor);
    case TokenKind.Identifier:
      return parseTypeName(cursor);
    default:
      return cursor.fail('Expected a type here.');
  }
}

function parseTypeName(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  const name = cursor.identifier('a type');
  if (cursor.at(TokenKind.Less)) return parseGenericType(cursor, start, undefined, name);
  return { kind: 'named-type', range: name.range, name: name.name };
}

function parseGenericType(
  cursor: Cursor,
  start: number,
  base: TypeExpression | undefined,
  name: Identifier,
): TypeExpression {
  cursor.advance();
  const found = parseArguments(cursor, TokenKind.Greater, parseType);
  cursor.expect(TokenKind.Greater, '>');
  return { kind: 'generic-type', range: cursor.rangeFrom(start), base, name, arguments: found };
}

function parseParenthesizedType(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  const [inner, ...others] = parseParenthesizedList(cursor, parseType);
  const range = cursor.rangeFrom(start);
  if (inner && others.length === 0) return { kind: 'parenthesized-type', range, inner };
  if (!cursor.isUnwinding) cursor.report('Expected exactly one type in parentheses.', range);
  return { kind: 'error', range };
}

function parseObjectType(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  cursor.advance();
  const members: TypeMember[] = parseElements(cursor, TokenKind.RightBrace, parseObjectTypeMember);
  cursor.expect(TokenKind.RightBrace, '}');
  return { kind: 'object-type', range: cursor.rangeFrom(start), members };
}

function parseObjectTypeMember(cursor: Cursor): TypeMember {
  const { start } = cursor;
  const decorators = parseDecorators(cursor);
  const key = cursor.take(TokenKind.Asterisk) ? undefined : parseKey(cursor);
  cursor.expect(TokenKind.Colon, ':');
  const type = parseType(cursor);
  const range = cursor.rangeFrom(start);
  return key
    ? { kind: 'type-property', range, decorators, key, type }
    : { kind: 'type-wildcard', range, decorators, type };
}

function parseTupleType(cursor: Cursor): TypeExpression {
  const { start } = cursor;
  cursor.advance();
  const items: (TupleTypeItem | ErrorNode)[] = parseElements(cursor, TokenKind.RightSquare, parseTupleItem);
  cursor.expect(TokenKind.RightSquare, ']');
  return { kind: 'tuple-type', range: cursor.rangeFrom(start), items };
}

function parseTupleItem(cursor: Cursor): TupleTypeItem {
  const { start } = cursor;
  const decorators = parseDecorators(cursor);
  const type = parseType(cursor);
  return { kind: 'tuple-type-item', range: cursor.rangeFrom(start), decorators, type };
}

/** `name type` of a user-defined function. */
export function parseFunctionParameter(cursor: Cursor): FunctionParameter {
  const { start } = cursor;
  const name = cursor.identifier('the name of a parameter');
  const type = parseDeclaredType(cursor);
  return { kind: 'function-parameter', range: cursor.rangeFrom(start), name, type };
}
