import type { BicepNode } from './nodes.ts';

/** The direct children of a node, in order of the text. */
export function childrenOf(node: BicepNode): readonly BicepNode[] {
  switch (node.kind) {
    case 'file':
      return node.statements;
    case 'error':
    case 'identifier':
    case 'integer':
    case 'boolean':
    case 'null':
    case 'reference':
    case 'named-type':
      return [];
    case 'decorator':
      return [node.expression];
    case 'target-scope':
      return [...node.decorators, node.value];
    case 'metadata':
    case 'parameter-assignment':
    case 'assert':
    case 'type':
      return [...node.decorators, node.name, node.value];
    case 'parameter':
      return [...node.decorators, node.name, node.type, ...optional(node.default)];
    case 'variable':
      return [...node.decorators, node.name, ...optional(node.type), node.value];
    case 'function':
      return [...node.decorators, node.name, ...node.parameters, node.returnType, node.body];
    case 'function-parameter':
      return [node.name, node.type];
    case 'resource':
    case 'output':
      return [...node.decorators, node.name, node.type, node.value];
    case 'module':
    case 'test':
      return [...node.decorators, node.name, node.path, node.value];
    case 'import':
      return [...node.decorators, node.target, node.path];
    case 'import-list':
      return node.symbols;
    case 'imported-symbol':
      return [node.name, ...optional(node.alias)];
    case 'wildcard-import':
      return [node.alias];
    case 'extension':
      return [...node.decorators, node.specification, ...optional(node.config), ...optional(node.alias)];
    case 'extension-config':
      return [...node.decorators, node.name, node.config];
    case 'using':
      return [...node.decorators, ...optional(node.path), ...optional(node.config)];
    case 'extends':
      return [...node.decorators, node.path];
    case 'string':
      return node.expressions;
    case 'array':
      return node.items;
    case 'object':
    case 'object-type':
      return node.members;
    case 'property':
      return [node.key, node.value];
    case 'spread':
      return [node.value];
    case 'for':
      return [node.item, ...optional(node.index), node.collection, node.body];
    case 'if':
      return [node.condition, node.body];
    case 'call':
      return [node.name, ...node.arguments];
    case 'method-call':
      return [node.base, node.name, ...node.arguments];
    case 'member':
    case 'nested-resource':
    case 'member-type':
      return [node.base, node.name];
    case 'index':
    case 'index-type':
      return [node.base, node.index];
    case 'non-null':
    case 'unary':
    case 'unary-type':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'parenthesized':
    case 'parenthesized-type':
      return [node.inner];
    case 'lambda':
      return [...node.parameters, node.body];
    case 'generic-type':
      return [...optional(node.base), node.name, ...node.arguments];
    case 'resource-type':
      return optional(node.type);
    case 'items-type':
    case 'additional-properties-type':
      return [node.base];
    case 'array-type':
      return [node.element];
    case 'tuple-type':
      return node.items;
    case 'tuple-type-item':
    case 'type-wildcard':
      return [...node.decorators, node.type];
    case 'type-property':
      return [...node.decorators, node.key, node.type];
    case 'nullable-type':
    case 'non-nullable-type':
      return [node.type];
    case 'union-type':
      return node.members;
  }
}

function optional<T>(node: T | undefined): readonly T[] {
  return node === undefined ? [] : [node];
}

/** A node and everything below it, parents first. */
export function* descendantsOf(root: BicepNode): Generator<BicepNode> {
  const pending: BicepNode[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index];
      if (child) pending.push(child);
    }
  }
}
