import { CommandCollector, endOfExpression, endOfQuoted, MAX_DEPTH } from './collector.ts';
import type { ScriptCommand, ScriptWord } from './command.ts';

/** Reserved words that stand where a command could: the command begins behind them. */
const KEYWORDS = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'while', 'until', 'esac', '!', '{', '}']);

/** The simple commands of a shell script (sh, bash, zsh). Never throws; what is not closed ends with the script. */
export function parsePosix(text: string): readonly ScriptCommand[] {
  const scanner = new PosixScanner(text);
  scanner.list(undefined, 0);
  return scanner.finished;
}

class PosixScanner {
  readonly finished: ScriptCommand[] = [];
  readonly #text: string;
  #at = 0;
  /** What ends the list that is being read: a backtick ends a word too, but only inside backticks. */
  #terminator: ')' | '`' | undefined;
  #hereDocuments: { delimiter: string; stripTabs: boolean; isQuoted: boolean }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads commands up to an unmatched `terminator`, which stays unread, or to the end. */
  list(terminator: ')' | '`' | undefined, depth: number): void {
    const collector = new CommandCollector();
    const outer = this.#terminator;
    this.#terminator = terminator;
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (char === terminator) break;
      if (char === ' ' || char === '\t' || char === '\r') this.#at += 1;
      else if (char === '\n') {
        this.#at += 1;
        collector.end();
        this.#skipHereDocuments(depth);
      } else if (this.#isContinuation()) this.#skipContinuation();
      else if (char === '#') this.#skipLine();
      else if (char === '|') this.#separator(collector);
      else if (char === ';' || char === '&') {
        if (this.#text[this.#at + 1] === '>') this.#redirection(depth);
        else this.#separator(collector);
      } else if (char === '(') this.#group(collector, depth);
      else if (char === ')') {
        // The end of a `case` pattern: what stood before it is no command.
        this.#at += 1;
        collector.drop();
      } else if (char === '<' || char === '>' || this.#isNumberedRedirection()) this.#redirection(depth);
      else this.#simple(collector, depth);
    }
    this.#terminator = outer;
    collector.end();
    for (const command of collector.commands) this.finished.push(command);
  }

  #separator(collector: CommandCollector): void {
    const char = this.#text.charAt(this.#at);
    const isDouble = this.#text[this.#at + 1] === char;
    this.#at += isDouble ? 2 : 1;
    collector.end(char === '|' && !isDouble);
  }

  #group(collector: CommandCollector, depth: number): void {
    this.#at += 1;
    if (!collector.isAtStart && this.#text[this.#at] === ')') {
      this.#at += 1;
      collector.drop();
      return;
    }
    collector.end();
    if (depth >= MAX_DEPTH) return;
    this.list(')', depth + 1);
    this.#at += 1;
  }

  #simple(collector: CommandCollector, depth: number): void {
    const word = this.#word(depth);
    if (collector.isAtStart && !word.isQuoted && KEYWORDS.has(word.text)) return;
    const assignment = collector.isAtStart
      ? /^([A-Za-z_]\w*)\+?=/.exec(this.#text.slice(word.range.start, word.range.end))
      : null;
    if (!assignment) {
      collector.add(word);
      return;
    }
    const prefix = assignment[0].length;
    collector.assign({
      name: assignment[1] ?? '',
      range: word.range,
      value: {
        ...word,
        range: { start: word.range.start + prefix, end: word.range.end },
        text: word.text.slice(prefix),
      },
    });
  }

