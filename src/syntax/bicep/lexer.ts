import { ASCII, DOUBLE, IS_WORD, MAY_BE_DOUBLE, SINGLE_BY_CODE } from './characters.ts';
import { escapeLength } from './escapes.ts';
import type { BicepSyntaxError, Comment, Pragma } from './nodes.ts';
import { TokenKind, type TokenList, TokenListBuilder } from './tokens.ts';

export interface LexResult {
  readonly tokens: TokenList;
  readonly comments: readonly Comment[];
  readonly pragmas: readonly Pragma[];
  readonly errors: readonly BicepSyntaxError[];
  /** Indexes of string tokens that a line or file ends instead of a quote. */
  readonly unterminated: ReadonlySet<number>;
}

/** Splits a text into tokens. Anything is accepted: what is no Bicep becomes `Unrecognized` and an error. */
export function lex(text: string): LexResult {
  return new Lexer(text).lex();
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const HASH = 35;
const DOLLAR = 36;
const QUOTE = 39;
const STAR = 42;
const SLASH = 47;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const BYTE_ORDER_MARK = 0xfeff;

const PRAGMA_NAMES = ['disable-next-line', 'disable-diagnostics', 'restore-diagnostics'] as const;

/** An open string hole, or an open brace inside of one. */
type OpenTemplate = { readonly dollars: number } | 'line' | 'brace';

class Lexer {
  readonly #text: string;
  readonly #length: number;
  readonly #tokens: TokenListBuilder;
  readonly #comments: Comment[] = [];
  readonly #pragmas: Pragma[] = [];
  readonly #errors: BicepSyntaxError[] = [];
  readonly #unterminated = new Set<number>();
  readonly #open: OpenTemplate[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#length = text.length;
    this.#tokens = new TokenListBuilder(text.length);
  }

  lex(): LexResult {
    if (this.#length > 0 && this.#text.charCodeAt(0) === BYTE_ORDER_MARK) this.#at = 1;
    while (true) {
      this.#skipTrivia();
      if (this.#at >= this.#length) break;
      this.#token();
    }
    this.#tokens.add(TokenKind.EndOfFile, this.#length, this.#length);
    return {
      tokens: this.#tokens.build(),
      comments: this.#comments,
      pragmas: this.#pragmas,
      errors: this.#errors,
      unterminated: this.#unterminated,
    };
  }

  #code(offset: number): number {
    return offset < this.#length ? this.#text.charCodeAt(offset) : -1;
  }

  #error(message: string, start: number, end: number): void {
    this.#errors.push({ message, range: { start, end } });
  }

  #skipTrivia(): void {
    let mayBePragma = this.#tokens.count === 0 || this.#tokens.lastKind === TokenKind.NewLine;
    while (this.#at < this.#length) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === SPACE || code === TAB) {
        this.#at += 1;
      } else if (code === SLASH && this.#code(this.#at + 1) === SLASH) {
        this.#lineComment();
        mayBePragma = false;
      } else if (code === SLASH && this.#code(this.#at + 1) === STAR) {
        this.#blockComment();
        mayBePragma = false;
      } else if (!(code === HASH && mayBePragma && this.#pragma())) {
        return;
      }
    }
  }

  #lineComment(): void {
    const start = this.#at;
    this.#at = this.#endOfLine(start);
    this.#comments.push({ kind: 'line-comment', range: { start, end: this.#at } });
  }

  #blockComment(): void {
    const start = this.#at;
    const close = this.#text.indexOf('*/', start + 2);
    this.#at = close < 0 ? this.#length : close + 2;
    if (close < 0) this.#error('This comment is not closed: `*/` is missing.', start, this.#at);
    this.#comments.push({ kind: 'block-comment', range: { start, end: this.#at } });
  }

  /** A directive takes its line up to a comment. */
  #pragma(): boolean {
    const start = this.#at;
    const name = PRAGMA_NAMES.find((candidate) => this.#text.startsWith(candidate, start + 1));
    if (!name) return false;
    const line = this.#text.slice(start, this.#endOfLine(start));
    const comment = line.search(/\/[/*]/);
    const directive = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
    const codes = directive.slice(name.length + 1).match(/[^ \t]+/g) ?? [];
    this.#at = start + directive.length;
    this.#pragmas.push({ kind: 'pragma', name, codes, range: { start, end: this.#at } });
    return true;
  }

  #endOfLine(from: number): number {
    let at = from;
    for (; at < this.#length; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === NEWLINE || code === RETURN) break;
    }
    return at;
  }

  #token(): void {
    const start = this.#at;
    const code = this.#text.charCodeAt(start);
    if (code < ASCII) {
      if (IS_WORD[code] === 1) this.#word(start, code);
      else if (code === NEWLINE || code === RETURN) this.#newLine(start);
      else if (code === QUOTE) this.#openString(start);
      else if (code === OPEN_BRACE) {
        if (this.#open.length > 0) this.#open.push('brace');
        this.#add(TokenKind.LeftBrace, start, start + 1);
      } else if (code === OPEN_BRACE + 2) this.#closeBrace(start);
      else if (code === DOLLAR) this.#dollar(start);
      else this.#operator(start, code);
      return;
    }
    this.#unrecognized(start, start + 1);
  }

  #add(kind: TokenKind, start: number, end: number): void {
    this.#tokens.add(kind, start, end);
    this.#at = end;
  }

  #unrecognized(start: number, end: number): void {
    const text = this.#text.slice(start, end);
    const advice = text === '"' ? ' Strings are written in single quotes.' : '';
    this.#error(`Unexpected character ${text}.${advice}`, start, end);
    this.#add(TokenKind.Unrecognized, start, end);
  }

  #word(start: number, code: number): void {
    let at = start + 1;
    const isNumber = code < 58;
    for (; at < this.#length; at++) {
      const next = this.#text.charCodeAt(at);
      if (next >= ASCII || IS_WORD[next] !== 1 || (isNumber && next >= 58)) break;
    }
    this.#add(isNumber ? TokenKind.Integer : this.#wordKind(start, at), start, at);
  }

  #wordKind(start: number, end: number): TokenKind {
    const length = end - start;
    if (length === 4) {
      if (this.#text.startsWith('true', start)) return TokenKind.True;
      if (this.#text.startsWith('null', start)) return TokenKind.Null;
    }
    return length === 5 && this.#text.startsWith('false', start) ? TokenKind.False : TokenKind.Identifier;
  }

  #newLine(start: number): void {
    if (this.#open.length > 0) {
      // A hole must close on its line. An empty end of the string lets the next line be read as if it had.
      this.#open.length = 0;
      this.#endUnterminated(TokenKind.StringRight, start, start);
      return;
    }
    let at = start + 1;
    while (at < this.#length && (this.#text.charCodeAt(at) === NEWLINE || this.#text.charCodeAt(at) === RETURN))
      at += 1;
    this.#add(TokenKind.NewLine, start, at);
  }

  #operator(start: number, code: number): void {
    if (MAY_BE_DOUBLE[code] === 1) {
      const double = DOUBLE.get(this.#text.slice(start, start + 2));
      if (double !== undefined) {
        this.#add(double, start, start + 2);
        return;
      }
    }
    if (this.#text.startsWith('...', start)) {
      this.#add(TokenKind.Ellipsis, start, start + 3);
      return;
    }
    const single = SINGLE_BY_CODE[code] as TokenKind;
    if (single === TokenKind.EndOfFile) this.#unrecognized(start, start + 1);
    else this.#add(single, start, start + 1);
  }

  #closeBrace(start: number): void {
    const top = this.#open.at(-1);
    if (top === undefined) this.#add(TokenKind.RightBrace, start, start + 1);
    else if (top === 'brace') {
      this.#open.pop();
      this.#add(TokenKind.RightBrace, start, start + 1);
    } else if (top === 'line') this.#lineSegment(start, start + 1, false);
    else this.#multiLineSegment(start, start + 1, false, top.dollars);
  }

  #dollar(start: number): void {
    let at = start + 1;
    while (this.#code(at) === DOLLAR) at += 1;
    if (this.#text.startsWith("'''", at)) this.#multiLineSegment(start, at + 3, true, at - start);
    else this.#unrecognized(start, at);
  }

  #openString(start: number): void {
    if (this.#text.startsWith("''", start + 1)) this.#multiLineSegment(start, start + 3, true, 0);
    else this.#lineSegment(start, start + 1, true);
  }

  /** Reads a single-line string from behind its quote or hole up to the closing quote or the next hole. */
  #lineSegment(start: number, from: number, isFirst: boolean): void {
    let at = from;
    while (at < this.#length) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) {
        this.#endSegment(start, at + 1, isFirst);
        return;
      }
      if (code === DOLLAR && this.#code(at + 1) === OPEN_BRACE) {
        this.#openHole(start, at + 2, isFirst, 'line');
        return;
      }
      if (code === NEWLINE || code === RETURN) break;
      at = code === BACKSLASH ? this.#escape(at) : at + 1;
    }
    if (!isFirst) this.#open.pop();
    this.#endUnterminated(
      isFirst ? TokenKind.StringComplete : TokenKind.StringRight,
      start,
      Math.min(at, this.#length),
    );
  }

  /** The offset behind the escape that begins here. */
  #escape(backslash: number): number {
    const length = escapeLength(this.#text, backslash);
    if (length > 0) {
      // `\${` opens no hole.
      return this.#text.startsWith('${', backslash + 1) ? backslash + 3 : backslash + length;
    }
    const next = this.#code(backslash + 1);
    const end = next === NEWLINE || next === RETURN || next < 0 ? backslash + 1 : backslash + 2;
    this.#error("Unknown escape. Known are \\n \\r \\t \\\\ \\' \\$ and \\u{...}.", backslash, end);
    return end;
  }

  /** Reads a multi-line string from behind its quotes or hole. Its holes open with as many `$` as stand before it. */
  #multiLineSegment(start: number, from: number, isFirst: boolean, dollars: number): void {
    let at = from;
    while (at < this.#length) {
      const code = this.#text.charCodeAt(at);
      if (code !== QUOTE && code !== DOLLAR) {
        at += 1;
        continue;
      }
      const runStart = at;
      while (this.#code(at) === code) at += 1;
      const run = at - runStart;
      if (code === QUOTE && run >= 3) {
        this.#endSegment(start, at, isFirst);
        return;
      }
      if (code === DOLLAR && dollars > 0 && run >= dollars && this.#code(at) === OPEN_BRACE) {
        this.#openHole(start, at + 1, isFirst, { dollars });
        return;
      }
    }
    if (!isFirst) this.#open.pop();
    this.#endUnterminated(isFirst ? TokenKind.StringComplete : TokenKind.StringRight, start, this.#length);
  }

  #openHole(start: number, end: number, isFirst: boolean, template: OpenTemplate): void {
    if (isFirst) this.#open.push(template);
    this.#add(isFirst ? TokenKind.StringLeft : TokenKind.StringMiddle, start, end);
  }

  #endSegment(start: number, end: number, isFirst: boolean): void {
    if (!isFirst) this.#open.pop();
    this.#add(isFirst ? TokenKind.StringComplete : TokenKind.StringRight, start, end);
  }

  #endUnterminated(kind: TokenKind, start: number, end: number): void {
    this.#error('This string is not closed.', start, end);
    this.#unterminated.add(this.#tokens.count);
    this.#add(kind, start, end);
  }
}
