import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';

/** One instruction of a Dockerfile. */
export interface DockerfileInstruction {
  /** In upper case: `RUN`. */
  readonly name: string;
  readonly nameRange: Range;
  /** What follows the name as written: continued lines, and the bodies of here-documents, included. */
  readonly argumentRange: Range;
  readonly range: Range;
}

export interface DockerfileFile {
  readonly instructions: readonly DockerfileInstruction[];
  /** From `#` to the end of the line. */
  readonly comments: readonly Range[];
}

/** Reads a Dockerfile: instructions with continued lines (`\`, or as the `escape` directive says) and here-documents. Never throws. */
export function parseDockerfile(source: SourceText): DockerfileFile {
  const { text } = source;
  const continuation = /^\ufeff?(?:\s*#[^\n]*\n)*\s*#[ \t]*escape[ \t]*=[ \t]*`/i.test(text.slice(0, 2000))
    ? '`'
    : '\\';
  const instructions: DockerfileInstruction[] = [];
  const comments: Range[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd);
    const indent = line.length - line.trimStart().length;
    if (line.trim() === '') at = lineEnd + 1;
    else if (line.trimStart().startsWith('#')) {
      comments.push({ start: at + indent, end: at + line.trimEnd().length });
      at = lineEnd + 1;
    } else {
      const instruction = readInstruction(text, at + indent, continuation, comments);
      instructions.push(instruction);
      at = endOfLine(text, instruction.range.end) + 1;
    }
  }
  return { instructions, comments };
}

function readInstruction(text: string, start: number, continuation: string, comments: Range[]): DockerfileInstruction {
  let nameEnd = start;
  while (nameEnd < text.length && /[A-Za-z]/.test(text.charAt(nameEnd))) nameEnd += 1;
  if (nameEnd === start) nameEnd += 1;
  let end = endOfLogicalLine(text, nameEnd, continuation, comments);
  const name = text.slice(start, nameEnd).toUpperCase();
  if (name === 'RUN' || name === 'COPY') end = endOfHereDocuments(text, nameEnd, end);
  let argumentStart = nameEnd;
  while (argumentStart < end && ' \t'.includes(text.charAt(argumentStart))) argumentStart += 1;
  return {
    name,
    nameRange: { start, end: nameEnd },
    argumentRange: { start: argumentStart, end },
    range: { start, end },
  };
}

/** The end of a line with the lines it continues on; comment lines between do not end it. */
function endOfLogicalLine(text: string, from: number, continuation: string, comments: Range[]): number {
  let at = from;
  for (;;) {
    const lineEnd = endOfLine(text, at);
    const line = text.slice(at, lineEnd).trimEnd();
    const isComment = at > from && line.trimStart().startsWith('#');
    if (isComment) comments.push({ start: at + line.length - line.trimStart().length, end: at + line.length });
    if ((!isComment && !line.endsWith(continuation)) || lineEnd >= text.length) return at + line.length;
    at = lineEnd + 1;
  }
}

/** `<<EOF`, `<<-EOF`, `<<"EOF"`: their bodies follow the line. */
function endOfHereDocuments(text: string, start: number, end: number): number {
  let at = end;
  for (const [, , delimiter] of text.slice(start, end).matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g)) {
    let lineStart = endOfLine(text, at) + 1;
    while (lineStart < text.length) {
      const lineEnd = endOfLine(text, lineStart);
      at = lineEnd;
      if (text.slice(lineStart, lineEnd).trim() === delimiter) break;
      lineStart = lineEnd + 1;
    }
  }
  return Math.min(at, text.length);
}

/** One `NAME=value` of `ENV` or `ARG`. */
export interface DockerfileAssignment {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  /** Without quotes; undefined for `ARG NAME`. */
  readonly value: string | undefined;
  readonly valueRange: Range;
}

const PAIR = /([A-Za-z_][\w.-]*)=("(?:[^"\\]|\\[\s\S])*"?|'[^']*'?|(?:[^\s\\]|\\[\s\S])*)/g;

/** The assignments of an `ENV`, `ARG` or `LABEL` instruction; `ENV NAME value` is one too. */
export function assignmentsOf(source: SourceText, instruction: DockerfileInstruction): readonly DockerfileAssignment[] {
  const { start, end } = instruction.argumentRange;
  const text = source.text.slice(start, end);
  const single = /^([A-Za-z_][\w.-]*)(?:[ \t]+([\s\S]*))?$/.exec(text);
  if (single?.[1] !== undefined && (instruction.name === 'ARG' || single[2] !== undefined)) {
    const name = single[1];
    const value = instruction.name === 'ARG' ? undefined : single[2];
    const valueStart = end - (value?.length ?? 0);
    return [
      {
        name,
        nameRange: { start, end: start + name.length },
        range: { start, end },
        value,
        valueRange: { start: valueStart, end },
      },
    ];
  }
  return [...text.matchAll(PAIR)].map((match) => {
    const [whole, name = '', written = ''] = match;
    const pairStart = start + match.index;
    const isQuoted = /^["']/.test(written);
    const valueStart = pairStart + name.length + 1 + (isQuoted ? 1 : 0);
    const value = isQuoted ? written.slice(1).replace(/["']$/, '') : written;
    return {
      name,
      nameRange: { start: pairStart, end: pairStart + name.length },
      range: { start: pairStart, end: pairStart + whole.length },
      value,
      valueRange: { start: valueStart, end: valueStart + value.length },
    };
  });
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
