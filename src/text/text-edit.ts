import type { Range } from './range.ts';

/** Replace `range` by `newText`. An insertion has an empty range, a deletion an empty text. */
export interface TextEdit {
  readonly range: Range;
  readonly newText: string;
}

export class OverlappingEditsError extends Error {
  constructor(first: TextEdit, second: TextEdit) {
    super(
      `Two edits overlap: ${first.range.start}-${first.range.end} and ${second.range.start}-${second.range.end}. ` +
        'A set of edits must name disjoint ranges.',
    );
    this.name = 'OverlappingEditsError';
  }
}

/**
 * The edits in the order of the text. Insertions at one place keep the order they were given in.
 * @throws OverlappingEditsError where two ranges share a unit
 */
export function sortEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const sorted = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index)
    .map(({ edit }) => edit);
  for (let i = 1; i < sorted.length; i++) {
    const before = sorted[i - 1];
    const after = sorted[i];
    if (before && after && after.range.start < before.range.end) throw new OverlappingEditsError(before, after);
  }
  return sorted;
}

/**
 * The text after all edits; every range refers to the text as given.
 * @throws OverlappingEditsError where two ranges share a unit
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const edit of sortEdits(edits)) {
    pieces.push(text.slice(at, edit.range.start), edit.newText);
    at = edit.range.end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

export function insertion(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

export function deletion(range: Range): TextEdit {
  return { range, newText: '' };
}
