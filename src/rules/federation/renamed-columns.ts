import type { Resource } from '../../model/resource.ts';
import { type Entry, groupOf, isAligned } from '../../model/terraform/editor/alignment.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * Gives attributes of a Terraform resource other names, and keeps the `=` of their neighbours in one column where they
 * are in one.
 */
export function renameAttributes(
  resource: Resource,
  renames: readonly (readonly [attribute: Property, name: string])[],
): readonly TextEdit[] {
  const { source } = resource.document;
  const entries = resource.body.properties.map(({ nameRange, range, value }): Entry => {
    const { start, end: nameEnd } = nameRange;
    const at = source.slice({ start: nameEnd, end: value.range.start }).indexOf('=');
    return { start, nameEnd, equals: at < 0 ? undefined : nameEnd + at, end: range.end };
  });
  const nameAt = new Map(renames.map(([{ nameRange }, name]) => [nameRange.start, name]));
  const lengthOf = ({ start, nameEnd }: Entry): number => nameAt.get(start)?.length ?? nameEnd - start;

  const blanks = new Map<number, TextEdit>();
  for (const member of entries.filter(({ start }) => nameAt.has(start))) {
    const group = groupOf(source, entries, member);
    if (!isAligned(source, group)) continue;
    const width = Math.max(...group.map(lengthOf));
    for (const entry of group) {
      const { nameEnd, equals = nameEnd } = entry;
      const newText = ' '.repeat(width - lengthOf(entry) + 1);
      if (newText.length !== equals - nameEnd) blanks.set(nameEnd, { range: { start: nameEnd, end: equals }, newText });
    }
  }
  return [...renames.map(([{ nameRange }, newText]) => ({ range: nameRange, newText })), ...blanks.values()];
}
