import type { SourceDocument } from '../../../../model/document.ts';
import { jsonTree } from '../../../../model/trees.ts';
import {
  indentUnit,
  type JsonMember,
  type JsonNode,
  type JsonProperty,
  memberOfNode,
  memberOfProperty,
  removeMember,
} from '../../../../syntax/json/index.ts';
import { containsRange, type Range } from '../../../../text/range.ts';
import { renderProperty, renderValue } from '../render.ts';
import { isAt, type MemberList } from './member-list.ts';

/** The list of a template that has a member at a range. */
export function jsonMembers(document: SourceDocument, range: Range): MemberList | undefined {
  const member = memberAt(jsonTree(document).root, range);
  if (!member) return undefined;
  const { source } = document;
  const { holder } = member;
  const isInline = source.positionAt(holder.range.start).line === source.positionAt(range.start).line;
  const indentation = source.indentationAt(range.start);
  const layout = { indentation, unit: indentUnit(source), lineEnding: source.lineEnding };
  const isPairInline = !/[\r\n]/.test(source.slice(range));
  const others = holder.kind === 'object' ? holder.properties : holder.elements;
  return {
    range,
    others: others.flatMap((other) =>
      isAt(other, range) ? [] : nameOf(other).map((name) => ({ name, range: other.range })),
    ),
    separator: isInline ? ', ' : `,${source.lineEnding}${indentation}`,
    render: ({ name, value }) => {
      if (holder.kind === 'object') return renderProperty('arm-json', name, value, layout);
      if (!isPairInline) return renderValue('arm-json', { name, value }, layout);
      const write = (literal: typeof value) => renderValue('arm-json', literal, layout);
      return `{ "name": ${write(name)}, "value": ${write(value)} }`;
    },
    remove: () => removeMember(source, member),
    isAligned: false,
  };
}

function memberAt(root: JsonNode | undefined, range: Range): JsonMember | undefined {
  let node = root;
  while (node && containsRange(node.range, range)) {
    if (node.kind === 'object') {
      const property: JsonProperty | undefined = node.properties.find((it) => containsRange(it.range, range));
      if (property && isAt(property, range)) return memberOfProperty(property);
      node = property?.value;
    } else if (node.kind === 'array') {
      const element: JsonNode | undefined = node.elements.find((it) => containsRange(it.range, range));
      if (element && isAt(element, range)) return element.kind === 'object' ? memberOfNode(element) : undefined;
      node = element;
    } else return undefined;
  }
  return undefined;
}

function nameOf(member: JsonNode | JsonProperty): readonly string[] {
  if (member.kind === 'property') return [member.name];
  if (member.kind !== 'object') return [];
  return member.properties.flatMap(({ name, value }) =>
    name.toLowerCase() === 'name' && value?.kind === 'string' ? [value.text] : [],
  );
}
