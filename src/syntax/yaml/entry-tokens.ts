import type { CST } from 'yaml';
import type { Range } from '../../text/range.ts';
import type { YamlAnchor } from './nodes.ts';

// What the tokens around a node say: anchors, tags, indicators and where things start.

/** Anchor and tag in front of a node, and where the first of them starts. */
export interface Properties {
  readonly anchor: YamlAnchor | undefined;
  readonly tag: string | undefined;
  readonly start: number | undefined;
  readonly end: number;
}

export function propertiesOf(tokens: readonly CST.SourceToken[]): Properties {
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

export function tokenRange(token: CST.SourceToken | undefined): Range {
  return token ? { start: token.offset, end: token.offset + token.source.length } : { start: 0, end: 0 };
}

export function rangeOf(
  tokens: readonly CST.SourceToken[] | undefined,
  type: CST.SourceToken['type'],
): Range | undefined {
  const token = tokens?.find((candidate) => candidate.type === type);
  return token && tokenRange(token);
}

/** The tokens behind the indicator that opens a value; all of them where it is missing. */
export function behind(
  tokens: readonly CST.SourceToken[] | undefined,
  ...indicators: readonly CST.SourceToken['type'][]
): readonly CST.SourceToken[] {
  if (!tokens) return [];
  return tokens.slice(tokens.findLastIndex((token) => indicators.includes(token.type)) + 1);
}

export type MappingToken = CST.BlockMap | CST.FlowCollection;

export const NO_PROPERTIES: Properties = { anchor: undefined, tag: undefined, start: undefined, end: 0 };

/** False for an entry of blanks and comments only, and for what the parser could make nothing of. */
export function isWritten(item: CST.CollectionItem): boolean {
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
export function startOf(token: MappingToken | CST.BlockSequence): number {
  if (token.type === 'flow-collection') return token.start.offset;
  return itemStart(token.items[0]);
}

export function itemStart(item: CST.CollectionItem | undefined): number {
  const first = item?.start.find(
    ({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment' && type !== 'comma',
  );
  if (first) return first.offset;
  const next = item?.key ?? item?.sep?.[0] ?? item?.value;
  return next && 'offset' in next ? next.offset : 0;
}
