import type { SourceDocument } from '../../../../model/document.ts';
import { alignTo, groupOf, isAligned, widthOf } from '../../../../model/terraform/editor/alignment.ts';
import {
  bodyContainer,
  type Container,
  entriesOf,
  isDynamic,
  objectContainer,
} from '../../../../model/terraform/editor/containers.ts';
import { removeFrom } from '../../../../model/terraform/editor/remove.ts';
import {
  type Layout,
  renderBlock,
  renderKey,
  renderString,
  renderValue,
} from '../../../../model/terraform/editor/render.ts';
import { terraformTree } from '../../../../model/trees.ts';
import {
  type Attribute,
  type Block,
  descendants,
  type Expression,
  type ObjectItem,
} from '../../../../syntax/terraform/index.ts';
import type { Range } from '../../../../text/range.ts';
import type { SourceText } from '../../../../text/source-text.ts';
import type { TextEdit } from '../../../../text/text-edit.ts';
import { isAt, type MemberList } from './member-list.ts';

type Item = Attribute | Block | ObjectItem;

/** The map or body of a Terraform file that has an entry, attribute or block at a range. */
export function terraformMembers(document: SourceDocument, range: Range): MemberList | undefined {
  for (const container of containersIn(document)) {
    const items = itemsOf(container);
    const item = items.find((candidate) => isAt(candidate, range));
    if (!item) continue;
    const others = items.filter((other) => other !== item);
    return item.kind === 'block'
      ? blockList(document.source, container, item, others)
      : mapOf(document.source, container, item, others);
  }
  return undefined;
}

/** The `=` of the entries around an offset put in one column, as `terraform fmt` does. */
export function realigned(document: SourceDocument, offset: number): readonly TextEdit[] {
  for (const container of containersIn(document)) {
    const entries = entriesOf(container, document.source.text);
    const entry = entries.find(({ start }) => start === offset);
    if (!entry) continue;
    const group = groupOf(document.source, entries, entry);
    return alignTo(group, widthOf(group));
  }
  return [];
}

function mapOf(
  source: SourceText,
  container: Container,
  item: Attribute | ObjectItem,
  others: readonly Item[],
): MemberList {
  const { range } = item;
  const layout = layoutAt(source, range);
  const lineStart = source.lineRange(source.positionAt(range.start).line).start;
  const hasOwnLine = source.slice({ start: lineStart, end: range.start }).trim() === '';
  const comma = /^[ \t]*,/.test(source.text.slice(range.end)) ? ',' : '';
  const sign = item.kind === 'object-item' && source.text[item.separator] === ':' ? ':' : ' =';
  const entries = entriesOf(container, source.text);
  const entry = entries.find(({ start }) => start === range.start);
  const group = entry ? groupOf(source, entries, entry) : [];
  const write = item.kind === 'object-item' && item.key.kind === 'template' ? renderString : renderKey;
  return {
    range,
    others: others.flatMap((other) => nameOf(other).map((name) => ({ name, range: other.range }))),
    separator: hasOwnLine ? `${comma}${source.lineEnding}${layout.indentation}` : ', ',
    render: ({ name, value }) => `${write(name)}${sign} ${renderValue(value, layout)}`,
    remove: () => removeFrom(source, container, item),
    isAligned: hasOwnLine && isAligned(source, group),
  };
}

function blockList(
  source: SourceText,
  container: Container,
  item: Block,
  others: readonly Item[],
): MemberList | undefined {
  if (isDynamic(item) || item.labels.length > 0) return undefined;
  const { range, type } = item;
  const layout = layoutAt(source, range);
  const alike = others.filter((other) => other.kind === 'block' && other.type.name === type.name);
  const blank = isApart(source, alike, range) ? source.lineEnding : '';
  return {
    range,
    others: alike.flatMap((other) =>
      other.kind === 'block' ? nameIn(other).map((name) => ({ name, range: other.range })) : [],
    ),
    separator: `${blank}${source.lineEnding}${layout.indentation}`,
    render: ({ name, value }) => renderBlock(type.name, { name, value }, layout),
    remove: () => removeFrom(source, container, item),
    isAligned: false,
  };
}

function layoutAt(source: SourceText, { start }: Range): Layout {
  const indentation = source.indentationAt(start);
  return { indentation, unit: indentation.includes('\t') ? '\t' : '  ', lineEnding: source.lineEnding };
}

/** Whether a blank line stands between blocks of a kind; one alone says nothing, and gets one. */
function isApart(source: SourceText, alike: readonly { readonly range: Range }[], { start, end }: Range): boolean {
  const before = alike.findLast((other) => other.range.end <= start);
  const after = alike.find((other) => other.range.start >= end);
  const between = before ? { start: before.range.end, end: start } : after && { start: end, end: after.range.start };
  return !between || /\n[ \t]*\r?\n/.test(source.slice(between));
}

function containersIn(document: SourceDocument): readonly Container[] {
  const containers: Container[] = [];
  for (const node of descendants(terraformTree(document).body)) {
    const container =
      node.kind === 'block' ? bodyContainer(node) : node.kind === 'object' ? objectContainer(node) : undefined;
    if (container) containers.push(container);
  }
  return containers;
}

function itemsOf(container: Container): readonly Item[] {
  return container.kind === 'object'
    ? container.object.items.flatMap((item) => (item.kind === 'object-item' ? [item] : []))
    : container.body.items.flatMap((item) => (item.kind === 'error' ? [] : [item]));
}

function nameOf(item: Item): readonly string[] {
  if (item.kind === 'object-item') return keyText(item.key);
  return [item.kind === 'attribute' ? item.name.name : item.type.name];
}

/** The name that a block such as `env` gives what it holds. */
function nameIn({ body }: Block): readonly string[] {
  return body.items.flatMap((item) =>
    item.kind === 'attribute' && item.name.name === 'name' ? keyText(item.value) : [],
  );
}

function keyText(key: Expression): readonly string[] {
  if (key.kind === 'variable') return [key.name];
  if (key.kind !== 'template' || key.parts.length > 1) return [];
  const [part] = key.parts;
  return part?.kind === 'text' ? [part.value] : [];
}
