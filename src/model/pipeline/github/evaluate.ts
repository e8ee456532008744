import {
  Binary,
  ContextAccess,
  type Expr,
  FunctionCall,
  Grouping,
  IndexAccess,
  Literal,
  Logical,
  Unary,
} from '@actions/expressions/ast';
import { TokenType } from '@actions/expressions/lexer';
import {
  alternatives,
  combine,
  concatAll,
  exactText,
  isKnown,
  known,
  MAX_ALTERNATIVES,
  unknown,
} from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import { contextPath, findExpressions, parseExpression } from './expression.ts';

/** One of the values an expression can have, as text, and whether `&&` and `||` take it for true. */
export interface Alternative {
  readonly pattern: StringPattern;
  /** `undefined` where it depends on the unknown. */
  readonly isTruthy: boolean | undefined;
}

/** What the contexts of a place hold. */
export interface Scope {
  /** The values at a path such as `['env', 'X']`; `undefined` for what the files do not determine. */
  lookup(path: readonly string[]): readonly Alternative[] | undefined;
}

/** A text with its expressions replaced by what they can be. */
export function foldText(text: string, scope: Scope): readonly StringPattern[] {
  const found = findExpressions(text);
  if (found.length === 0) return [known(text)];
  const lists: (readonly StringPattern[])[] = [];
  let at = 0;
  for (const { start, end, text: expression } of found) {
    lists.push([known(text.slice(at, start))], foldExpression(expression, scope));
    at = end;
  }
  lists.push([known(text.slice(at))]);
  return combineOrWiden(lists);
}

/** Every concatenation; where there are too many, the parts with several values become unknown, the rest stays. */
function combineOrWiden(lists: readonly (readonly StringPattern[])[]): readonly StringPattern[] {
  const count = lists.reduce((product, list) => product * list.length, 1);
  if (count <= MAX_ALTERNATIVES) return combine(lists, concatAll);
  return [concatAll(lists.map((list) => (list.length === 1 && list[0] ? list[0] : unknown('many values'))))];
}

/** The values of an expression without delimiters. What does not parse is unknown. */
export function foldExpression(text: string, scope: Scope): readonly StringPattern[] {
  const expression = parseExpression(text);
  if (!expression) return [unknown('expression')];
  return alternatives(evaluate(expression, scope).map(({ pattern }) => pattern));
}

export function stringAlternative(pattern: StringPattern): Alternative {
  const exact = exactText(pattern);
  const hasText = pattern.parts.some((part) => part.kind === 'known');
  return { pattern, isTruthy: exact === '' ? false : hasText ? true : undefined };
}

export function unknownAlternative(label: string): Alternative {
  return { pattern: unknown(label), isTruthy: undefined };
}

export const BOOLEANS: readonly Alternative[] = [
  { pattern: known('true'), isTruthy: true },
  { pattern: known('false'), isTruthy: false },
];

function evaluate(expression: Expr, scope: Scope): readonly Alternative[] {
  if (expression instanceof Literal) return [literal(expression)];
  if (expression instanceof Grouping) return evaluate(expression.group, scope);
  if (expression instanceof Logical) return bounded(logical(expression, scope));
  if (expression instanceof Unary || expression instanceof Binary) return BOOLEANS;
  if (expression instanceof FunctionCall) return bounded(call(expression, scope));
  if (expression instanceof ContextAccess || expression instanceof IndexAccess) {
    const path = contextPath(expression);
    if (!path) return [unknownAlternative(rootLabel(expression))];
    const values = path.includes('*') ? undefined : scope.lookup(path);
    return values ?? [unknownAlternative(path.join('.'))];
  }
  return [unknownAlternative('expression')];
}

/** `fromJSON()` for `fromJSON(x).y`. */
function rootLabel(expression: Expr): string {
  let root = expression;
  while (root instanceof IndexAccess) root = root.expr;
  return root instanceof FunctionCall ? `${root.functionName.lexeme}()` : 'expression';
}

function bounded(values: readonly Alternative[]): readonly Alternative[] {
  return values.length > MAX_ALTERNATIVES ? [unknownAlternative('many values')] : values;
}

function literal({ literal: data }: Literal): Alternative {
  // Expression literals: null, false, 0 and '' are falsy.
  const text = data.coerceString();
  const isTruthy = 'value' in data && typeof data.value !== 'object' ? Boolean(data.value) : false;
  return { pattern: known(text), isTruthy };
}

/** `a && b` is `a` where that is falsy, else `b`; `a || b` is `a` where that is truthy, else `b`. */
function logical({ operator, args }: Logical, scope: Scope): readonly Alternative[] {
  const isAnd = operator.type === TokenType.AND;
  const values: Alternative[] = [];
  for (const [index, argument] of args.entries()) {
    const operand = evaluate(argument, scope);
    if (index === args.length - 1) values.push(...operand);
    else values.push(...operand.flatMap((value) => resultOf(value, isAnd)));
    // Nothing goes on to the next operand.
    if (operand.every(({ isTruthy }) => isTruthy === !isAnd)) return values;
  }
  return values;
}

/** What an operand contributes: itself where it ends the chain, nothing where it does not. */
function resultOf(value: Alternative, isAnd: boolean): readonly Alternative[] {
  if (value.isTruthy === !isAnd) return [value];
  if (value.isTruthy === isAnd) return [];
  return [isAnd ? stringAlternative(known('')) : { ...value, isTruthy: true }];
}

/** Functions that build text; the rest are conditions or not known before the run. */
function call({ functionName, args }: FunctionCall, scope: Scope): readonly Alternative[] {
  const name = functionName.lexeme.toLowerCase();
  switch (name) {
    case 'contains':
    case 'startswith':
    case 'endswith':
    case 'success':
    case 'failure':
    case 'always':
    case 'cancelled':
      return BOOLEANS;
    case 'format': {
      const lists = args.map((argument) => alternatives(evaluate(argument, scope).map(({ pattern }) => pattern)));
      return combine(lists, ([template, ...values]) => template && format(template, values)).map(stringAlternative);
    }
    case 'case':
      // case(condition, value, condition, value, ..., otherwise)
      return args
        .filter((_, index) => index % 2 === 1 || index === args.length - 1)
        .flatMap((value) => evaluate(value, scope));
    default:
      return [unknownAlternative(`${functionName.lexeme}()`)];
  }
}

/** `{0}` is an argument, `{{` and `}}` are braces. */
function format(template: StringPattern, values: readonly StringPattern[]): StringPattern | undefined {
  if (!isKnown(template)) return undefined;
  const pieces: StringPattern[] = [];
  const text = exactText(template) ?? '';
  let at = 0;
  for (const match of text.matchAll(/\{\{|\}\}|\{(\d+)\}/g)) {
    pieces.push(known(text.slice(at, match.index)));
    at = match.index + match[0].length;
    if (match[1] === undefined) pieces.push(known(match[0].charAt(0)));
    else {
      const value = values[Number(match[1])];
      if (!value) return undefined;
      pieces.push(value);
    }
  }
  pieces.push(known(text.slice(at)));
  return concatAll(pieces);
}
