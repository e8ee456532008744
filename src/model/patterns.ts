import type { StringPart, StringPattern, UnknownPart } from './string-pattern.ts';

/** How many patterns one value may have; more are given up for one unknown pattern. */
export const MAX_ALTERNATIVES = 64;
/** The longest known text of one pattern, in UTF-16 code units; a longer one is given up for an unknown pattern. */
export const MAX_PATTERN_LENGTH = 32_768;
/** The most parts of one pattern, for the same reason. */
export const MAX_PATTERN_PARTS = 1_000;

/** Whether something holds for every, some or no value of the unknown parts. */
export type Certainty = 'always' | 'sometimes' | 'never';

export function known(text: string): StringPattern {
  return patternOf([{ kind: 'known', text }]);
}

/** @param label how the source calls it (`param org`, `var.org`); never a value */
export function unknown(label: string): StringPattern {
  return { parts: [{ kind: 'unknown', label }] };
}

/** The pattern of these parts: empty texts dropped, neighbours of one kind and label joined, bounded in size. */
export function patternOf(parts: readonly StringPart[]): StringPattern {
  const result: StringPart[] = [];
  let texts: string[] = [];
  let length = 0;
  const flush = () => {
    if (texts.length > 0) result.push({ kind: 'known', text: texts.join('') });
    texts = [];
  };
  for (const part of parts) {
    if (part.kind === 'unknown') {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'unknown' && last.label === part.label) continue;
      result.push(part);
      if (result.length > MAX_PATTERN_PARTS) return unknown('long text');
    } else if (part.text !== '') {
      length += part.text.length;
      if (length > MAX_PATTERN_LENGTH) return unknown('long text');
      texts.push(part.text);
    }
  }
  flush();
  return { parts: result };
}

export function concat(...patterns: readonly StringPattern[]): StringPattern {
  return concatAll(patterns);
}

/** `concat` of a list that may be long. */
export function concatAll(patterns: readonly StringPattern[]): StringPattern {
  const only = patterns[0];
  if (patterns.length === 1 && only) return only;
  const parts: StringPart[] = [];
  for (const pattern of patterns) {
    for (const part of pattern.parts) parts.push(part);
    if (parts.length > MAX_PATTERN_LENGTH) return unknown('long text');
  }
  return patternOf(parts);
}

export function join(patterns: readonly StringPattern[], separator: StringPattern): StringPattern {
  return concatAll(patterns.flatMap((pattern, index) => (index === 0 ? [pattern] : [separator, pattern])));
}

export function isKnown(pattern: StringPattern): boolean {
  return exactText(pattern) !== undefined;
}

/** The text where nothing is unknown. */
export function exactText(pattern: StringPattern): string | undefined {
  const [first, second] = pattern.parts;
  if (!first) return '';
  return first.kind === 'known' && !second ? first.text : undefined;
}

/** The pattern as a person reads it: `repo:${param org}/app:*`. */
export function render(pattern: StringPattern): string {
  return pattern.parts.map((part) => (part.kind === 'known' ? part.text : `\${${part.label}}`)).join('');
}

/** The known text that every value begins with. */
export function knownPrefix(pattern: StringPattern): string {
  const first = pattern.parts[0];
  return first?.kind === 'known' ? first.text : '';
}

/** The known text that every value ends with. */
export function knownSuffix(pattern: StringPattern): string {
  const last = pattern.parts.at(-1);
  return last?.kind === 'known' ? last.text : '';
}

/** The same parts with the same labels. Two unknown parts of one label need not hold the same text. */
export function samePattern(a: StringPattern, b: StringPattern): boolean {
  return a === b || patternKey(a) === patternKey(b);
}

/** A text that two patterns share if and only if they are the same. */
export function patternKey(pattern: StringPattern): string {
  return pattern.parts
    .map((part) =>
      part.kind === 'known' ? `=${part.text.length}:${part.text}` : `?${part.label.length}:${part.label}`,
    )
    .join('');
}

