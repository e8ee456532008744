import {
  isOneLine,
  type Member,
  membersOf,
  neighbours,
  removeMember,
  type MemberList as WrittenList,
} from '../../../../model/bicep/member-edits.ts';
import { type Layout, renderLiteral, renderProperty } from '../../../../model/bicep/render-literal.ts';
import type { SourceDocument } from '../../../../model/document.ts';
import { bicepTree } from '../../../../model/trees.ts';
import { descendantsOf, type Expression, type ObjectExpression, TokenKind } from '../../../../syntax/bicep/index.ts';
import type { Range } from '../../../../text/range.ts';
import { applyEdits } from '../../../../text/text-edit.ts';
import { isAt, type MemberList, type NamedValue } from './member-list.ts';

/** The list of a Bicep file that has a member at a range. */
export function bicepMembers(document: SourceDocument, range: Range): MemberList | undefined {
  const file = bicepTree(document);
  for (const list of descendantsOf(file)) {
    if (list.kind !== 'object' && list.kind !== 'array') continue;
    const member = membersOf(list).find((candidate) => isAt(candidate, range));
    if (member) return listOf(document, list, member);
  }
  return undefined;
}

function listOf(document: SourceDocument, list: WrittenList, member: Member): MemberList | undefined {
  if (member.kind !== (list.kind === 'array' ? 'object' : 'property')) return undefined;
  const file = bicepTree(document);
  const { source } = document;
  const { range } = member;
  const { before, after } = neighbours(file, range);
  const hasOwnLines = before === TokenKind.NewLine && after === TokenKind.NewLine;
  const indentation = source.indentationAt(range.start);
  const layout = { indentation, unit: unitOf(document, list), lineEnding: source.lineEnding };
  const pair = { ...layout, isOneLine: isOneLine(file, member) };
  return {
    range,
    others: membersOf(list).flatMap((other) =>
      other === member ? [] : nameOf(other).map((name) => ({ name, range: other.range })),
    ),
    separator: hasOwnLines ? source.lineEnding + indentation : ', ',
    render: ({ name, value }) =>
      list.kind === 'array'
        ? renderLiteral({ name, value }, pair)
        : renderProperty(name, value, { ...layout, isOneLine: !hasOwnLines }),
    rewrite: (setting) => rewritten(document, member, setting, layout),
    remove: () => [removeMember(file, list, member)],
    isAligned: false,
  };
}

/** A pair with its comments and its order. */
function rewritten(
  { source }: SourceDocument,
  member: Member,
  { name, value }: NamedValue,
  layout: Omit<Layout, 'isOneLine'>,
): string | undefined {
  if (member.kind !== 'object') return undefined;
  const named = (wanted: string) =>
    member.members.flatMap((part) =>
      part.kind === 'property' && textOf(part.key)[0]?.toLowerCase() === wanted ? [part.value.range] : [],
    );
  const [nameRange, ...names] = named('name');
  const [valueRange, ...values] = named('value');
  if (!nameRange || !valueRange || names.length + values.length > 0) return undefined;
  const inline = { ...layout, isOneLine: true };
  const edits = [
    { range: nameRange, newText: renderLiteral(name, inline) },
    { range: valueRange, newText: renderLiteral(value, inline) },
  ];
  const { start, end } = member.range;
  const own = edits.map(({ range, newText }) => ({
    range: { start: range.start - start, end: range.end - start },
    newText,
  }));
  return applyEdits(source.slice({ start, end }), own);
}

function unitOf({ source }: SourceDocument, list: WrittenList): string {
  const outer = source.indentationAt(list.range.start);
  const [first] = membersOf(list);
  const inner = first ? source.indentationAt(first.range.start) : '';
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '  ';
}

function nameOf(member: Member): readonly string[] {
  if (member.kind === 'property') return textOf(member.key);
  return member.kind === 'object' ? member.members.flatMap(nameIn) : [];
}

function nameIn(member: ObjectExpression['members'][number]): readonly string[] {
  if (member.kind !== 'property' || textOf(member.key)[0]?.toLowerCase() !== 'name') return [];
  return member.value.kind === 'string' ? textOf(member.value) : [];
}

type Key = (ObjectExpression['members'][number] & { readonly kind: 'property' })['key'];

function textOf(key: Key | (Expression & { readonly kind: 'string' })): readonly string[] {
  if (key.kind === 'identifier') return [key.name];
  return key.kind === 'string' && key.expressions.length === 0 ? [key.texts[0]?.text ?? ''] : [];
}
