import { runs } from '../../federation/patterns/literal.ts';
import type { Resource } from '../../model/resource.ts';
import type { Property } from '../../model/value.ts';
import type { TextEdit } from '../../text/text-edit.ts';

/**
 * Changes known text inside the literal a property holds, so that interpolations around it stay as they are.
 * `undefined` where the text is not written there exactly once (a variable, an escape), or an unknown part would move.
 *
 * @param from text with marks for unknown parts, as the property has it or as a part of that
 * @param to the same marks in the same order
 */
export function rewriteText(
  { document }: Resource,
  { value }: Property,
  from: string,
  to: string,
): readonly TextEdit[] | undefined {
  const before = runs(from);
  const after = runs(to);
  if (before.length !== after.length) return undefined;
  const edits: TextEdit[] = [];
  for (const [index, old] of before.entries()) {
    const replacement = after[index];
    if ((old === undefined) !== (replacement === undefined)) return undefined;
    if (old === undefined || replacement === undefined || old === replacement) continue;
    const source = document.source.slice(value.range);
    const at = source.indexOf(old);
    if (value.uri !== document.uri || at < 0 || source.indexOf(old, at + 1) >= 0) return undefined;
    edits.push(smallest(value.range.start + at, old, replacement));
  }
  return edits;
}

/** Leaves out what both texts begin and end with. */
function smallest(start: number, old: string, replacement: string): TextEdit {
  const shorter = Math.min(old.length, replacement.length);
  let prefix = 0;
  while (prefix < shorter && old[prefix] === replacement[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && old.at(-1 - suffix) === replacement.at(-1 - suffix)) suffix += 1;
  return {
    range: { start: start + prefix, end: start + old.length - suffix },
    newText: replacement.slice(prefix, replacement.length - suffix),
  };
}
