import type { Attribute, Block, ObjectItem } from '../../syntax/terraform/index.ts';
import { Memory } from '../../text/memory.ts';
import type { SourceDocument } from '../document.ts';
import type { Property } from '../value.ts';

/** What a property is in the source: what an edit of it has to touch. */
export interface PropertyNode {
  readonly document: SourceDocument;
  readonly node: Attribute | Block | ObjectItem;
}

const nodes = new Memory<Property, PropertyNode>();

export function remember(property: Property, node: PropertyNode): Property {
  nodes.set(property, node);
  return property;
}

/** Undefined for a property that is written nowhere in Terraform: the result of a function, an element of a list. */
export function nodeOf(property: Property): PropertyNode | undefined {
  return nodes.get(property);
}
