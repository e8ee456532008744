import type { Location } from '../document.ts';
import { alternatives, concatAlternatives, isKnown } from '../patterns.ts';
import type { StringPattern } from '../string-pattern.ts';
import type { Value, ValueKind, ValueSource } from '../value.ts';
import { LazyValue, textsOf } from './lazy-value.ts';
import { mergeSources, partSources } from './sources.ts';

class TextValue extends LazyValue {
  readonly #patterns: () => readonly StringPattern[];
  readonly #sources: () => readonly ValueSource[];

  constructor(place: Location, patterns: () => readonly StringPattern[], sources: () => readonly ValueSource[]) {
    super(place);
    this.#patterns = patterns;
    this.#sources = sources;
  }
  protected override computeKind(): ValueKind {
    return 'string';
  }
  protected override computePatterns() {
    return alternatives(this.#patterns());
  }
  protected override computeIsFixed() {
    return this.patterns.every(isKnown) && this.sources.every((source) => source.kind === 'literal');
  }
  protected override computeSources() {
    return this.#sources();
  }
}

/** A string of which the patterns and sources are worked out by the caller. */
export function textValue(
  place: Location,
  patterns: () => readonly StringPattern[],
  sources: () => readonly ValueSource[],
): Value {
  return new TextValue(place, patterns, sources);
}

/**
 * A string put together from values: interpolation, templates, string concatenation. The text between the
 * expressions is given as `literal` values of its own place; empty ones may be left out.
 */
export function interpolation(place: Location, parts: readonly Value[]): Value {
  return new TextValue(
    place,
    () => concatAlternatives(parts.map(textsOf)),
    () => (parts.length === 1 ? mergeSources(parts) : partSources(parts)),
  );
}
