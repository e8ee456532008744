import {
  type ArrayElement,
  type ArrayExpression,
  type BicepFile,
  type ObjectExpression,
  type ObjectMember,
  TokenKind,
} from '../../syntax/bicep/index.ts';
import type { Range } from '../../text/range.ts';
import { deletion, insertion, type TextEdit } from '../../text/text-edit.ts';
import type { Literal } from '../resource.ts';
import { type Layout, renderProperty } from './render-literal.ts';

/** An object or array that is written out. */
export type MemberList = ObjectExpression | ArrayExpression;
export type Member = ObjectMember | ArrayElement;

export function membersOf(list: MemberList): readonly Member[] {
  return list.kind === 'object' ? list.members : list.items;
}

export function isOneLine(file: BicepFile, { range }: { readonly range: Range }): boolean {
  return !/[\r\n]/.test(file.source.slice(range));
}

/** One step of indentation as the object has it: how far its first member is moved in. */
export function indentationUnit(file: BicepFile, object: ObjectExpression): string {
  const [first] = object.members;
  const outer = file.source.indentationAt(object.range.start);
  const inner = first ? file.source.indentationAt(first.range.start) : '';
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '  ';
}

/** The kinds of the tokens around a stretch of whole tokens. */
export function neighbours(file: BicepFile, range: Range): { readonly before: TokenKind; readonly after: TokenKind } {
  const { tokens } = file;
  const first = tokens.indexAt(range.start);
  return {
    before: first === 0 ? TokenKind.NewLine : tokens.kind(first - 1),
    after: tokens.kind(tokens.indexAt(range.end)),
  };
}

/** The offset where the line ends on which a node ends, comments behind it included. */
export function endOfLine(file: BicepFile, range: Range): number {
  return file.tokens.start(file.tokens.indexAt(range.end));
}

/**
 * Adds a property behind those that are there, on a line of its own where the object has lines.
 * @param container the object around this one, whose layout an empty object follows
 */
export function insertProperty(
  file: BicepFile,
  object: ObjectExpression,
  container: ObjectExpression | undefined,
  name: string,
  value: Literal,
  style: Pick<Layout, 'unit' | 'lineEnding'>,
): readonly TextEdit[] | undefined {
  const { source } = file;
  const { start, end } = object.range;
  const outer = source.indentationAt(start);
  const inner: Layout = { ...style, indentation: outer + style.unit, isOneLine: false };
  const line = (layout: Layout) => `${style.lineEnding}${layout.indentation}${renderProperty(name, value, layout)}`;
  const inline = renderProperty(name, value, { ...inner, isOneLine: true });
  const inside = { start: start + 1, end: end - 1 };

  const last = object.members.filter((member) => member.kind === 'property').at(-1);
  if (last) {
    const { after } = neighbours(file, last.range);
    if (after === TokenKind.RightBrace) return [insertion(last.range.end, `, ${inline}`)];
    if (after !== TokenKind.NewLine) return undefined;
    const isOnFirstLine = source.positionAt(last.range.start).line === source.positionAt(start).line;
    const indentation = isOnFirstLine ? inner.indentation : source.indentationAt(last.range.start);
    return [insertion(endOfLine(file, last.range), line({ ...inner, indentation }))];
  }
  if (object.members.length > 0) {
    // Only resources are nested in it: properties come before them.
    const opening = { start, end: start + 1 };
    return neighbours(file, opening).after === TokenKind.NewLine
      ? [insertion(endOfLine(file, opening), line(inner))]
      : undefined;
  }
  if (/[\r\n]/.test(source.slice(inside))) return [insertion(endOfLine(file, { start, end: start + 1 }), line(inner))];
  if (source.slice(inside).trim() !== '') return undefined;
  if (container && isOneLine(file, container)) return [{ range: inside, newText: ` ${inline} ` }];
  return [{ range: inside, newText: `${line(inner)}${style.lineEnding}${outer}` }];
}

/** Removes a member with its line, or with one comma where it shares the line. */
export function removeMember(file: BicepFile, list: MemberList, member: Member): TextEdit {
  const { before, after } = neighbours(file, member.range);
  if (before === TokenKind.NewLine && after === TokenKind.NewLine) return deletion(linesOf(file, member.range));
  const members = membersOf(list);
  const index = members.indexOf(member);
  const next = members[index + 1];
  const previous = members[index - 1];
  if (after === TokenKind.Comma && next) return deletion({ start: member.range.start, end: next.range.start });
  if (before === TokenKind.Comma && previous) return deletion({ start: previous.range.end, end: member.range.end });
  const isAlone = before !== TokenKind.NewLine && after !== TokenKind.NewLine;
  if (isAlone) return deletion({ start: list.range.start + 1, end: list.range.end - 1 });
  return deletion({ start: file.tokens.end(file.tokens.indexAt(member.range.start) - 1), end: member.range.end });
}

/** The lines of a node, with one blank line of two that would be left on either side. */
export function linesOf(file: BicepFile, range: Range): Range {
  const { source } = file;
  const first = source.positionAt(range.start).line;
  const last = source.positionAt(endOfLine(file, range)).line;
  const start = source.lineRange(first).start;
  const end = source.fullLineRange(last).end;
  const isBlank = (line: number) => source.slice(source.lineRange(line)).trim() === '';
  const before = source.slice(source.lineRange(Math.max(0, first - 1))).trimEnd();
  const hasGapBefore = first === 0 || before === '' || before.endsWith('{') || before.endsWith('[');
  const isLastLine = last + 1 >= source.lineCount;
  if (hasGapBefore && !isLastLine && isBlank(last + 1) && last + 2 < source.lineCount) {
    return { start, end: source.fullLineRange(last + 1).end };
  }
  const endsFile = isLastLine || (last + 2 === source.lineCount && isBlank(last + 1));
  if (endsFile && first > 0 && before === '') return { start: source.lineRange(first - 1).start, end };
  return { start, end };
}
