import type { TextEdit } from '../../text/text-edit.ts';
import type { FileEdits } from '../finding.ts';

/** All edits as one list; `undefined` as soon as one of them is not possible, for half a fix is none. */
export function allEdits(...lists: readonly (readonly TextEdit[] | undefined)[]): readonly TextEdit[] | undefined {
  const result: TextEdit[] = [];
  for (const list of lists) {
    if (!list) return undefined;
    result.push(...list);
  }
  return result;
}

/** The edits of a fix that touches one file; none where there is nothing to change. */
export function editsOf(uri: string, edits: readonly TextEdit[] | undefined): readonly FileEdits[] | undefined {
  return edits && edits.length > 0 ? [{ uri, edits }] : undefined;
}

/** One list of edits a file; an edit that two of the lists have in common, such as the permission of a job, is made once. */
export function byFile(all: readonly FileEdits[]): readonly FileEdits[] {
  const files = new Map<string, Map<string, TextEdit>>();
  for (const { uri, edits } of all) {
    const known = files.get(uri) ?? new Map<string, TextEdit>();
    files.set(uri, known);
    for (const edit of edits) known.set(`${edit.range.start}-${edit.range.end}-${edit.newText}`, edit);
  }
  return [...files].map(([uri, edits]) => ({ uri, edits: [...edits.values()] }));
}
