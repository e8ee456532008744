/**
 * Shortens text by a list of frequent strings: each stands in the text as `~` and one character. Half of the size of the
 * tables is words such as `properties.` and `connection_string`.
 */

const MARK = '~';
// No quotes, backslash, blank or mark: what the text of a string needs or the format uses.
const NAMES = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#%&()*+,-./:;<=>?@[]^_|';
const LONGEST = 28;
const PER_PASS = 8;

export interface Shortened {
  /** The strings in the order of their names: the n-th is named by the n-th character of `names`. */
  readonly words: readonly string[];
  readonly names: string;
  readonly texts: readonly string[];
}

/** @throws Error where a text holds the mark */
export function shorten(texts: readonly string[]): Shortened {
  if (texts.some((text) => text.includes(MARK))) throw new Error(`The tables hold '${MARK}': choose another mark.`);
  const words: string[] = [];
  let shortened = texts;
  while (words.length < NAMES.length) {
    const next = bestWords(shortened.join('\n')).slice(0, Math.min(PER_PASS, NAMES.length - words.length));
    if (next.length === 0) break;
    for (const word of next) {
      const mark = MARK + NAMES[words.length];
      words.push(word);
      // The character behind a mark is its name, not text.
      const place = new RegExp(`(?<!${MARK})${word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}`, 'g');
      shortened = shortened.map((text) => text.replace(place, () => mark));
    }
  }
  return { words, names: NAMES.slice(0, words.length), texts: shortened };
}

/** The strings that save most, none of them a part of another. */
function bestWords(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (let length = 4; length <= LONGEST; length += 1) {
    for (let start = 0; start + length <= text.length; start += 1) {
      if (text[start - 1] === MARK) continue;
      const word = text.slice(start, start + length);
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  const savings = [...counts]
    .filter(([word, count]) => count > 8 && !/[~\n]/.test(word))
    .map(([word, count]) => ({ word, saved: count * (word.length - 2) - word.length }))
    .sort((a, b) => b.saved - a.saved);
  const chosen: string[] = [];
  for (const { word } of savings) {
    if (chosen.length === PER_PASS) break;
    const overlaps = chosen.some((one) => sharesPart(one, word));
    if (!overlaps) chosen.push(word);
  }
  return chosen;
}

/** Strings that share four characters mostly count the same places. */
function sharesPart(a: string, b: string): boolean {
  for (let start = 0; start + 4 <= a.length; start += 1) if (b.includes(a.slice(start, start + 4))) return true;
  return false;
}
