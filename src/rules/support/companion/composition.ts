import type { Range } from '../../../text/range.ts';
import { sortEdits, type TextEdit } from '../../../text/text-edit.ts';

/** A stretch of the text as it was, or text that is new. */
type Piece = { readonly start: number; readonly end: number } | { readonly newText: string };

/** Edits one after the other, each of the text that the one before left, as one set of edits of the first text. */
export class Composition {
  readonly #original: string;
  readonly #pieces: readonly Piece[];

  private constructor(original: string, pieces: readonly Piece[]) {
    this.#original = original;
    this.#pieces = pieces;
  }

  static of(text: string): Composition {
    return new Composition(text, [{ start: 0, end: text.length }]);
  }

  /** @throws OverlappingEditsError where two of the edits share a unit */
  with(edits: readonly TextEdit[]): Composition {
    let pieces = this.#pieces;
    // From the end, so that the offsets of those before stay right.
    for (const { range, newText } of [...sortEdits(edits)].reverse()) {
      const [before, rest] = split(pieces, range.start);
      const [, after] = split(rest, range.end - range.start);
      pieces = newText === '' ? [...before, ...after] : [...before, { newText }, ...after];
    }
    return new Composition(this.#original, pieces);
  }

  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join('');
  }

  /** Edits of the first text that lead to the last, those that change nothing left out. */
  get edits(): readonly TextEdit[] {
    const edits: TextEdit[] = [];
    let at = 0;
    let newText = '';
    const flush = (until: number) => {
      const edit = withoutSameLines(this.#original, { range: { start: at, end: until }, newText });
      if (edit.newText !== '' || edit.range.start < edit.range.end) edits.push(edit);
      newText = '';
    };
    for (const piece of this.#pieces) {
      if ('newText' in piece) newText += piece.newText;
      else {
        flush(piece.start);
        at = piece.end;
      }
    }
    flush(this.#original.length);
    return edits;
  }

  /** Where a range of the first text is in the last; undefined where an edit reached into it. */
  moved(range: Range): Range | undefined {
    let at = 0;
    for (const piece of this.#pieces) {
      if ('newText' in piece) at += piece.newText.length;
      else {
        if (piece.start <= range.start && range.end <= piece.end) {
          return { start: at + range.start - piece.start, end: at + range.end - piece.start };
        }
        at += piece.end - piece.start;
      }
    }
    return undefined;
  }

  #textOf(piece: Piece): string {
    return 'newText' in piece ? piece.newText : this.#original.slice(piece.start, piece.end);
  }
}

/** An edit without the whole lines at its ends that it leaves as they are; of one that changes nothing, nothing. */
function withoutSameLines(text: string, { range, newText }: TextEdit): TextEdit {
  const old = text.slice(range.start, range.end);
  if (old === newText) return { range: { start: range.start, end: range.start }, newText: '' };
  const shorter = Math.min(old.length, newText.length);
  let same = 0;
  while (same < shorter && old[same] === newText[same]) same += 1;
  const before = same === 0 ? 0 : old.lastIndexOf('\n', same - 1) + 1;
  let end = 0;
  while (end < shorter - before && old.at(-1 - end) === newText.at(-1 - end)) end += 1;
  const line = end === 0 ? -1 : old.indexOf('\n', old.length - end);
  const behind = line < 0 ? 0 : old.length - line;
  // A line ending of Windows stays in one piece.
  const tail = old[line - 1] === '\r' && behind > 0 ? behind + (end > behind ? 1 : -1) : behind;
  return {
    range: { start: range.start + before, end: range.end - tail },
    newText: newText.slice(before, newText.length - tail),
  };
}

/** Pieces before and behind an offset of the text they make; one that lies on both sides becomes two. */
function split(pieces: readonly Piece[], offset: number): readonly [readonly Piece[], readonly Piece[]] {
  let left = offset;
  for (const [index, piece] of pieces.entries()) {
    const length = 'newText' in piece ? piece.newText.length : piece.end - piece.start;
    if (left < length) {
      const [before, after] = left === 0 ? [[], [piece]] : cut(piece, left);
      return [
        [...pieces.slice(0, index), ...before],
        [...after, ...pieces.slice(index + 1)],
      ];
    }
    left -= length;
  }
  return [pieces, []];
}

function cut(piece: Piece, at: number): readonly [readonly Piece[], readonly Piece[]] {
  if ('newText' in piece) return [[{ newText: piece.newText.slice(0, at) }], [{ newText: piece.newText.slice(at) }]];
  const middle = piece.start + at;
  return [[{ start: piece.start, end: middle }], [{ start: middle, end: piece.end }]];
}
