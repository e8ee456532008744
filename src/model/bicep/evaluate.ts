import type {
  ArrayExpression,
  BinaryOperator,
  Expression,
  ForExpression,
  ObjectExpression,
  StringExpression,
} from '../../syntax/bicep/index.ts';
import type { Location } from '../document.ts';
import {
  AZURE_FUNCTIONS,
  arrayValue,
  branches,
  callFunction,
  computed,
  conditional,
  exactOf,
  interpolation,
  literal,
  logic,
  numberOf,
  objectValue,
  reference,
  textsOf,
  unknownValue,
  type ValueFunction,
} from '../evaluate/index.ts';
import { render } from '../patterns.ts';
import type { Property, Value } from '../value.ts';
import { evaluateAccess } from './access.ts';
import { evaluateCall, evaluateMethodCall } from './calls.ts';
import { localValue, lookUp, placeOf, type Scope, withLocals } from './scope.ts';

/** What an expression means in its scope. Nothing is computed before the value is asked. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const place = placeOf(scope, expression);
  switch (expression.kind) {
    case 'string':
      return evaluateString(expression, scope, place);
    case 'integer':
    case 'boolean':
      return literal(place, expression.value);
    case 'null':
      return literal(place, null);
    case 'array':
      return evaluateArray(expression, scope, place);
    case 'object':
      return evaluateObject(expression, scope, place);
    case 'for':
      return evaluateFor(expression, scope, place);
    case 'conditional': {
      const [whenTrue, whenFalse] = [evaluate(expression.whenTrue, scope), evaluate(expression.whenFalse, scope)];
      return conditional(place, evaluate(expression.condition, scope), whenTrue, whenFalse);
    }
    case 'unary': {
      const operand = evaluate(expression.operand, scope);
      return operation(place, expression.operator === '!' ? logic.not : negate, [operand]);
    }
    case 'binary': {
      const operands = [evaluate(expression.left, scope), evaluate(expression.right, scope)];
      return operation(place, OPERATIONS[expression.operator], operands);
    }
    case 'parenthesized':
      return reference(place, () => evaluate(expression.inner, scope));
    case 'non-null':
    case 'reference':
    case 'member':
    case 'index':
    case 'nested-resource':
      return evaluateAccess(expression, scope, place);
    case 'call':
      return evaluateCall(expression, scope, place);
    case 'method-call':
      return evaluateMethodCall(expression, scope, place);
    case 'if':
    case 'lambda':
    case 'error':
      return unknownValue(place);
  }
}

/** The same, for declarations that may lead to each other: not even the shape of the expression is looked at. */
export function evaluateLazily(expression: Expression, scope: Scope): Value {
  return reference(placeOf(scope, expression), () => evaluate(expression, scope));
}

function evaluateString({ texts, expressions }: StringExpression, scope: Scope, place: Location): Value {
  if (expressions.length === 0) return literal(place, texts[0]?.text ?? '');
  const parts: Value[] = [];
  texts.forEach((segment, index) => {
    if (segment.text !== '') parts.push(literal({ uri: place.uri, range: segment.range }, segment.text));
    const expression = expressions[index];
    if (expression) parts.push(evaluate(expression, scope));
  });
  return interpolation(place, parts);
}

function evaluateArray({ items }: ArrayExpression, scope: Scope, place: Location): Value {
  if (!items.some((item) => item.kind === 'spread')) {
    return arrayValue(place, () => items.flatMap((item) => (item.kind === 'spread' ? [] : [evaluate(item, scope)])));
  }
  return reference(place, () => {
    const lists = items.map((item) =>
      item.kind === 'spread' ? evaluate(item.value, scope) : arrayValue(place, () => [evaluate(item, scope)]),
    );
    return callFunction(AZURE_FUNCTIONS, 'concat', [arrayValue(place, () => []), ...lists], place);
  });
}

/** Resources nested in the body of another are no properties. */
function evaluateObject({ members }: ObjectExpression, scope: Scope, place: Location): Value {
  const spreads = members.some((member) => member.kind === 'spread');
  if (!spreads) return plainObject(members, scope, place);
  return reference(place, () => {
    const pieces: Value[] = [];
    let from = 0;
    members.forEach((member, index) => {
      if (member.kind !== 'spread') return;
      pieces.push(plainObject(members.slice(from, index), scope, place), evaluate(member.value, scope));
      from = index + 1;
    });
    pieces.push(plainObject(members.slice(from), scope, place));
    return callFunction(AZURE_FUNCTIONS, 'shallowmerge', [arrayValue(place, () => pieces)], place);
  });
}

