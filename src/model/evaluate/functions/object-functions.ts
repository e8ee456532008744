import type { Location } from '../../document.ts';
import { known } from '../../patterns.ts';
import type { Property, Value } from '../../value.ts';
import { propertiesNamed } from '../access.ts';
import { branches, MAX_DERIVED_LENGTH } from '../branches.ts';
import { arrayValue, objectValue } from '../collections.ts';
import { isDefinite } from '../lazy-value.ts';
import { reference } from '../references.ts';
import { literal } from '../scalars.ts';
import { textValue } from '../texts.ts';
import { unknownValue } from '../unknowns.ts';
import { exactOf, type ValueFunction } from './function.ts';
import { concatLists } from './list-functions.ts';

function canBeObject(value: Value): boolean {
  return value.kind === 'object' || value.kind === 'null' || value.properties.length > 0;
}

interface MergeOptions {
  readonly isDeep: boolean;
  readonly ignoreCase: boolean;
}

/** `union` of Bicep and ARM: objects merged with the objects inside them, arrays put together. */
export const union: ValueFunction = (args, place) => {
  if (args.some((arg) => arg.kind === 'array')) {
    const all = concatLists(args, place);
    // Equal elements are listed once, so how many there are is not told.
    return (
      all &&
      arrayValue(
        place,
        () => all.items,
        () => false,
      )
    );
  }
  return mergeObjects(args, place, { isDeep: true, ignoreCase: true });
};

/** `shallowMerge` of Bicep, over the objects of one array. */
export const shallowMerge: ValueFunction = (args, place) => {
  const [list] = args;
  return list?.kind === 'array' ? mergeObjects(list.items, place, { isDeep: false, ignoreCase: true }) : undefined;
};

/** `merge` of Terraform. */
export const merge: ValueFunction = (args, place) => mergeObjects(args, place, { isDeep: false, ignoreCase: false });

function mergeObjects(args: readonly Value[], place: Location, options: MergeOptions): Value | undefined {
  const objects = args.filter((arg) => arg.kind !== 'null');
  if (objects.length === 0 || !objects.some(canBeObject)) return undefined;
  return objectValue(
    place,
    () => mergedProperties(objects, options),
    () => objects.every((object) => object.kind === 'object' && object.isComplete),
  );
}

/** Later properties take the place of earlier ones of their name, unless a conditional may leave them out. */
function mergedProperties(objects: readonly Value[], options: MergeOptions): readonly Property[] {
  const byName = new Map<string, readonly Property[]>();
  let count = 0;
  for (const object of objects) {
    const replaces = isDefinite(object);
    const own = new Map<string, Property[]>();
    for (const property of object.properties) {
      const key = options.ignoreCase ? property.name.toLowerCase() : property.name;
      const same = own.get(key);
      if (same) same.push(property);
      else own.set(key, [property]);
    }
    for (const [key, properties] of own) {
      count += properties.length;
      if (count > MAX_DERIVED_LENGTH) return [...byName.values()].flat();
      const before = byName.get(key) ?? [];
      byName.set(key, combineProperties(before, properties, replaces, options));
    }
  }
  return [...byName.values()].flat();
}

function combineProperties(
  before: readonly Property[],
  after: readonly Property[],
  replaces: boolean,
  options: MergeOptions,
): readonly Property[] {
  const [old, ...olds] = before;
  const [fresh, ...freshes] = after;
  if (!replaces) return [...before, ...after];
  if (!options.isDeep || !old || !fresh || olds.length > 0 || freshes.length > 0) return after;
  if (old.value.kind !== 'object' || fresh.value.kind !== 'object') return after;
  const merged = reference(
    fresh.value,
    () => mergeObjects([old.value, fresh.value], fresh.value, options) ?? unknownValue(fresh.value),
  );
  return [{ ...fresh, value: merged }];
}

/** `lookup(map, key, default)` of Terraform. */
export const lookup: ValueFunction = (args, place) => {
  const [map, key, otherwise] = args;
  const name = exactOf(key);
  if (!map || !canBeObject(map)) return undefined;
  const values =
    name === undefined
      ? map.properties.map(({ value }) => value)
      : propertiesNamed(map, name, false).map(({ value }) => value);
  const isCertain = values.length > 0 && name !== undefined && isDefinite(map);
  if (isCertain) return branches(place, values);
  return branches(place, [...values, otherwise ?? unknownValue(place)]);
};

/** The names of the properties: `keys(map)`, `objectKeys(object)`. */
export const keys: ValueFunction = (args, place) => {
  const [map] = args;
  if (!map || !canBeObject(map)) return undefined;
  return arrayValue(
    place,
    () =>
      map.properties.map(({ name, nameRange }) =>
        textValue(
          place,
          () => [known(name)],
          () => literal({ uri: map.uri, range: nameRange }, name).sources,
        ),
      ),
    () => map.isComplete && isDefinite(map),
  );
};

/** The values of the properties: `values(map)`. */
export const values: ValueFunction = (args, place) => {
  const [map] = args;
  if (!map || !canBeObject(map)) return undefined;
  return arrayValue(
    place,
    () => map.properties.map(({ value }) => value),
    () => map.isComplete && isDefinite(map),
  );
};

/** `{ key, value }` of every property: `items(object)` of Bicep and ARM. */
export const items: ValueFunction = (args, place) => {
  const [map] = args;
  if (!map || !canBeObject(map)) return undefined;
  return arrayValue(
    place,
    () =>
      map.properties.map((property) => {
        const key = textValue(
          place,
          () => [known(property.name)],
          () => [],
        );
        return objectValue(place, () => [
          { name: 'key', nameRange: property.nameRange, range: property.nameRange, value: key },
          { name: 'value', nameRange: property.nameRange, range: property.range, value: property.value },
        ]);
      }),
    () => map.isComplete && isDefinite(map),
  );
};

/** `createObject('a', 1, 'b', 2)` of ARM. */
export const createObject: ValueFunction = (args, place) => {
  const properties: Property[] = [];
  let isComplete = args.length % 2 === 0;
  for (let at = 0; at + 1 < args.length; at += 2) {
    const key = args[at];
    const value = args[at + 1];
    const name = exactOf(key);
    if (key && value && name !== undefined)
      properties.push({ name, nameRange: key.range, range: { start: key.range.start, end: value.range.end }, value });
    else isComplete = false;
  }
  return objectValue(
    place,
    () => properties,
    () => isComplete,
  );
};
