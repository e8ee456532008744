import type { BinaryOperator } from '../../syntax/terraform/index.ts';
import type { Location } from '../document.ts';
import { computed, logic, numberOf, reference, unknownValue, type ValueFunction } from '../evaluate/index.ts';
import type { Value } from '../value.ts';

/** `-x`, `!x`. */
export function unaryValue(operator: '-' | '!', operand: Value, place: Location): Value {
  return reference(place, () => {
    if (operator === '!') return logic.not([operand], place) ?? unknownValue(place, 'expression', noSources);
    const number = numberOf(operand);
    return number === undefined ? unknownValue(place, 'expression', noSources) : computed(place, -number, [operand]);
  });
}

/** Operators compare and count: their results hold nothing of what the operands hold. */
const noSources = (): readonly never[] => [];

const OPERATIONS: Readonly<Record<BinaryOperator, ValueFunction>> = {
  '||': logic.or,
  '&&': logic.and,
  '==': logic.equality(false),
  '!=': (given, place) => {
    const equal = logic.equality(false)(given, place);
    return equal && logic.not([equal], place);
  },
  '<': comparison((a, b) => a < b),
  '<=': comparison((a, b) => a <= b),
  '>': comparison((a, b) => a > b),
  '>=': comparison((a, b) => a >= b),
  '+': logic.arithmetic((a, b) => a + b),
  '-': logic.arithmetic((a, b) => a - b),
  '*': logic.arithmetic((a, b) => a * b),
  '/': logic.arithmetic((a, b) => a / b),
  '%': logic.arithmetic((a, b) => a % b),
};

function comparison(compare: (a: number, b: number) => boolean): ValueFunction {
  return (given, place) => {
    const [a, b] = given.map(numberOf);
    return a === undefined || b === undefined ? undefined : computed(place, compare(a, b), given);
  };
}

/** `a + b`, `a == b`, `a && b` and the like. */
export function binaryValue(operator: BinaryOperator, left: Value, right: Value, place: Location): Value {
  return reference(
    place,
    () => OPERATIONS[operator]([left, right], place) ?? unknownValue(place, 'expression', noSources),
  );
}
