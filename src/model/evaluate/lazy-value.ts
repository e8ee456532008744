import type { Range } from '../../text/range.ts';
import type { Location } from '../document.ts';
import { unknown } from '../patterns.ts';
import type { StringPattern } from '../string-pattern.ts';
import type { Property, Value, ValueKind, ValueSource } from '../value.ts';

/** What is asked of a value; each is computed on first use and kept. */
interface Facets {
  readonly kind: ValueKind;
  readonly patterns: readonly StringPattern[];
  readonly texts: readonly StringPattern[];
  readonly constant: boolean | number | undefined;
  readonly properties: readonly Property[];
  readonly items: readonly Value[];
  readonly isComplete: boolean;
  readonly isDefinite: boolean;
  readonly isFixed: boolean;
  readonly sources: readonly ValueSource[];
}

/** How deep values may lead to values before the rest counts as unknown; far below what the call stack bears. */
const MAX_DEPTH = 400;

// One computation runs at a time and nothing here awaits, so one counter serves all values.
let depth = 0;

/**
 * A value whose facets are computed on first use. A facet that is asked for while it is being computed (a cycle), or
 * too deep inside others, is what an unknown value has.
 *
 * Subclasses override the `compute` functions of the facets that differ from those of an unknown value.
 */
export abstract class LazyValue implements Value {
  readonly uri: string;
  readonly range: Range;
  #known: Partial<Facets> | undefined;
  /** One bit for each facet that is being computed. */
  #busy = 0;

  constructor(place: Location) {
    this.uri = place.uri;
    this.range = place.range;
  }

  get kind(): ValueKind {
    return this.#facet('kind', this.computeKind, unknownKind);
  }
  get patterns(): readonly StringPattern[] {
    // Asked first, so that kind and patterns agree also where a cycle makes one of them unknown.
    const { kind } = this;
    if (kind !== 'string' && kind !== 'unknown') return NONE;
    return this.#facet('patterns', this.computePatterns, unknownPatterns);
  }
  /** What the value is as text inside a longer string: also of numbers, booleans and null. */
  get texts(): readonly StringPattern[] {
    return this.#facet('texts', this.computeTexts, unknownPatterns);
  }
  get constant(): boolean | number | undefined {
    return this.#facet('constant', this.computeConstant, nothing);
  }
  get properties(): readonly Property[] {
    return this.#facet('properties', this.computeProperties, empty);
  }
  get items(): readonly Value[] {
    return this.#facet('items', this.computeItems, empty);
  }
  get isComplete(): boolean {
    return this.#facet('isComplete', this.computeIsComplete, no);
  }
  /** True where every listed property or item is there for certain, and once: no conditional chose it. */
  get isDefinite(): boolean {
    return this.#facet('isDefinite', this.computeIsDefinite, no);
  }
  /** True for a scalar that no deployment changes: it depends on no parameter and nothing unknown. */
  get isFixed(): boolean {
    return this.#facet('isFixed', this.computeIsFixed, no);
  }
  get sources(): readonly ValueSource[] {
    return this.#facet('sources', this.computeSources, empty);
  }

  protected computeKind(): ValueKind {
    return 'unknown';
  }
  protected computePatterns(): readonly StringPattern[] {
    return this.kind === 'unknown' ? unknownPatterns() : [];
  }
  protected computeTexts(): readonly StringPattern[] {
    const patterns = this.patterns;
    return patterns.length > 0 ? patterns : unknownPatterns();
  }
  protected computeConstant(): boolean | number | undefined {
    return undefined;
  }
  protected computeProperties(): readonly Property[] {
    return [];
  }
  protected computeItems(): readonly Value[] {
    return [];
  }
  protected computeIsComplete(): boolean {
    return this.kind !== 'unknown';
  }
  protected computeIsDefinite(): boolean {
    return this.isComplete;
  }
  protected computeIsFixed(): boolean {
    return false;
  }
  protected computeSources(): readonly ValueSource[] {
    return [{ kind: 'unknown', location: { uri: this.uri, range: this.range } }];
  }

  #facet<F extends keyof Facets>(name: F, compute: () => Facets[F], fallback: () => Facets[F]): Facets[F] {
    const known = this.#known ?? {};
    this.#known = known;
    if (name in known) return known[name] as Facets[F];
    const bit = BITS[name];
    if (this.#busy & bit || depth >= MAX_DEPTH) return fallback();
    this.#busy |= bit;
    depth += 1;
    try {
      const result = compute.call(this);
      known[name] = result;
      return result;
    } finally {
      depth -= 1;
      this.#busy &= ~bit;
    }
  }
}

const BITS: Readonly<Record<keyof Facets, number>> = {
  kind: 1,
  patterns: 2,
  texts: 4,
  constant: 8,
  properties: 16,
  items: 32,
  isComplete: 64,
  isDefinite: 128,
  isFixed: 256,
  sources: 512,
};

/** What any value is as text inside a longer string. */
export function textsOf(value: Value): readonly StringPattern[] {
  if (value instanceof LazyValue) return value.texts;
  return value.patterns.length > 0 ? value.patterns : unknownPatterns();
}

export function isDefinite(value: Value): boolean {
  return value instanceof LazyValue && value.isDefinite;
}

export function isFixed(value: Value): boolean {
  return value instanceof LazyValue && value.isFixed;
}

const UNKNOWN_PATTERNS: readonly StringPattern[] = [unknown('expression')];
const NONE: readonly never[] = [];
const unknownKind = (): ValueKind => 'unknown';
const unknownPatterns = (): readonly StringPattern[] => UNKNOWN_PATTERNS;
const nothing = () => undefined;
const empty = () => NONE;
const no = () => false;
