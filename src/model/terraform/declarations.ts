import type { Attribute, Block, Body, TerraformFile } from '../../syntax/terraform/index.ts';
import { Memory } from '../../text/memory.ts';
import type { SourceDocument } from '../document.ts';
import { terraformTree } from '../trees.ts';

/** A declaration and the file it is in. */
export interface Declared<Node = Attribute | Block> {
  readonly document: SourceDocument;
  readonly node: Node;
}

/** What a file declares, by the address that references use: `var.x`, `local.x`, `module.x`, `data.t.n`, `t.n`, and `output.x`. */
export function declarationsIn(document: SourceDocument): ReadonlyMap<string, Attribute | Block> {
  const file = terraformTree(document);
  const known = declared.get(file);
  if (known) return known;
  const found = collect(file.body);
  declared.set(file, found);
  return found;
}

const declared = new Memory<TerraformFile, ReadonlyMap<string, Attribute | Block>>();

function collect(body: Body): ReadonlyMap<string, Attribute | Block> {
  const found = new Map<string, Attribute | Block>();
  for (const block of blocksOf(body)) {
    const labels = block.labels.map(({ text }) => text);
    switch (block.type.name) {
      case 'locals':
        for (const item of block.body.items) if (item.kind === 'attribute') found.set(`local.${item.name.name}`, item);
        break;
      case 'variable':
        found.set(`var.${labels[0]}`, block);
        break;
      case 'output':
      case 'module':
      case 'component':
        found.set(`${block.type.name}.${labels[0]}`, block);
        break;
      case 'resource':
        found.set(`${labels[0]}.${labels[1]}`, block);
        break;
      case 'data':
      case 'ephemeral':
        found.set(`${block.type.name}.${labels[0]}.${labels[1]}`, block);
        break;
      case 'check':
        // A check may look things up for itself.
        for (const [address, node] of collect(block.body)) found.set(address, node);
        break;
    }
  }
  return found;
}

/** The blocks of a body, of one type where it is given. */
export function blocksOf(body: Body, type?: string): readonly Block[] {
  return body.items.flatMap((item) => (item.kind === 'block' && (!type || item.type.name === type) ? [item] : []));
}

export function attributeOf(body: Body, name: string): Attribute | undefined {
  for (const item of body.items) if (item.kind === 'attribute' && item.name.name === name) return item;
  return undefined;
}

/** Whether an argument is the literal `true`. */
export function isTrue(block: Block, name: string): boolean {
  const value = attributeOf(block.body, name)?.value;
  return value?.kind === 'boolean' && value.value;
}
