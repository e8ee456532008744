import type { TerraformFile } from './nodes.ts';
import type { TokenList } from './tokens.ts';
import { children, descendants } from './walk.ts';

/**
 * The text of a file, rebuilt from its tree: the leaves as their ranges say, what lies between them from the tokens.
 * It equals the source only where the leaves are in order, do not overlap and begin and end with tokens.
 */
export function roundTrip(file: TerraformFile): string {
  const { source, tokens } = file;
  const pieces: string[] = [];
  let token = 0;
  for (const node of descendants(file)) {
    if (children(node).length > 0) continue;
    token = copyUntil(tokens, token, node.range.start, source.text, pieces);
    pieces.push(source.slice(node.range));
    while (token < tokens.length && tokens.endOf(token) <= node.range.end) token += 1;
  }
  copyUntil(tokens, token, Number.POSITIVE_INFINITY, source.text, pieces);
  return pieces.join('');
}

/** Copies the tokens that end at or before an offset; returns the index of the first one that does not. */
function copyUntil(tokens: TokenList, from: number, offset: number, text: string, pieces: string[]): number {
  let token = from;
  while (token < tokens.length && tokens.endOf(token) <= offset) {
    pieces.push(text.slice(tokens.startOf(token), tokens.endOf(token)));
    token += 1;
  }
  return token;
}
