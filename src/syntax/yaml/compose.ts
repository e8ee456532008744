import type { CST } from 'yaml';
import type { Range } from '../../text/range.ts';
import type {
  YamlAlias,
  YamlAnchor,
  YamlDocument,
  YamlItem,
  YamlMapping,
  YamlNode,
  YamlPair,
  YamlParent,
  YamlSequence,
} from './nodes.ts';
import { ScalarNode } from './scalar.ts';

/** Typed nodes over the concrete syntax tree, each made when first asked for. */
export function composeDocument(token: CST.Document): YamlDocument {
  const document = new DocumentNode(token);
  return document;
}

/** The anchored nodes of a document by name, in order of the text: an alias means the last one before it. */
type Anchored = Exclude<YamlNode, YamlAlias>;

class DocumentNode implements YamlDocument {
  readonly #token: CST.Document;
  #root: YamlNode | undefined;
  #composed = false;
  #anchors: Map<string, Anchored[]> | undefined;

  constructor(token: CST.Document) {
    this.#token = token;
  }

  get root(): YamlNode | undefined {
    if (!this.#composed) {
      this.#composed = true;
      this.#root = composeNode(this.#token.value, this.#token.start, undefined, this);
    }
    return this.#root;
  }

  anchored(name: string, before: number): Anchored | undefined {
    this.#anchors ??= collectAnchors(this.root);
    return this.#anchors.get(name)?.findLast((node) => node.outerRange.start < before);
  }
}

function collectAnchors(root: YamlNode | undefined): Map<string, Anchored[]> {
  const anchors = new Map<string, Anchored[]>();
  const visit = (node: YamlNode | undefined): void => {
    if (!node || node.kind === 'alias') return;
    if (node.anchor) {
      const named = anchors.get(node.anchor.name);
      if (named) named.push(node);
      else anchors.set(node.anchor.name, [node]);
    }
    if (node.kind === 'mapping') {
      for (const pair of node.pairs) {
        visit(pair.key);
        visit(pair.value);
      }
    } else if (node.kind === 'sequence') for (const item of node.items) visit(item.value);
  };
  visit(root);
  return anchors;
}

/** Anchor and tag in front of a node, and where the first of them starts. */
interface Properties {
  readonly anchor: YamlAnchor | undefined;
  readonly tag: string | undefined;
  readonly start: number | undefined;
  readonly end: number;
}

function propertiesOf(tokens: readonly CST.SourceToken[]): Properties {
  let anchor: YamlAnchor | undefined;
  let tag: string | undefined;
  let start: number | undefined;
  let end = 0;
  for (const token of tokens) {
    if (token.type === 'anchor') anchor = { name: token.source.slice(1), range: tokenRange(token) };
    else if (token.type === 'tag') tag = token.source;
    else continue;
    start ??= token.offset;
    end = token.offset + token.source.length;
  }
  return { anchor, tag, start, end };
}

function tokenRange(token: CST.SourceToken | undefined): Range {
  return token ? { start: token.offset, end: token.offset + token.source.length } : { start: 0, end: 0 };
}

function rangeOf(tokens: readonly CST.SourceToken[] | undefined, type: CST.SourceToken['type']): Range | undefined {
  const token = tokens?.find((candidate) => candidate.type === type);
  return token && tokenRange(token);
}

/** The tokens behind the indicator that opens a value; all of them where it is missing. */
function behind(
  tokens: readonly CST.SourceToken[] | undefined,
  ...indicators: readonly CST.SourceToken['type'][]
): readonly CST.SourceToken[] {
  if (!tokens) return [];
  return tokens.slice(tokens.findLastIndex((token) => indicators.includes(token.type)) + 1);
}

function composeNode(
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

type MappingToken = CST.BlockMap | CST.FlowCollection;

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

const NO_PROPERTIES: Properties = { anchor: undefined, tag: undefined, start: undefined, end: 0 };

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

/** False for an entry of blanks and comments only, and for what the parser could make nothing of. */
function isWritten(item: CST.CollectionItem): boolean {
  const isNode = (token: CST.Token | null | undefined): boolean => token != null && token.type !== 'error';
  return (
    isNode(item.key) ||
    isNode(item.value) ||
    (item.sep?.length ?? 0) > 0 ||
    item.start.some(({ type }) => OPENS_ENTRY.includes(type))
  );
}

const OPENS_ENTRY: readonly CST.SourceToken['type'][] = ['seq-item-ind', 'explicit-key-ind', 'anchor', 'tag'];

/** Where a collection's own text starts: its first indicator, key or bracket. */
function startOf(token: MappingToken | CST.BlockSequence): number {
  if (token.type === 'flow-collection') return token.start.offset;
  return itemStart(token.items[0]);
}

function itemStart(item: CST.CollectionItem | undefined): number {
  const first = item?.start.find(
    ({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment' && type !== 'comma',
  );
  if (first) return first.offset;
  const next = item?.key ?? item?.sep?.[0] ?? item?.value;
  return next && 'offset' in next ? next.offset : 0;
}
