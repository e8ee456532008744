import type { Location } from '../document.ts';
import { alternatives, concatAlternatives, isKnown, known, unknown } from '../patterns.ts';
import type { StringPattern } from '../string-pattern.ts';
import type {
  AttributeSource,
  FunctionSource,
  ParameterSource,
  Property,
  Value,
  ValueKind,
  ValueSource,
} from '../value.ts';
import { isDefinite, isFixed, LazyValue, textsOf } from './lazy-value.ts';
import { mergeSources, partSources } from './sources.ts';

/** Lists that are put together from others grow no longer than this: doubling twenty times makes a million. */
export const MAX_DERIVED_LENGTH = 10_000;

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

class UnknownValue extends LazyValue {
  readonly #label: string;
  readonly #sources: (() => readonly ValueSource[]) | undefined;

  constructor(place: Location, label: string, sources: (() => readonly ValueSource[]) | undefined) {
    super(place);
    this.#label = label;
    this.#sources = sources;
  }
  protected override computePatterns() {
    return [unknown(this.#label)];
  }
  protected override computeSources() {
    return this.#sources ? this.#sources() : super.computeSources();
  }
}

/**
 * A value nothing is known about.
 * @param label how the source calls it (`param org`); `expression` where it has no name
 * @param sources where the content comes from; one unknown source unless given
 */
export function unknownValue(place: Location, label = 'expression', sources?: () => readonly ValueSource[]): Value {
  return new UnknownValue(place, label, sources);
}

/** An attribute of a declared symbol whose value the source does not tell. */
export function attributeValue(
  place: Location,
  label: string,
  source: Omit<AttributeSource, 'kind' | 'location'>,
): Value {
  return new UnknownValue(place, label, () => [
    { ...source, kind: 'attribute', location: { uri: place.uri, range: place.range } },
  ]);
}

/** The result of a call that is not known here. */
export function callValue(place: Location, name: string, resourceType?: string): Value {
  const source: FunctionSource = {
    kind: 'function',
    name,
    resourceType,
    location: { uri: place.uri, range: place.range },
  };
  return new UnknownValue(place, `${name}()`, () => [source]);
}

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

class ReferenceValue extends LazyValue {
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
    if (this.#isResolving) return unknownValue(this);
    this.#isResolving = true;
    try {
      this.#target = this.#resolve();
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

class ParameterValue extends ReferenceValue {
  readonly #source: ParameterSource;

  constructor(place: Location, source: ParameterSource, resolve: () => Value) {
    super(place, resolve);
    this.#source = source;
  }
  protected override computeIsFixed() {
    return false;
  }
  protected override computeSources(): readonly ValueSource[] {
    return [this.#source];
  }
}

/**
 * What a parameter or variable is inside its file: the values assigned to it in the workspace or, without any, its
 * default. Its source is the parameter itself, except where one assigned value is certain and the parameter is not secure.
 * @param place its declaration; a use of it is a `reference` to this value
 * @param label how the source calls it: `param org`, `var.org`
 */
export function parameterValue(
  place: Location,
  label: string,
  source: Omit<ParameterSource, 'kind' | 'location'>,
  defaultValue: Value | undefined,
  assigned: readonly Value[] = [],
): Value {
  const location = { uri: place.uri, range: place.range };
  const parameter: ParameterSource = { ...source, kind: 'parameter', location };
  const [first] = assigned;
  if (first && assigned.length === 1 && !source.isSecure) return reference(place, () => first);
  const candidates = assigned.length > 0 ? assigned : defaultValue ? [defaultValue] : [];
  if (candidates.length === 0) return unknownValue(place, label, () => [parameter]);
  return new ParameterValue(place, parameter, () => branches(place, candidates));
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
