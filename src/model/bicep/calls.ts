import type {
  CallExpression,
  Expression,
  LambdaExpression,
  MethodCallExpression,
  StringExpression,
} from '../../syntax/bicep/index.ts';
import { isResourceIdFunction, resourceIdValue, typeOfResourceId } from '../arm/resource-id.ts';
import type { Location } from '../document.ts';
import {
  AZURE_FUNCTIONS,
  arrayValue,
  branches,
  callFunction,
  callValue,
  computed,
  exactOf,
  mergeSources,
  objectValue,
  reference,
  unknownValue,
} from '../evaluate/index.ts';
import type { Resource } from '../resource.ts';
import type { Property, Value } from '../value.ts';
import { declaredSymbol, namespaceOf } from './access.ts';
import { evaluate } from './evaluate.ts';
import { type BicepSymbol, localValue, lookUp, type Scope, withLocals } from './scope.ts';

/** `name(arguments)`. */
export function evaluateCall(call: CallExpression, scope: Scope, place: Location): Value {
  const symbol = lookUp(scope, call.name.name);
  if (symbol?.kind === 'function') return callUserFunction(symbol, call.arguments, scope, place);
  return callBuiltIn(call.name.name, call.arguments, scope, place);
}

/** `base.name(arguments)` of a namespace, wildcard import or resource. */
export function evaluateMethodCall(call: MethodCallExpression, scope: Scope, place: Location): Value {
  const { base } = call;
  const name = call.name.name;
  const namespace = namespaceOf(base, scope);
  if (namespace) {
    const symbol = namespace.file?.symbol(name);
    return symbol?.kind === 'function'
      ? callUserFunction(symbol, call.arguments, scope, place)
      : callValue(place, name);
  }
  if (base.kind === 'reference' && (base.name === 'sys' || base.name === 'az') && !lookUp(scope, base.name)) {
    return callBuiltIn(name, call.arguments, scope, place);
  }
  const symbol = declaredSymbol(base, scope);
  return callValue(place, name, symbol?.kind === 'resource' ? describe(symbol.resource) : undefined);
}

function callBuiltIn(name: string, args: readonly Expression[], scope: Scope, place: Location): Value {
  const special = SPECIAL_FUNCTIONS.get(name);
  if (special) return reference(place, () => special(args, scope, place) ?? callValue(place, name));
  if (name.startsWith('list') || name === 'reference') return callOfId(name, args[0], scope, place);
  const values = args.map((arg) => evaluate(arg, scope));
  const lower = name.toLowerCase();
  if (isResourceIdFunction(lower)) return reference(place, () => resourceIdValue(lower, values, place));
  return callFunction(AZURE_FUNCTIONS, name, values, place);
}

/** `listKeys(id, version)`, which is asked for its resource only when its sources are. */
function callOfId(name: string, id: Expression | undefined, scope: Scope, place: Location): Value {
  return reference(place, () => callValue(place, name, resourceOfId(id, scope)));
}

/** The resource whose id an expression is: `storage.id`, `resourceId('Microsoft.Storage/...', ...)`. */
function resourceOfId(expression: Expression | undefined, scope: Scope): CalledResource | undefined {
  if (expression?.kind === 'member' && expression.name.name === 'id') {
    const symbol = declaredSymbol(expression.base, scope);
    return symbol?.kind === 'resource' ? describe(symbol.resource) : undefined;
  }
  const child = expression?.kind === 'string' ? childOfId(expression, scope) : undefined;
  if (child !== undefined) return { type: child };
  const [pattern, ...others] = expression ? evaluate(expression, scope).patterns : [];
  const type = pattern && others.length === 0 ? typeOfResourceId(pattern) : undefined;
  return type === undefined ? undefined : { type };
}

/** The type of a child that is named behind the id of a declared resource: `'${namespace.id}/authorizationRules/a'`. */
function childOfId({ texts, expressions }: StringExpression, scope: Scope): string | undefined {
  const [first] = expressions;
  const outer = texts[0]?.text === '' && first ? resourceOfId(first, scope) : undefined;
  const behind = texts.slice(1).map(({ text }) => text);
  const [empty, ...segments] = behind.join('x').split('/');
  if (!outer?.type || outer.symbol === undefined || empty !== '') return undefined;
  return [outer.type, ...segments.filter((_, index) => index % 2 === 0)].join('/');
}

type CalledResource = NonNullable<Parameters<typeof callValue>[2]>;

function describe({ type, symbol }: Resource): CalledResource {
  return { type, symbol };
}

