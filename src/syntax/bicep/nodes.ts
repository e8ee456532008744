import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { TokenList } from './tokens.ts';

// The tree of a Bicep file: plain objects told apart by `kind`. Every node has its exact range; blanks and comments
// around it are outside. What the parser could not understand is an `ErrorNode`; a name that is missing is an
// `Identifier` with an empty name and an empty range.

export type BicepFileKind = 'bicep' | 'bicepparam';

export interface BicepFile {
  readonly kind: 'file';
  readonly fileKind: BicepFileKind;
  readonly source: SourceText;
  readonly range: Range;
  readonly statements: readonly Statement[];
  /** Everything that is not trivia, in order; with the trivia between them they are the text again. */
  readonly tokens: TokenList;
  /** In order of the text. */
  readonly comments: readonly Comment[];
  /** `#disable-next-line` and its kin, in order of the text. */
  readonly pragmas: readonly Pragma[];
  /** In order of the text; empty if and only if the tree has no error node and no empty name. */
  readonly errors: readonly BicepSyntaxError[];
}

/** What is wrong at a place, worded for the person who writes the file. */
export interface BicepSyntaxError {
  readonly message: string;
  readonly range: Range;
}

export interface Comment {
  readonly kind: 'line-comment' | 'block-comment';
  /** The markers included, the line ending not. */
  readonly range: Range;
}

/** A directive to the Bicep compiler: `#disable-next-line BCP037 no-hardcoded-location`. */
export interface Pragma {
  readonly kind: 'pragma';
  readonly name: 'disable-next-line' | 'disable-diagnostics' | 'restore-diagnostics';
  readonly codes: readonly string[];
  readonly range: Range;
}

export type BicepNode =
  | BicepFile
  | Statement
  | Decorator
  | Identifier
  | Expression
  | TypeExpression
  | ObjectMember
  | ListPart;

type ListPart = ArrayElement | TypeMember | TupleTypeItem | FunctionParameter | ImportTarget | ImportedSymbol;

/** A stretch of text that is not Bicep. Its text stays reachable through the tokens. */
export interface ErrorNode {
  readonly kind: 'error';
  readonly range: Range;
}

export interface Identifier {
  readonly kind: 'identifier';
  readonly range: Range;
  /** Empty where the name is missing. */
  readonly name: string;
}

// Statements ----------------------------------------------------------------------------------------------------

export type Statement =
  | TargetScopeStatement
  | MetadataStatement
  | ParameterStatement
  | ParameterAssignmentStatement
  | VariableStatement
  | TypeStatement
  | FunctionStatement
  | ResourceStatement
  | ModuleStatement
  | TestStatement
  | AssertStatement
  | OutputStatement
  | ImportStatement
  | ExtensionStatement
  | ExtensionConfigStatement
  | UsingStatement
  | ExtendsStatement
  | ErrorNode;

interface StatementBase {
  /** From the first decorator to the last token, the line ending left out. */
  readonly range: Range;
  readonly decorators: readonly Decorator[];
  /** The keyword the declaration begins with: where it starts without its decorators. */
  readonly keyword: Range;
}

/** `@secure()`, `@sys.description('...')`: the expression is a call, a method call or, half-typed, a reference. */
export interface Decorator {
  readonly kind: 'decorator';
  readonly range: Range;
  readonly expression: Expression;
}

export interface TargetScopeStatement extends StatementBase {
  readonly kind: 'target-scope';
  readonly value: Expression;
}

export interface MetadataStatement extends StatementBase {
  readonly kind: 'metadata';
  readonly name: Identifier;
  readonly value: Expression;
}

/** `param name type = default` of a `.bicep` file. */
export interface ParameterStatement extends StatementBase {
  readonly kind: 'parameter';
  readonly name: Identifier;
  readonly type: TypeExpression;
  readonly default: Expression | undefined;
}

