import type { Range } from '../../text/range.ts';
import type {
  AccessStep,
  BlockLabel,
  Body,
  BodyItem,
  Expression,
  Identifier,
  ObjectItem,
  TemplatePart,
  TerraformFile,
} from './nodes.ts';

/** Any node of the tree. */
export type Node =
  | TerraformFile
  | Body
  | BodyItem
  | BlockLabel
  | Identifier
  | Expression
  | ObjectItem
  | TemplatePart
  | AccessStep;

/** The children of a node in order of the text. A call's name is a field, not a child. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'file':
      return [node.body];
    case 'body':
    case 'tuple':
    case 'object':
      return node.items;
    case 'attribute':
      return [node.name, node.value];
    case 'block':
      return [node.type, ...node.labels, node.body];
    case 'template':
      return node.parts;
    case 'interpolation':
    case 'parenthesized':
      return [node.expression];
    case 'if':
      return [node.condition, ...node.whenTrue, ...(node.whenFalse ?? [])];
    case 'for-directive':
      return [...present(node.keyName), node.valueName, node.collection, ...node.body];
    case 'access':
      return [node.base, ...node.steps];
    case 'attribute-step':
      return [node.name];
    case 'index-step':
      return [node.index];
    case 'call':
      return node.arguments;
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'object-item':
      return [node.key, node.value];
    case 'for':
      return [
        ...present(node.keyName),
        node.valueName,
        node.collection,
        ...present(node.key),
        node.value,
        ...present(node.condition),
      ];
    default:
      return [];
  }
}

/** All nodes from one on, a parent before its children, in order of the text. Safe at any depth. */
export function* descendants(root: Node): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    const below = children(node);
    for (let index = below.length - 1; index >= 0; index -= 1) {
      const child = below[index];
      if (child) pending.push(child);
    }
  }
}

/** The innermost node that holds a range, with its ancestors, outermost first. */
export function pathTo(root: Node, range: Range): readonly Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node) {
    path.push(node);
    node = children(node).find((child) => child.range.start <= range.start && range.end <= child.range.end);
  }
  return path;
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
