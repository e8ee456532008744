import { identifierEnd, lineEnd, lineStart } from './characters.ts';
import type { Heredoc } from './nodes.ts';

/** Where heredocs begin and end in a text, whatever is around them. */

/** The end of `<<MARKER` or `<<-MARKER` with its line ending; the offset given where none begins there. */
export function heredocStartEnd(text: string, at: number): number {
  if (text.charCodeAt(at + 1) !== 60) return at;
  const markerStart = text.charCodeAt(at + 2) === 45 ? at + 3 : at + 2;
  const markerEnd = identifierEnd(text, markerStart);
  const newline = text.charCodeAt(markerEnd) === 13 ? markerEnd + 1 : markerEnd;
  return markerEnd > markerStart && text.charCodeAt(newline) === 10 ? newline + 1 : at;
}

/** What the opening of a heredoc says; it must begin at the offset. */
export function heredocAt(text: string, at: number): Heredoc {
  const isIndented = text.charCodeAt(at + 2) === 45;
  const markerStart = isIndented ? at + 3 : at + 2;
  return { marker: text.slice(markerStart, identifierEnd(text, markerStart)), isIndented };
}

/** The offset of a heredoc's marker where the line that begins at an offset holds it and nothing else, else -1. */
export function markerOffset(text: string, lineOffset: number, marker: string): number {
  let at = lineOffset;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  if (!text.startsWith(marker, at)) return -1;
  let behind = at + marker.length;
  for (;;) {
    const unit = text.charCodeAt(behind);
    if (unit === 10 || behind >= text.length) return at;
    if (unit !== 32 && unit !== 9 && unit !== 13) return -1;
    behind += 1;
  }
}

/** The start of the first line from the one of an offset on, but behind the line of the opening, that closes a heredoc. */
export function closingLine(text: string, opening: number, from: number, marker: string): number | undefined {
  let line = lineStart(text, from);
  if (line <= opening) line = text.indexOf('\n', opening) + 1;
  while (line > 0 && line < text.length) {
    if (markerOffset(text, line, marker) >= 0) return line;
    line = text.indexOf('\n', line) + 1;
  }
  return undefined;
}

/** For every line that could close a heredoc, the offset of its last occurrence. */
export function lastMarkerLines(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    const line = text.slice(at + 1, lineEnd(text, at + 1)).trim();
    if (line.length > 0 && identifierEnd(line, 0) === line.length) lines.set(line, at + 1);
  }
  return lines;
}
