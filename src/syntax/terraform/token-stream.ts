import { identifierEnd, isDigit, isPlainInQuotes, isSurrogatePair, lineEnd, numberEnd } from './characters.ts';
import { heredocStartEnd, lastMarkerLines, markerOffset } from './heredocs.ts';
import type { SyntaxProblem } from './nodes.ts';
import { pairKind, singleKind, TokenKind, TokenList } from './tokens.ts';

/** How deep expressions, templates and blocks may nest together. Real files stay below 30; the bound keeps the stack safe. */
export const MAX_NESTING = 200;

/** Thrown where an item cannot go on; caught where the next one begins. One object, because a broken file throws it often. */
export const FAILURE = new Error('The parser gave up on an item.');

/**
 * The tokens of a text, scanned on demand with one token of lookahead, because the meaning of a character depends on
 * what is being parsed: text inside quotes and heredocs, line endings only where they end an item.
 */
export class TokenStream {
  readonly text: string;
  readonly tokens: TokenList;
  readonly errors: SyntaxProblem[] = [];

  /** The current token: seen, not yet consumed. */
  kind: TokenKind = TokenKind.Newline;
  start = 0;
  end = 0;
  /** The end of the last consumed token. */
  previousEnd = 0;
  /** Whether the current template text has an escape to resolve. */
  hasEscape = false;

  /** Whether line endings are tokens. They are not inside parentheses, brackets and template sequences. */
  newlinesMatter = true;
  nesting = 0;
  /** Whether a bracket was still open where the text ended. */
  hasUnclosed = false;
  /** Whether indentation decides where an unclosed block or object ends. */
  readonly usesLayout: boolean;

  #lastFailure = -1;
  /** For every line that could close a heredoc, the offset of its last occurrence. Built once a heredoc has no end. */
  #markerLines: Map<string, number> | undefined;

  constructor(text: string, usesLayout: boolean) {
    this.text = text;
    this.tokens = new TokenList(text.length);
    this.usesLayout = usesLayout;
    if (text.charCodeAt(0) === 0xfeff) {
      this.end = 1;
      this.tokens.push(TokenKind.ByteOrderMark, 1);
    }
    this.next();
  }

