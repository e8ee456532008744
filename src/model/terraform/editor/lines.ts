import type { Range } from '../../../text/range.ts';
import type { SourceText } from '../../../text/source-text.ts';

/** Whether a range begins and ends lines: nothing but blanks before it, nothing but blanks, a comma or a comment behind it. */
export function hasOwnLines(source: SourceText, range: Range): boolean {
  const first = source.lineRange(source.positionAt(range.start).line);
  const last = source.lineRange(source.positionAt(range.end).line);
  const before = source.slice({ start: first.start, end: range.start });
  const behind = source.slice({ start: range.end, end: last.end });
  return /^\ufeff?[ \t]*$/.test(before) && /^[ \t]*,?[ \t]*(?:(?:#|\/\/).*|\/\*.*\*\/[ \t]*)?$/.test(behind);
}

/** All lines of a range with their line endings. */
export function fullLines(source: SourceText, range: Range): Range {
  const { start } = source.fullLineRange(source.positionAt(range.start).line);
  const { end } = source.fullLineRange(source.positionAt(range.end).line);
  return { start, end };
}

/** The range with one blank line next to it, where taking it away would leave two in a row or one at an end of a body. */
export function withBlankLine(source: SourceText, lines: Range): Range {
  const firstLine = source.positionAt(lines.start).line;
  const nextLine = source.positionAt(lines.end).line;
  const isAtEnd = lines.end >= source.length;
  const before = firstLine === 0 ? '{' : textOf(source, firstLine - 1);
  const behind = isAtEnd ? '}' : textOf(source, nextLine);
  if (before === '' && (behind === '' || behind.startsWith('}'))) {
    return { start: source.fullLineRange(firstLine - 1).start, end: lines.end };
  }
  if (behind === '' && (before === '' || before.endsWith('{'))) {
    return { start: lines.start, end: source.fullLineRange(nextLine).end };
  }
  return lines;
}

/** The start of the comments that stand on lines of their own directly above a line. */
export function startWithComments(source: SourceText, offset: number): number {
  let line = source.positionAt(offset).line;
  while (line > 0 && /^(?:#|\/\/|\/\*.*\*\/$)/.test(textOf(source, line - 1))) line -= 1;
  return source.fullLineRange(line).start;
}

function textOf(source: SourceText, line: number): string {
  return source
    .slice(source.lineRange(line))
    .replace(/^\ufeff/, '')
    .trim();
}
