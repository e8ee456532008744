import { type CharSet, charSet, fromIntervals, singleChar } from '../pattern-set/char-set.ts';
import {
  ANY_STRING,
  char,
  type Language,
  oneOrMore,
  optional,
  sequence,
  text,
  zeroOrMore,
} from '../pattern-set/language.ts';

const NOT_SLASH = charSet('^/');

interface Item {
  readonly language: Language;
  isOptional: boolean;
  isRepeated: boolean;
}

/**
 * A branch or tag filter of a GitHub workflow, without a leading `!`: `*` any characters but `/`, `**` any characters,
 * `?` zero or one and `+` one or more of what is before, `[...]` one of a class, `\` takes the next one literally
 * (GitHub docs, "Workflow syntax", filter pattern cheat sheet).
 */
export function globLanguage(glob: string): Language {
  const items: Item[] = [];
  const push = (language: Language) => items.push({ language, isOptional: false, isRepeated: false });
  const symbols = [...glob];
  for (let i = 0; i < symbols.length; i++) {
    const symbol = symbols[i] ?? '';
    const last = items.at(-1);
    if (symbol === '*') {
      const isDouble = symbols[i + 1] === '*';
      while (symbols[i + 1] === '*') i += 1;
      // `docs/**/*.md` accepts `docs/x.md`: between slashes, `**/` may be nothing at all.
      if (isDouble && symbols[i + 1] === '/' && (i === 1 || symbols[i - 2] === '/')) {
        i += 1;
        push(optional(sequence(ANY_STRING, text('/'))));
      } else push(isDouble ? ANY_STRING : zeroOrMore(char(NOT_SLASH)));
    } else if (symbol === '?' && last) last.isOptional = true;
    else if (symbol === '+' && last) last.isRepeated = true;
    else if (symbol === '[') {
      const end = symbols.indexOf(']', i + 1);
      const set = end < 0 ? undefined : classSet(symbols.slice(i + 1, end));
      if (set) i = end;
      push(char(set ?? singleChar(0x5b)));
    } else if (symbol === '\\' && i + 1 < symbols.length) {
      i += 1;
      push(text(symbols[i] ?? ''));
    } else push(text(symbol));
  }
  return sequence(...items.map(quantified));
}

function quantified({ language, isOptional, isRepeated }: Item): Language {
  if (isRepeated) return isOptional ? zeroOrMore(language) : oneOrMore(language);
  return isOptional ? optional(language) : language;
}

function classSet(symbols: readonly string[]): CharSet | undefined {
  if (symbols.length === 0) return undefined;
  const points = symbols.map((symbol) => symbol.codePointAt(0) ?? 0);
  const intervals: [number, number][] = [];
  for (let i = 0; i < points.length; i++) {
    const low = points[i] ?? 0;
    const high = points[i + 2];
    if (points[i + 1] === 0x2d && high !== undefined) {
      intervals.push([low, high]);
      i += 2;
    } else intervals.push([low, low]);
  }
  return fromIntervals(intervals);
}

/** What a filter list of a trigger lets through, before it is applied to names: the order of entries decides. */
export interface FilterEntry {
  readonly isExcluded: boolean;
  readonly language: Language;
}

export function filterEntries(filters: readonly string[]): readonly FilterEntry[] {
  return filters.map((filter) =>
    filter.startsWith('!')
      ? { isExcluded: true, language: globLanguage(filter.slice(1)) }
      : { isExcluded: false, language: globLanguage(filter) },
  );
}
