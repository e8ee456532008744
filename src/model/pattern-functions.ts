import { concatAll, exactText, isKnown, labelOf, patternOf, unknown } from './patterns.ts';
import type { StringPart, StringPattern } from './string-pattern.ts';

// String functions on patterns. Each result covers every string the function can return: where unknown parts take the
// exact result away, the result is wider, never wrong.

export function toLower(pattern: StringPattern): StringPattern {
  return mapKnown(pattern, (text) => text.toLowerCase());
}

export function toUpper(pattern: StringPattern): StringPattern {
  return mapKnown(pattern, (text) => text.toUpperCase());
}

function mapKnown(pattern: StringPattern, change: (text: string) => string): StringPattern {
  return patternOf(
    pattern.parts.map((part) => (part.kind === 'known' ? { kind: 'known', text: change(part.text) } : part)),
  );
}

/** Every occurrence of `search`, from left to right. An empty search text, an error in most languages, gives unknown. */
export function replace(pattern: StringPattern, search: string, replacement: StringPattern): StringPattern {
  if (search === '' || !occursOnlyInside(pattern, search)) return unknown(labelOf([pattern]));
  const pieces: StringPattern[] = [];
  for (const part of pattern.parts) {
    if (part.kind === 'unknown') {
      pieces.push({ parts: [part] });
      continue;
    }
    part.text.split(search).forEach((text, index) => {
      if (index > 0) pieces.push(replacement);
      pieces.push(patternOf([{ kind: 'known', text }]));
    });
  }
  return concatAll(pieces);
}

/** Longer search texts are given up where parts are unknown: looking for overlaps is quadratic. */
const LONGEST_SEARCH = 256;

/** False where an occurrence may lie across the border of a known and an unknown part. */
function occursOnlyInside(pattern: StringPattern, search: string): boolean {
  if (search.length < 2 || isKnown(pattern)) return true;
  if (search.length > LONGEST_SEARCH) return false;
  return pattern.parts.every((part, index) => {
    if (part.kind === 'unknown') return true;
    const afterUnknown = index > 0;
    const beforeUnknown = index < pattern.parts.length - 1;
    if (afterUnknown && beforeUnknown && search.slice(1, -1).includes(part.text)) return false;
    for (let length = 1; length < Math.min(search.length, part.text.length + 1); length++) {
      if (afterUnknown && part.text.startsWith(search.slice(-length))) return false;
      if (beforeUnknown && part.text.endsWith(search.slice(0, length))) return false;
    }
    return true;
  });
}

const BLANKS = ' \t\n\r\v\f\u00a0\u0085\ufeff';

/** Removes characters of `cut` (white space unless given) from both ends. */
export function trim(pattern: StringPattern, cut = BLANKS): StringPattern {
  return trimEnd(trimStart(pattern, cut), cut);
}

export function trimStart(pattern: StringPattern, cut = BLANKS): StringPattern {
  const parts = [...pattern.parts];
  const leading: StringPart[] = [];
  // An unknown part may be all blank, so blanks behind it may go too: they count as part of the unknown.
  for (let part = parts.shift(); part; part = parts.shift()) {
    if (part.kind === 'unknown') {
      leading.push(part);
      continue;
    }
    const text = part.text.slice(countStart(part.text, cut));
    if (text === '') continue;
    return patternOf([...leading, { kind: 'known', text }, ...parts]);
  }
  return patternOf(leading);
}

export function trimEnd(pattern: StringPattern, cut = BLANKS): StringPattern {
  return reverse(trimStart(reverse(pattern), cut));
}

function countStart(text: string, cut: string): number {
  let at = 0;
  while (at < text.length && cut.includes(text[at] ?? '')) at += 1;
  return at;
}

function reverse(pattern: StringPattern): StringPattern {
  return {
    parts: [...pattern.parts]
      .reverse()
      .map((part) => (part.kind === 'known' ? { kind: 'known', text: part.text.split('').reverse().join('') } : part)),
  };
}

/** Removes `prefix` once where the string begins with it. */
export function trimPrefix(pattern: StringPattern, prefix: string): StringPattern {
  const [first, ...rest] = pattern.parts;
  if (!first || prefix === '' || (first.kind === 'unknown' && rest.length === 0)) return pattern;
  if (first.kind === 'unknown') return unknown(first.label);
  if (first.text.startsWith(prefix))
    return patternOf([{ kind: 'known', text: first.text.slice(prefix.length) }, ...rest]);
  return rest.length > 0 && prefix.startsWith(first.text) ? unknown(labelOf([pattern])) : pattern;
}

/** Removes `suffix` once where the string ends with it. */
export function trimSuffix(pattern: StringPattern, suffix: string): StringPattern {
  return reverse(trimPrefix(reverse(pattern), suffix.split('').reverse().join('')));
}

/** `length` UTF-16 code units from `start`, or all of them; shorter where the string ends before. */
export function substring(pattern: StringPattern, start: number, length?: number): StringPattern {
  const exact = exactText(pattern);
  const end = length === undefined ? undefined : start + length;
  if (exact !== undefined) return patternOf([{ kind: 'known', text: exact.slice(start, end) }]);
  const [first, ...rest] = pattern.parts;
  if (first?.kind !== 'known' || start > first.text.length) return unknown(labelOf([pattern]));
  const head: StringPart = { kind: 'known', text: first.text.slice(start, end) };
  if (end === undefined) return patternOf([head, ...rest]);
  return end <= first.text.length
    ? patternOf([head])
    : patternOf([head, { kind: 'unknown', label: labelOf([pattern]) }]);
}

/**
 * The pieces between the separators. Where an unknown part may hold separators, only the pieces that come before it
 * for certain are given, and the list is not complete.
 */
export function split(
  pattern: StringPattern,
  separator: string,
): { readonly items: readonly StringPattern[]; readonly isComplete: boolean } {
  const pieces = (text: string) => text.split(separator).map((piece) => patternOf([{ kind: 'known', text: piece }]));
  const exact = exactText(pattern);
  if (exact !== undefined) return { items: pieces(exact), isComplete: true };
  const first = pattern.parts[0];
  return {
    items: first?.kind === 'known' && separator !== '' ? pieces(first.text).slice(0, -1) : [],
    isComplete: false,
  };
}
