import type { CST } from 'yaml';
import { composeNode } from './compose.ts';
import type { YamlAlias, YamlDocument, YamlNode } from './nodes.ts';

export type Anchored = Exclude<YamlNode, YamlAlias>;

/** One document of a file: its root, made when first asked for, and its anchors. */
export class DocumentNode implements YamlDocument {
  readonly #token: CST.Document;
  #root: YamlNode | undefined;
  #composed = false;
  /** By name, in order of the text. */
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

  /** What an alias at this offset means: the last node before it with the anchor. */
  anchored(name: string, before: number): Anchored | undefined {
    this.#anchors ??= collectAnchors(this.root);
    const named = this.#anchors.get(name) ?? [];
    let low = 0;
    let high = named.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((named[middle]?.outerRange.start ?? 0) < before) low = middle + 1;
      else high = middle;
    }
    return named[low - 1];
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
