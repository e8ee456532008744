import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import {
  type AccessStep,
  type Attribute,
  type Block,
  children,
  descendants,
  type Expression,
  parseTerraform,
  roundTrip,
  type TerraformFile,
} from '../../../src/syntax/terraform/index.ts';
import { SourceText } from '../../../src/text/source-text.ts';

const FIXTURES = new URL('fixtures/', import.meta.url);

export const fixtures: readonly { readonly name: string; readonly text: string }[] = readdirSync(FIXTURES)
  .sort()
  .map((name) => ({ name, text: readFileSync(new URL(name, FIXTURES), 'utf8') }));

export function parse(text: string): TerraformFile {
  return parseTerraform(new SourceText(text));
}

/** Parses text that must be valid. */
export function parseValid(text: string): TerraformFile {
  const file = parse(text);
  expect(file.errors).toEqual([]);
  expectSound(file);
  return file;
}

/** The expression of `x = ...`. */
export function expression(text: string): Expression {
  const item = parseValid(`x = ${text}\n`).body.items[0];
  if (item?.kind !== 'attribute') throw new Error(`not an attribute: ${text}`);
  return item.value;
}

/** The expression as an S-expression: short enough to read, complete enough to tell trees apart. */
export function outline(text: string): string {
  return sketch(expression(text));
}

export function sketch(node: Expression): string {
  switch (node.kind) {
    case 'number':
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
    case 'variable':
      return node.name;
    case 'binary':
      return `(${node.operator} ${sketch(node.left)} ${sketch(node.right)})`;
    case 'unary':
      return `(${node.operator} ${sketch(node.operand)})`;
    case 'conditional':
      return `(? ${sketch(node.condition)} ${sketch(node.whenTrue)} ${sketch(node.whenFalse)})`;
    case 'parenthesized':
      return `(paren ${sketch(node.expression)})`;
    case 'tuple':
      return `[${node.items.map(sketch).join(' ')}]`;
    case 'object':
      return `{${node.items.map((item) => (item.kind === 'error' ? 'ERROR' : `${sketch(item.key)}=${sketch(item.value)}`)).join(' ')}}`;
    case 'call':
      return `${node.name}(${node.arguments.map(sketch).join(' ')}${node.isExpanded ? '...' : ''})`;
    case 'access':
      return sketch(node.base) + node.steps.map(sketchStep).join('');
    case 'for': {
      const names = [...(node.keyName ? [node.keyName.name] : []), node.valueName.name].join(',');
      const key = node.key ? `${sketch(node.key)}=>` : '';
      const condition = node.condition ? ` if ${sketch(node.condition)}` : '';
      return `(for ${names} in ${sketch(node.collection)} : ${key}${sketch(node.value)}${node.isGrouped ? '...' : ''}${condition})`;
    }
    case 'template':
      return `"${node.parts
        .map((part) => {
          if (part.kind === 'text') return part.value;
          if (part.kind === 'interpolation') return `\${${sketch(part.expression)}}`;
          return `<${part.kind}>`;
        })
        .join('')}"`;
    case 'error-expression':
      return 'ERROR';
  }
}

function sketchStep(step: AccessStep): string {
  switch (step.kind) {
    case 'attribute-step':
      return `.${step.name.name}`;
    case 'index-step':
      return `[${sketch(step.index)}]`;
    case 'legacy-index-step':
      return `.#${step.index}`;
    case 'attribute-splat':
      return '.*';
    case 'full-splat':
      return '[*]';
  }
}

/** What holds for every tree, broken or not: see the message of each check. */
export function expectSound(file: TerraformFile): void {
  const { text } = file.source;
  expect(roundTrip(file), 'the tree gives back the text').toBe(text);
  let end = 0;
  // Thousands of tokens in thousands of runs: a plain comparison is what this test can afford.
  for (const token of file.tokens) {
    if (token.range.start !== end || token.range.end <= end)
      throw new Error(`token ${JSON.stringify(token)} behind ${end}`);
    end = token.range.end;
  }
  expect(end, 'tokens cover the text').toBe(text.length);
  for (const node of descendants(file)) {
    let from = node.range.start;
    for (const child of children(node)) {
      if (child.range.start < from || child.range.end < child.range.start || child.range.end > node.range.end) {
        throw new Error(
          `${child.kind} ${JSON.stringify(child.range)} is out of place in ${node.kind} ${JSON.stringify(node.range)}`,
        );
      }
      from = child.range.end;
    }
  }
  for (const { range, message } of file.errors) {
    if (!/^\S.*[.]$/s.test(message)) throw new Error(`no sentence: ${message}`);
    if (!(range.start >= 0 && range.start <= range.end && range.end <= text.length)) {
      throw new Error(`error outside the text: ${JSON.stringify(range)}`);
    }
  }
  const hasErrorNode = [...descendants(file)].some((node) => node.kind.startsWith('error'));
  if (hasErrorNode) expect(file.errors, 'an error node is named').not.toEqual([]);
}

/** Blocks and attributes by their dotted place: `resource.a.b > tags`, error items as `ERROR`. */
export function places(file: TerraformFile): readonly string[] {
  const found: string[] = [];
  const visit = (items: TerraformFile['body']['items'], prefix: string): void => {
    for (const item of items) {
      if (item.kind === 'error') found.push(`${prefix}ERROR`);
      else if (item.kind === 'attribute')
        found.push(`${prefix}${item.name.name}${item.value.kind === 'error-expression' ? '=ERROR' : ''}`);
      else {
        const name = prefix + [item.type.name, ...item.labels.map((label) => label.text)].join('.');
        found.push(name);
        visit(item.body.items, `${name} > `);
      }
    }
  };
  visit(file.body.items, '');
  return found;
}

export function onlyItem(text: string): Attribute | Block {
  const [item, ...others] = parseValid(text).body.items;
  if (!item || item.kind === 'error' || others.length > 0) throw new Error(`not one item: ${text}`);
  return item;
}
