import type { CST } from 'yaml';
import { isEmpty, isFlowIndicator, isLineEnd, skipBlanks } from './characters.ts';
import type { Cursor } from './cursor.ts';

// Scalars: plain, in quotes on one line, and block scalars.

/** A plain scalar or one in quotes, as key or value. */
export function scalar(cursor: Cursor): CST.FlowScalar {
  const { character, text, at } = cursor;
  if (character === '"' || character === "'") return quoted(cursor);
  if (character === undefined || '&*!|>[]{}%@`\ufeff'.includes(character)) cursor.giveUp();
  if ('-?:'.includes(character) && isEmpty(text[at + 1])) cursor.giveUp();
  return cursor.scalar('scalar', plainEnd(cursor, false));
}

/** Whether the scalar that was just read is a key, blanks in front of its colon or not. */
export function isAtColon({ text, at }: Cursor): boolean {
  const colon = skipBlanks(text, at);
  return text[colon] === ':' && isEmpty(text[colon + 1]);
}

/**
 * Takes the lines in which a plain value goes on into it. Gives up in front of what looks like a key.
 * @param least the indentation from which on the next line belongs to it
 */
export function takeLines(cursor: Cursor, found: CST.FlowScalar, least: number): void {
  const { text } = cursor;
  while (found.type === 'scalar') {
    const stop = skipBlanks(text, cursor.at);
    const next = isLineEnd(text, stop) ? nextText(text, stop) : undefined;
    if (!next || next.indent < least || text[next.at] === '#') return;
    if (text[next.at] === '\t') cursor.giveUp();
    cursor.at = next.at;
    cursor.at = plainEnd(cursor, false);
    if (text[cursor.at] === ':' || cursor.at === next.at) cursor.giveUp();
    found.source = text.slice(found.offset, cursor.at);
  }
}

export function plainInFlow(cursor: Cursor): CST.FlowScalar {
  return cursor.scalar('scalar', plainEnd(cursor, true));
}

/** Where a plain scalar ends: before ` #`, `: `, the line's end and, in a flow collection, its indicators. */
function plainEnd({ text, at }: Cursor, inFlow: boolean): number {
  let end = at;
  for (let i = at; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x20:
      case 0x09:
        if (text[i + 1] === '#') return end;
        break;
      case 0x0a:
      case 0x0d:
        return end;
      case 0x3a:
        if (isEmpty(text[i + 1]) || (inFlow && isFlowIndicator(text[i + 1]))) return end;
        end = i + 1;
        break;
      case 0x2c:
      case 0x5b:
      case 0x5d:
      case 0x7b:
      case 0x7d:
        if (inFlow) return end;
        end = i + 1;
        break;
      default:
        end = i + 1;
    }
  }
  return end;
}

/** A scalar in quotes on one line. */
export function quoted(cursor: Cursor): CST.FlowScalar {
  const { text, at } = cursor;
  const isSingle = text[at] === "'";
  for (let i = at + 1; i < text.length; i++) {
    const character = text[i];
    if (character === '\n') break;
    if (character === '\\' && !isSingle) {
      if (text[i + 1] === '\n' || text[i + 1] === '\r') break;
      i += 1;
    }
    if (character === (isSingle ? "'" : '"')) {
      if (isSingle && text[i + 1] === "'") i += 1;
      else return cursor.scalar(isSingle ? 'single-quoted-scalar' : 'double-quoted-scalar', i + 1);
    }
  }
  return cursor.giveUp();
}

/**
 * A block scalar without indentation indicator.
 * @param least the least indentation its lines may have
 */
export function blockScalar(cursor: Cursor, least: number, parentIndent: number): CST.BlockScalar {
  const { text, at: offset } = cursor;
  let headerEnd = offset + 1;
  if (text[headerEnd] === '-' || text[headerEnd] === '+') headerEnd += 1;
  const keeps = text[headerEnd - 1] === '+';
  const props: CST.SourceToken[] = [cursor.token('block-scalar-header', headerEnd)];
  if (cursor.restOfLine(props) === 'text' || cursor.at >= text.length) cursor.giveUp();
  const start = cursor.at;
  const first = nextText(text, start - 1);
  if (!first || first.indent < least) cursor.giveUp();
  const end = scriptEnd(cursor, start, first.indent, keeps);
  const source = text.slice(start, end);
  cursor.startLine(end);
  return { type: 'block-scalar', offset, indent: parentIndent, props, source };
}

/** The offset behind the last line of a block scalar; blank lines at its end belong to it only where it keeps them. */
function scriptEnd(cursor: Cursor, start: number, indent: number, keeps: boolean): number {
  const { text } = cursor;
  let end = start;
  for (let line = start; line < text.length; ) {
    let at = line;
    while (text[at] === ' ') at += 1;
    const isBlank = isLineEnd(text, at);
    if (text[at] === undefined || (text[at] === '\t' && at - line < indent)) cursor.giveUp();
    if (!isBlank && at - line < indent) break;
    const newline = text.indexOf('\n', at);
    const next = newline < 0 ? text.length : newline + 1;
    if (!isBlank || keeps || at - line > indent) end = next;
    line = next;
  }
  return end;
}

/** The first line behind this one that is not blank: where its text starts, and how many blanks are in front. */
function nextText(text: string, from: number): { readonly at: number; readonly indent: number } | undefined {
  for (let newline = text.indexOf('\n', from); newline >= 0; ) {
    let at = newline + 1;
    while (text[at] === ' ') at += 1;
    if (at >= text.length) return undefined;
    if (!isLineEnd(text, at)) return { at, indent: at - newline - 1 };
    newline = text.indexOf('\n', at);
  }
  return undefined;
}
