import { CommandCollector, endOfExpression, endOfQuoted, MAX_DEPTH } from './collector.ts';
import type { ScriptCommand, ScriptWord } from './command.ts';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/**
 * The simple commands of a PowerShell script. Blocks, subexpressions and method arguments are read as lists of
 * commands of their own; an expression that is no command gives a command whose first word is the expression's.
 * Never throws; what is not closed ends with the script.
 */
export function parsePowerShell(text: string): readonly ScriptCommand[] {
  const scanner = new PowerShellScanner(text);
  scanner.list(undefined, 0);
  return scanner.finished;
}

class PowerShellScanner {
  readonly finished: ScriptCommand[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads commands up to an unmatched `terminator`, which stays unread, or to the end. */
  list(terminator: string | undefined, depth: number): void {
    const collector = new CommandCollector();
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (char === terminator) break;
      if (this.#isContinuation()) this.#skipContinuation();
      else if (this.#text.startsWith('<#', this.#at)) this.#skipTo('#>');
      else if (char === '#') this.#skipLine();
      else if (' \t\r,'.includes(char)) this.#at += 1;
      else if (char === '\n' || char === ';' || char === '&' || char === '|') this.#separator(collector);
      else if (char === '>') this.#redirection(depth);
      else if (char === ')' || char === '}') this.#at += 1;
      else if (
        char === '(' ||
        char === '{' ||
        this.#text.startsWith('@{', this.#at) ||
        this.#text.startsWith('@(', this.#at)
      ) {
        collector.add(this.#block(depth));
      } else this.#simple(collector, depth);
    }
    collector.end();
    for (const command of collector.commands) this.finished.push(command);
  }

  #separator(collector: CommandCollector): void {
    const char = this.#text.charAt(this.#at);
    const isDouble = char !== '\n' && this.#text[this.#at + 1] === char;
    this.#at += isDouble ? 2 : 1;
    // A line that ends in a pipe goes on on the next one.
    if (char === '\n' && collector.isEmpty) return;
    collector.end(char === '|' && !isDouble);
  }

  #simple(collector: CommandCollector, depth: number): void {
    const word = this.#word(depth);
    const variable = collector.isAtStart && !word.isQuoted ? /^\$(?:env:)?([\w]+)$/i.exec(word.text) : null;
    if (!variable) {
      collector.add(word);
      return;
    }
    const operator = /^[ \t]*\+?=(?!=)[ \t]*/.exec(this.#text.slice(this.#at, this.#at + 200));
    if (!operator) {
      collector.add(word);
      return;
    }
    this.#at += operator[0].length;
    const start = this.#at;
    const quoted = /["'$]/.test(this.#text.charAt(start)) ? this.#word(depth) : undefined;
    const value = quoted ?? { range: { start, end: start }, text: '', isQuoted: false };
    collector.assign({ name: variable[1] ?? '', range: { start: word.range.start, end: value.range.end }, value });
  }

  /** A group in parentheses or braces as one word; the commands in it are collected on the way. */
  #block(depth: number): ScriptWord {
    const start = this.#at;
    if (this.#text[this.#at] === '@') this.#at += 1;
    const terminator = CLOSING[this.#text.charAt(this.#at)];
    this.#at += 1;
    if (depth < MAX_DEPTH) this.list(terminator, depth + 1);
    this.#at = Math.min(this.#at + 1, this.#text.length);
    return { range: { start, end: this.#at }, text: this.#text.slice(start, this.#at), isQuoted: false };
  }

  /** Reads one word; always moves on by at least one character. */
  #word(depth: number): ScriptWord {
    const start = this.#at;
    let value = '';
    let isQuoted = false;
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (this.#isContinuation()) break;
      if (char === '`') {
        value += this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else if (char === '@' && /["']/.test(this.#text.charAt(this.#at + 1))) {
        isQuoted = true;
        value += this.#hereString();
      } else if (char === "'") {
        isQuoted = true;
        value += this.#singleQuoted();
      } else if (char === '"') {
        isQuoted = true;
        value += this.#doubleQuoted(depth);
      } else if (char === '$') value += this.#expansion(depth);
      else if (char === '(' && this.#at > start) value += this.#block(depth).text;
      else if (' \t\r\n;&|(){},>'.includes(char)) break;
      else {
        value += char;
        this.#at += 1;
      }
    }
    if (this.#at === start) this.#at += 1;
    return { range: { start, end: Math.min(this.#at, this.#text.length) }, text: value, isQuoted };
  }

  #singleQuoted(): string {
    let value = '';
    do {
      const end = endOfQuoted(this.#text, this.#at + 1, "'");
      value += (value ? "'" : '') + this.#text.slice(this.#at + 1, end);
      this.#at = end + 1;
    } while (this.#text[this.#at] === "'");
    return value;
  }

  #doubleQuoted(depth: number): string {
    let value = '';
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const char = this.#text.charAt(this.#at);
      if (char === '`') {
        value += this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else if (char === '$') value += this.#expansion(depth);
      else {
        value += char;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return value;
  }

  #hereString(): string {
    const quote = this.#text.charAt(this.#at + 1);
    const start = this.#text.indexOf('\n', this.#at);
    const close = start < 0 ? -1 : this.#text.indexOf(`\n${quote}@`, start);
    const end = close < 0 ? this.#text.length : close;
    const value = start < 0 ? '' : this.#text.slice(start + 1, Math.max(start + 1, end));
    this.#at = Math.min(end + 3, this.#text.length);
    return value.replace(/\r$/, '');
  }

  /** `$x`, `${x}`, `$(...)`, or `${{ }}` as written; commands inside are collected on the way. */
  #expansion(depth: number): string {
    const start = this.#at;
    const expression = endOfExpression(this.#text, start, this.#text.length);
    if (expression !== undefined) this.#at = expression;
    else if (this.#text[start + 1] === '(') {
      this.#at += 1;
      this.#block(depth);
    } else if (this.#text[start + 1] === '{') {
      const close = this.#text.indexOf('}', start);
      this.#at = close < 0 ? this.#text.length : close + 1;
    } else this.#at += 1;
    this.#at = Math.min(this.#at, this.#text.length);
    return this.#text.slice(start, this.#at);
  }

  #redirection(depth: number): void {
    while (this.#text[this.#at] === '>') this.#at += 1;
    if (this.#text[this.#at] === '&') this.#at += 2;
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
    if (this.#at < this.#text.length && !'\r\n;|)}'.includes(this.#text.charAt(this.#at))) this.#word(depth);
  }

  #isContinuation(): boolean {
    return this.#text[this.#at] === '`' && /^`[ \t]*\r?\n/.test(this.#text.slice(this.#at, this.#at + 200));
  }

  #skipContinuation(): void {
    this.#at = this.#text.indexOf('\n', this.#at) + 1;
  }

  #skipTo(end: string): void {
    const close = this.#text.indexOf(end, this.#at);
    this.#at = close < 0 ? this.#text.length : close + end.length;
  }

  #skipLine(): void {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline;
  }
}