function callUserFunction(
  { statement, file }: BicepSymbol & { kind: 'function' },
  args: readonly Expression[],
  scope: Scope,
  place: Location,
): Value {
  return reference(place, () => {
    if (!scope.file.session.takeCall()) return callValue(place, statement.name.name);
    const locals = statement.parameters.flatMap((parameter, index) => {
      const arg = args[index];
      if (parameter.kind === 'error') return [];
      return [localValue(parameter.name.name, arg ? evaluate(arg, scope) : unknownValue(place))];
    });
    return evaluate(statement.body, withLocals(file.scope, locals));
  });
}

type SpecialFunction = (args: readonly Expression[], scope: Scope, place: Location) => Value | undefined;

/** A lambda as a function of values; undefined where the argument is none or too many calls were made. */
function lambdaOf(
  expression: Expression | undefined,
  scope: Scope,
): ((...args: readonly Value[]) => Value | undefined) | undefined {
  if (expression?.kind === 'parenthesized') return lambdaOf(expression.inner, scope);
  if (expression?.kind !== 'lambda') return undefined;
  const lambda: LambdaExpression = expression;
  return (...args) => {
    if (!scope.file.session.takeCall()) return undefined;
    const locals = lambda.parameters.flatMap((parameter, index) => {
      const arg = args[index];
      return parameter.kind === 'identifier' && arg ? [localValue(parameter.name, arg)] : [];
    });
    return evaluate(lambda.body, withLocals(scope, locals));
  };
}

const map: SpecialFunction = ([list, lambda], scope, place) => {
  const values = list && evaluate(list, scope);
  const apply = lambdaOf(lambda, scope);
  if (!values || !apply) return undefined;
  return arrayValue(
    place,
    () => {
      const others = unknownValue(values, 'expression', () => values.sources);
      const items = values.kind === 'array' ? values.items : [...values.items, others];
      return items.map((item, index) => apply(item, computed(place, index, [])) ?? unknownValue(place));
    },
    () => values.isComplete,
  );
};

/** Which elements stay is not known; any of them may. */
const filter: SpecialFunction = ([list], scope, place) => {
  const values = list && evaluate(list, scope);
  if (!values) return undefined;
  if (values.kind !== 'array') return unknownValue(place, 'expression', () => values.sources);
  return arrayValue(
    place,
    () => values.items,
    () => false,
  );
};

const mapValues: SpecialFunction = ([object, lambda], scope, place) => {
  const values = object && evaluate(object, scope);
  const apply = lambdaOf(lambda, scope);
  if (!values || !apply || values.kind !== 'object') return undefined;
  return objectValue(
    place,
    () =>
      values.properties.map((property) => ({
        ...property,
        value: apply(property.value) ?? unknownValue(property.value),
      })),
    () => values.isComplete,
  );
};

/** `toObject(list, item => key, item => value)`; elements whose key is not known are left out. */
const toObject: SpecialFunction = ([list, keyLambda, valueLambda], scope, place) => {
  const values = list && evaluate(list, scope);
  const keyOf = lambdaOf(keyLambda, scope);
  if (!values || !keyOf) return undefined;
  if (values.kind !== 'array') return unknownValue(place, 'expression', () => values.sources);
  const memberFor = lambdaOf(valueLambda, scope) ?? ((item: Value) => item);
  const properties = (): readonly Property[] =>
    values.items.flatMap((item) => {
      const name = exactOf(keyOf(item));
      const value = memberFor(item);
      return name === undefined || !value ? [] : [{ name, nameRange: item.range, range: item.range, value }];
    });
  return objectValue(place, properties, () => values.isComplete && properties().length === values.items.length);
};

/** What is made of all elements holds what they hold. */
const derivedFromAll: SpecialFunction = (args, scope, place) => {
  const values = args.flatMap((arg) => (arg.kind === 'lambda' ? [] : [evaluate(arg, scope)]));
  return unknownValue(place, 'expression', () => mergeSources(values));
};

/** The value of the environment is not known; the default that is used without one is. */
const readEnvironmentVariable: SpecialFunction = ([, fallback], scope, place) => {
  const call = callValue(place, 'readEnvironmentVariable');
  const value = fallback && evaluate(fallback, scope);
  return value && exactOf(value) !== '' ? branches(place, [call, value]) : call;
};

const SPECIAL_FUNCTIONS: ReadonlyMap<string, SpecialFunction> = new Map<string, SpecialFunction>([
  ['map', map],
  ['filter', filter],
  ['sort', filter],
  ['mapValues', mapValues],
  ['toObject', toObject],
  ['reduce', derivedFromAll],
  ['groupBy', derivedFromAll],
  ['readEnvironmentVariable', readEnvironmentVariable],
]);
