import type { Automaton } from './automaton.ts';

/** The text that every string of the set begins with; the whole text where the set is one string. */
export function commonPrefix({ sets, follow, isLast, first, acceptsEmpty }: Automaton): string {
  if (acceptsEmpty) return '';
  const seen = new Set<number>();
  let prefix = '';
  let next = first;
  for (;;) {
    const [position, ...others] = next;
    const [low, high, ...more] = sets[position ?? -1] ?? [];
    if (position === undefined || others.length > 0 || low === undefined || low !== high || more.length > 0)
      return prefix;
    if (seen.has(position)) return prefix;
    seen.add(position);
    prefix += String.fromCodePoint(low);
    if (isLast[position]) return prefix;
    next = follow[position] ?? [];
  }
}
