import { TokenKind } from './tokens.ts';

/** Tokens of one character. */
const SINGLE: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['(', TokenKind.LeftParen],
  [')', TokenKind.RightParen],
  ['[', TokenKind.LeftSquare],
  [']', TokenKind.RightSquare],
  ['@', TokenKind.At],
  [',', TokenKind.Comma],
  ['.', TokenKind.Dot],
  ['?', TokenKind.Question],
  [':', TokenKind.Colon],
  [';', TokenKind.Semicolon],
  ['+', TokenKind.Plus],
  ['-', TokenKind.Minus],
  ['%', TokenKind.Percent],
  ['*', TokenKind.Asterisk],
  ['/', TokenKind.Slash],
  ['^', TokenKind.Hat],
  ['!', TokenKind.Exclamation],
  ['<', TokenKind.Less],
  ['>', TokenKind.Greater],
  ['=', TokenKind.Assignment],
  ['|', TokenKind.Pipe],
]);

/** Tokens of two characters; they go before those of one. `...` is apart. */
export const DOUBLE: ReadonlyMap<string, TokenKind> = new Map<string, TokenKind>([
  ['??', TokenKind.Coalesce],
  ['::', TokenKind.DoubleColon],
  ['!=', TokenKind.NotEquals],
  ['!~', TokenKind.NotEqualsInsensitive],
  ['<=', TokenKind.LessOrEqual],
  ['>=', TokenKind.GreaterOrEqual],
  ['==', TokenKind.Equals],
  ['=~', TokenKind.EqualsInsensitive],
  ['=>', TokenKind.Arrow],
  ['&&', TokenKind.And],
  ['||', TokenKind.Or],
]);

/** The codes below this are looked up in tables; no token but text begins with one above. */
export const ASCII = 128;
/** By the code of the character: the kind of the token that it makes alone, 0 for none. */
export const SINGLE_BY_CODE = new Uint8Array(ASCII);
for (const [character, kind] of SINGLE) SINGLE_BY_CODE[character.charCodeAt(0)] = kind;
/** By the code of the first character: 1 where a token of two characters may begin. */
export const MAY_BE_DOUBLE = new Uint8Array(ASCII);
for (const pair of DOUBLE.keys()) MAY_BE_DOUBLE[pair.charCodeAt(0)] = 1;

/** By the code of the character: 1 where it may stand in a word or number. */
export const IS_WORD = new Uint8Array(ASCII);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789') {
  IS_WORD[character.charCodeAt(0)] = 1;
}
