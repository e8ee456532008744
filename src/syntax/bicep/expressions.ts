import type { Range } from '../../text/range.ts';
import type { ErrorNode, Identifier } from './names.ts';
import type { ResourceStatement } from './nodes.ts';

// Expressions, and what they are made of.

export type Expression =
  | StringExpression
  | IntegerExpression
  | BooleanExpression
  | NullExpression
  | ArrayExpression
  | ObjectExpression
  | ForExpression
  | IfExpression
  | ReferenceExpression
  | CallExpression
  | MethodCallExpression
  | MemberExpression
  | IndexExpression
  | NestedResourceExpression
  | NonNullExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | ParenthesizedExpression
  | LambdaExpression
  | ErrorNode;

/** Texts and expressions alternate; there is one text more than there are expressions, empty ones included. */
export interface StringExpression {
  readonly kind: 'string';
  readonly range: Range;
  readonly isMultiLine: boolean;
  readonly texts: readonly StringSegment[];
  readonly expressions: readonly Expression[];
}

export interface StringSegment {
  /** The text with its escapes resolved. */
  readonly text: string;
  /** As written, without quotes and `${` `}`. */
  readonly range: Range;
}

export interface IntegerExpression {
  readonly kind: 'integer';
  readonly range: Range;
  /** Rounded above 2^53. */
  readonly value: number;
}

export interface BooleanExpression {
  readonly kind: 'boolean';
  readonly range: Range;
  readonly value: boolean;
}

export interface NullExpression {
  readonly kind: 'null';
  readonly range: Range;
}

export interface ArrayExpression {
  readonly kind: 'array';
  readonly range: Range;
  readonly items: readonly ArrayElement[];
}

export type ArrayElement = Expression | SpreadElement;

/** `...value` in an array or object. */
export interface SpreadElement {
  readonly kind: 'spread';
  readonly range: Range;
  readonly value: Expression;
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly range: Range;
  readonly members: readonly ObjectMember[];
}

/** Resources occur only in the body of a resource. */
export type ObjectMember = ObjectProperty | SpreadElement | ResourceStatement | ErrorNode;

export interface ObjectProperty {
  readonly kind: 'property';
  readonly range: Range;
  readonly key: Identifier | StringExpression | ErrorNode;
  readonly value: Expression;
}

/** `[for item in collection: body]`, `[for (item, index) in collection: body]`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly range: Range;
  readonly item: Identifier;
  readonly index: Identifier | undefined;
  readonly collection: Expression;
  readonly body: Expression;
}

/** `if (condition) {...}` of a resource or module. */
export interface IfExpression {
  readonly kind: 'if';
  readonly range: Range;
  readonly condition: Expression;
  readonly body: ObjectExpression | ErrorNode;
}

/** The name of a parameter, variable, resource, module, namespace or local variable. */
export interface ReferenceExpression {
  readonly kind: 'reference';
  readonly range: Range;
  readonly name: string;
}

export interface CallExpression {
  readonly kind: 'call';
  readonly range: Range;
  readonly name: Identifier;
  readonly arguments: readonly Expression[];
}

/** `base.name(arguments)`: of a namespace (`az.listKeys`), resource, module or wildcard import. */
export interface MethodCallExpression {
  readonly kind: 'method-call';
  readonly range: Range;
  readonly base: Expression;
  readonly name: Identifier;
  readonly arguments: readonly Expression[];
}

/** `base.name`, `base.?name`. */
export interface MemberExpression {
  readonly kind: 'member';
  readonly range: Range;
  readonly base: Expression;
  readonly name: Identifier;
  readonly isSafe: boolean;
}

/** `base[index]`, `base[?index]`, `base[^index]`, `base[?^index]`. */
export interface IndexExpression {
  readonly kind: 'index';
  readonly range: Range;
  readonly base: Expression;
  readonly index: Expression;
  readonly isSafe: boolean;
  readonly isFromEnd: boolean;
}

/** `base::name`. */
export interface NestedResourceExpression {
  readonly kind: 'nested-resource';
  readonly range: Range;
  readonly base: Expression;
  readonly name: Identifier;
}

/** `operand!`. */
export interface NonNullExpression {
  readonly kind: 'non-null';
  readonly range: Range;
  readonly operand: Expression;
}

export type UnaryOperator = '!' | '-';

export interface UnaryExpression {
  readonly kind: 'unary';
  readonly range: Range;
  readonly operator: UnaryOperator;
  readonly operand: Expression;
}

export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '>'
  | '>='
  | '<'
  | '<='
  | '=='
  | '!='
  | '=~'
  | '!~'
  | '&&'
  | '||'
  | '??';

export interface BinaryExpression {
  readonly kind: 'binary';
  readonly range: Range;
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly range: Range;
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface ParenthesizedExpression {
  readonly kind: 'parenthesized';
  readonly range: Range;
  readonly inner: Expression;
}

export interface LambdaExpression {
  readonly kind: 'lambda';
  readonly range: Range;
  readonly parameters: readonly (Identifier | ErrorNode)[];
  readonly body: Expression;
}
