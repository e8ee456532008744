import type { Position, Range } from './range.ts';

/**
 * The text of one file. Offsets count UTF-16 code units, like JavaScript strings and like VS Code.
 * A byte order mark stays part of the text (offset 0), so that offsets always agree with the file.
 */
export class SourceText {
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get length(): number {
    return this.text.length;
  }

  get lineCount(): number {
    return this.#starts().length;
  }

  /** The line ending to write into this file: that of its first line, `\n` where it has only one line. */
  get lineEnding(): '\n' | '\r\n' {
    const newline = this.text.indexOf('\n');
    return newline > 0 && this.text.charCodeAt(newline - 1) === 13 ? '\r\n' : '\n';
  }

  slice(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** The position of an offset; an offset outside the text is moved to the nearer end. */
  positionAt(offset: number): Position {
    const starts = this.#starts();
    const target = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= target) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: target - (starts[low] ?? 0) };
  }

  /** The offset of a position; a line or character outside the text is moved to the nearer end. */
  offsetAt(position: Position): number {
    const starts = this.#starts();
    if (position.line < 0) return 0;
    if (position.line >= starts.length) return this.text.length;
    const { start, end } = this.lineRange(position.line);
    return Math.max(start, Math.min(start + position.character, end));
  }

  /** The range of a zero-based line without its line ending. */
  lineRange(line: number): Range {
    const starts = this.#starts();
    const start = starts[line] ?? this.text.length;
    let end = line + 1 < starts.length ? (starts[line + 1] ?? this.text.length) - 1 : this.text.length;
    if (line + 1 < starts.length && end > start && this.text.charCodeAt(end - 1) === 13) end -= 1;
    return { start, end: Math.max(start, end) };
  }

  /** The range of a zero-based line with its line ending: what to delete to make the line go away. */
  fullLineRange(line: number): Range {
    const starts = this.#starts();
    return { start: starts[line] ?? this.text.length, end: starts[line + 1] ?? this.text.length };
  }

  /** The white space that the line of this offset begins with. */
  indentationAt(offset: number): string {
    const { start, end } = this.lineRange(this.positionAt(offset).line);
    let stop = start;
    // A byte order mark is no indentation, yet text may follow it after blanks.
    if (stop === 0 && this.text.charCodeAt(0) === 0xfeff) stop = 1;
    const from = stop;
    while (stop < end && (this.text[stop] === ' ' || this.text[stop] === '\t')) stop += 1;
    return this.text.slice(from, stop);
  }

  #starts(): readonly number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}
