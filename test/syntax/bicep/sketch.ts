import { type BicepFileKind, type BicepNode, childrenOf, parseBicep } from '../../../src/syntax/bicep/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';

export function parse(text: string, kind: BicepFileKind = 'bicep') {
  return parseBicep(new SourceText(text), kind);
}

/** The shape of a tree in one line: kind, what has no node of its own, and children in parentheses. */
export function sketch(node: BicepNode): string {
  const children = childrenOf(node).map(sketch);
  const detail = detailOf(node);
  return `${node.kind}${detail}${children.length > 0 ? `(${children.join(' ')})` : ''}`;
}

/** The sketch of the only statement, or of its value where it has one. */
export function sketchOf(text: string): string {
  const file = parse(text);
  const [statement] = file.statements;
  if (!statement || file.statements.length !== 1) throw new Error(`expected one statement: ${file.statements.length}`);
  return sketch(statement.kind !== 'error' && 'value' in statement && statement.value ? statement.value : statement);
}

function detailOf(node: BicepNode): string {
  switch (node.kind) {
    case 'identifier':
    case 'reference':
    case 'named-type':
      return `:${node.name}`;
    case 'integer':
    case 'boolean':
      return `:${node.value}`;
    case 'string':
      return `:${JSON.stringify(node.texts.map((segment) => segment.text))}`;
    case 'unary':
    case 'binary':
    case 'unary-type':
      return `:${node.operator}`;
    case 'resource':
      return node.isExisting ? ':existing' : '';
    case 'member':
      return node.isSafe ? ':safe' : '';
    case 'index':
      return `${node.isSafe ? ':safe' : ''}${node.isFromEnd ? ':from-end' : ''}`;
    default:
      return '';
  }
}