/** Each pattern once, in order; one unknown pattern for more than `MAX_ALTERNATIVES`. */
export function alternatives(patterns: readonly StringPattern[]): readonly StringPattern[] {
  if (patterns.length < 2) return patterns;
  const seen = new Set<string>();
  const result: StringPattern[] = [];
  for (const pattern of patterns) {
    const key = patternKey(pattern);
    if (seen.has(key)) continue;
    seen.add(key);
    result.push(pattern);
    if (result.length > MAX_ALTERNATIVES) return [unknown('many values')];
  }
  return result;
}

/** Every concatenation of one alternative of each list; empty where a list is. */
export function concatAlternatives(lists: readonly (readonly StringPattern[])[]): readonly StringPattern[] {
  return combine(lists, concatAll);
}

/**
 * What `operation` makes of every choice of one alternative of each list. Beyond `MAX_ALTERNATIVES` choices one
 * unknown pattern stands for all; an operation that returns undefined gives one too.
 */
export function combine(
  lists: readonly (readonly StringPattern[])[],
  operation: (choice: readonly StringPattern[]) => StringPattern | undefined,
): readonly StringPattern[] {
  let count = 1;
  for (const list of lists) {
    count *= list.length;
    if (count === 0) return [];
    if (count > MAX_ALTERNATIVES) return [unknown('many values')];
  }
  const results: StringPattern[] = [];
  for (let choice = 0; choice < count; choice++) {
    let rest = choice;
    const chosen: StringPattern[] = [];
    // The last list varies fastest, as nested loops would.
    for (let at = lists.length - 1; at >= 0; at--) {
      const list = lists[at] ?? [];
      const pattern = list[rest % list.length];
      if (pattern) chosen.push(pattern);
      rest = Math.floor(rest / list.length);
    }
    results.push(operation(chosen.reverse()) ?? unknown(labelOf(chosen)));
  }
  return alternatives(results);
}

/** The label of the first unknown part, for a result that is unknown because of it. */
export function labelOf(patterns: readonly StringPattern[]): string {
  for (const pattern of patterns) {
    const part = pattern.parts.find((candidate) => candidate.kind === 'unknown');
    if (part) return (part as UnknownPart).label;
  }
  return 'expression';
}

/** `always` or `never` where it is that for every alternative. `never` of no alternative at all. */
export function certainty(patterns: readonly StringPattern[], test: (pattern: StringPattern) => Certainty): Certainty {
  const [first, ...rest] = patterns.map(test);
  if (first === undefined) return 'never';
  return rest.every((other) => other === first) ? first : 'sometimes';
}

export function startsWith(pattern: StringPattern, text: string): Certainty {
  const prefix = knownPrefix(pattern);
  if (prefix.startsWith(text)) return 'always';
  return !isKnown(pattern) && text.startsWith(prefix) ? 'sometimes' : 'never';
}

export function endsWith(pattern: StringPattern, text: string): Certainty {
  const suffix = knownSuffix(pattern);
  if (suffix.endsWith(text)) return 'always';
  return !isKnown(pattern) && text.endsWith(suffix) ? 'sometimes' : 'never';
}

export function contains(pattern: StringPattern, text: string): Certainty {
  if (text === '' || pattern.parts.some((part) => part.kind === 'known' && part.text.includes(text))) return 'always';
  return isKnown(pattern) ? 'never' : 'sometimes';
}

/** Whether the string is this text. */
export function equalsText(pattern: StringPattern, text: string): Certainty {
  const exact = exactText(pattern);
  if (exact !== undefined) return exact === text ? 'always' : 'never';
  const prefix = knownPrefix(pattern);
  const suffix = knownSuffix(pattern);
  const end = text.length - suffix.length;
  if (prefix.length > end || !text.startsWith(prefix) || !text.endsWith(suffix)) return 'never';
  let at = prefix.length;
  // The unknown parts take anything, so the leftmost place for each text between them leaves the most room.
  for (const part of pattern.parts.slice(prefix ? 1 : 0, suffix ? -1 : undefined)) {
    if (part.kind === 'unknown') continue;
    const found = text.indexOf(part.text, at);
    if (found < 0 || found + part.text.length > end) return 'never';
    at = found + part.text.length;
  }
  return 'sometimes';
}
