import type { Range } from '../text/range.ts';
import type { SourceText } from '../text/source-text.ts';

/** One `keyless: ignore…` comment, read but not judged. */
export interface SuppressionComment {
  /** The comment with its delimiters. */
  readonly range: Range;
  readonly scope: 'line' | 'file';
  readonly rules: readonly { readonly id: string; readonly range: Range }[];
  readonly reason: string;
  /** As written behind `until=`. */
  readonly until: { readonly text: string; readonly range: Range } | undefined;
}

/** A comment that wants to be a suppression and is none. */
export interface MalformedSuppression {
  readonly range: Range;
  readonly scope: 'malformed';
}

// `keyless: ignore[a, b] until=2027-01-31 reason`; the closing delimiter of a block comment is cut off before.
const SUPPRESSION = /^keyless:\s*(ignore-file|ignore)\s*\[([^\]]*)\]\s*(.*)$/s;
const INTENT = /^keyless:\s*ignore/i;
const UNTIL = /(?:^|\s)until=(\S*)/;

/** The suppression in a comment; `undefined` where the comment is about something else. */
export function readSuppression(
  source: SourceText,
  range: Range,
): SuppressionComment | MalformedSuppression | undefined {
  const { start, body } = commentBody(source, range);
  if (!INTENT.test(body)) return undefined;
  const match = SUPPRESSION.exec(body);
  const list = match?.[2] ?? '';
  const rules = listedRules(list, start + body.indexOf('[') + 1);
  if (!match || rules.length === 0) return { range, scope: 'malformed' };

  const rest = match[3] ?? '';
  const restStart = start + body.length - rest.length;
  const until = UNTIL.exec(rest);
  const date = until?.[1] ?? '';
  const dateStart = until ? restStart + until.index + until[0].length - date.length : 0;
  return {
    range,
    scope: match[1] === 'ignore-file' ? 'file' : 'line',
    rules,
    reason: (until ? rest.replace(until[0], ' ') : rest).replace(/\s+/g, ' ').trim(),
    until: until ? { text: date, range: { start: dateStart, end: dateStart + date.length } } : undefined,
  };
}

/** The text of a comment without delimiters and outer blanks, and where it starts. */
function commentBody(source: SourceText, range: Range): { start: number; body: string } {
  const text = source.slice(range);
  const opening = /^(?:\/\*+|\/\/+|#+)?\s*/.exec(text)?.[0] ?? '';
  const body = text.slice(opening.length).replace(/\s*(?:\*+\/)?\s*$/, '');
  return { start: range.start + opening.length, body };
}

function listedRules(list: string, listStart: number): { id: string; range: Range }[] {
  return Array.from(list.matchAll(/[^\s,]+/g), (match) => {
    const start = listStart + match.index;
    return { id: match[0], range: { start, end: start + match[0].length } };
  });
}
