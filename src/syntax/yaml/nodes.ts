import type { Range } from '../../text/range.ts';

/** Any value of a YAML document. An absent value (`key:` with nothing behind it) is `undefined`, not a node. */
export type YamlNode = YamlMapping | YamlSequence | YamlScalar | YamlAlias;

/** Where a node hangs: a pair holds it as key or value, an item as element; a document's root has no parent. */
export type YamlParent = YamlPair | YamlItem | undefined;

interface YamlNodeBase {
  /**
   * The node itself without anchor and tag. Quotes, brackets and a block scalar's header belong to it; the line
   * ending behind the last line does not.
   */
  readonly range: Range;
  /** `range` extended to the anchor and tag in front. */
  readonly outerRange: Range;
  readonly anchor: YamlAnchor | undefined;
  /** As written: `!!str`, `!reference`. */
  readonly tag: string | undefined;
  readonly parent: YamlParent;
}

export interface YamlAnchor {
  readonly name: string;
  /** With the `&`. */
  readonly range: Range;
}

export interface YamlMapping extends YamlNodeBase {
  readonly kind: 'mapping';
  /** `flow` is `{ a: b }` and the brace-less single pair of a flow sequence `[a: b]`. */
  readonly style: 'block' | 'flow';
  readonly pairs: readonly YamlPair[];
  /** The braces of a flow mapping; the closing one is missing in half-typed text. */
  readonly open: Range | undefined;
  readonly close: Range | undefined;
  /** The first pair with this key as written, merge keys not followed. */
  get(key: string): YamlPair | undefined;
}

export interface YamlPair {
  readonly kind: 'pair';
  /** Missing in `: value`. */
  readonly key: YamlNode | undefined;
  readonly value: YamlNode | undefined;
  /** The text of a scalar key, empty for any other. */
  readonly name: string;
  /** Missing where the line is half typed. */
  readonly colon: Range | undefined;
  /** The `?` of an explicit key. */
  readonly question: Range | undefined;
  /** From the key's first property (or `?`) to the end of the value (or colon). */
  readonly range: Range;
  /** The comma in front of it, in a flow collection. */
  readonly comma: Range | undefined;
  readonly parent: YamlMapping;
}

export interface YamlSequence extends YamlNodeBase {
  readonly kind: 'sequence';
  readonly style: 'block' | 'flow';
  readonly items: readonly YamlItem[];
  readonly open: Range | undefined;
  readonly close: Range | undefined;
}

export interface YamlItem {
  readonly kind: 'item';
  readonly value: YamlNode | undefined;
  /** The `-` of a block sequence. */
  readonly dash: Range | undefined;
  /** From dash (or the value's first property) to the end of the value. */
  readonly range: Range;
  readonly comma: Range | undefined;
  readonly parent: YamlSequence;
}

export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

export interface YamlScalar extends YamlNodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The value as text: quotes and escapes resolved, lines folded, a block scalar's indentation removed. */
  readonly text: string;
  /** What YAML 1.2's core schema makes of it; quoted and block scalars are strings. */
  readonly type: 'string' | 'null' | 'boolean' | 'number';
  /** The characters between quotes, of a block scalar those behind the header line; else `range`. */
  readonly contentRange: Range;
  /** The source of the part `[start, end)` of `text`: exact through folding, escapes and removed indentation. */
  sourceRange(start: number, end: number): Range;
}

export interface YamlAlias extends YamlNodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored node; undefined where no such anchor comes before the alias. May contain the alias itself. */
  readonly target: YamlMapping | YamlSequence | YamlScalar | undefined;
}

export interface YamlComment {
  /** From `#` to the end of the line, its ending excluded. */
  readonly range: Range;
  /** What follows the `#`, trimmed. */
  readonly text: string;
}

export interface YamlDocument {
  readonly root: YamlNode | undefined;
}
