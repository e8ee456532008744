import type { YamlAlias, YamlNode, YamlPair } from '../../syntax/yaml/index.ts';
import type { Range } from '../../text/range.ts';

/** A node with its alias followed, and whether other places of the file hold the same text through an alias or merge. */
export interface Cursor {
  readonly node: Exclude<YamlNode, YamlAlias> | undefined;
  /** Where the value is used: the alias where there is one; an empty range behind the colon for no value. */
  readonly place: Range;
  /** True where the text was reached through an alias or a merge key: it cannot be edited for this place alone. */
  readonly shared: boolean;
}

/** A key of a mapping with its value, merge keys (`<<`) followed. */
export interface Field {
  readonly name: string;
  readonly pair: YamlPair;
  readonly value: Cursor;
  /** True where the pair itself lies behind an alias or a merge key. */
  readonly shared: boolean;
}

/** Follows one alias: what is anchored is never an alias itself. */
export function cursorAt(node: YamlNode | undefined, place: Range, shared: boolean): Cursor {
  if (node?.kind === 'alias') return { node: node.target, place: node.range, shared: true };
  return { node, place: node?.range ?? place, shared };
}

/** More keys than any real mapping has; what a merge adds beyond them is left out. */
const MAX_FIELDS = 20_000;
const MERGE_KEY = '<<';

/** The keys of a mapping, its own before merged ones, the first of a name only. */
export class Fields {
  readonly list: readonly Field[];
  readonly #byName = new Map<string, Field>();

  constructor(cursor: Cursor | undefined) {
    if (cursor) this.#collect(cursor, new Set());
    this.list = [...this.#byName.values()];
  }

  get(name: string): Field | undefined {
    return this.#byName.get(name);
  }

  #collect({ node, shared }: Cursor, visited: Set<YamlNode>): void {
    if (node?.kind !== 'mapping' || visited.has(node) || visited.size > 1000) return;
    visited.add(node);
    const merged: Cursor[] = [];
    for (const pair of node.pairs) {
      if (pair.key?.kind !== 'scalar') continue;
      const end = pair.range.end;
      const value = cursorAt(pair.value, { start: end, end }, shared);
      if (pair.name === MERGE_KEY) merged.push(...mergedMappings(value));
      else if (!this.#byName.has(pair.name) && this.#byName.size < MAX_FIELDS) {
        this.#byName.set(pair.name, { name: pair.name, pair, value, shared });
      }
    }
    for (const other of merged) this.#collect({ ...other, shared: true }, visited);
  }
}

function mergedMappings(value: Cursor): readonly Cursor[] {
  return value.node?.kind === 'sequence' ? itemsOf(value) : [value];
}

/** The elements of a sequence; none for any other node. */
export function itemsOf(cursor: Cursor | undefined): readonly Cursor[] {
  if (cursor?.node?.kind !== 'sequence') return [];
  return cursor.node.items.map((item) => cursorAt(item.value, item.range, cursor.shared));
}

/** The text of a scalar, `undefined` for no value, null or a collection. */
export function textOf(cursor: Cursor | undefined): string | undefined {
  const node = cursor?.node;
  return node?.kind === 'scalar' && node.type !== 'null' ? node.text : undefined;
}

/** A scalar or a list of scalars as a list: `branches: main`, `branches: [main]`. */
export function textsOf(cursor: Cursor | undefined): readonly string[] {
  const single = textOf(cursor);
  if (single !== undefined) return [single];
  return itemsOf(cursor).flatMap((item) => textOf(item) ?? []);
}
