import { charSet } from '../pattern-set/char-set.ts';
import { char, type Language, oneOrMore } from '../pattern-set/language.ts';

/** Characters of a git reference name (git check-ref-format), `/` included, as the inside of a character class. */
export const REF_CHARS_SPEC = '^\u0000- ~^:?*[\\\u007f';

/** Any branch or tag name. */
export const ANY_REF_NAME: Language = oneOrMore(char(charSet(REF_CHARS_SPEC)));
