import type {
  Attribute,
  Block,
  Body,
  Expression,
  ObjectExpression,
  ObjectItem,
} from '../../../syntax/terraform/index.ts';
import type { Range } from '../../../text/range.ts';
import type { Entry } from './alignment.ts';

/** What holds named things: a body or an object. */
export type Container = BodyContainer | ObjectContainer;

export interface BodyContainer {
  readonly kind: 'body';
  readonly body: Body;
  /** Undefined for the body of a file. */
  readonly braces: Range | undefined;
}

export interface ObjectContainer {
  readonly kind: 'object';
  readonly object: ObjectExpression;
  readonly braces: Range;
}

/** Undefined for a block whose closing brace is missing. */
export function bodyContainer(block: Block): BodyContainer | undefined {
  if (block.closeBrace === undefined) return undefined;
  return { kind: 'body', body: block.body, braces: { start: block.openBrace, end: block.closeBrace + 1 } };
}

/** The object that an expression is, also in parentheses or encoded as JSON. */
export function objectContainer(expression: Expression): ObjectContainer | undefined {
  if (expression.kind === 'parenthesized') return objectContainer(expression.expression);
  if (expression.kind === 'call' && expression.name === 'jsonencode') {
    const [argument] = expression.arguments;
    return argument && objectContainer(argument);
  }
  return expression.kind === 'object' ? { kind: 'object', object: expression, braces: expression.range } : undefined;
}

/** The items of a name. `dynamic` blocks are named after what they make. */
export function itemsNamed(container: Container, name: string): readonly (Attribute | Block | ObjectItem)[] {
  if (container.kind === 'object') {
    return container.object.items.flatMap((item) =>
      item.kind === 'object-item' && keyName(item) === name ? [item] : [],
    );
  }
  return container.body.items.flatMap((item) => {
    if (item.kind === 'error') return [];
    const own = item.kind === 'attribute' ? item.name.name : item.type.name;
    return own === name || (item.kind === 'block' && isDynamic(item) && item.labels[0]?.text === name) ? [item] : [];
  });
}

export function isDynamic(block: Block): boolean {
  return block.type.name === 'dynamic';
}

function keyName({ key }: ObjectItem): string | undefined {
  if (key.kind === 'variable') return key.name;
  if (key.kind !== 'template' || key.parts.length > 1) return undefined;
  const [part] = key.parts;
  return part?.kind === 'text' ? part.value : undefined;
}

/** What alignment sees of a container's items. */
export function entriesOf(container: Container, text: string): readonly Entry[] {
  if (container.kind === 'object') {
    return container.object.items.flatMap((item) => {
      if (item.kind !== 'object-item') return [];
      const equals = text[item.separator] === '=' ? item.separator : undefined;
      return [{ start: item.range.start, nameEnd: item.key.range.end, equals, end: item.range.end }];
    });
  }
  return container.body.items.flatMap((item) =>
    item.kind === 'attribute'
      ? [{ start: item.range.start, nameEnd: item.name.range.end, equals: item.equals, end: item.range.end }]
      : [],
  );
}
