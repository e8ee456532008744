import type { Range } from '../../text/range.ts';
import type { BicepFile, Comment, Pragma } from './nodes.ts';

/** What stands between tokens. A byte order mark counts as a blank. */
export type Trivia = { readonly kind: 'blank'; readonly range: Range } | Comment | Pragma;

/** The trivia before each token of the file, in order: one list per token. */
export function* triviaByToken(file: BicepFile): Generator<readonly Trivia[]> {
  const marks: (Comment | Pragma)[] = [...file.comments, ...file.pragmas];
  marks.sort((a, b) => a.range.start - b.range.start);
  let next = 0;
  let at = 0;
  for (let index = 0; index < file.tokens.count; index++) {
    const end = file.tokens.start(index);
    const trivia: Trivia[] = [];
    for (let mark = marks[next]; mark && mark.range.end <= end; mark = marks[++next]) {
      if (mark.range.start > at) trivia.push({ kind: 'blank', range: { start: at, end: mark.range.start } });
      trivia.push(mark);
      at = mark.range.end;
    }
    if (end > at) trivia.push({ kind: 'blank', range: { start: at, end } });
    yield trivia;
    at = file.tokens.end(index);
  }
}

/** The text put together again from tokens and trivia: equal to the source, or something was lost. */
export function roundTrip(file: BicepFile): string {
  const pieces: string[] = [];
  let index = 0;
  for (const trivia of triviaByToken(file)) {
    for (const piece of trivia) {
      const text = file.source.slice(piece.range);
      // A blank that holds anything else is text that no token has.
      pieces.push(piece.kind === 'blank' ? text.replace(/[^ \t\ufeff]+/g, '') : text);
    }
    pieces.push(file.source.slice({ start: file.tokens.start(index), end: file.tokens.end(index) }));
    index += 1;
  }
  return pieces.join('');
}
