import type { Location } from '../../document.ts';
import * as functions from '../../pattern-functions.ts';
import {
  combine,
  concat,
  concatAlternatives,
  exactText,
  known,
  knownPrefix,
  labelOf,
  unknown,
} from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import type { Value } from '../../value.ts';
import { arrayValue } from '../collections.ts';
import { isDefinite, textsOf } from '../lazy-value.ts';
import { computed } from '../scalars.ts';
import { mergeSources, partSources } from '../sources.ts';
import { interpolation, textValue } from '../texts.ts';
import { unknownValue } from '../unknowns.ts';
import { derived, exactOf, mapText, numberOf, type ValueFunction } from './function.ts';

export const toLower: ValueFunction = (args, place) => mapText(args, place, functions.toLower);
export const toUpper: ValueFunction = (args, place) => mapText(args, place, functions.toUpper);
export const trimBlanks: ValueFunction = (args, place) => mapText(args, place, (text) => functions.trim(text));

/** `trim(text, characters)` */
export const trimCharacters: ValueFunction = (args, place) => withText(args, place, functions.trim);
/** `trimprefix(text, prefix)` */
export const trimPrefix: ValueFunction = (args, place) => withText(args, place, functions.trimPrefix);
/** `trimsuffix(text, suffix)` */
export const trimSuffix: ValueFunction = (args, place) => withText(args, place, functions.trimSuffix);

function withText(
  args: readonly Value[],
  place: Location,
  change: (pattern: StringPattern, text: string) => StringPattern,
): Value | undefined {
  const text = exactOf(args[1]);
  return text === undefined ? derived(args, place) : mapText(args, place, (pattern) => change(pattern, text));
}

/** Text as it is, of a string, number or boolean; anything else is derived from it. */
export const toText: ValueFunction = (args, place) => {
  const [value] = args;
  if (!value) return undefined;
  if (value.kind === 'object' || value.kind === 'array') return derived(args, place);
  return textValue(
    place,
    () => textsOf(value),
    () => mergeSources([value]),
  );
};

/** Strings put together: `concat(a, b)` of ARM templates. */
export const concatTexts: ValueFunction = (args, place) => interpolation(place, args);

/** `replace(text, search, replacement)` of literal text. */
export const replaceText: ValueFunction = (args, place) => {
  const [text, search, replacement] = args;
  if (!text || !search || !replacement) return undefined;
  return textValue(
    place,
    () =>
      combine([text.patterns, search.patterns, replacement.patterns], ([subject, from, to]) => {
        const exact = from && exactText(from);
        return subject && to && exact !== undefined ? functions.replace(subject, exact, to) : undefined;
      }),
    () => mergeSources([text, replacement]),
  );
};

/** Terraform's `replace`: a search text between slashes is a regular expression, whose result is not known here. */
export const replaceTextOrRegex: ValueFunction = (args, place) => {
  const search = exactOf(args[1]);
  const isRegex = search === undefined || (search.length > 1 && search.startsWith('/') && search.endsWith('/'));
  return isRegex ? derived(args, place) : replaceText(args, place);
};

/** `substring(text, start, length?)`; a negative length (Terraform) means all of the rest. */
export const substring: ValueFunction = (args, place) => {
  const start = numberOf(args[1]);
  const length = args[2] ? numberOf(args[2]) : -1;
  if (start === undefined || length === undefined || start < 0) return derived(args, place);
  return mapText(args, place, (text) => functions.substring(text, start, length < 0 ? undefined : length));
};

/** `split(text, separator)`; ARM also takes an array of separators. */
export const splitText: ValueFunction = (args, place) => {
  const [text] = args;
  const separator = exactOf(args[1]);
  const [pattern, ...more] = text?.patterns ?? [];
  if (!text || separator === undefined || !pattern || more.length > 0)
    return arrayValue(
      place,
      () => [derived(args.slice(0, 1), place)],
      () => false,
    );
  const { items, isComplete } = functions.split(pattern, separator);
  return arrayValue(
    place,
    () => {
      const pieces = items.map((item) =>
        textValue(
          place,
          () => [item],
          () => partSources([text]),
        ),
      );
      return isComplete ? pieces : [...pieces, derived([text], place)];
    },
    () => isComplete,
  );
};

/** `join(array, separator)` */
export const joinTexts: ValueFunction = (args, place) => {
  const [list, separator] = args;
  if (!list || !separator) return undefined;
  const sources = () => partSources([list, separator]);
  if (list.kind !== 'array' || !list.isComplete || !isDefinite(list))
    return unknownValue(place, 'expression', () => partSources([list]));
  return textValue(
    place,
    () =>
      concatAlternatives(
        list.items.flatMap((item, index) => (index === 0 ? [textsOf(item)] : [textsOf(separator), textsOf(item)])),
      ),
    sources,
  );
};

/** The number of UTF-16 code units, where the text is known. */
export function lengthOfText(value: Value, place: Location): Value | undefined {
  const text = exactOf(value);
  return text === undefined ? undefined : computed(place, text.length, [value]);
}

/** `base64(text)` and other encodings: unknown, but what is in it stays in it. */
export const encode: ValueFunction = derived;

/** `uri(base, relative)`: the base up to its last slash, then the relative part. */
export const joinUri: ValueFunction = (args, place) => {
  const [base, relative] = args;
  if (!base || !relative) return undefined;
  return textValue(
    place,
    () =>
      combine([base.patterns, relative.patterns], ([from, path]) => {
        const start = path && knownPrefix(path);
        // A path that climbs up or is a whole address leads elsewhere.
        if (!from || !path || !start || /^\.|:\/\//.test(start)) return undefined;
        return concat(folderOf(from), functions.trimStart(path, '/'));
      }),
    () => partSources(args),
  );
};

function folderOf(pattern: StringPattern): StringPattern {
  const exact = exactText(pattern);
  return exact === undefined ? unknown(labelOf([pattern])) : known(exact.slice(0, exact.lastIndexOf('/') + 1));
}

/** `chomp(text)`: without line endings at the end. */
export const trimNewlines: ValueFunction = (args, place) =>
  mapText(args, place, (text) => functions.trimEnd(text, '\r\n'));
