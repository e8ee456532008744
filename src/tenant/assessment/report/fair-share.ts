import type { Html } from '../../../text/html.ts';

/** A list whose rows are made when they are wanted. */
export interface RowSource {
  readonly length: number;
  readonly row: (index: number) => Html;
}

const ENCODER = new TextEncoder();

/**
 * The rows that fit: every list gets its first row, then its second and so on, until the bytes are used up. A page of
 * many long lists has an end, and one of short lists has everything.
 * @param bytes of all rows together, in UTF-8
 */
export function fairShare(lists: readonly RowSource[], bytes: number): readonly (readonly Html[])[] {
  const shares: Html[][] = lists.map(() => []);
  let left = bytes;
  for (let index = 0; ; index++) {
    const open = lists.flatMap(({ length }, list) => (index < length ? [list] : []));
    if (open.length === 0) return shares;
    for (const list of open) {
      const row = lists[list]?.row(index);
      if (!row) continue;
      left -= ENCODER.encode(row.text).length;
      if (left < 0) return shares;
      shares[list]?.push(row);
    }
  }
}
