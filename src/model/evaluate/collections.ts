import type { Location } from '../document.ts';
import type { Property, Value, ValueKind } from '../value.ts';
import { LazyValue } from './lazy-value.ts';
import { mergeSources } from './sources.ts';

class ObjectValue extends LazyValue {
  readonly #properties: () => readonly Property[];
  readonly #isComplete: () => boolean;

  constructor(place: Location, properties: () => readonly Property[], isComplete: () => boolean) {
    super(place);
    this.#properties = properties;
    this.#isComplete = isComplete;
  }
  protected override computeKind(): ValueKind {
    return 'object';
  }
  protected override computeProperties() {
    return this.#properties();
  }
  protected override computeIsComplete() {
    return this.#isComplete();
  }
  // Properties of an object with a spread are there all the same.
  protected override computeIsDefinite() {
    return true;
  }
  protected override computeSources() {
    return mergeSources(valuesOf(this.properties));
  }
}

function* valuesOf(properties: readonly Property[]): Iterable<Value> {
  for (const property of properties) yield property.value;
}

const yes = () => true;

/** An object, a Terraform block or body. @param isComplete false where properties may exist that are not listed */
export function objectValue(
  place: Location,
  properties: () => readonly Property[],
  isComplete: () => boolean = yes,
): Value {
  return new ObjectValue(place, properties, isComplete);
}

class ArrayValue extends LazyValue {
  readonly #items: () => readonly Value[];
  readonly #isComplete: () => boolean;

  constructor(place: Location, items: () => readonly Value[], isComplete: () => boolean) {
    super(place);
    this.#items = items;
    this.#isComplete = isComplete;
  }
  protected override computeKind(): ValueKind {
    return 'array';
  }
  protected override computeItems() {
    return this.#items();
  }
  protected override computeIsComplete() {
    return this.#isComplete();
  }
  protected override computeSources() {
    return mergeSources(this.items);
  }
}

/** An array; of a for-expression, with the one element it is made of and `isComplete` false. */
export function arrayValue(place: Location, items: () => readonly Value[], isComplete: () => boolean = yes): Value {
  return new ArrayValue(place, items, isComplete);
}
