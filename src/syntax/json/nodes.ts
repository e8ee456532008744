import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';

/** A parsed JSON file. Comments and commas behind the last member are allowed. */
export interface JsonFile {
  readonly source: SourceText;
  readonly root: JsonNode | undefined;
  /** With their delimiters, in order of the text. */
  readonly comments: readonly Range[];
  readonly errors: readonly JsonError[];
}

export interface JsonError {
  readonly message: string;
  readonly range: Range;
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonConstant;

/** What holds a node: a property as its value, an array as an element; nothing holds the root. */
export type JsonParent = JsonProperty | JsonArray | undefined;

export interface JsonObject {
  readonly kind: 'object';
  /** With the braces; to the end of what is there where the closing one is missing. */
  readonly range: Range;
  readonly parent: JsonParent;
  readonly properties: readonly JsonProperty[];
}

export interface JsonProperty {
  readonly kind: 'property';
  /** Name and value; the name alone where the line is half typed. */
  readonly range: Range;
  readonly name: string;
  /** With quotes. */
  readonly nameRange: Range;
  /** Missing in half-typed text. */
  readonly value: JsonNode | undefined;
  /** The offset of the comma behind it. */
  readonly comma: number | undefined;
  readonly parent: JsonObject;
}

export interface JsonArray {
  readonly kind: 'array';
  /** With the brackets. */
  readonly range: Range;
  readonly parent: JsonParent;
  readonly elements: readonly JsonNode[];
  /** The offset of the comma behind each element. */
  readonly commas: readonly (number | undefined)[];
}

export interface JsonString {
  readonly kind: 'string';
  /** With quotes. */
  readonly range: Range;
  readonly parent: JsonParent;
  /** Escapes resolved. */
  readonly text: string;
}

export interface JsonConstant {
  readonly kind: 'constant';
  readonly range: Range;
  readonly parent: JsonParent;
  readonly value: number | boolean | null;
}
