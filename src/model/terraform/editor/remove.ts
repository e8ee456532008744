import type { Attribute, Block, ObjectItem } from '../../../syntax/terraform/index.ts';
import type { SourceText } from '../../../text/source-text.ts';
import { deletion, type TextEdit } from '../../../text/text-edit.ts';
import { alignTo, groupOf, isAligned, widthOf } from './alignment.ts';
import { type Container, entriesOf } from './containers.ts';
import { fullLines, hasOwnLines, withBlankLine } from './lines.ts';

/** The edits that take an item out of its container. */
export function removeFrom(
  source: SourceText,
  container: Container,
  item: Attribute | Block | ObjectItem,
): readonly TextEdit[] {
  if (!hasOwnLines(source, item.range)) return [removeInline(source, container, item)];
  const lines = fullLines(source, item.range);
  if (item.kind === 'block') return [deletion(withBlankLine(source, lines))];
  const entries = entriesOf(container, source.text);
  const own = entries.find(({ start }) => start === item.range.start);
  const group = own ? groupOf(source, entries, own) : [];
  const rest = group.filter((entry) => entry !== own);
  const edits = isAligned(source, group) ? alignTo(rest, widthOf(rest)) : [];
  return [...edits, deletion(group.length > 1 ? lines : withBlankLine(source, lines))];
}

/** An item that shares its line: with its comma, or with all blanks where it is the only one. */
function removeInline(source: SourceText, container: Container, item: Attribute | Block | ObjectItem): TextEdit {
  const { text } = source;
  const items = container.kind === 'object' ? container.object.items : container.body.items;
  const { braces } = container;
  if (
    items.length === 1 &&
    braces &&
    text.slice(braces.start + 1, braces.end - 1).trim() === source.slice(item.range)
  ) {
    return deletion({ start: braces.start + 1, end: braces.end - 1 });
  }
  const at = items.findIndex(({ range }) => range.start === item.range.start);
  const next = items[at + 1];
  if (next && container.kind === 'object') return deletion({ start: item.range.start, end: next.range.start });
  const previous = items[at - 1];
  if (previous && container.kind === 'object') return deletion({ start: previous.range.end, end: item.range.end });
  return deletion(item.range);
}
