import type { Location } from '../document.ts';
import { callFunction, callValue, exactOf, reference, TERRAFORM_FUNCTIONS } from '../evaluate/index.ts';
import { MAX_ALTERNATIVES } from '../patterns.ts';
import type { Value } from '../value.ts';

/** Functions whose result is text put together from the arguments. */
export function isTextFunction(name: string): boolean {
  return /^(?:format|join|replace|lower|upper|title|substr|trim\w*|chomp)$/.test(name);
}

/** The result of a function of Terraform or a provider. @param written with its namespace */
export function callResult(written: string, given: readonly Value[], place: Location): Value {
  const name = written.startsWith('core::') ? written.slice('core::'.length) : written;
  const [first] = given;
  // What is in an encoded object is looked at as in the object itself: `body = jsonencode({ ... })`, and decoded again.
  if (first && /^(?:json|yaml)(?:en|de)code$/.test(name)) {
    return reference(place, () =>
      first.kind === 'object' || first.kind === 'array' ? first : callFunction(TERRAFORM_FUNCTIONS, name, given, place),
    );
  }
  if (first && name === 'toset') {
    return reference(place, () => (isSet(first) ? first : callFunction(TERRAFORM_FUNCTIONS, name, given, place)));
  }
  // A provider may call its functions what it likes: `provider::x::lower` is not `lower`.
  if (name.includes('::')) return callValue(place, name.slice(name.lastIndexOf(':') + 1));
  return callFunction(TERRAFORM_FUNCTIONS, name, given, place);
}

/** Whether a list is exactly known and has no element twice, so that as a set it is the same. */
function isSet(list: Value): boolean {
  if (list.kind !== 'array' || !list.isComplete || list.items.length > MAX_ALTERNATIVES) return false;
  const exact = list.items.map((item) => exactOf(item) ?? item.constant);
  return !exact.includes(undefined) && new Set(exact).size === exact.length;
}
