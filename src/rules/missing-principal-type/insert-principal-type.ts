import type { SourceDocument } from '../../model/document.ts';
import type { Property } from '../../model/value.ts';
import { insertion, type TextEdit } from '../../text/text-edit.ts';

/** Writes `principalType` behind `principalId` in an object of Bicep: on a line of its own, or behind a comma. */
export function insertPrincipalType(
  { source }: SourceDocument,
  principal: Property,
  type: string,
): readonly TextEdit[] {
  const { start, end } = principal.range;
  const text = `principalType: '${type}'`;
  const line = source.lineRange(source.positionAt(start).line);
  const isFirst = source.slice({ start: line.start, end: start }).trim() === '';
  const last = source.lineRange(source.positionAt(end).line);
  const behind = source.slice({ start: end, end: last.end }).trim();
  if (!isFirst || (behind !== '' && !behind.startsWith('//'))) return [insertion(end, `, ${text}`)];
  return [insertion(last.end, source.lineEnding + source.indentationAt(start) + text)];
}
