import { type CharSet, charSet, intersect } from '../pattern-set/char-set.ts';
import { char, type Language, oneOrMore, sequence, text, zeroOrMore } from '../pattern-set/language.ts';

/** Characters of a git reference name (git check-ref-format), `/` included, as the inside of a character class. */
export const REF_CHARS_SPEC = '^\u0000- ~^:?*[\\\u007f';

/** Any branch or tag name. */
export const ANY_REF_NAME: Language = pathOf(intersect(charSet(REF_CHARS_SPEC), charSet('^/')));

/** Texts of these characters, `/` between them but neither at an end nor doubled. @param chars without `/` */
export function pathOf(chars: CharSet): Language {
  const segment = oneOrMore(char(chars));
  return sequence(segment, zeroOrMore(sequence(text('/'), segment)));
}
