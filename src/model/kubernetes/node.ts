import type { YamlFile, YamlItem, YamlPair, YamlScalar } from '../../syntax/yaml/index.ts';
import type { Range } from '../../text/range.ts';
import { type Cursor, Fields, itemsOf, textOf } from '../yaml/fields.ts';
import { isTemplated } from './template-text.ts';

/** A value in a manifest, aliases and merge keys followed. */
export class ManifestNode {
  readonly file: YamlFile;
  readonly cursor: Cursor;
  #fields: Fields | undefined;

  constructor(file: YamlFile, cursor: Cursor) {
    this.file = file;
    this.cursor = cursor;
  }

  /** Where the value is used: the alias where there is one; empty, behind the colon, where there is no value. */
  get range(): Range {
    return this.cursor.place;
  }

  /** The text of a scalar; undefined for null, no value and collections. What a template makes is in it as gaps. */
  get text(): string | undefined {
    return textOf(this.cursor);
  }

  /** The text where all of it is known; undefined for collections and whatever a template makes. */
  get knownText(): string | undefined {
    const { text } = this;
    return text === undefined || isTemplated(text) ? undefined : text;
  }

  get isNull(): boolean {
    const { node } = this.cursor;
    return node === undefined || (node.kind === 'scalar' && node.type === 'null');
  }

  get isTemplated(): boolean {
    return isTemplated(this.text ?? '');
  }

  get scalar(): YamlScalar | undefined {
    const { node } = this.cursor;
    return node?.kind === 'scalar' ? node : undefined;
  }

  get fields(): readonly ManifestField[] {
    return this.#all().list.map((field) => this.#field(field));
  }

  get items(): readonly ManifestItem[] {
    const { node } = this.cursor;
    return itemsOf(this.cursor).map((cursor, index) => ({
      value: new ManifestNode(this.file, cursor),
      item: node?.kind === 'sequence' ? node.items[index] : undefined,
    }));
  }

  get(name: string): ManifestField | undefined {
    const field = this.#all().get(name);
    return field && this.#field(field);
  }

  /** The text of a field that is known. */
  textAt(name: string): string | undefined {
    return this.get(name)?.value.knownText;
  }

  /** Every field at a path such as `spec.solvers[].dns01`: `[]` stands for each element of a list. */
  find(path: string): readonly ManifestField[] {
    let found: readonly { readonly field: ManifestField | undefined; readonly node: ManifestNode }[] = [
      { field: undefined, node: this },
    ];
    for (const part of path.split('.')) {
      const name = part.endsWith('[]') ? part.slice(0, -2) : part;
      found = found.flatMap(({ node }) => {
        const field = node.get(name);
        if (!field) return [];
        if (name === part) return [{ field, node: field.value }];
        return field.value.items.map(({ value }) => ({ field, node: value }));
      });
    }
    return found.flatMap(({ field }) => field ?? []);
  }

  #all(): Fields {
    this.#fields ??= new Fields(this.cursor);
    return this.#fields;
  }

  #field({ name, pair, value, shared }: Fields['list'][number]): ManifestField {
    return {
      name,
      nameRange: pair.key?.range ?? pair.range,
      range: shared ? value.place : pair.range,
      value: new ManifestNode(this.file, value),
      pair,
      shared,
    };
  }
}

/** A key of a mapping with its value. */
export interface ManifestField {
  readonly name: string;
  readonly nameRange: Range;
  /** Key and value. */
  readonly range: Range;
  readonly value: ManifestNode;
  readonly pair: YamlPair;
  /** True where the pair lies behind an alias or a merge key: it cannot be edited for this place alone. */
  readonly shared: boolean;
}

export interface ManifestItem {
  readonly value: ManifestNode;
  readonly item: YamlItem | undefined;
}
