import type { Range } from '../../text/range.ts';
import type {
  BooleanExpression,
  Expression,
  IntegerExpression,
  NullExpression,
  StringExpression,
  UnaryOperator,
} from './expressions.ts';
import type { ErrorNode, Identifier } from './names.ts';
import type { Decorator } from './nodes.ts';

// What stands where a type is expected.

export type TypeExpression =
  | StringExpression
  | IntegerExpression
  | BooleanExpression
  | NullExpression
  | NamedType
  | GenericType
  | ResourceType
  | MemberType
  | IndexType
  | ItemsType
  | AdditionalPropertiesType
  | ArrayType
  | TupleType
  | ObjectType
  | NullableType
  | NonNullableType
  | UnaryType
  | UnionType
  | ParenthesizedType
  | ErrorNode;

/** `string`, `myType`, the namespace of `sys.string`. */
export interface NamedType {
  readonly kind: 'named-type';
  readonly range: Range;
  readonly name: string;
}

/** `resourceInput<'Microsoft.Storage/storageAccounts@2024-01-01'>`, with `base` for `sys.resourceInput<...>`. */
export interface GenericType {
  readonly kind: 'generic-type';
  readonly range: Range;
  readonly base: TypeExpression | undefined;
  readonly name: Identifier;
  readonly arguments: readonly TypeExpression[];
}

/** `resource 'type@version'` of a parameter or output; an output may leave the type out. */
export interface ResourceType {
  readonly kind: 'resource-type';
  readonly range: Range;
  readonly type: StringExpression | ErrorNode | undefined;
}

/** `base.name`. */
export interface MemberType {
  readonly kind: 'member-type';
  readonly range: Range;
  readonly base: TypeExpression;
  readonly name: Identifier;
}

/** `base[0]`. */
export interface IndexType {
  readonly kind: 'index-type';
  readonly range: Range;
  readonly base: TypeExpression;
  readonly index: Expression;
}

/** `base[*]`. */
export interface ItemsType {
  readonly kind: 'items-type';
  readonly range: Range;
  readonly base: TypeExpression;
}

/** `base.*`. */
export interface AdditionalPropertiesType {
  readonly kind: 'additional-properties-type';
  readonly range: Range;
  readonly base: TypeExpression;
}

/** `element[]`. */
export interface ArrayType {
  readonly kind: 'array-type';
  readonly range: Range;
  readonly element: TypeExpression;
}

export interface TupleType {
  readonly kind: 'tuple-type';
  readonly range: Range;
  readonly items: readonly (TupleTypeItem | ErrorNode)[];
}

export interface TupleTypeItem {
  readonly kind: 'tuple-type-item';
  readonly range: Range;
  readonly decorators: readonly Decorator[];
  readonly type: TypeExpression;
}

export interface ObjectType {
  readonly kind: 'object-type';
  readonly range: Range;
  readonly members: readonly TypeMember[];
}

export type TypeMember = TypeProperty | TypeWildcard | ErrorNode;

export interface TypeProperty {
  readonly kind: 'type-property';
  readonly range: Range;
  readonly decorators: readonly Decorator[];
  readonly key: Identifier | StringExpression | ErrorNode;
  readonly type: TypeExpression;
}

/** `*: type`: what every other property must be. */
export interface TypeWildcard {
  readonly kind: 'type-wildcard';
  readonly range: Range;
  readonly decorators: readonly Decorator[];
  readonly type: TypeExpression;
}

/** `type?`. */
export interface NullableType {
  readonly kind: 'nullable-type';
  readonly range: Range;
  readonly type: TypeExpression;
}

/** `type!`. */
export interface NonNullableType {
  readonly kind: 'non-nullable-type';
  readonly range: Range;
  readonly type: TypeExpression;
}

/** `-1` as a type. */
export interface UnaryType {
  readonly kind: 'unary-type';
  readonly range: Range;
  readonly operator: UnaryOperator;
  readonly operand: TypeExpression;
}

export interface UnionType {
  readonly kind: 'union-type';
  readonly range: Range;
  readonly members: readonly TypeExpression[];
}

export interface ParenthesizedType {
  readonly kind: 'parenthesized-type';
  readonly range: Range;
  readonly inner: TypeExpression;
}
