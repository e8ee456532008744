import type { Cursor } from './cursor.ts';
import { TokenKind } from './tokens.ts';

const DECLARATION_WORDS: ReadonlySet<string> = new Set([
  'assert',
  'func',
  'import',
  'metadata',
  'module',
  'output',
  'param',
  'resource',
  'type',
  'var',
]);

export function isDeclarationWord(word: string): boolean {
  return DECLARATION_WORDS.has(word);
}

/**
 * True where an unindented line begins with a declaration, keyword and name: no element of a list looks like that.
 * @param except the keyword of the one declaration that may be nested at this place
 */
export function startsStatement(cursor: Cursor, except?: string): boolean {
  if (!cursor.at(TokenKind.Identifier) || !cursor.isAtLineStart || cursor.peek() !== TokenKind.Identifier) {
    return false;
  }
  const word = cursor.tokenText();
  return word !== except && isDeclarationWord(word);
}
