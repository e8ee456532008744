import type { Location } from '../document.ts';
import { alternatives } from '../patterns.ts';
import type { Value, ValueKind } from '../value.ts';
import { isFixed, LazyValue, textsOf } from './lazy-value.ts';
import { reference } from './references.ts';
import { mergeSources } from './sources.ts';
import { unknownValue } from './unknowns.ts';

/** Lists that are put together from others grow no longer than this: doubling twenty times makes a million. */
export const MAX_DERIVED_LENGTH = 10_000;

class BranchesValue extends LazyValue {
  readonly #branches: readonly Value[];

  constructor(place: Location, branches: readonly Value[]) {
    super(place);
    this.#branches = branches;
  }
  protected override computeKind(): ValueKind {
    const kinds = new Set(this.#branches.map((branch) => branch.kind));
    if (kinds.size > 1) kinds.delete('null');
    const [only] = kinds;
    return kinds.size === 1 && only ? only : 'unknown';
  }
  protected override computePatterns() {
    return alternatives(this.#branches.flatMap((branch) => branch.patterns));
  }
  protected override computeTexts() {
    return alternatives(this.#branches.flatMap(textsOf));
  }
  protected override computeConstant() {
    const first = this.#branches[0]?.constant;
    return this.#branches.every((branch) => branch.constant === first) ? first : undefined;
  }
  protected override computeProperties() {
    return mergeLists(this.#branches.map((branch) => branch.properties));
  }
  protected override computeItems() {
    return mergeLists(this.#branches.map((branch) => branch.items));
  }
  protected override computeIsComplete() {
    return this.#branches.every((branch) => branch.isComplete) && !this.#overflows();
  }
  protected override computeIsDefinite() {
    return false;
  }
  protected override computeSources() {
    return mergeSources(this.#branches);
  }
  #overflows(): boolean {
    return this.properties.length >= MAX_DERIVED_LENGTH || this.items.length >= MAX_DERIVED_LENGTH;
  }
}

/** The members of all lists, each once, as far as they may go. */
export function mergeLists<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const filled = lists.filter((list) => list.length > 0);
  if (filled.length === 1) return filled[0] ?? [];
  const result = new Set<T>();
  for (const list of filled) {
    for (const member of list) {
      if (result.size >= MAX_DERIVED_LENGTH) return [...result];
      result.add(member);
    }
  }
  return [...result];
}

/** One of several values, it is not known which: a conditional, a choice, a variable of a loop. */
export function branches(place: Location, values: readonly Value[]): Value {
  const [only] = values;
  if (!only) return unknownValue(place);
  return values.length === 1 ? reference(place, () => only) : new BranchesValue(place, values);
}

/**
 * A conditional: one branch where the condition is a constant of the program, else both. A parameter's default does
 * not decide, because a deployment may set another value.
 */
export function conditional(place: Location, condition: Value, whenTrue: Value, whenFalse: Value): Value {
  return reference(place, () => {
    const { constant } = condition;
    if (typeof constant !== 'boolean' || !isFixed(condition)) return branches(place, [whenTrue, whenFalse]);
    return constant ? whenTrue : whenFalse;
  });
}
