import { Memory } from '../../text/memory.ts';
import type { Value, ValueSource } from '../value.ts';

/** More sources than anybody reads; what goes beyond is left out. */
export const MAX_SOURCES = 1_000;

/** The sources of all values, each once. */
export function mergeSources(values: Iterable<Value>): readonly ValueSource[] {
  const result = new Set<ValueSource>();
  for (const value of values) {
    for (const source of value.sources) {
      result.add(source);
      if (result.size >= MAX_SOURCES) return [...result];
    }
  }
  return [...result];
}

/** The sources of a string that is put together from several values: literal text is only part of it. */
export function partSources(values: readonly Value[]): readonly ValueSource[] {
  // A literal may come in whole by one way and as a part by another.
  return [...new Set(mergeSources(values).map(asPart))];
}

// One part per literal, so that sources which are merged again stay comparable by identity.
const parts = new Memory<ValueSource, ValueSource>();

function asPart(source: ValueSource): ValueSource {
  if (source.kind !== 'literal' || source.isPart) return source;
  let part = parts.get(source);
  if (!part) {
    part = { ...source, isPart: true };
    parts.set(source, part);
  }
  return part;
}
