import type { Property } from '../../model/value.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * Writes Terraform attributes in the place of one that goes: same indentation, same column for the equals sign, and
 * the comment at the end of its line stays.
 */
export function replaceAttribute(
  source: SourceText,
  old: Property,
  by: readonly { readonly name: string; readonly value: string }[],
): readonly TextEdit[] {
  const between = source.slice({ start: old.nameRange.end, end: old.value.range.start });
  const column = old.nameRange.end - old.nameRange.start + Math.max(between.indexOf('='), 0);
  const separator = source.lineEnding + source.indentationAt(old.range.start);
  const lines = by.map(({ name, value }) => `${name.padEnd(column).padEnd(name.length + 1)}= ${value}`);
  return [{ range: old.range, newText: lines.join(separator) }];
}
