import type { Expression } from '../../syntax/bicep/index.ts';
import type { Location } from '../document.ts';
import {
  attributeValue,
  branches,
  computed,
  elementOf,
  literal,
  memberOf,
  memberSources,
  numberOf,
  objectValue,
  propertiesNamed,
  reference,
  unknownValue,
} from '../evaluate/index.ts';
import type { Value } from '../value.ts';
import type { BicepResource } from './bicep-resource.ts';
import { evaluate } from './evaluate.ts';
import type { BicepModuleCall } from './module-call.ts';
import { type BicepSymbol, lookUp, placeOf, type Scope } from './scope.ts';

type AccessExpression = Expression & { kind: 'reference' | 'member' | 'index' | 'nested-resource' | 'non-null' };

/** Names and what is accessed behind them. */
export function evaluateAccess(expression: AccessExpression, scope: Scope, place: Location): Value {
  const declared = declaredAttribute(expression, scope);
  if (declared) return attributeOf(declared, expression, scope, place);
  switch (expression.kind) {
    case 'reference': {
      const symbol = lookUp(scope, expression.name);
      return symbol?.kind === 'value' ? reference(place, () => symbol.value) : unknownValue(place, expression.name);
    }
    case 'member': {
      const namespace = namespaceOf(expression.base, scope);
      if (namespace) {
        const symbol = namespace.file?.symbol(expression.name.name);
        return symbol?.kind === 'value'
          ? reference(place, () => symbol.value)
          : unknownValue(place, labelOf(expression, scope));
      }
      const base = evaluate(expression.base, scope);
      return memberOf(place, base, expression.name.name, accessOptions(expression, scope, place, base));
    }
    case 'index': {
      const base = evaluate(expression.base, scope);
      const index = evaluate(expression.index, scope);
      const at = expression.isFromEnd ? fromEnd(index) : index;
      return elementOf(place, base, at, accessOptions(expression, scope, place, base));
    }
    case 'non-null':
      return reference(place, () => evaluate(expression.operand, scope));
    case 'nested-resource':
      return unknownValue(place, labelOf(expression, scope));
  }
}

function accessOptions(expression: Expression, scope: Scope, place: Location, base: Value) {
  return {
    ignoreCase: true,
    otherwise: () =>
      base.kind === 'unknown'
        ? unknownValue(place, labelOf(expression, scope), () =>
            expression.kind === 'member' ? memberSources(base, expression.name.name) : base.sources,
          )
        : unknownValue(place, labelOf(expression, scope)),
  };
}

/** `[^1]` is the last element. */
function fromEnd(index: Value): Value {
  const number = numberOf(index);
  return number === undefined ? index : computed(index, -number, [index]);
}

/** A resource or module that the file declares, and the path of an attribute behind its symbol. */
interface DeclaredAttribute {
  readonly symbol: BicepSymbol & { kind: 'resource' | 'module' };
  readonly path: readonly string[];
  /** True where an element of an array lies on the path. */
  readonly hasIndex: boolean;
}

function declaredAttribute(expression: Expression, scope: Scope): DeclaredAttribute | undefined {
  const path: string[] = [];
  let hasIndex = false;
  for (let at = expression; ; ) {
    const symbol = declaredSymbol(at, scope);
    if (symbol) return { symbol, path: path.reverse(), hasIndex };
    if (at.kind === 'member') {
      path.push(at.name.name);
      at = at.base;
    } else if (at.kind === 'index') {
      const name =
        at.index.kind === 'string' && at.index.expressions.length === 0 ? at.index.texts[0]?.text : undefined;
      if (name !== undefined) path.push(name);
      else hasIndex = true;
      at = at.base;
    } else if (at.kind === 'non-null') at = at.operand;
    else if (at.kind === 'parenthesized') at = at.inner;
    else return undefined;
  }
}