function plainObject(members: ObjectExpression['members'], scope: Scope, place: Location): Value {
  const hasKnownNames = members.every(
    (member) =>
      member.kind === 'resource' ||
      (member.kind === 'property' && (member.key.kind === 'identifier' || isPlainString(member.key))),
  );
  if (hasKnownNames) return objectValue(place, () => members.flatMap((member) => propertyOf(member, scope)));
  return objectValue(
    place,
    () => members.flatMap((member) => propertyOf(member, scope)),
    () =>
      members.every(
        (member) =>
          member.kind === 'resource' ||
          (member.kind === 'property' &&
            (member.key.kind === 'identifier' ||
              (member.key.kind === 'string' && exactOf(evaluate(member.key, scope)) !== undefined))),
      ),
  );
}

function isPlainString(key: Expression | { readonly kind: 'identifier' }): boolean {
  return key.kind === 'string' && key.expressions.length === 0;
}

/** A name that is not known is listed the way a person reads it: `${identity.id}`. */
function propertyOf(member: ObjectExpression['members'][number], scope: Scope): readonly Property[] {
  if (member.kind !== 'property' || member.key.kind === 'error') return [];
  const { key } = member;
  const names = key.kind === 'identifier' ? [key.name] : textsOf(evaluate(key, scope)).map(render);
  const value = evaluate(member.value, scope);
  return names.map((name) => ({ name, nameRange: key.range, range: member.range, value }));
}

function evaluateFor(expression: ForExpression, scope: Scope, place: Location): Value {
  return arrayValue(
    place,
    () => [evaluate(expression.body, loopScope(expression, scope))],
    () => false,
  );
}

/** The scope of the body of a loop, where the item may be any element of the collection. */
export function loopScope({ item, index, collection }: ForExpression, scope: Scope): Scope {
  const place = placeOf(scope, item);
  const value = reference(place, () => {
    const list = evaluate(collection, scope);
    const others = isExhaustive(collection, scope, list) ? [] : [unknownValue(place, item.name, () => list.sources)];
    return branches(place, [...list.items, ...others]);
  });
  const locals = [localValue(item.name, value)];
  if (index)
    locals.push(
      localValue(
        index.name,
        unknownValue(placeOf(scope, index), index.name, () => []),
      ),
    );
  return withLocals(scope, locals);
}

const MAX_DECLARATION_STEPS = 20;

/** Whether the items of a list are all it can hold. A loop over such a list lists one item that stands for all. */
function isExhaustive(collection: Expression, scope: Scope, list: Value, steps = 0): boolean {
  if (list.kind !== 'array' || list.items.length === 0 || steps > MAX_DECLARATION_STEPS) return false;
  if (list.isComplete) return true;
  const next = (expression: Expression, inside: Scope) =>
    isExhaustive(expression, inside, evaluate(expression, inside), steps + 1);
  if (collection.kind === 'for') return next(collection.collection, scope);
  if (collection.kind === 'call' && (collection.name.name === 'filter' || collection.name.name === 'sort')) {
    const [from] = collection.arguments;
    return from !== undefined && next(from, scope);
  }
  const symbol = collection.kind === 'reference' ? lookUp(scope, collection.name) : undefined;
  const declaration = symbol?.kind === 'value' ? symbol.declaration : undefined;
  return declaration !== undefined && next(declaration.expression, declaration.scope);
}

/** A result that is not known is still no content of anything: a comparison, a sum. */
function operation(place: Location, operate: ValueFunction, operands: readonly Value[]): Value {
  return reference(place, () => operate(operands, place) ?? unknownValue(place, 'expression', () => []));
}

const negate: ValueFunction = (args, place) => {
  const number = numberOf(args[0]);
  return number === undefined ? undefined : computed(place, -number, args);
};

const not = (of: ValueFunction): ValueFunction => {
  return (args, place) => {
    const result = of(args, place);
    return result && logic.not([result], place);
  };
};

function comparison(holds: (a: number, b: number) => boolean): ValueFunction {
  return (args, place) => {
    const [a, b] = [numberOf(args[0]), numberOf(args[1])];
    return a === undefined || b === undefined ? undefined : computed(place, holds(a, b), args);
  };
}

const OPERATIONS: Readonly<Record<BinaryOperator, ValueFunction>> = {
  '??': logic.coalesce,
  '||': logic.or,
  '&&': logic.and,
  '==': logic.equality(false),
  '!=': not(logic.equality(false)),
  '=~': logic.equality(true),
  '!~': not(logic.equality(true)),
  '<': comparison((a, b) => a < b),
  '<=': comparison((a, b) => a <= b),
  '>': comparison((a, b) => a > b),
  '>=': comparison((a, b) => a >= b),
  '+': logic.arithmetic((a, b) => a + b),
  '-': logic.arithmetic((a, b) => a - b),
  '*': logic.arithmetic((a, b) => a * b),
  '/': logic.arithmetic((a, b) => Math.trunc(a / b)),
  '%': logic.arithmetic((a, b) => a % b),
};
