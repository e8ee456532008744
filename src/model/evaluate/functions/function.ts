import type { Location } from '../../document.ts';
import { exactText } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import type { Value } from '../../value.ts';
import { mergeSources } from '../sources.ts';
import { textValue } from '../texts.ts';
import { unknownValue } from '../unknowns.ts';

/**
 * What a function of a language means: arguments in the order of that language, `place` the call. It is called when
 * the result is first asked for, so it may look at its arguments at once. Undefined where the arguments do not fit.
 */
export type ValueFunction = (args: readonly Value[], place: Location) => Value | undefined;

/** The one exact text a value has. */
export function exactOf(value: Value | undefined): string | undefined {
  const [only, ...more] = value?.patterns ?? [];
  return only && more.length === 0 ? exactText(only) : undefined;
}

export function numberOf(value: Value | undefined): number | undefined {
  return typeof value?.constant === 'number' ? value.constant : undefined;
}

/** A result that is not known but holds what the arguments hold: an encoding, a hash, an unsupported format. */
export function derived(args: readonly Value[], place: Location): Value {
  return unknownValue(place, 'expression', () => mergeSources(args));
}

/** Maps the patterns of the first argument; what else the operation needs it reads from the other arguments. */
export function mapText(
  args: readonly Value[],
  place: Location,
  change: (pattern: StringPattern) => StringPattern,
): Value | undefined {
  const [text] = args;
  if (!text || (text.kind !== 'string' && text.kind !== 'unknown')) return undefined;
  if (text.kind === 'unknown' && text.properties.length + text.items.length > 0) return undefined;
  return textValue(
    place,
    () => text.patterns.map(change),
    () => mergeSources([text]),
  );
}
