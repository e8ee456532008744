import type { Location } from '../../document.ts';
import { substring as substringOfPattern } from '../../pattern-functions.ts';
import { labelOf } from '../../patterns.ts';
import type { Value } from '../../value.ts';
import { branches, MAX_DERIVED_LENGTH } from '../branches.ts';
import { arrayValue } from '../collections.ts';
import { isDefinite } from '../lazy-value.ts';
import { computed, literal } from '../scalars.ts';
import { mergeSources } from '../sources.ts';
import { textValue } from '../texts.ts';
import { unknownValue } from '../unknowns.ts';
import { exactOf, numberOf, type ValueFunction } from './function.ts';
import { concatTexts, joinTexts, lengthOfText } from './text-functions.ts';

/** An array as the language sees it: in its order and with nothing left out. */
function isExactList(value: Value): boolean {
  return value.kind === 'array' && value.isComplete && isDefinite(value);
}

/** Whether a value can be an array. */
function isListLike(value: Value): boolean {
  return value.kind === 'array' || value.items.length > 0;
}

/** All elements of all lists. A value that may be no array at all is one element. */
export const concatLists: ValueFunction = (args, place) => {
  const items = args.flatMap((arg) => (arg.kind === 'array' || arg.kind === 'unknown' ? arg.items : []));
  const isComplete = items.length < MAX_DERIVED_LENGTH && args.every(isExactList);
  return arrayValue(
    place,
    () => items.slice(0, MAX_DERIVED_LENGTH),
    () => isComplete,
  );
};

/** `concat` of ARM templates: arrays where an argument is one, else strings. */
export const concatAny: ValueFunction = (args, place) =>
  args.some(isListLike) ? concatLists(args, place) : concatTexts(args, place);

/** `join` of ARM, and of Terraform with its arguments the other way round. */
export const joinSeparatorLast = joinTexts;
export const joinSeparatorFirst: ValueFunction = (args, place) => {
  const [separator, ...lists] = args;
  if (!separator || lists.length === 0) return undefined;
  const list = lists.length === 1 ? lists[0] : concatLists(lists, place);
  return list && joinTexts([list, separator], place);
};

/** The arguments as a list: `createArray(a, b)`. */
export const listOf: ValueFunction = (args, place) => arrayValue(place, () => args);

/** An array as it is, anything else as an array of one: `array(x)`. */
export const asList: ValueFunction = (args, place) => {
  const [value] = args;
  if (!value) return undefined;
  return value.kind === 'array' || value.kind === 'unknown' ? value : listOf([value], place);
};

export const first: ValueFunction = (args, place) =>
  pick(
    args[0],
    place,
    (items) => items[0],
    (text) => substringOfPattern(text, 0, 1),
  );
export const last: ValueFunction = (args, place) => pick(args[0], place, (items) => items.at(-1));

function pick(
  value: Value | undefined,
  place: Location,
  choose: (items: readonly Value[]) => Value | undefined,
  chooseText?: (pattern: Value['patterns'][number]) => Value['patterns'][number],
): Value | undefined {
  if (!value) return undefined;
  if (isExactList(value)) return choose(value.items) ?? literal(place, null);
  if (isListLike(value)) return branches(place, value.items);
  // An element of a list that is not known comes from where the list does: `first(storage.listKeys().keys)`.
  if (value.kind === 'unknown') return unknownValue(place, labelOf(value.patterns), () => value.sources);
  if (value.kind !== 'string' || !chooseText) return undefined;
  return textValue(
    place,
    () => value.patterns.map(chooseText),
    () => mergeSources([value]),
  );
}

/** `element(list, index)` of Terraform, whose index wraps around. */
export const elementWrapped: ValueFunction = (args, place) => {
  const [list, index] = args;
  const at = numberOf(index);
  return pick(list, place, (items) => (at === undefined ? branches(place, items) : items[at % items.length]));
};

/** `take(x, n)` and `skip(x, n)` of lists and strings. */
export const take: ValueFunction = (args, place) => cut(args, place, (count) => [0, count]);
export const skip: ValueFunction = (args, place) => cut(args, place, (count) => [count, undefined]);

/** `slice(list, start, end)` of Terraform. */
export const slice: ValueFunction = (args, place) => {
  const [list, start, end] = args;
  const from = numberOf(start);
  const to = numberOf(end);
  if (!list || !isListLike(list)) return undefined;
  if (!isExactList(list) || from === undefined || to === undefined)
    return arrayValue(
      place,
      () => list.items,
      () => false,
    );
  return arrayValue(place, () => list.items.slice(from, to));
};

function cut(
  args: readonly Value[],
  place: Location,
  bounds: (count: number) => readonly [number, number | undefined],
): Value | undefined {
  const [value, amount] = args;
  const count = numberOf(amount);
  if (!value || count === undefined || count < 0) return undefined;
  const [start, end] = bounds(count);
  if (isExactList(value)) return arrayValue(place, () => value.items.slice(start, end));
  if (isListLike(value))
    return arrayValue(
      place,
      () => value.items,
      () => false,
    );
  if (value.kind !== 'string') return undefined;
  return textValue(
    place,
    () => value.patterns.map((text) => substringOfPattern(text, start, end === undefined ? undefined : end - start)),
    () => mergeSources([value]),
  );
}

/** Lists inside lists, opened; `depth` levels of them. */
export const flatten: ValueFunction = (args, place) => {
  const [list] = args;
  if (!list || !isListLike(list)) return undefined;
  const inner = concatLists(
    list.items.map((item) => (item.kind === 'array' ? item : arrayValue(place, () => [item]))),
    place,
  );
  return (
    inner &&
    arrayValue(
      place,
      () => inner.items,
      () => inner.isComplete && isExactList(list),
    )
  );
};

/** The same elements in an order, number or choice that does not matter: `distinct`, `sort`, `reverse`, `compact`, `toset`. */
export const sameElements: ValueFunction = (args, place) => {
  const [list] = args;
  if (!list || !isListLike(list)) return undefined;
  return arrayValue(
    place,
    () => list.items,
    () => false,
  );
};

/** The elements of the list that stay when null and empty strings go. */
export const compact: ValueFunction = (args, place) => {
  const [list] = args;
  if (!list || !isListLike(list)) return undefined;
  const items = list.items.filter((item) => item.kind !== 'null' && exactOf(item) !== '');
  return arrayValue(
    place,
    () => items,
    () => isExactList(list) && items.every((item) => exactOf(item) !== undefined),
  );
};

/** The number of elements, properties or UTF-16 units, where it is known. */
export const length: ValueFunction = (args, place) => {
  const [value] = args;
  if (!value) return undefined;
  if (isExactList(value)) return computed(place, value.items.length, [value]);
  if (value.kind === 'object' && value.isComplete && isDefinite(value))
    return computed(place, value.properties.length, [value]);
  return value.kind === 'string' ? lengthOfText(value, place) : undefined;
};

/** `range(start, count)` of ARM. */
export const rangeFrom: ValueFunction = (args, place) => {
  const start = numberOf(args[0]);
  const count = numberOf(args[1]);
  if (start === undefined || count === undefined || count < 0 || count > MAX_DERIVED_LENGTH)
    return arrayValue(
      place,
      () => [unknownValue(place)],
      () => false,
    );
  return arrayValue(place, () => Array.from({ length: count }, (_, index) => computed(place, start + index, args)));
};
