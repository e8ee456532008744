import type { Location } from '../document.ts';
import type { Value, ValueSource } from '../value.ts';
import { isDefinite, isFixed, LazyValue, textsOf } from './lazy-value.ts';
import { unknownValue } from './unknowns.ts';

export class ReferenceValue extends LazyValue {
  readonly #resolve: () => Value;
  #target: Value | undefined;
  #isResolving = false;

  constructor(place: Location, resolve: () => Value) {
    super(place);
    this.#resolve = resolve;
  }
  protected override computeKind() {
    return this.#follow().kind;
  }
  protected override computePatterns() {
    return this.#follow().patterns;
  }
  protected override computeTexts() {
    return textsOf(this.#follow());
  }
  protected override computeConstant() {
    return this.#follow().constant;
  }
  protected override computeProperties() {
    return this.#follow().properties;
  }
  protected override computeItems() {
    return this.#follow().items;
  }
  protected override computeIsComplete() {
    return this.#follow().isComplete;
  }
  protected override computeIsDefinite() {
    return isDefinite(this.#follow());
  }
  protected override computeIsFixed() {
    return isFixed(this.#follow());
  }
  protected override computeSources() {
    return this.#follow().sources;
  }

  #follow(): Value {
    if (this.#target) return this.#target;
    if (this.#isResolving) {
      // What it is depends on what it is: unknown for good, so that all facets agree.
      this.#target = unknownValue(this);
      return this.#target;
    }
    this.#isResolving = true;
    try {
      const resolved = this.#resolve();
      this.#target ??= resolved;
      return this.#target;
    } finally {
      this.#isResolving = false;
    }
  }
}

/** Another value as it is used at this place: a variable, a local, the result of a function. Resolved on first use. */
export function reference(place: Location, resolve: () => Value): Value {
  return new ReferenceValue(place, resolve);
}

/** The same value with other sources: for functions that hide or change where content comes from. */
export function withSources(place: Location, value: Value, sources: () => readonly ValueSource[]): Value {
  return new SourcedValue(place, value, sources);
}

class SourcedValue extends ReferenceValue {
  readonly #sources: () => readonly ValueSource[];

  constructor(place: Location, value: Value, sources: () => readonly ValueSource[]) {
    super(place, () => value);
    this.#sources = sources;
  }
  protected override computeSources() {
    return this.#sources();
  }
}
