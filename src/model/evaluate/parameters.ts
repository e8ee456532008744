import type { Location } from '../document.ts';
import type { ParameterSource, Value, ValueSource } from '../value.ts';
import { branches } from './branches.ts';
import { ReferenceValue, reference } from './references.ts';
import { unknownValue } from './unknowns.ts';

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
