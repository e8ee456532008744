import type { StringPart, StringPattern } from '../../model/string-pattern.ts';
import type { CharSet } from '../pattern-set/char-set.ts';

/**
 * A string of which parts are unknown, written as one text: the i-th unknown part is the private-use character
 * U+F0000 + i. So parsers and automata treat it like any other text, and it can still be told apart.
 */
export interface MarkedText {
  readonly text: string;
  /** By mark: how the source calls the unknown part. */
  readonly labels: readonly string[];
}

const FIRST_MARK = 0xf0000;
const LAST_MARK = 0xffffd;

/** The characters that stand for unknown parts. */
export const MARKS: CharSet = [FIRST_MARK, LAST_MARK];

export function isMark(codePoint: number): boolean {
  return codePoint >= FIRST_MARK && codePoint <= LAST_MARK;
}

export function mark(index: number): string {
  return String.fromCodePoint(Math.min(FIRST_MARK + index, LAST_MARK));
}

export function markedText(pattern: StringPattern): MarkedText {
  const labels: string[] = [];
  const text = pattern.parts
    .map((part) => (part.kind === 'known' ? part.text : mark(labels.push(part.label) - 1)))
    .join('');
  return { text, labels };
}

export function hasMarks(text: string): boolean {
  for (const char of text) {
    if (isMark(char.codePointAt(0) ?? 0)) return true;
  }
  return false;
}

/** The text before the first unknown part. */
export function knownPrefix(text: string): string {
  let length = 0;
  for (const char of text) {
    if (isMark(char.codePointAt(0) ?? 0)) break;
    length += char.length;
  }
  return text.slice(0, length);
}

/** Replaces every unknown part; `by` gets its number. */
export function replaceMarks(text: string, by: (index: number) => string): string {
  let result = '';
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    result += isMark(codePoint) ? by(codePoint - FIRST_MARK) : char;
  }
  return result;
}

/** For people: unknown parts as `${label}`. */
export function displayText({ text, labels }: MarkedText): string {
  return replaceMarks(text, (index) => `\${${labels[index] ?? '…'}}`);
}

/** The opposite of `markedText`. */
export function patternOfMarked({ text, labels }: MarkedText): StringPattern {
  const parts: StringPart[] = [];
  let known = '';
  const flush = () => {
    if (known) parts.push({ kind: 'known', text: known });
    known = '';
  };
  for (const char of text) {
    const codePoint = char.codePointAt(0) ?? 0;
    if (!isMark(codePoint)) known += char;
    else {
      flush();
      parts.push({ kind: 'unknown', label: labels[codePoint - FIRST_MARK] ?? '' });
    }
  }
  flush();
  return { parts };
}
