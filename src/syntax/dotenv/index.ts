import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';

/** One `NAME=value` line of a `.env` file. */
export interface DotenvEntry {
  readonly name: string;
  readonly nameRange: Range;
  /** Name and value; quotes included, a comment behind excluded. */
  readonly range: Range;
  /** Without quotes. */
  readonly value: string;
  readonly valueRange: Range;
  /** Single quotes keep `$` as it is. */
  readonly isLiteral: boolean;
}

export interface DotenvFile {
  readonly entries: readonly DotenvEntry[];
  /** From `#` to the end of the line. */
  readonly comments: readonly Range[];
}

const NAME = /[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/y;

/**
 * Reads a `.env` file as dotenv and docker do: quotes, `export`, comments, quoted values over several lines.
 * Lines that are no assignment are passed over. Never throws.
 */
export function parseDotenv(source: SourceText): DotenvFile {
  const { text } = source;
  const entries: DotenvEntry[] = [];
  const comments: Range[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    NAME.lastIndex = at;
    const match = NAME.exec(text);
    const name = match?.[1];
    if (match && name !== undefined) {
      const nameStart = at + match[0].indexOf(name);
      const entry = readValue(text, at + match[0].length);
      entries.push({
        name,
        nameRange: { start: nameStart, end: nameStart + name.length },
        range: { start: nameStart, end: entry.end },
        value: entry.value,
        valueRange: entry.valueRange,
        isLiteral: entry.isLiteral,
      });
      at = entry.end;
    }
    at = restOfLine(text, at, comments);
  }
  return { entries, comments };
}

interface ReadValue {
  readonly value: string;
  readonly valueRange: Range;
  readonly isLiteral: boolean;
  /** Behind the value and its closing quote. */
  readonly end: number;
}

function readValue(text: string, start: number): ReadValue {
  const quote = text.charAt(start);
  const close = quote === '"' || quote === "'" || quote === '`' ? closingQuote(text, start, quote) : -1;
  if (close > 0) {
    const valueRange = { start: start + 1, end: close };
    return { value: text.slice(start + 1, close), valueRange, isLiteral: quote === "'", end: close + 1 };
  }
  let end = endOfLine(text, start);
  const comment = /(?:^|[ \t])#/.exec(text.slice(start, end));
  if (comment) end = start + comment.index;
  while (end > start && ' \t\r'.includes(text.charAt(end - 1))) end -= 1;
  return { value: text.slice(start, end), valueRange: { start, end }, isLiteral: false, end };
}

function closingQuote(text: string, open: number, quote: string): number {
  let at = open + 1;
  while (at < text.length && text[at] !== quote) at += text[at] === '\\' && quote === '"' ? 2 : 1;
  return at < text.length ? at : -1;
}

function restOfLine(text: string, from: number, comments: Range[]): number {
  const end = endOfLine(text, from);
  const hash = text.slice(from, end).search(/(?:^|[ \t])#/);
  if (hash >= 0) {
    const start = text.indexOf('#', from + hash);
    comments.push({ start, end: text[end - 1] === '\r' ? end - 1 : end });
  }
  return end + 1;
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline < 0 ? text.length : newline;
}
