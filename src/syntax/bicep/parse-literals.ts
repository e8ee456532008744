import { type Cursor, stopsAt } from './cursor.ts';
import type {
  ArrayElement,
  ErrorNode,
  Expression,
  ForExpression,
  Identifier,
  IfExpression,
  ObjectExpression,
  ObjectMember,
  ResourceStatement,
  SpreadElement,
  StringExpression,
} from './nodes.ts';
import { parseExpression, parseParenthesized, parseParenthesizedList } from './parse-expressions.ts';
import { parseElements } from './parse-lists.ts';
import { parseString } from './parse-strings.ts';
import { TokenKind } from './tokens.ts';

/** Reads a resource nested in the body of another, where one begins here. */
export type NestedResourceParser = (cursor: Cursor) => ResourceStatement | ErrorNode | undefined;

const BEHIND_CONDITION = stopsAt(TokenKind.LeftBrace, TokenKind.RightSquare, TokenKind.NewLine);
const BEHIND_COLLECTION = stopsAt(TokenKind.Colon, TokenKind.RightSquare, TokenKind.NewLine);
const BEHIND_BODY = stopsAt(TokenKind.RightSquare, TokenKind.NewLine);

export function parseArray(cursor: Cursor): Expression {
  const { start } = cursor;
  cursor.expect(TokenKind.LeftSquare, '[');
  const items: ArrayElement[] = parseElements(cursor, TokenKind.RightSquare, parseArrayElement);
  cursor.expect(TokenKind.RightSquare, ']');
  return { kind: 'array', range: cursor.rangeFrom(start), items };
}

function parseArrayElement(cursor: Cursor): ArrayElement {
  return cursor.at(TokenKind.Ellipsis) ? parseSpread(cursor) : parseExpression(cursor);
}

function parseSpread(cursor: Cursor): SpreadElement {
  const { start } = cursor;
  cursor.advance();
  const value = parseExpression(cursor);
  return { kind: 'spread', range: cursor.rangeFrom(start), value };
}

/** @param nestedResource given in the body of a resource, where resources may be declared */
export function parseObject(cursor: Cursor, nestedResource?: NestedResourceParser): ObjectExpression | ErrorNode {
  const { start } = cursor;
  if (!cursor.at(TokenKind.LeftBrace)) return cursor.fail('Expected { here.');
  cursor.advance();
  const members: ObjectMember[] = parseElements(
    cursor,
    TokenKind.RightBrace,
    (inside) => nestedResource?.(inside) ?? parseMember(inside),
    nestedResource ? 'resource' : undefined,
  );
  cursor.expect(TokenKind.RightBrace, '}');
  return { kind: 'object', range: cursor.rangeFrom(start), members };
}

function parseMember(cursor: Cursor): ObjectMember {
  if (cursor.at(TokenKind.Ellipsis)) return parseSpread(cursor);
  const { start } = cursor;
  const key = parseKey(cursor);
  cursor.expect(TokenKind.Colon, ':');
  const value = parseExpression(cursor);
  return { kind: 'property', range: cursor.rangeFrom(start), key, value };
}

/** The name of a property of an object or object type. */
export function parseKey(cursor: Cursor): Identifier | StringExpression | ErrorNode {
  if (cursor.at(TokenKind.Identifier)) return cursor.identifier('the name of a property');
  if (cursor.at(TokenKind.StringComplete) || cursor.at(TokenKind.StringLeft)) return parseString(cursor);
  return cursor.fail('Expected the name of a property here.');
}

/** `[for item in collection: body]` with the body that the place allows. */
export function parseFor(cursor: Cursor, parseBody: (cursor: Cursor) => Expression): ForExpression {
  const { start } = cursor;
  cursor.expect(TokenKind.LeftSquare, '[');
  cursor.skipNewLines();
  cursor.expectWord('for');
  const { item, index } = parseForVariables(cursor);
  cursor.expectWord('in');
  const collectionStart = cursor.start;
  const collection = cursor.recovered(parseExpression(cursor), collectionStart, BEHIND_COLLECTION);
  cursor.expect(TokenKind.Colon, ':');
  const bodyStart = cursor.start;
  const body = cursor.recovered(parseBody(cursor), bodyStart, BEHIND_BODY);
  cursor.skipNewLines();
  cursor.expect(TokenKind.RightSquare, ']');
  return { kind: 'for', range: cursor.rangeFrom(start), item, index, collection, body };
}

function parseForVariables(cursor: Cursor): { item: Identifier; index: Identifier | undefined } {
  if (!cursor.at(TokenKind.LeftParen)) return { item: cursor.identifier('a loop variable'), index: undefined };
  const { start } = cursor;
  const names = parseParenthesizedList(cursor, (inside) => inside.identifier('a loop variable'));
  const range = cursor.rangeFrom(start);
  const [item, index] = names;
  if (names.length === 2 && item?.kind === 'identifier' && index?.kind === 'identifier') return { item, index };
  if (!cursor.isUnwinding) cursor.report('Expected two loop variables: the item and its index.', range);
  return { item: { kind: 'identifier', range: { start, end: start }, name: '' }, index: undefined };
}

/** `if (condition) {...}` of a resource or module. */
export function parseIf(cursor: Cursor, nestedResource?: NestedResourceParser): IfExpression {
  const { start } = cursor;
  cursor.expectWord('if');
  const conditionStart = cursor.start;
  const condition = cursor.recovered(parseCondition(cursor), conditionStart, BEHIND_CONDITION);
  const body = parseObject(cursor, nestedResource);
  return { kind: 'if', range: cursor.rangeFrom(start), condition, body };
}

function parseCondition(cursor: Cursor): Expression {
  return cursor.at(TokenKind.LeftParen) ? cursor.nested(parseParenthesized) : cursor.fail('Expected ( here.');
}
