import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type {
  ArrayElement,
  Expression,
  ForExpression,
  IfExpression,
  ObjectExpression,
  ObjectMember,
  StringExpression,
} from './expressions.ts';
import type { ErrorNode, Identifier } from './names.ts';
import type { TokenList } from './tokens.ts';
import type { TupleTypeItem, TypeExpression, TypeMember } from './types.ts';

export type * from './expressions.ts';
export type * from './names.ts';
export type * from './types.ts';

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
  /** In order of the text, one at least for every error node and missing name; empty where the syntax is valid. */
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
