import type { Location } from '../document.ts';
import type { Value } from '../value.ts';
import type { ValueFunction } from './functions/function.ts';
import { reference } from './references.ts';
import { callValue } from './unknowns.ts';

/*
 * Evaluation that no language owns. A language binding walks its own syntax tree and builds values from it:
 *
 *   scalars               literal(place, 'text' | 5 | true | null)
 *   'a${x}b'              interpolation(place, [literal(...'a'), x, literal(...'b')]), each literal at its own place
 *   { ... } / [ ... ]     objectValue(place, () => properties, () => isComplete), arrayValue(place, () => items)
 *   variable, local       reference(useOfIt, () => valueOfDeclaration), with one value per declaration
 *   parameter             reference(useOfIt, () => parameterValue(declaration, 'param x', source, default, assigned))
 *   a ? b : c             conditional(place, a, b, c)
 *   base.name, base[i]    memberOf, elementOf
 *   f(a, b)               callFunction(AZURE_FUNCTIONS or TERRAFORM_FUNCTIONS, 'f', args, place)
 *   resource.attribute    attributeValue(place, label, source)
 *   for-expression        arrayValue(place, () => [body]) with the loop variable bound to branches(place, list.items)
 *   anything else         unknownValue(place)
 *
 * `place` is the file and range of the expression at the place of use; any value serves as a place, so wrapping one in
 * a `reference` moves it. Everything is computed on first use, cycles and great depth end as unknown, and lists and
 * texts are bounded, so a binding needs no guards of its own as long as it passes thunks where thunks are asked for.
 */
export { elementOf, memberOf, propertiesNamed } from './access.ts';
export { branches, conditional } from './branches.ts';
export { arrayValue, objectValue } from './collections.ts';
export { AZURE_FUNCTIONS } from './functions/azure-functions.ts';
export { exactOf, numberOf, type ValueFunction } from './functions/function.ts';
export * as logic from './functions/logic-functions.ts';
export { TERRAFORM_FUNCTIONS } from './functions/terraform-functions.ts';
export { isDefinite, textsOf } from './lazy-value.ts';
export { parameterValue } from './parameters.ts';
export { reference, withSources } from './references.ts';
export { computed, literal, type Scalar } from './scalars.ts';
export { mergeSources, partSources } from './sources.ts';
export { interpolation, textValue } from './texts.ts';
export { attributeValue, callValue, memberSources, unknownValue } from './unknowns.ts';
export { walk } from './walk.ts';

/**
 * The result of a function of the table; for any other, or arguments that do not fit, an unknown value whose source
 * is the call.
 * @param name as written; the table is asked for it as it is and in lower case
 */
export function callFunction(
  table: ReadonlyMap<string, ValueFunction>,
  name: string,
  args: readonly Value[],
  place: Location,
): Value {
  const known = table.get(name) ?? table.get(name.toLowerCase());
  return known ? reference(place, () => known(args, place) ?? callValue(place, name)) : callValue(place, name);
}