/** The declared resource or module that an expression is; of a loop, any of its elements. */
export function declaredSymbol(
  expression: Expression,
  scope: Scope,
): (BicepSymbol & { kind: 'resource' | 'module' }) | undefined {
  switch (expression.kind) {
    case 'reference': {
      const symbol = lookUp(scope, expression.name);
      return symbol?.kind === 'resource' || symbol?.kind === 'module' ? symbol : undefined;
    }
    case 'index': {
      const symbol = declaredSymbol(expression.base, scope);
      const isLoop = symbol?.kind === 'resource' ? symbol.resource.isLoop : symbol?.module.isLoop;
      return isLoop ? symbol : undefined;
    }
    case 'nested-resource': {
      const outer = declaredSymbol(expression.base, scope);
      const child = outer?.kind === 'resource' ? outer.resource.child(expression.name.name) : undefined;
      return child && { kind: 'resource', resource: child };
    }
    case 'non-null':
      return declaredSymbol(expression.operand, scope);
    case 'parenthesized':
      return declaredSymbol(expression.inner, scope);
    default:
      return undefined;
  }
}

function attributeOf(attribute: DeclaredAttribute, expression: Expression, scope: Scope, place: Location): Value {
  const { symbol } = attribute;
  return symbol.kind === 'resource'
    ? resourceAttribute(symbol.resource, attribute, labelOf(expression, scope), place)
    : moduleAttribute(symbol.module, attribute, labelOf(expression, scope), place);
}

/** What the declaration sets is what the resource has; the rest is known after deployment only. */
function resourceAttribute(
  resource: BicepResource,
  { path, hasIndex }: DeclaredAttribute,
  label: string,
  place: Location,
): Value {
  const unknownAttribute = () =>
    attributeValue(place, label, { of: 'resource', type: resource.type, name: resource.symbol, path: path.join('.') });
  const [first] = path;
  if (first === undefined || hasIndex) return unknownAttribute();
  return reference(place, () => {
    if (path.length === 1 && first === 'type') return literal(place, resource.type);
    if (path.length === 1 && first === 'apiVersion' && resource.apiVersion) return literal(place, resource.apiVersion);
    let values: readonly Value[] = [resource.body];
    for (const name of path) {
      values = values.flatMap((value) => propertiesNamed(value, name, true).map((property) => property.value));
    }
    const [only] = values;
    if (!only) return unknownAttribute();
    // A deployed object has more than what is declared.
    if (values.length === 1 && only.kind === 'object')
      return objectValue(
        place,
        () => only.properties,
        () => false,
      );
    return branches(place, values);
  });
}

function moduleAttribute(
  module: BicepModuleCall,
  { path, hasIndex }: DeclaredAttribute,
  label: string,
  place: Location,
): Value {
  const unknownAttribute = () =>
    attributeValue(place, label, { of: 'module', type: '', name: module.symbol, path: path.join('.') });
  const [outputs, name, ...rest] = path;
  if (outputs !== 'outputs' || name === undefined || hasIndex) return unknownAttribute();
  return reference(place, () => {
    const output = module.target?.outputs.find((candidate) => candidate.name === name);
    if (!output) return unknownAttribute();
    return rest.reduce<Value>(
      (value, member) => memberOf(place, value, member, { ignoreCase: true, otherwise: unknownAttribute }),
      output.value,
    );
  });
}

/** The file of a wildcard import, where the expression is its name. */
export function namespaceOf(expression: Expression, scope: Scope): (BicepSymbol & { kind: 'namespace' }) | undefined {
  const symbol = expression.kind === 'reference' ? lookUp(scope, expression.name) : undefined;
  return symbol?.kind === 'namespace' ? symbol : undefined;
}

const MAX_LABEL_LENGTH = 80;

/** What a message calls the expression: its text, where that is names only and short. */
function labelOf(expression: Expression, scope: Scope): string {
  const text = scope.file.document.source.slice(placeOf(scope, expression).range);
  return text.length <= MAX_LABEL_LENGTH && /^[\w.?!:[\]^()]+$/.test(text) ? text : 'expression';
}
