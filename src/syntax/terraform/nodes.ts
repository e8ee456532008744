import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { TokenList } from './tokens.ts';

/**
 * The syntax tree of HCL native syntax, as Terraform and OpenTofu use it (HCL Native Syntax Specification).
 * Plain data; `kind` tells the nodes apart. Every range is exact: from the first unit of a node's first token to the
 * last unit of its last one, no blanks, comments or line endings around it.
 */
export interface TerraformFile {
  readonly kind: 'file';
  readonly source: SourceText;
  /** The whole text. */
  readonly range: Range;
  readonly body: Body;
  /** In order of the text; those inside broken parts too. */
  readonly comments: readonly Comment[];
  /** In order of the text. Empty where the text is valid. */
  readonly errors: readonly SyntaxProblem[];
  /** Every unit of the text belongs to exactly one of these. */
  readonly tokens: TokenList;
}

export interface SyntaxProblem {
  /** What is wrong and, where one is likely, what to write instead. */
  readonly message: string;
  readonly range: Range;
}

/** `# ...`, `// ...` (without its line ending) or `/* ... *\/`, delimiters included. */
export interface Comment {
  readonly range: Range;
  readonly style: 'line' | 'block';
}

/** The items between two braces, or of the file. */
export interface Body {
  readonly kind: 'body';
  /** Between the braces, blanks included; the whole text for the file's. */
  readonly range: Range;
  readonly items: readonly BodyItem[];
}

export type BodyItem = Attribute | Block | ErrorItem;

/** `name = value` in a body. */
export interface Attribute {
  readonly kind: 'attribute';
  readonly range: Range;
  readonly name: Identifier;
  /** The offset of `=`. */
  readonly equals: number;
  readonly value: Expression;
}

/** `type "label" label { ... }`. */
export interface Block {
  readonly kind: 'block';
  readonly range: Range;
  readonly type: Identifier;
  readonly labels: readonly BlockLabel[];
  /** The offset of `{`. */
  readonly openBrace: number;
  readonly body: Body;
  /** The offset of `}`; undefined where it is missing. */
  readonly closeBrace: number | undefined;
}

export interface BlockLabel {
  readonly kind: 'label';
  /** With quotes. */
  readonly range: Range;
  readonly isQuoted: boolean;
  /** Unquoted, escapes resolved. */
  readonly text: string;
}

/** Something that is no item. It ends where the next one was recognised. */
export interface ErrorItem {
  readonly kind: 'error';
  readonly range: Range;
}

export interface Identifier {
  readonly kind: 'identifier';
  readonly range: Range;
  readonly name: string;
}

export type Expression =
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | Template
  | Variable
  | Access
  | Call
  | Unary
  | Binary
  | Conditional
  | Parenthesized
  | Tuple
  | ObjectExpression
  | ForExpression
  | ErrorExpression;

export interface NumberLiteral {
  readonly kind: 'number';
  readonly range: Range;
  readonly value: number;
}

export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly range: Range;
  readonly value: boolean;
}

export interface NullLiteral {
  readonly kind: 'null';
  readonly range: Range;
}

/**
 * A quoted string or a heredoc. A plain string is a template of one text part or none.
 * `foldedParts` (template-text.ts) gives the parts with strip markers and heredoc indentation applied.
 */
export interface Template {
  readonly kind: 'template';
  /** With quotes, or from `<<` to the end of the closing marker. */
  readonly range: Range;
  /** Undefined for a quoted string. */
  readonly heredoc: Heredoc | undefined;
  readonly parts: readonly TemplatePart[];
}

export interface Heredoc {
  readonly marker: string;
  /** `<<-`: the indentation that all lines share is no part of the text. */
  readonly isIndented: boolean;
}

export type TemplatePart = TemplateText | Interpolation | TemplateIf | TemplateFor | TemplateError;

export interface TemplateText {
  readonly kind: 'text';
  readonly range: Range;
  /** Escapes resolved. */
  readonly value: string;
}

/** `${ expression }`, `${~ expression ~}`. */
export interface Interpolation {
  readonly kind: 'interpolation';
  readonly range: Range;
  readonly expression: Expression;
  readonly strip: Strip;
}

