import type { SourceDocument } from '../model/document.ts';
import type { Range } from '../text/range.ts';

/** Zero-based lines, both ends included. */
export interface LineSpan {
  readonly first: number;
  readonly last: number;
}

/**
 * The lines a suppression comment speaks for: its own line where code precedes it, else the next line that holds more
 * than blanks and comments. A text that begins on that line and runs over several (YAML block scalar, heredoc,
 * multi-line string) counts whole, since no comment can stand inside it.
 */
export function suppressedLines(document: SourceDocument, comment: Range, commentLines: ReadonlySet<number>): LineSpan {
  const { source } = document;
  const own = source.positionAt(comment.start).line;
  const before = source.slice({ start: source.lineRange(own).start, end: comment.start });
  if (/[^\s\uFEFF]/.test(before)) return spanFrom(document, own);

  let line = source.positionAt(comment.end).line + 1;
  while (line < source.lineCount - 1 && (commentLines.has(line) || isBlank(document, line))) line += 1;
  return spanFrom(document, line);
}

/** The first line of the multi-line text that `line` lies in; `line` itself where it lies in none. */
export function firstLineOfText(document: SourceDocument, line: number): number {
  let candidate = 0;
  while (candidate < line) {
    const end = lastLineOfText(document, candidate);
    if (end >= line) return candidate;
    candidate = end + 1;
  }
  return line;
}

function spanFrom(document: SourceDocument, line: number): LineSpan {
  return { first: line, last: lastLineOfText(document, line) };
}

function isBlank(document: SourceDocument, line: number): boolean {
  return document.source.slice(document.source.lineRange(line)).trim() === '';
}

/** The lines that hold a comment and nothing in front of it. */
export function commentOnlyLines(document: SourceDocument, comments: readonly Range[]): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const comment of comments) {
    const first = document.source.positionAt(comment.start).line;
    const last = document.source.positionAt(Math.max(comment.start, comment.end - 1)).line;
    const { start } = document.source.lineRange(first);
    if (document.source.slice({ start, end: comment.start }).trim() !== '') continue;
    for (let line = first; line <= last; line++) lines.add(line);
  }
  return lines;
}

/** The last line of the text that opens on a line, the line itself where none stays open at its end. */
function lastLineOfText(document: SourceDocument, line: number): number {
  const text = lineText(document, line);
  if (document.kind === 'bicep' || document.kind === 'bicepparam') return endOfBicepString(document, line, text);
  if (document.kind.startsWith('terraform')) return endOfHeredoc(document, line, text);
  if (document.kind.startsWith('arm-')) return line;
  return endOfBlockScalar(document, line, text);
}

function endOfBlockScalar(document: SourceDocument, line: number, text: string): number {
  if (!/(?:^|[:\-?]\s+|\s[&!]\S+\s+)[|>][-+0-9]{0,2}\s*(?:#.*)?$/.test(text)) return line;
  const parent = parentIndentation(text);
  let last = line;
  for (let next = line + 1; next < document.source.lineCount; next++) {
    const content = lineText(document, next);
    if (content.trim() === '') continue;
    if (content.length - content.trimStart().length <= parent) break;
    last = next;
  }
  return last;
}

/** The column that a block scalar's text must be indented beyond: that of its key, or of the dash it stands behind. */
function parentIndentation(text: string): number {
  const lead = /^\s*(?:-\s+)*/.exec(text)?.[0] ?? '';
  return /^[|>]/.test(text.slice(lead.length)) ? lead.lastIndexOf('-') : lead.length;
}

function endOfHeredoc(document: SourceDocument, line: number, text: string): number {
  const marker = /<<-?([\p{L}_][\p{L}\p{N}_-]*)\s*$/u.exec(text)?.[1];
  if (!marker) return line;
  return lineWhere(document, line + 1, (content) => content.trim() === marker) ?? line;
}

function endOfBicepString(document: SourceDocument, line: number, text: string): number {
  const quotes = text.split("'''").length - 1;
  if (quotes % 2 === 0) return line;
  return lineWhere(document, line + 1, (content) => content.includes("'''")) ?? line;
}

function lineWhere(document: SourceDocument, from: number, test: (text: string) => boolean): number | undefined {
  for (let line = from; line < document.source.lineCount; line++) if (test(lineText(document, line))) return line;
  return undefined;
}

function lineText(document: SourceDocument, line: number): string {
  return document.source.slice(document.source.lineRange(line));
}
