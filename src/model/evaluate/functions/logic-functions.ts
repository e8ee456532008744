import { equalsText, exactText } from '../../patterns.ts';
import type { Value } from '../../value.ts';
import { branches, conditional } from '../branches.ts';
import { isDefinite } from '../lazy-value.ts';
import { computed } from '../scalars.ts';
import { exactOf, numberOf, type ValueFunction } from './function.ts';

/** `if(condition, then, else)` and `condition ? then : else`. */
export const ifElse: ValueFunction = ([condition, whenTrue, whenFalse], place) =>
  condition && whenTrue && whenFalse ? conditional(place, condition, whenTrue, whenFalse) : undefined;

/** The first value that is not null; any of them where that is not certain. */
export const coalesce: ValueFunction = (args, place) => firstThat(args, place, (value) => value.kind === 'null');

/** `coalesce` of Terraform, which passes over empty strings too. */
export const coalesceNonEmpty: ValueFunction = (args, place) =>
  firstThat(args, place, (value) => value.kind === 'null' || exactOf(value) === '');

/** `try(a, b)`: the first expression without an error, which may be any of them. */
export const anyOf: ValueFunction = (args, place) => (args.length > 0 ? branches(place, args) : undefined);

function firstThat(
  args: readonly Value[],
  place: Parameters<ValueFunction>[1],
  isSkipped: (value: Value) => boolean,
): Value | undefined {
  const candidates: Value[] = [];
  for (const arg of args) {
    if (isSkipped(arg)) continue;
    candidates.push(arg);
    const isCertain =
      arg.kind === 'object' || arg.kind === 'array' ? isDefinite(arg) : exactOf(arg) || arg.constant !== undefined;
    if (isCertain) break;
  }
  const last = args.at(-1);
  if (candidates.length > 0) return branches(place, candidates);
  return last && branches(place, [last]);
}

/** `any(x)`, `sensitive(x)`, `tolist(x)`: the argument itself. */
export const identity: ValueFunction = ([value]) => value;

/** Equality of scalars. @param ignoreCase texts compare without regard to case (`equals` does not, `=~` does) */
export function equality(ignoreCase: boolean): ValueFunction {
  return (args, place) => {
    const [a, b] = args;
    const verdict = a && b && areEqual(a, b, ignoreCase);
    return verdict === undefined ? undefined : computed(place, verdict, args);
  };
}

function areEqual(a: Value, b: Value, ignoreCase: boolean): boolean | undefined {
  if (a.constant !== undefined && b.constant !== undefined) return a.constant === b.constant;
  if (a.kind === 'null' && b.kind === 'null') return true;
  const [left, ...moreLeft] = a.patterns;
  const [right, ...moreRight] = b.patterns;
  if (!left || !right || moreLeft.length > 0 || moreRight.length > 0) return undefined;
  const [leftText, rightText] = [exactText(left), exactText(right)];
  if (leftText !== undefined && rightText !== undefined)
    return ignoreCase ? leftText.toLowerCase() === rightText.toLowerCase() : leftText === rightText;
  if (ignoreCase) return undefined;
  if (rightText !== undefined && equalsText(left, rightText) === 'never') return false;
  if (leftText !== undefined && equalsText(right, leftText) === 'never') return false;
  return undefined;
}

export const not: ValueFunction = (args, place) => {
  const constant = args[0]?.constant;
  return typeof constant === 'boolean' ? computed(place, !constant, args) : undefined;
};

export const and: ValueFunction = (args, place) => junction(args, place, false);
export const or: ValueFunction = (args, place) => junction(args, place, true);

/** One operand that is `decisive` settles it; else all must be known. */
function junction(args: readonly Value[], place: Parameters<ValueFunction>[1], decisive: boolean): Value | undefined {
  const deciding = args.find((arg) => arg.constant === decisive);
  if (deciding) return computed(place, decisive, [deciding]);
  return args.every((arg) => arg.constant === !decisive) ? computed(place, !decisive, args) : undefined;
}

/** Whether a string, array or object is empty; null is. */
export const empty: ValueFunction = (args, place) => {
  const [value] = args;
  if (!value) return undefined;
  if (value.kind === 'null') return computed(place, true, args);
  const text = exactOf(value);
  if (text !== undefined) return computed(place, text === '', args);
  if ((value.kind === 'object' || value.kind === 'array') && value.isComplete && isDefinite(value))
    return computed(place, value.properties.length + value.items.length === 0, args);
  return undefined;
};

/** `int('5')`, `bool('true')`, `tonumber`, `tobool`: the constant, or what the exact text says. */
export const toConstant: ValueFunction = (args, place) => {
  const [value] = args;
  if (value?.constant !== undefined) return value;
  const text = exactOf(value)?.trim().toLowerCase();
  if (text === 'true' || text === 'false') return computed(place, text === 'true', args);
  return text && /^-?\d+(\.\d+)?$/.test(text) ? computed(place, Number(text), args) : undefined;
};

/** `add`, `sub`, `mul`, `max` ...: whole results of two numbers. */
export function arithmetic(operation: (a: number, b: number) => number): ValueFunction {
  return (args, place) => {
    const a = numberOf(args[0]);
    const b = numberOf(args[1]);
    if (a === undefined || b === undefined) return undefined;
    const result = operation(a, b);
    return Number.isFinite(result) ? computed(place, result, args) : undefined;
  };
}

/** `startsWith(text, prefix)` and the like, where the answer is the same for every value. */
export function textTest(
  test: (pattern: Value['patterns'][number], text: string) => 'always' | 'sometimes' | 'never',
  ignoreCase: boolean,
): ValueFunction {
  return (args, place) => {
    const [subject] = args;
    const text = exactOf(args[1]);
    const [pattern, ...more] = subject?.patterns ?? [];
    if (!pattern || more.length > 0 || text === undefined) return undefined;
    // The case of unknown parts is not known, so without regard to case only exact text can be judged.
    const exact = exactText(pattern);
    if (ignoreCase && exact === undefined) return undefined;
    const folded = ignoreCase ? { parts: [{ kind: 'known' as const, text: (exact ?? '').toLowerCase() }] } : pattern;
    const verdict = test(folded, ignoreCase ? text.toLowerCase() : text);
    return verdict === 'sometimes' ? undefined : computed(place, verdict === 'always', args);
  };
}
