import { structuredPatch } from 'diff';
import type { TextEdit } from '../text/text-edit.ts';

/** The edits in whole lines that make one text of another, a part for each place: what a person looks at before. */
export function changedLines(before: string, after: string): readonly TextEdit[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  return hunks.map(({ oldStart, oldLines, newStart, newLines }) => {
    const start = old.slice(0, oldStart - 1).join('').length;
    const end = start + old.slice(oldStart - 1, oldStart - 1 + oldLines).join('').length;
    return { range: { start, end }, newText: now.slice(newStart - 1, newStart - 1 + newLines).join('') };
  });
}

/** With what ends them. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/u);
}
