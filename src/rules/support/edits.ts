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
