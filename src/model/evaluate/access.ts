import type { Location } from '../document.ts';
import { exactText } from '../patterns.ts';
import type { Property, Value } from '../value.ts';
import { branches } from './branches.ts';
import { isDefinite } from './lazy-value.ts';
import { reference } from './references.ts';
import { literal } from './scalars.ts';

/** The properties of a name; several where branches of a conditional or repeated blocks have it. */
export function propertiesNamed(value: Value, name: string, ignoreCase: boolean): readonly Property[] {
  const properties = value.properties;
  if (!ignoreCase) return properties.filter((property) => property.name === name);
  const lower = name.toLowerCase();
  return properties.filter((property) => property.name === name || property.name.toLowerCase() === lower);
}

/**
 * `base.name`. A property that the program does not list is null where the object is complete, else what `otherwise`
 * gives (the attribute of a resource, or an unknown value).
 */
export function memberOf(
  place: Location,
  base: Value,
  name: string,
  options: { readonly ignoreCase: boolean; readonly otherwise: () => Value },
): Value {
  return reference(place, () => {
    const found = propertiesNamed(base, name, options.ignoreCase).map((property) => property.value);
    if (found.length === 0)
      return base.kind === 'object' && base.isComplete ? literal(place, null) : options.otherwise();
    const isCertain = base.isComplete || (base.kind === 'object' && isDefinite(base));
    return branches(place, isCertain ? found : [...found, options.otherwise()]);
  });
}

/** `base[index]`, `index` a number for arrays and a string for objects; every element where the index is not known. */
export function elementOf(
  place: Location,
  base: Value,
  index: Value,
  options: { readonly ignoreCase: boolean; readonly otherwise: () => Value },
): Value {
  return reference(place, () => {
    const [pattern, ...more] = index.patterns;
    const name = pattern && more.length === 0 ? exactText(pattern) : undefined;
    if (name !== undefined) return memberOf(place, base, name, options);
    if (base.kind === 'object')
      return branchesOrElse(
        place,
        base.properties.map((property) => property.value),
        base,
        options,
      );
    const { items } = base;
    const at = index.constant;
    if (base.kind !== 'array' || typeof at !== 'number' || !base.isComplete || !isDefinite(base))
      return branchesOrElse(place, items, base, options);
    return items[at < 0 ? items.length + at : at] ?? options.otherwise();
  });
}

function branchesOrElse(
  place: Location,
  values: readonly Value[],
  base: Value,
  { otherwise }: { readonly otherwise: () => Value },
): Value {
  if (values.length === 0 || base.kind === 'unknown') return branches(place, [...values, otherwise()]);
  return branches(place, values);
}