/** `param name = value` of a `.bicepparam` file. */
export interface ParameterAssignmentStatement extends StatementBase {
  readonly kind: 'parameter-assignment';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface VariableStatement extends StatementBase {
  readonly kind: 'variable';
  readonly name: Identifier;
  readonly type: TypeExpression | undefined;
  readonly value: Expression;
}

export interface TypeStatement extends StatementBase {
  readonly kind: 'type';
  readonly name: Identifier;
  readonly value: TypeExpression;
}

/** `func name(parameter type) type => body`. */
export interface FunctionStatement extends StatementBase {
  readonly kind: 'function';
  readonly name: Identifier;
  readonly parameters: readonly (FunctionParameter | ErrorNode)[];
  readonly returnType: TypeExpression;
  readonly body: Expression;
}

export interface FunctionParameter {
  readonly kind: 'function-parameter';
  readonly range: Range;
  readonly name: Identifier;
  readonly type: TypeExpression;
}

/** A resource of the file, or one nested in the body of another. */
export interface ResourceStatement extends StatementBase {
  readonly kind: 'resource';
  readonly name: Identifier;
  /** `'Microsoft.Storage/storageAccounts@2024-01-01'`, for a nested one the last part only. */
  readonly type: StringExpression | ErrorNode;
  readonly isExisting: boolean;
  readonly value: DeclarationBody;
}

export interface ModuleStatement extends StatementBase {
  readonly kind: 'module';
  readonly name: Identifier;
  readonly path: StringExpression | ErrorNode;
  readonly value: DeclarationBody;
}

/** Of a resource or module: what it is made of, `if (...)` and `[for ...]` around it. */
export type DeclarationBody = ObjectExpression | IfExpression | ForExpression | ErrorNode;

export interface TestStatement extends StatementBase {
  readonly kind: 'test';
  readonly name: Identifier;
  readonly path: StringExpression | ErrorNode;
  readonly value: ObjectExpression | ErrorNode;
}

export interface AssertStatement extends StatementBase {
  readonly kind: 'assert';
  readonly name: Identifier;
  readonly value: Expression;
}

export interface OutputStatement extends StatementBase {
  readonly kind: 'output';
  readonly name: Identifier;
  readonly type: TypeExpression;
  readonly value: Expression;
}

/** `import { a, b as c } from 'path'` or `import * as name from 'path'`. */
export interface ImportStatement extends StatementBase {
  readonly kind: 'import';
  readonly target: ImportTarget;
  readonly path: StringExpression | ErrorNode;
}

export type ImportTarget = ImportList | WildcardImport | ErrorNode;

export interface ImportList {
  readonly kind: 'import-list';
  readonly range: Range;
  readonly symbols: readonly (ImportedSymbol | ErrorNode)[];
}

export interface ImportedSymbol {
  readonly kind: 'imported-symbol';
  readonly range: Range;
  readonly name: Identifier | StringExpression;
  readonly alias: Identifier | undefined;
}

export interface WildcardImport {
  readonly kind: 'wildcard-import';
  readonly range: Range;
  readonly alias: Identifier;
}

/** `extension microsoftGraphV1`, `extension 'br:...' with {...} as name`; formerly `provider`, `import 'az@1.0.0'`. */
export interface ExtensionStatement extends StatementBase {
  readonly kind: 'extension';
  readonly specification: Identifier | StringExpression | ErrorNode;
  readonly config: ObjectExpression | ErrorNode | undefined;
  readonly alias: Identifier | undefined;
}

/** `extensionConfig name with {...}` of a `.bicepparam` file. */
export interface ExtensionConfigStatement extends StatementBase {
  readonly kind: 'extension-config';
  readonly name: Identifier;
  readonly config: ObjectExpression | ErrorNode;
}

/** `using './main.bicep'` or `using none` of a `.bicepparam` file. */
export interface UsingStatement extends StatementBase {
  readonly kind: 'using';
  /** `undefined` for `using none`. */
  readonly path: StringExpression | ErrorNode | undefined;
  readonly config: ObjectExpression | ErrorNode | undefined;
}

export interface ExtendsStatement extends StatementBase {
  readonly kind: 'extends';
  readonly path: StringExpression | ErrorNode;
}

// Expressions ---------------------------------------------------------------------------------------------------

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

// Types ---------------------------------------------------------------------------------------------------------

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
