import type { CST } from 'yaml';
import type { Range } from '../../text/range.ts';
import type { Anchored, DocumentNode } from './document.ts';
import {
  behind,
  isWritten,
  itemStart,
  type MappingToken,
  NO_PROPERTIES,
  type Properties,
  propertiesOf,
  rangeOf,
  startOf,
  tokenRange,
} from './entry-tokens.ts';
import type {
  YamlAlias,
  YamlAnchor,
  YamlItem,
  YamlMapping,
  YamlNode,
  YamlPair,
  YamlParent,
  YamlSequence,
} from './nodes.ts';
import { ScalarNode } from './scalar.ts';

/** The typed node of a token, its parts made when first asked for. @param before the tokens in front of it */
export function composeNode(
  token: CST.Token | null | undefined,
  before: readonly CST.SourceToken[],
  parent: YamlParent,
  document: DocumentNode,
): YamlNode | undefined {
  const properties = propertiesOf(before);
  switch (token?.type) {
    case 'block-map':
      return new MappingNode(token, token.items, properties, parent, document);
    case 'block-seq':
      return new SequenceNode(token, properties, parent, document);
    case 'flow-collection':
      if (token.start.type === 'flow-seq-start') return new SequenceNode(token, properties, parent, document);
      return new MappingNode(token, token.items, properties, parent, document);
    case 'alias':
      return new AliasNode(token, properties, parent, document);
    case 'scalar':
      // `{ a: , b: 1 }`: the lexer puts a scalar of no text where a value could be.
      if (token.source === '' && properties.start === undefined) return undefined;
      return new ScalarNode(token, properties.anchor, properties.tag, properties.start, parent);
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
    case 'block-scalar':
      return new ScalarNode(token, properties.anchor, properties.tag, properties.start, parent);
    default: {
      if (properties.start === undefined) return undefined;
      // An anchor or tag of nothing: an empty plain scalar right behind it.
      const empty: CST.FlowScalar = { type: 'scalar', offset: properties.end, indent: 0, source: '' };
      return new ScalarNode(empty, properties.anchor, properties.tag, properties.start, parent);
    }
  }
}

abstract class CollectionNode {
  readonly anchor: YamlAnchor | undefined;
  readonly tag: string | undefined;
  readonly parent: YamlParent;
  readonly open: Range | undefined;
  readonly close: Range | undefined;
  readonly style: 'block' | 'flow';
  readonly #start: number;
  readonly #outerStart: number | undefined;
  #range: Range | undefined;

  constructor(
    token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection | undefined,
    start: number,
    properties: Properties,
    parent: YamlParent,
  ) {
    this.anchor = properties.anchor;
    this.tag = properties.tag;
    this.parent = parent;
    this.#start = start;
    this.#outerStart = properties.start;
    const flow = token?.type === 'flow-collection' ? token : undefined;
    this.style = flow || !token ? 'flow' : 'block';
    this.open = flow && tokenRange(flow.start);
    this.close = rangeOf(flow?.end, 'flow-map-end') ?? rangeOf(flow?.end, 'flow-seq-end');
  }

  protected abstract lastEnd(): number | undefined;

  get range(): Range {
    this.#range ??= { start: this.#start, end: this.close?.end ?? this.lastEnd() ?? this.open?.end ?? this.#start };
    return this.#range;
  }

  get outerRange(): Range {
    return { start: this.#outerStart ?? this.range.start, end: this.range.end };
  }
}

class MappingNode extends CollectionNode implements YamlMapping {
  readonly kind = 'mapping';
  readonly #items: readonly CST.CollectionItem[];
  readonly #document: DocumentNode;
  #pairs: readonly YamlPair[] | undefined;
  #byName: Map<string, YamlPair> | undefined;

  /** Without a token: the brace-less single pair of a flow sequence. */
  constructor(
    token: MappingToken | undefined,
    items: readonly CST.CollectionItem[],
    properties: Properties,
    parent: YamlParent,
    document: DocumentNode,
  ) {
    super(token, token ? startOf(token) : itemStart(items[0]), properties, parent);
    this.#items = items;
    this.#document = document;
  }

  get pairs(): readonly YamlPair[] {
    this.#pairs ??= this.#items.filter(isWritten).map((item) => new PairNode(item, this, this.#document));
    return this.#pairs;
  }

