import { ANY_CHAR } from '../pattern-set/char-set.ts';
import { ANY_STRING, char, type Language, oneOrMore, sequence, text } from '../pattern-set/language.ts';
import type { UnknownsAs } from './literal.ts';
import { isMark } from './marked-text.ts';

/**
 * Whether `*` may stand for nothing. Entra's documentation says "several characters" and shows that `*` crosses `:`;
 * the empty case is not stated. `matches-empty` is the safer reading for breadth.
 */
export type StarReading = 'matches-empty' | 'needs-character';

/** The comparand of `matches` in a claims matching expression: `*` several characters, `?` exactly one. */
export function wildcardLanguage(
  pattern: string,
  unknowns: UnknownsAs = 'fixed',
  star: StarReading = 'matches-empty',
): Language {
  const parts: Language[] = [];
  let literal = '';
  let pendingStar = false;
  const flush = () => {
    if (literal) parts.push(text(literal));
    literal = '';
  };
  const flushStar = () => {
    if (pendingStar) parts.push(star === 'matches-empty' ? ANY_STRING : oneOrMore(char(ANY_CHAR)));
    pendingStar = false;
  };
  for (const symbol of pattern) {
    const isAnything = unknowns === 'anything' && isMark(symbol.codePointAt(0) ?? 0);
    if (symbol === '*' || isAnything) {
      flush();
      // A run of stars is one star; `*?` is written `?*`, which is the same set and keeps the automaton small.
      pendingStar = true;
    } else if (symbol === '?') {
      flush();
      parts.push(char(ANY_CHAR));
    } else {
      flushStar();
      literal += symbol;
    }
  }
  flush();
  flushStar();
  return sequence(...parts);
}

export function hasWildcard(pattern: string): boolean {
  return pattern.includes('*') || pattern.includes('?');
}
