import type { Location } from '../document.ts';
import { known } from '../patterns.ts';
import type { Value, ValueKind, ValueSource } from '../value.ts';
import { isFixed, LazyValue } from './lazy-value.ts';

export type Scalar = string | number | boolean | null;

class LiteralValue extends LazyValue {
  readonly #scalar: Scalar;

  constructor(place: Location, scalar: Scalar) {
    super(place);
    this.#scalar = scalar;
  }
  protected override computeKind(): ValueKind {
    return this.#scalar === null ? 'null' : (typeof this.#scalar as ValueKind);
  }
  protected override computePatterns() {
    return typeof this.#scalar === 'string' ? [known(this.#scalar)] : [];
  }
  protected override computeTexts() {
    return [known(this.#scalar === null ? '' : String(this.#scalar))];
  }
  protected override computeConstant() {
    return typeof this.#scalar === 'string' ? undefined : (this.#scalar ?? undefined);
  }
  protected override computeIsFixed() {
    return true;
  }
  protected override computeSources(): readonly ValueSource[] {
    if (this.#scalar === null || this.#scalar === '') return [];
    return [{ kind: 'literal', location: { uri: this.uri, range: this.range }, isPart: false }];
  }
}

/** A string, number, boolean or null written at this place. An empty string and null are no source of content. */
export function literal(place: Location, scalar: Scalar): Value {
  return new LiteralValue(place, scalar);
}

class ComputedValue extends LiteralValue {
  readonly #from: readonly Value[];

  constructor(place: Location, scalar: Scalar, from: readonly Value[]) {
    super(place, scalar);
    this.#from = from;
  }
  protected override computeIsFixed() {
    return this.#from.every(isFixed);
  }
  protected override computeSources() {
    return [];
  }
}

/**
 * A scalar that is not written but follows from other values without holding their content: a length, a comparison.
 * It has no sources: the length of a secret is no secret.
 */
export function computed(place: Location, scalar: Scalar, from: readonly Value[]): Value {
  return new ComputedValue(place, scalar, from);
}