/** `%{ if c } ... %{ else } ... %{ endif }`. */
export interface TemplateIf {
  readonly kind: 'if';
  readonly range: Range;
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[] | undefined;
  readonly ifStrip: Strip;
  readonly elseStrip: Strip | undefined;
  readonly endStrip: Strip;
}

/** `%{ for k, v in collection } ... %{ endfor }`. */
export interface TemplateFor {
  readonly kind: 'for-directive';
  readonly range: Range;
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
  readonly body: readonly TemplatePart[];
  readonly forStrip: Strip;
  readonly endStrip: Strip;
}

export interface TemplateError {
  readonly kind: 'error-part';
  readonly range: Range;
}

/** Whether `~` asks to drop the blanks before and after a template sequence. */
export interface Strip {
  readonly before: boolean;
  readonly after: boolean;
}

/** A name on its own: `var`, `each`, a for-expression's variable, the first part of a reference. */
export interface Variable {
  readonly kind: 'variable';
  readonly range: Range;
  readonly name: string;
}

/** `base.name[0].*.x`: a chain of accesses, flat however long it is. Never empty; `base` is no `Access` itself. */
export interface Access {
  readonly kind: 'access';
  readonly range: Range;
  readonly base: Expression;
  readonly steps: readonly AccessStep[];
}

export type AccessStep = AttributeStep | IndexStep | LegacyIndexStep | AttributeSplat | FullSplat;

/** `.name`; the range includes the dot. */
export interface AttributeStep {
  readonly kind: 'attribute-step';
  readonly range: Range;
  readonly name: Identifier;
}

/** `[expression]`. */
export interface IndexStep {
  readonly kind: 'index-step';
  readonly range: Range;
  readonly index: Expression;
}

/** `.0`. */
export interface LegacyIndexStep {
  readonly kind: 'legacy-index-step';
  readonly range: Range;
  readonly index: number;
}

/** `.*`: the attribute steps behind it apply to every element. */
export interface AttributeSplat {
  readonly kind: 'attribute-splat';
  readonly range: Range;
}

/** `[*]`: all steps behind it apply to every element. */
export interface FullSplat {
  readonly kind: 'full-splat';
  readonly range: Range;
}

/** `name(a, b...)`, `provider::name::function(a)`. */
export interface Call {
  readonly kind: 'call';
  readonly range: Range;
  /** With its namespace: `provider::azapi::build_resource_id`, without blanks around `::`. */
  readonly name: string;
  readonly nameRange: Range;
  readonly arguments: readonly Expression[];
  /** `...` behind the last argument. */
  readonly isExpanded: boolean;
}

export interface Unary {
  readonly kind: 'unary';
  readonly range: Range;
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator = '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

/** Left-associative; a long chain is as deep as it is long, so walk `left` in a loop. */
export interface Binary {
  readonly kind: 'binary';
  readonly range: Range;
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Conditional {
  readonly kind: 'conditional';
  readonly range: Range;
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface Parenthesized {
  readonly kind: 'parenthesized';
  readonly range: Range;
  readonly expression: Expression;
}

export interface Tuple {
  readonly kind: 'tuple';
  readonly range: Range;
  readonly items: readonly Expression[];
}

export interface ObjectExpression {
  readonly kind: 'object';
  readonly range: Range;
  readonly items: readonly (ObjectItem | ErrorItem)[];
}

/** `key = value` or `key: value`. A key that is a `Variable` stands for its name; `(key)` is evaluated. */
export interface ObjectItem {
  readonly kind: 'object-item';
  readonly range: Range;
  readonly key: Expression;
  /** The offset of `=` or `:`. */
  readonly separator: number;
  readonly value: Expression;
}

/** `[for k, v in collection : value if condition]`, `{for k, v in collection : key => value... if condition}`. */
export interface ForExpression {
  readonly kind: 'for';
  readonly range: Range;
  readonly keyName: Identifier | undefined;
  readonly valueName: Identifier;
  readonly collection: Expression;
  /** Present exactly in the object form. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  /** `...`: values of equal keys are collected in a list. */
  readonly isGrouped: boolean;
  readonly condition: Expression | undefined;
}

export interface ErrorExpression {
  readonly kind: 'error-expression';
  readonly range: Range;
}