  get(key: string): YamlPair | undefined {
    if (!this.#byName) {
      this.#byName = new Map();
      for (const pair of this.pairs) {
        if (pair.key?.kind === 'scalar' && !this.#byName.has(pair.name)) this.#byName.set(pair.name, pair);
      }
    }
    return this.#byName.get(key);
  }

  protected override lastEnd(): number | undefined {
    return this.pairs.at(-1)?.range.end;
  }
}

class PairNode implements YamlPair {
  readonly kind = 'pair';
  readonly parent: YamlMapping;
  readonly key: YamlNode | undefined;
  readonly colon: Range | undefined;
  readonly question: Range | undefined;
  readonly comma: Range | undefined;
  readonly #item: CST.CollectionItem;
  readonly #document: DocumentNode;
  #value: YamlNode | undefined;
  #composed = false;

  constructor(item: CST.CollectionItem, parent: YamlMapping, document: DocumentNode) {
    this.parent = parent;
    this.#item = item;
    this.#document = document;
    this.question = rangeOf(item.start, 'explicit-key-ind');
    this.comma = rangeOf(item.start, 'comma');
    this.colon = rangeOf(item.sep, 'map-value-ind');
    this.key = composeNode(item.key, behind(item.start, 'comma', 'explicit-key-ind'), this, document);
  }

  get name(): string {
    return this.key?.kind === 'scalar' ? this.key.text : '';
  }

  get value(): YamlNode | undefined {
    if (!this.#composed) {
      this.#composed = true;
      this.#value = composeNode(this.#item.value, behind(this.#item.sep, 'map-value-ind'), this, this.#document);
    }
    return this.#value;
  }

  get range(): Range {
    const start = this.question?.start ?? this.key?.outerRange.start ?? this.colon?.start ?? itemStart(this.#item);
    const end = this.value?.range.end ?? this.colon?.end ?? this.key?.range.end ?? this.question?.end ?? start;
    return { start, end };
  }
}

class SequenceNode extends CollectionNode implements YamlSequence {
  readonly kind = 'sequence';
  readonly #token: CST.BlockSequence | CST.FlowCollection;
  readonly #document: DocumentNode;
  #items: readonly YamlItem[] | undefined;

  constructor(
    token: CST.BlockSequence | CST.FlowCollection,
    properties: Properties,
    parent: YamlParent,
    document: DocumentNode,
  ) {
    super(token, startOf(token), properties, parent);
    this.#token = token;
    this.#document = document;
  }

  get items(): readonly YamlItem[] {
    this.#items ??= (this.#token.items as readonly CST.CollectionItem[])
      .filter(isWritten)
      .map((item) => new ItemNode(item, this, this.#document));
    return this.#items;
  }

  protected override lastEnd(): number | undefined {
    return this.items.at(-1)?.range.end;
  }
}

class ItemNode implements YamlItem {
  readonly kind = 'item';
  readonly parent: YamlSequence;
  readonly dash: Range | undefined;
  readonly comma: Range | undefined;
  readonly #item: CST.CollectionItem;
  readonly #document: DocumentNode;
  #value: YamlNode | undefined;
  #composed = false;

  constructor(item: CST.CollectionItem, parent: YamlSequence, document: DocumentNode) {
    this.parent = parent;
    this.#item = item;
    this.#document = document;
    this.dash = rangeOf(item.start, 'seq-item-ind');
    this.comma = rangeOf(item.start, 'comma');
  }

  get value(): YamlNode | undefined {
    if (!this.#composed) {
      this.#composed = true;
      this.#value = this.#compose();
    }
    return this.#value;
  }

  /** `[a: b]` holds a mapping of one pair without braces. */
  #compose(): YamlNode | undefined {
    const item = this.#item;
    if (item.sep)
      return new MappingNode(
        undefined,
        [{ ...item, start: [...behind(item.start, 'comma')] }],
        NO_PROPERTIES,
        this,
        this.#document,
      );
    return composeNode(item.value, behind(item.start, 'seq-item-ind', 'comma'), this, this.#document);
  }

  get range(): Range {
    const start = this.dash?.start ?? this.value?.outerRange.start ?? itemStart(this.#item);
    return { start, end: this.value?.range.end ?? this.dash?.end ?? start };
  }
}

class AliasNode implements YamlAlias {
  readonly kind = 'alias';
  readonly name: string;
  readonly range: Range;
  readonly outerRange: Range;
  readonly anchor: YamlAnchor | undefined;
  readonly tag: string | undefined;
  readonly parent: YamlParent;
  readonly #document: DocumentNode;

  constructor(token: CST.FlowScalar, properties: Properties, parent: YamlParent, document: DocumentNode) {
    this.name = token.source.slice(1);
    this.range = { start: token.offset, end: token.offset + token.source.length };
    this.outerRange = { start: properties.start ?? token.offset, end: this.range.end };
    this.anchor = properties.anchor;
    this.tag = properties.tag;
    this.parent = parent;
    this.#document = document;
  }

  get target(): Anchored | undefined {
    return this.#document.anchored(this.name, this.range.start);
  }
}
