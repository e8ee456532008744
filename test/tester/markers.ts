import { type Confidence, SEVERITIES, type Severity } from '../../src/rules/finding.ts';
import type { Range } from '../../src/text/range.ts';
import { SourceText } from '../../src/text/source-text.ts';

/** A finding that a fixture says must be there. */
export interface Marker {
  /** One-based line of the marker in the fixture file, for messages. */
  readonly line: number;
  /** In the text without markers. */
  readonly range: Range;
  readonly severity: Severity;
  readonly confidence: Confidence | undefined;
  readonly messageId: string;
  /** Text the finding's message must hold. */
  readonly contains: string;
}

export interface MarkedText {
  /** The file without its marker lines: what is linted. */
  readonly text: string;
  readonly markers: readonly Marker[];
}

/** A marker that cannot be read or points to nothing. */
export class MarkerError extends Error {}

const CLAIM = new RegExp(
  `^(${SEVERITIES.join('|')})(?:\\((high|medium|low)\\))?\\[([A-Za-z][A-Za-z0-9]*)\\](?:\\s+(.*?))?\\s*$`,
);
// The comment's delimiter, the pointer, the claim.
const MARKER = /^(\s*)(\/\/|#)(\s*)(\^+|v+|@\s*\S+)\s+((?:error|warning|information|hint)\b.*)$/;
// `3-10` or `-1:3-10` or `3-+2:4`: lines relative to the line above the marker, columns one-based, end exclusive.
const SPAN = /^@\s*(?:([+-]\d+):)?(\d+)-(?:([+-]\d+):)?(\d+)$/;

/** Takes the markers out of a fixture's text. @throws MarkerError */
export function readMarkers(marked: string): MarkedText {
  const lines = marked.split(/(?<=\n)/);
  const kept: string[] = [];
  const found: { line: number; target: number; match: RegExpExecArray }[] = [];
  lines.forEach((line, index) => {
    const match = MARKER.exec(line.replace(/\r?\n$/, ''));
    if (!match) {
      kept.push(line);
      return;
    }
    // `v` points to the line that follows the markers, all else to the one before them.
    const target = match[4]?.startsWith('v') ? kept.length : kept.length - 1;
    found.push({ line: index + 1, target, match });
  });
  const text = kept.join('');
  const source = new SourceText(text);
  return { text, markers: found.map(({ line, target, match }) => readMarker(source, line, target, match)) };
}

function readMarker(source: SourceText, line: number, target: number, match: RegExpExecArray): Marker {
  const [, indent = '', delimiter = '', blanks = '', pointer = '', claimText = ''] = match;
  const claim = CLAIM.exec(claimText);
  if (!claim) throw new MarkerError(`line ${line}: cannot read "${claimText}"; write severity[messageId]`);
  const column = indent.length + delimiter.length + blanks.length;
  const range = pointer.startsWith('@')
    ? spanRange(source, line, target, pointer)
    : lineRange(source, line, target, column, target, column + pointer.length);
  return {
    line,
    range,
    severity: claim[1] as Severity,
    confidence: claim[2] as Confidence | undefined,
    messageId: claim[3] ?? '',
    contains: claim[4] ?? '',
  };
}

function spanRange(source: SourceText, line: number, target: number, pointer: string): Range {
  const span = SPAN.exec(pointer);
  if (!span) throw new MarkerError(`line ${line}: cannot read "${pointer}"; write @ 3-10 or @ -1:3-+2:4`);
  const first = target + Number(span[1] ?? 0);
  const last = span[3] === undefined ? first : target + Number(span[3]);
  return lineRange(source, line, first, Number(span[2]) - 1, last, Number(span[4]) - 1);
}

function lineRange(
  source: SourceText,
  markerLine: number,
  firstLine: number,
  firstColumn: number,
  lastLine: number,
  lastColumn: number,
): Range {
  const offset = (line: number, column: number): number => {
    const { start, end } = source.lineRange(line);
    if (line < 0 || line >= source.lineCount || column < 0 || start + column > end) {
      throw new MarkerError(`line ${markerLine}: points outside the text`);
    }
    return start + column;
  };
  return { start: offset(firstLine, firstColumn), end: offset(lastLine, lastColumn) };
}

/** The marker that would stand below the first line of a range, ready to be pasted into the fixture. */
export function markerFor(
  source: SourceText,
  finding: { range: Range; severity: Severity; messageId: string },
  delimiter: string,
): string {
  const start = source.positionAt(finding.range.start);
  const end = source.positionAt(finding.range.end);
  const claim = `${finding.severity}[${finding.messageId}]`;
  if (start.line === end.line && start.character > delimiter.length && end.character > start.character) {
    const lead = delimiter + ' '.repeat(start.character - delimiter.length);
    return `${lead}${'^'.repeat(end.character - start.character)} ${claim}`;
  }
  const last = end.line === start.line ? '' : `+${end.line - start.line}:`;
  return `${delimiter} @ ${start.character + 1}-${last}${end.character + 1} ${claim}`;
}
