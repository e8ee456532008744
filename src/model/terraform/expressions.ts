import {
  type Binary,
  type Call,
  type Expression,
  type FoldedFor,
  type FoldedPart,
  foldedParts,
  type ObjectExpression,
  type ObjectItem,
  type Template,
} from '../../syntax/terraform/index.ts';
import type { Location } from '../document.ts';
import {
  arrayValue,
  branches,
  conditional,
  exactOf,
  interpolation,
  literal,
  mergeSources,
  objectValue,
  reference,
  unknownValue,
} from '../evaluate/index.ts';
import type { Property, Value } from '../value.ts';
import { evaluateAccess } from './access.ts';
import { callResult, isTextFunction } from './functions.ts';
import { entriesOf, forExpression, passScope } from './loops.ts';
import { binaryValue, unaryValue } from './operators.ts';
import { remember } from './property-nodes.ts';
import { loopsIn, passOf, placeIn, type Scope } from './scope.ts';

/** What an expression evaluates to, as far as the workspace tells; at its place, computed on first use. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const place = placeIn(scope, expression.range);
  switch (expression.kind) {
    case 'number':
    case 'boolean':
      return literal(place, expression.value);
    case 'null':
      return literal(place, null);
    case 'template':
      return perPass(expression, scope, place, () => templateValue(expression, scope, place));
    case 'variable':
    case 'access':
      return evaluateAccess(expression, scope, evaluate);
    case 'call':
      return isTextFunction(expression.name)
        ? perPass(expression, scope, place, () => call(expression, scope, place))
        : call(expression, scope, place);
    case 'parenthesized':
      return reference(place, () => evaluate(expression.expression, scope));
    case 'unary':
      return unaryValue(expression.operator, evaluate(expression.operand, scope), place);
    case 'binary':
      return binary(expression, scope);
    case 'conditional':
      return conditional(
        place,
        evaluate(expression.condition, scope),
        evaluate(expression.whenTrue, scope),
        evaluate(expression.whenFalse, scope),
      );
    case 'tuple':
      return arrayValue(place, () => expression.items.map((item) => evaluate(item, scope)));
    case 'object':
      return object(expression, scope, place);
    case 'for':
      return forExpression(expression, scope, evaluate);
    case 'error-expression':
      return unknownValue(place);
  }
}

/** In the body of a loop: the value of every pass by itself, where the passes are certain and make a difference. */
function perPass(expression: Expression, scope: Scope, place: Location, once: () => Value): Value {
  const [loop] = loopsIn(expression, scope);
  if (!loop) return once();
  return reference(place, () => {
    const passes = loop.passes();
    // Where they are not certain, the other loops around may be.
    if (passes.length === 0)
      return evaluate(expression, { ...scope, loops: scope.loops.filter((other) => other !== loop) });
    return branches(
      place,
      passes.map((pass) => evaluate(expression, passOf(scope, loop, pass))),
    );
  });
}

function templateValue(template: Template, scope: Scope, place: Location): Value {
  const parts = foldedParts(template);
  const [first] = parts;
  if (!first) return literal(place, '');
  if (parts.length === 1 && first.kind === 'text') return literal(place, first.value);
  // A template of nothing but one interpolation is its value, of whatever type.
  if (parts.length === 1 && first.kind === 'interpolation') {
    return reference(place, () => evaluate(first.expression, scope));
  }
  return interpolation(place, partValues(parts, scope));
}

function partValues(parts: readonly FoldedPart[], scope: Scope): readonly Value[] {
  return parts.map((part) => partValue(part, scope));
}

function partValue(part: FoldedPart, scope: Scope): Value {
  const place = placeIn(scope, part.range);
  switch (part.kind) {
    case 'text':
      return literal(place, part.value);
    case 'interpolation':
      return evaluate(part.expression, scope);
    case 'if': {
      const whenTrue = interpolation(place, partValues(part.whenTrue, scope));
      const whenFalse = interpolation(place, partValues(part.whenFalse, scope));
      return conditional(place, evaluate(part.condition, scope), whenTrue, whenFalse);
    }
    case 'for':
      return repeatedPart(part, scope, place);
    case 'unknown':
      return unknownValue(place);
  }
}

/** `%{ for }`: the body once per pass where the passes are certain, else any text made of what the collection holds. */
function repeatedPart(part: FoldedFor, scope: Scope, place: Location): Value {
  const collection = evaluate(part.collection, scope);
  const names = { keyName: part.keyName?.name, valueName: part.valueName.name };
  return reference(place, () => {
    const entries = entriesOf(collection, scope);
    if (!entries) return unknownValue(place, 'expression', () => mergeSources([collection]));
    return interpolation(
      place,
      entries.flatMap((entry) => partValues(part.body, passScope(scope, names, entry))),
    );
  });
}

function object(expression: ObjectExpression, scope: Scope, place: Location): Value {
  const items = expression.items.flatMap((item) => (item.kind === 'error' ? [] : [item]));
  return objectValue(
    place,
    () => items.map((item) => objectProperty(item, scope)),
    () => items.length === expression.items.length && items.every((item) => keyOf(item, scope) !== undefined),
  );
}

/** A property whose key is not known has no name, and so is found by no name. */
function objectProperty(item: ObjectItem, scope: Scope): Property {
  const property: Property = {
    name: keyOf(item, scope) ?? '',
    nameRange: item.key.range,
    range: item.range,
    value: evaluate(item.value, scope),
  };
  return remember(property, { document: scope.document, node: item });
}

function keyOf({ key }: ObjectItem, scope: Scope): string | undefined {
  if (key.kind === 'variable') return key.name;
  const value = evaluate(key, scope);
  const constant = value.constant;
  return constant === undefined ? exactOf(value) : String(constant);
}

function call(expression: Call, scope: Scope, place: Location): Value {
  const { name } = expression;
  const given = expression.arguments.map((argument) => evaluate(argument, scope));
  if (!expression.isExpanded) return callResult(name, given, place);
  return reference(place, () => {
    const last = given.at(-1);
    const entries = last && entriesOf(last, scope);
    if (!entries) return unknownValue(place, 'expression', () => mergeSources(given));
    return callResult(name, [...given.slice(0, -1), ...entries.map(({ value }) => value)], place);
  });
}

/** A chain of operators leans to the left and may be long: it is taken apart in a loop. */
function binary(expression: Binary, scope: Scope): Value {
  const chain: Binary[] = [];
  let innermost: Expression = expression;
  while (innermost.kind === 'binary') {
    chain.push(innermost);
    innermost = innermost.left;
  }
  let result = evaluate(innermost, scope);
  for (let link = chain.pop(); link; link = chain.pop()) {
    result = binaryValue(link.operator, result, evaluate(link.right, scope), placeIn(scope, link.range));
  }
  return result;
}
