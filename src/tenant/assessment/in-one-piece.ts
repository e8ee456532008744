/** Never found: the search alone is wanted. */
const ANYTHING = /^\0/;

/**
 * The same text. The engine keeps what was put together from parts as a tree of them, which is larger by half, until
 * somebody searches it: worth it for what is kept by the million.
 */
export function inOnePiece(text: string): string {
  ANYTHING.test(text);
  return text;
}
