import type { Decorator, Expression, ParameterStatement, TypeExpression } from '../../syntax/bicep/index.ts';
import { parameterValue } from '../evaluate/index.ts';
import type { Parameter } from '../resource.ts';
import type { ParameterSource, Value } from '../value.ts';
import { evaluate, evaluateLazily } from './evaluate.ts';
import { lookUp, placeOf, type Scope } from './scope.ts';

/** What is known of the values a parameter gets. */
export interface ParameterInput {
  readonly values: readonly Value[];
  /** True where the parameter may also be left out, so that its default counts. */
  readonly mayUseDefault: boolean;
}

/** What a parameter is inside of its file. */
export function valueOfParameter(
  statement: ParameterStatement,
  scope: Scope,
  input: ParameterInput | undefined,
): Value {
  const defaultValue = statement.default && evaluateLazily(statement.default, scope);
  const assigned = [...(input?.values ?? [])];
  if (input?.mayUseDefault && defaultValue) assigned.push(defaultValue);
  return parameterValue(
    placeOf(scope, statement),
    `param ${statement.name.name}`,
    {
      name: statement.name.name,
      isSecure: isSecureParameter(statement, scope),
      default: kindOfDefault(statement.default),
    },
    defaultValue,
    assigned,
  );
}

export function parameterOf(statement: ParameterStatement, scope: Scope): Parameter {
  return {
    name: statement.name.name,
    nameRange: statement.name.range,
    range: { start: statement.keyword.start, end: statement.range.end },
    isSecure: isSecureParameter(statement, scope),
    type: statement.type.kind === 'error' ? '' : scope.file.document.source.slice(statement.type.range),
    default: statement.default && evaluate(statement.default, scope),
  };
}

/** `@secure()` on the parameter, or on the named type it has. */
export function isSecureParameter({ decorators, type }: ParameterStatement, scope: Scope): boolean {
  return isSecure(decorators) || isSecureType(type, scope, 0);
}

const MAX_TYPE_STEPS = 20;

function isSecureType(type: TypeExpression, scope: Scope, steps: number): boolean {
  if (steps > MAX_TYPE_STEPS) return false;
  switch (type.kind) {
    case 'nullable-type':
    case 'non-nullable-type':
      return isSecureType(type.type, scope, steps + 1);
    case 'parenthesized-type':
      return isSecureType(type.inner, scope, steps + 1);
    case 'named-type':
      return isSecureSymbol(lookUp(scope, type.name), steps);
    case 'member-type': {
      const namespace = type.base.kind === 'named-type' ? lookUp(scope, type.base.name) : undefined;
      return namespace?.kind === 'namespace' && isSecureSymbol(namespace.file?.symbol(type.name.name), steps);
    }
    default:
      return false;
  }
}

function isSecureSymbol(symbol: ReturnType<typeof lookUp>, steps: number): boolean {
  if (symbol?.kind !== 'type') return false;
  const { statement, file } = symbol;
  return isSecure(statement.decorators) || isSecureType(statement.value, file.scope, steps + 1);
}

/** `@secure()` or `@sys.secure()`. */
export function isSecure(decorators: readonly Decorator[]): boolean {
  return decorators.some(
    ({ expression }) =>
      (expression.kind === 'call' || expression.kind === 'method-call') && expression.name.name === 'secure',
  );
}

/** An empty default gives nothing away: it counts as none. */
function kindOfDefault(expression: Expression | undefined): ParameterSource['default'] {
  if (!expression || isEmpty(expression)) return 'none';
  return isWritten(expression) ? 'literal' : 'expression';
}

function isEmpty(expression: Expression): boolean {
  if (expression.kind === 'null') return true;
  if (expression.kind === 'string') return expression.expressions.length === 0 && expression.texts[0]?.text === '';
  if (expression.kind === 'array') return expression.items.length === 0;
  return expression.kind === 'object' && expression.members.length === 0;
}

function isWritten(expression: Expression): boolean {
  switch (expression.kind) {
    case 'string':
      return expression.expressions.length === 0;
    case 'integer':
    case 'boolean':
    case 'null':
      return true;
    case 'array':
      return expression.items.every((item) => item.kind !== 'spread' && isWritten(item));
    case 'object':
      return expression.members.every((member) => member.kind === 'property' && isWritten(member.value));
    default:
      return false;
  }
}
