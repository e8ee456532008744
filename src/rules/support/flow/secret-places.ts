import { exactText } from '../../../model/patterns.ts';
import type { Property, Value, ValueSource } from '../../../model/value.ts';
import type { Range } from '../../../text/range.ts';

/** A place in an object that a value from somewhere else goes to. */
export interface FlowPlace {
  /** What a person would mark: the value as it is written in the file, or the reference that leads out of it. */
  readonly range: Range;
  /** The property that has the value, in whatever file it is written. */
  readonly property: Property;
  /** The names of the properties that lead here, from the outside in. */
  readonly path: readonly string[];
  /** The properties of the object that the property stands in, itself among them. */
  readonly siblings: readonly Property[];
  /** The value is that of a pair such as `{ name: 'X', value: ... }`: the pair. */
  readonly pair: NamedPair | undefined;
}

/** `{ name: 'X', value: ... }` as an element of a list. */
export interface NamedPair {
  readonly name: string;
  readonly nameProperty: Property;
  readonly object: Value;
}

/** Beyond this nothing a person wrote is found, and the walk must end. */
const MAX_DEPTH = 32;
const MAX_VALUES = 20_000;

/**
 * The innermost places of an object whose value is made of a wanted source, each place in the file once.
 * @param uri the file that the ranges are for
 */
export function placesOf(
  root: readonly Property[],
  uri: string,
  isWanted: (source: ValueSource) => boolean,
): readonly FlowPlace[] {
  const found = new Map<number, FlowPlace>();
  let left = MAX_VALUES;

  const visit = (value: Value, at: Omit<FlowPlace, 'range'> & { readonly range: Range | undefined }): boolean => {
    left -= 1;
    if (left < 0 || at.path.length > MAX_DEPTH || !value.sources.some(isWanted)) return false;
    const range = value.uri === uri ? value.range : at.range;
    if (!range) return false;
    let isInside = false;
    const pair = pairOf(value);
    for (const property of value.properties) {
      const path = [...at.path, property.name];
      const inPair = VALUE_OF_PAIR.test(property.name) ? pair : undefined;
      if (visit(property.value, { range, property, path, pair: inPair, siblings: value.properties })) isInside = true;
    }
    for (const item of value.items) if (visit(item, { ...at, range, pair: undefined })) isInside = true;
    if (!isInside && !found.has(range.start)) found.set(range.start, { ...at, range });
    return true;
  };

  for (const property of root) {
    visit(property.value, { range: undefined, property, path: [property.name], pair: undefined, siblings: root });
  }
  return [...found.values()];
}

/** What a setting, variable or secret calls its value. */
const VALUE_OF_PAIR = /^(?:secure_?)?value$|^connection_?string$/i;

function pairOf(value: Value): NamedPair | undefined {
  const nameProperty = value.properties.find(({ name }) => name === 'name');
  const [pattern, another] = nameProperty?.value.patterns ?? [];
  const name = pattern && !another ? exactText(pattern) : undefined;
  if (!nameProperty || name === undefined || value.properties.length < 2) return undefined;
  return { name, nameProperty, object: value };
}