  is(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /** What the current token is, for messages: punctuation as it stands, never text that could be a secret. */
  describe(): string {
    switch (this.kind) {
      case TokenKind.EndOfFile:
        return 'the end of the file';
      case TokenKind.Newline:
        return 'the end of the line';
      case TokenKind.Identifier:
        return 'a name';
      case TokenKind.Number:
        return 'a number';
      case TokenKind.Quote:
      case TokenKind.TemplateText:
      case TokenKind.HeredocStart:
      case TokenKind.HeredocEnd:
      case TokenKind.Skipped:
        return 'text';
      default:
        return this.text.slice(this.start, this.end);
    }
  }

  report(message: string, start: number, end: number): void {
    this.errors.push({ message, range: { start, end } });
  }

  /** Reports an error and gives up on the item. A second failure at the same token is a consequence of the first. */
  fail(message: string, start: number = this.start, end: number = this.end): never {
    if (this.#lastFailure !== this.start) this.report(message, start, end);
    this.#lastFailure = this.start;
    throw FAILURE;
  }

  /** Goes one level deeper; the caller comes back with `nesting -= 1`. */
  descend(): void {
    this.nesting += 1;
    if (this.nesting > MAX_NESTING) this.fail(`This is nested too deeply: more than ${MAX_NESTING} levels.`);
  }

  /** Consumes the current token. */
  next(): void {
    const { text, tokens } = this;
    this.previousEnd = this.end;
    let at = this.end;
    // A run of empty lines is one line ending.
    const newlinesMatter = this.newlinesMatter && this.kind !== TokenKind.Newline;
    let blanks = at;
    for (;;) {
      const unit = text.charCodeAt(at);
      if (unit === 32 || unit === 9) {
        at += 1;
        continue;
      }
      if (unit === 10 || (unit === 13 && text.charCodeAt(at + 1) === 10)) {
        const end = unit === 10 ? at + 1 : at + 2;
        if (newlinesMatter) {
          if (at > blanks) tokens.push(TokenKind.Blank, at);
          this.#set(TokenKind.Newline, at, end);
          return;
        }
        at = end;
        continue;
      }
      if (at > blanks) tokens.push(TokenKind.Blank, at);
      if (unit === 35 || (unit === 47 && text.charCodeAt(at + 1) === 47)) {
        at = lineEnd(text, at);
        tokens.push(TokenKind.LineComment, at);
      } else if (unit === 47 && text.charCodeAt(at + 1) === 42) {
        const close = text.indexOf('*/', at + 2);
        if (close < 0) this.report('This comment is not closed: */ is missing.', at, at + 2);
        at = close < 0 ? text.length : close + 2;
        tokens.push(TokenKind.BlockComment, at);
      } else {
        this.#scan(unit, at);
        return;
      }
      blanks = at;
    }
  }

  /** Consumes the current token inside a quoted string: text, a template sequence, the closing quote, or the end of the line. */
  nextInQuotes(): void {
    const { text } = this;
    const start = this.end;
    let at = start;
    this.previousEnd = start;
    this.hasEscape = false;
    for (;;) {
      while (isPlainInQuotes(text.charCodeAt(at))) at += 1;
      const unit = text.charCodeAt(at);
      if (unit === 92) {
        this.hasEscape = true;
        const escaped = text.charCodeAt(at + 1);
        at += escaped === 10 || escaped === 13 || at + 1 === text.length ? 1 : 2;
      } else if (unit === 36 || unit === 37) {
        const skip = this.#literalSequence(unit, at);
        if (skip === 0) break;
        at += skip;
      } else if (unit === 13 && text.charCodeAt(at + 1) !== 10) {
        at += 1;
      } else {
        break;
      }
    }
    if (at > start) this.#set(TokenKind.TemplateText, start, at);
    else if (text.charCodeAt(at) === 34) this.#set(TokenKind.Quote, at, at + 1);
    else if (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) this.#setSequenceStart(at);
    else this.#stop(at, at < text.length ? TokenKind.Newline : TokenKind.EndOfFile);
  }

  /** Consumes the current token inside a heredoc: text, a template sequence, the closing marker, or the end of the text. */
  nextInHeredoc(marker: string): void {
    const { text } = this;
    const start = this.end;
    let at = start;
    this.previousEnd = start;
    this.hasEscape = false;
    for (;;) {
      if (text.charCodeAt(at - 1) === 10) {
        const markerStart = markerOffset(text, at, marker);
        if (markerStart >= 0) {
          if (at > start) {
            this.#set(TokenKind.TemplateText, start, at);
          } else {
            if (markerStart > at) this.tokens.push(TokenKind.Blank, markerStart);
            this.#set(TokenKind.HeredocEnd, markerStart, markerStart + marker.length);
          }
          return;
        }
      }
      let unit = text.charCodeAt(at);
      while (unit !== 10 && unit !== 36 && unit !== 37 && at < text.length) {
        at += 1;
        unit = text.charCodeAt(at);
      }
      if (at >= text.length) {
        this.#stop(at, TokenKind.EndOfFile);
        return;
      }
      const skip = unit === 10 ? 1 : this.#literalSequence(unit, at);
      if (skip === 0) break;
      at += skip;
    }
    if (at > start) this.#set(TokenKind.TemplateText, start, at);
    else this.#setSequenceStart(at);
  }

  /** Whether a line that closes a heredoc can come behind an offset. Says so for every heredoc until one was found to have no end. */
  canClose(marker: string, offset: number): boolean {
    return this.#markerLines === undefined || (this.#markerLines.get(marker) ?? -1) >= offset;
  }

  /** Remembers all lines that could close a heredoc, so that many heredocs without an end cost one pass, not many. */
  indexMarkerLines(): void {
    this.#markerLines ??= lastMarkerLines(this.text);
  }

  /** Goes back to an offset, or to the start of the token that spans it, and reads on from there as at the start of a line. */
  restart(offset: number): void {
    this.rewind(offset);
    this.newlinesMatter = true;
    this.next();
  }

  /** Goes back to an offset, or to the start of the token that spans it, without reading on. */
  rewind(offset: number): void {
    this.tokens.rewind(offset);
    this.end = this.tokens.end;
    this.kind = TokenKind.Newline;
  }

  /** Makes the text from the end of the current token up to an offset the current token. */
  skipTo(offset: number): void {
    this.previousEnd = this.end;
    this.#set(TokenKind.Skipped, this.end, offset);
  }

  /** The end of the last token that is more than blank, comment or line ending. */
  significantEnd(): number {
    let index = this.tokens.length - 1;
    while (index >= 0 && (this.tokens.startOf(index) >= this.start || this.tokens.kindOf(index) <= TokenKind.Newline)) {
      index -= 1;
    }
    return this.tokens.endOf(index);
  }

  /** The length of `$${`, `%%{`, or of a `$` or `%` that starts nothing; 0 where a template sequence starts. */
  #literalSequence(unit: number, at: number): number {
    const next = this.text.charCodeAt(at + 1);
    if (next === 123) return 0;
    if (next !== unit || this.text.charCodeAt(at + 2) !== 123) return 1;
    this.hasEscape = true;
    return 3;
  }

  #setSequenceStart(at: number): void {
    const end = this.text.charCodeAt(at + 2) === 126 ? at + 3 : at + 2;
    const isInterpolation = this.text.charCodeAt(at) === 36;
    this.#set(isInterpolation ? TokenKind.InterpolationStart : TokenKind.DirectiveStart, at, end);
  }

  #set(kind: TokenKind, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.tokens.push(kind, end);
  }

  /** Ends inside a template without a token: what comes next belongs to no string. */
  #stop(at: number, kind: TokenKind): void {
    if (at > this.end) this.tokens.push(TokenKind.TemplateText, at);
    this.kind = kind;
    this.start = at;
    this.end = at;
  }

  #scan(unit: number, at: number): void {
    const { text } = this;
    const word = identifierEnd(text, at);
    if (word > at) {
      this.#set(TokenKind.Identifier, at, word);
      return;
    }
    if (isDigit(unit)) {
      this.#set(TokenKind.Number, at, numberEnd(text, at, this.kind === TokenKind.Dot));
      return;
    }
    if (at >= text.length) {
      this.kind = TokenKind.EndOfFile;
      this.start = at;
      this.end = at;
      return;
    }
    if (unit === 60) {
      const end = heredocStartEnd(text, at);
      if (end > at) {
        this.#set(TokenKind.HeredocStart, at, end);
        return;
      }
    }
    const next = text.charCodeAt(at + 1);
    const pair = pairKind(unit, next);
    if (pair !== TokenKind.Invalid) this.#set(pair, at, at + 2);
    else if (unit === 46 && next === 46 && text.charCodeAt(at + 2) === 46) this.#set(TokenKind.Ellipsis, at, at + 3);
    else this.#set(singleKind(unit), at, isSurrogatePair(unit, next) ? at + 2 : at + 1);
  }
}
