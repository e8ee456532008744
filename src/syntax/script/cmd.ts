import { CommandCollector, endOfExpression } from './collector.ts';
import type { ScriptCommand, ScriptWord } from './command.ts';

/** The simple commands of a batch script (`cmd.exe`). Never throws; what is not closed ends with the script. */
export function parseCmd(text: string): readonly ScriptCommand[] {
  const collector = new CommandCollector();
  let at = 0;
  while (at < text.length) {
    const char = text.charAt(at);
    const continuation = endOfContinuation(text, at);
    if (continuation !== undefined) at = continuation;
    else if (' \t\r,;='.includes(char)) at += 1;
    else if (char === '\n' || char === '(' || char === ')') {
      collector.end();
      at += 1;
    } else if (char === '&' || char === '|') {
      const isDouble = text[at + 1] === char;
      collector.end(char === '|' && !isDouble);
      at += isDouble ? 2 : 1;
    } else if (char === '<' || char === '>') at = endOfRedirection(text, at);
    else if (collector.isAtStart && isComment(text, at)) at = endOfLine(text, at);
    else {
      const word = readWord(text, at);
      at = word.range.end;
      // `@` only keeps the command from being echoed.
      if (collector.isAtStart && word.text.startsWith('@')) {
        if (word.text.length > 1) collector.add({ ...word, text: word.text.slice(1) });
      } else collector.add(word);
    }
  }
  collector.end();
  return collector.commands;
}

function readWord(text: string, start: number): ScriptWord {
  let at = start;
  let value = '';
  let isQuoted = false;
  let isOpen = false;
  while (at < text.length) {
    const char = text.charAt(at);
    const expression = endOfExpression(text, at, text.length);
    if (expression !== undefined) {
      value += text.slice(at, expression);
      at = expression;
    } else if (char === '"') {
      isQuoted = true;
      isOpen = !isOpen;
      at += 1;
    } else if (char === '\n' || char === '\r') break;
    else if (isOpen) {
      value += char;
      at += 1;
    } else if (char === '^' && at + 1 < text.length) {
      if (endOfContinuation(text, at) !== undefined) break;
      value += text.charAt(at + 1);
      at += 2;
    } else if (' \t&|<>()'.includes(char)) break;
    else {
      value += char;
      at += 1;
    }
  }
  if (at === start) at += 1;
  return { range: { start, end: at }, text: value, isQuoted };
}

function isComment(text: string, at: number): boolean {
  return /^(?:@?rem(?:[ \t\r\n]|$)|::)/i.test(text.slice(at, at + 6));
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

function endOfContinuation(text: string, at: number): number | undefined {
  if (text[at] !== '^') return undefined;
  if (text[at + 1] === '\n') return at + 2;
  return text[at + 1] === '\r' && text[at + 2] === '\n' ? at + 3 : undefined;
}

function endOfRedirection(text: string, start: number): number {
  let at = start;
  while (/[<>&\d]/.test(text.charAt(at)) && at < text.length) at += 1;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  if (at >= text.length || '\r\n&|()'.includes(text.charAt(at)) || text[at - 1]?.match(/\d/)) return at;
  return readWord(text, at).range.end;
}