  /** Reads one word; always moves on by at least one character. */
  #word(depth: number): ScriptWord {
    const start = this.#at;
    let value = '';
    let isQuoted = false;
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at);
      if (char === '`' && this.#terminator === '`') break;
      if (this.#isContinuation()) this.#skipContinuation();
      else if (char === '\\') {
        value += this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else if (char === "'" || (char === '$' && this.#text[this.#at + 1] === "'")) {
        isQuoted = true;
        value += this.#singleQuoted();
      } else if (char === '"') {
        isQuoted = true;
        value += this.#doubleQuoted(depth);
      } else if (char === '$' || char === '`') value += this.#expansion(depth);
      else if (' \t\r\n;&|()<>'.includes(char)) break;
      else {
        value += char;
        this.#at += 1;
      }
    }
    if (this.#at === start) this.#at += 1;
    return { range: { start, end: Math.min(this.#at, this.#text.length) }, text: value, isQuoted };
  }

  #singleQuoted(): string {
    const open = this.#text.indexOf("'", this.#at);
    const end = endOfQuoted(this.#text, open + 1, "'");
    this.#at = end + 1;
    return this.#text.slice(open + 1, end);
  }

  #doubleQuoted(depth: number): string {
    let value = '';
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      const char = this.#text.charAt(this.#at);
      if (this.#isContinuation()) this.#skipContinuation();
      else if (char === '\\' && '"\\$`'.includes(this.#text.charAt(this.#at + 1))) {
        value += this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else if (char === '$' || char === '`') value += this.#expansion(depth);
      else {
        value += char;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return value;
  }

  /** `$X`, `${X}`, `$(...)`, `` `...` `` or `${{ }}` as written; commands inside are collected on the way. */
  #expansion(depth: number): string {
    const start = this.#at;
    const expression = endOfExpression(this.#text, start, this.#text.length);
    if (expression !== undefined) this.#at = expression;
    else if (this.#text.startsWith('$(', start) && depth < MAX_DEPTH) {
      this.#at += 2;
      this.list(')', depth + 1);
      this.#at += 1;
    } else if (this.#text[start] === '`' && depth < MAX_DEPTH) {
      this.#at += 1;
      this.list('`', depth + 1);
      this.#at += 1;
    } else if (this.#text.startsWith('${', start)) {
      const close = this.#text.indexOf('}', start);
      this.#at = close < 0 ? this.#text.length : close + 1;
    } else this.#at += 1;
    this.#at = Math.min(this.#at, this.#text.length);
    return this.#text.slice(start, this.#at);
  }

  #isNumberedRedirection(): boolean {
    let at = this.#at;
    while (at < this.#text.length && /\d/.test(this.#text.charAt(at))) at += 1;
    return at > this.#at && (this.#text[at] === '>' || this.#text[at] === '<');
  }

  #redirection(depth: number): void {
    while (/[\d&]/.test(this.#text.charAt(this.#at))) this.#at += 1;
    const isHereDocument = this.#text.startsWith('<<', this.#at) && this.#text[this.#at + 2] !== '<';
    while (/[<>&|]/.test(this.#text.charAt(this.#at))) this.#at += 1;
    const stripTabs = isHereDocument && this.#text[this.#at] === '-';
    if (stripTabs) this.#at += 1;
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
    if (this.#at >= this.#text.length || '\r\n;|('.includes(this.#text.charAt(this.#at))) return;
    const target = this.#word(depth);
    if (isHereDocument) this.#hereDocuments.push({ delimiter: target.text, stripTabs, isQuoted: target.isQuoted });
  }

  #skipHereDocuments(depth: number): void {
    for (const { delimiter, stripTabs, isQuoted } of this.#hereDocuments.splice(0)) {
      const start = this.#at;
      let end = this.#text.length;
      while (this.#at < this.#text.length) {
        const newline = this.#text.indexOf('\n', this.#at);
        const lineEnd = newline < 0 ? this.#text.length : newline;
        const line = this.#text.slice(this.#at, lineEnd).replace(/\r$/, '');
        const lineStart = this.#at;
        this.#at = newline < 0 ? lineEnd : lineEnd + 1;
        if ((stripTabs ? line.replace(/^\t+/, '') : line) === delimiter) {
          end = lineStart;
          break;
        }
      }
      if (!isQuoted) this.#substitutionsIn(start, end, depth);
    }
  }

  /** The commands substituted into the body of an unquoted here-document. */
  #substitutionsIn(start: number, end: number, depth: number): void {
    const resume = this.#at;
    let at = this.#text.indexOf('$(', start);
    while (at >= 0 && at < end) {
      this.#at = at;
      this.#expansion(depth);
      at = this.#text.indexOf('$(', Math.max(this.#at, at + 2));
    }
    this.#at = resume;
  }

  #isContinuation(): boolean {
    if (this.#text[this.#at] !== '\\') return false;
    const next = this.#text[this.#at + 1];
    return next === '\n' || (next === '\r' && this.#text[this.#at + 2] === '\n');
  }

  #skipContinuation(): void {
    this.#at += this.#text[this.#at + 1] === '\r' ? 3 : 2;
  }

  #skipLine(): void {
    const newline = this.#text.indexOf('\n', this.#at);
    this.#at = newline < 0 ? this.#text.length : newline;
  }
}
