import type { Range } from '../text/range.ts';
import type { Location } from './document.ts';
import type { StringPattern } from './string-pattern.ts';

/** What an expression evaluates to, as far as the workspace tells. `unknown` where it does not. */
export type ValueKind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array' | 'unknown';

/**
 * An expression and what it evaluates to, in any language: variables, locals, parameter defaults and parameter files
 * are followed, strings are folded into patterns. Everything is evaluated on first use; a cycle yields `unknown`.
 */
export interface Value {
  /** The file the expression is written in; for a value followed through a variable, the place of use. */
  readonly uri: string;
  /** The expression at the place of use, without its key. */
  readonly range: Range;
  readonly kind: ValueKind;

  /**
   * What the string can be: one pattern per branch of a conditional or default of a parameter, at most
   * `MAX_ALTERNATIVES`, beyond which one unknown pattern stands for all. Empty where the value is no string.
   * `unknown` values have one pattern that is one unknown part.
   */
  readonly patterns: readonly StringPattern[];
  /** The constant where the value is one boolean or one number in every branch. */
  readonly constant: boolean | number | undefined;

  /** The properties of an object, in order. Terraform: attributes and nested blocks; repeated blocks repeat a name. */
  readonly properties: readonly Property[];
  /** The elements of an array; of a for-expression, the one element it is made of. */
  readonly items: readonly Value[];
  /** False where properties or items may exist that are not listed (spread, union, merge with unknown). */
  readonly isComplete: boolean;

  /** Where the content comes from: the leaves of the expression, variables and locals followed. */
  readonly sources: readonly ValueSource[];
}

/** A named part of an object: a Bicep or JSON property, a Terraform attribute or nested block. */
export interface Property {
  readonly name: string;
  readonly nameRange: Range;
  /** Name and value, without separators, leading blanks or line ending. */
  readonly range: Range;
  readonly value: Value;
}

/** One leaf that a value is made of. The place it is written at may lie in another file. */
export type ValueSource =
  | LiteralSource
  | ParameterSource
  | FunctionSource
  | AttributeSource
  | { readonly kind: 'unknown'; readonly location: Location };

/** Text, number or boolean written in the source. An interpolated string counts its non-empty text parts. */
export interface LiteralSource {
  readonly kind: 'literal';
  readonly location: Location;
  /** True where the text is only part of a longer string. */
  readonly isPart: boolean;
}

/** A Bicep or ARM parameter or a Terraform variable that nothing in the workspace gives one certain value. */
export interface ParameterSource {
  readonly kind: 'parameter';
  readonly name: string;
  /** `@secure()`, `secureString`, `sensitive = true`. */
  readonly isSecure: boolean;
  /** `@secure()` does not protect a default: a literal default is a literal in the source. */
  readonly default: 'none' | 'literal' | 'expression';
  /** The declaration. */
  readonly location: Location;
}

/** A call whose result is not known here, above all one that returns a secret: `listKeys()`, `kv.getSecret()`. */
export interface FunctionSource {
  readonly kind: 'function';
  /** As written, without namespace: `listKeys`, `getSecret`, `reference`, `random_password` is an attribute instead. */
  readonly name: string;
  /** The declared resource the function is called on, where it is one. */
  readonly resourceType: string | undefined;
  /** Symbolic name of that resource in the file of the call; undefined where only its id or name is given. */
  readonly symbol: string | undefined;
  /** What is read of the result, indexes left out: `keys.value`; empty where the whole is used. */
  readonly path: string;
  readonly location: Location;
}

/** An attribute of a resource, data source, module output or other symbol: `azurerm_storage_account.x.primary_access_key`. */
export interface AttributeSource {
  readonly kind: 'attribute';
  /** `resource` (existing ones too), `data`, `ephemeral`, `module`, `other`. */
  readonly of: 'resource' | 'data' | 'ephemeral' | 'module' | 'other';
  /** The declared type (`Microsoft.Storage/storageAccounts`, `azurerm_storage_account`), empty where there is none. */
  readonly type: string;
  /** Symbolic name. */
  readonly name: string;
  /** The attribute path behind the symbol, indexes left out: `properties.clientId`, `primary_access_key`. */
  readonly path: string;
  readonly location: Location;
}
