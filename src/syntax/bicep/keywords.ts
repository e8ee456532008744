/** The words that declarations begin with. They are no reserved words: properties and variables may have their names. */
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
