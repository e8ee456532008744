import { runs } from '../../federation/patterns/literal.ts';
import type { SourceDocument } from '../../model/document.ts';
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
  { document }: { readonly document: SourceDocument },
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
    const edit =
      value.uri === document.uri ? changeWithin(document.source.slice(value.range), old, replacement) : undefined;
    if (!edit) return undefined;
    edits.push({
      range: { start: value.range.start + edit.start, end: value.range.start + edit.end },
      newText: edit.newText,
    });
  }
  return edits;
}

/**
 * The smallest change of `old` to `replacement`, placed where the source has the text around it: all of `old`, or as
 * much of it as is written there, where the rest comes from a variable.
 */
function changeWithin(source: string, old: string, replacement: string) {
  const shorter = Math.min(old.length, replacement.length);
  let prefix = 0;
  while (prefix < shorter && old[prefix] === replacement[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && old.at(-1 - suffix) === replacement.at(-1 - suffix)) suffix += 1;
  let start = prefix;
  let end = old.length - suffix;
  while (start > 0 && source.includes(old.slice(start - 1, end))) start -= 1;
  while (end < old.length && source.includes(old.slice(start, end + 1))) end += 1;
  const anchor = old.slice(start, end);
  const at = source.indexOf(anchor);
  if (anchor.length < MIN_ANCHOR || at < 0 || source.indexOf(anchor, at + 1) >= 0) return undefined;
  return {
    start: at + prefix - start,
    end: at + old.length - suffix - start,
    newText: replacement.slice(prefix, replacement.length - suffix),
  };
}

/** Shorter texts could stand anywhere. */
const MIN_ANCHOR = 4;
