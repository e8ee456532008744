import type { Range } from '../../text/range.ts';
import { isDeclarationWord } from './keywords.ts';
import type { LexResult } from './lexer.ts';
import type { BicepSyntaxError, ErrorNode, Identifier } from './nodes.ts';
import { TokenKind, type TokenList } from './tokens.ts';

/**
 * How deep expressions, types and resource bodies may nest: deeper input becomes an error node, since parsing uses the
 * call stack. Hand-written files stay below 20.
 */
export const MAX_DEPTH = 200;

/** How high a tree may get, chains as `a.b.c` and `a + b + c` included: what lets consumers recurse without care. */
export const MAX_HEIGHT = 500;

const NEWLINE = 10;
const RETURN = 13;

/** No token has this kind: nothing matches while the parser unwinds from an error. */
const UNWINDING = 63;

/** A set of token kinds to skip to, made by `stopsAt`. */
export type Stops = number;

/** @param kinds none of the operators, which are numbered above the bits of an integer */
export function stopsAt(...kinds: readonly TokenKind[]): Stops {
  return kinds.reduce<Stops>((stops, kind) => stops | (1 << kind), 0);
}

function isStop(kind: TokenKind, stops: Stops): boolean {
  return kind < 31 && (stops & (1 << kind)) !== 0;
}

/**
 * A place in the tokens, with what parsing functions share.
 *
 * A function that finds something else than it expects calls `fail`. From then on `kind` equals no token's kind, so
 * every function up the stack returns what it has; the one that knows where to go on calls `recovered`.
 */
export class Cursor {
  readonly text: string;
  readonly tokens: TokenList;
  readonly errors: BicepSyntaxError[];
  /** The kind of the current token, or one no token has while the parser unwinds. */
  kind: TokenKind;
  /** Where the current token starts. */
  start = 0;
  /** Where the current token ends. */
  end = 0;
  /** Where the token before the current one ends. */
  lastEnd = 0;
  readonly #unterminated: ReadonlySet<number>;
  #index = 0;
  #depth = 0;
  #height = 0;

  constructor(text: string, lexed: LexResult) {
    this.text = text;
    this.tokens = lexed.tokens;
    this.errors = [...lexed.errors];
    this.#unterminated = lexed.unterminated;
    this.kind = TokenKind.EndOfFile;
    this.#load();
  }

  get isUnwinding(): boolean {
    return (this.kind as number) === UNWINDING;
  }

  /** True where a line or the file ended the current string token. */
  get isUnterminated(): boolean {
    return this.#unterminated.has(this.#index);
  }

  at(kind: TokenKind): boolean {
    return this.kind === kind;
  }

  /**
   * True where an unindented line begins with a declaration, keyword and name: no element of a list looks like that.
   * @param except the keyword of the one declaration that may be nested at this place
   */
  startsStatement(except?: string): boolean {
    if (!this.at(TokenKind.Identifier) || this.tokens.kind(this.#index + 1) !== TokenKind.Identifier) return false;
    const before = this.start > 0 ? this.text.charCodeAt(this.start - 1) : NEWLINE;
    if (before !== NEWLINE && before !== RETURN) return false;
    const word = this.tokenText();
    return word === except ? this.#hasFullType() : isDeclarationWord(word);
  }

  /** Behind keyword and name, a type with its namespace, which a nested resource cannot have: `'Microsoft.Web/sites`. */
  #hasFullType(): boolean {
    const text = this.textAt(this.#index + 2);
    return text.startsWith("'") && text.indexOf('.') > 0 && text.indexOf('.') < text.indexOf('/');
  }

  advance(): void {
    this.lastEnd = this.end;
    this.#index += 1;
    this.#load();
  }

  /** Reads the current token where it is of this kind. */
  take(kind: TokenKind): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  expect(kind: TokenKind, text: string): void {
    if (!this.take(kind)) this.fail(`Expected ${text} here.`);
  }

  /** True where the current token is this word. */
  isWord(word: string): boolean {
    return (
      this.kind === TokenKind.Identifier &&
      this.end - this.start === word.length &&
      this.text.startsWith(word, this.start)
    );
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.advance();
    return true;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) this.fail(`Expected ${word} here.`);
  }

  tokenText(): string {
    return this.text.slice(this.start, this.end);
  }

  identifier(what: string): Identifier {
    if (this.kind !== TokenKind.Identifier) {
      const range = this.fail(`Expected ${what} here.`).range;
      return { kind: 'identifier', range, name: '' };
    }
    const identifier: Identifier = { kind: 'identifier', range: this.range(), name: this.tokenText() };
    this.advance();
    return identifier;
  }

  /** The range of the current token. */
  range(): Range {
    return { start: this.start, end: this.end };
  }

  /** From an offset to the end of the last token read. */
  rangeFrom(start: number): Range {
    return { start, end: Math.max(start, this.lastEnd) };
  }

  skipNewLines(): void {
    while (this.kind === TokenKind.NewLine) this.advance();
  }

  /** The kind of the token behind the current one. */
  peek(): TokenKind {
    return this.isUnwinding ? this.kind : this.tokens.kind(this.#index + 1);
  }

  /** The index of the first token from the current one, or the next, that is no line ending. */
  indexBehindNewLines(from: 'current' | 'next'): number {
    let index = this.#index + (from === 'next' ? 1 : 0);
    while (this.tokens.kind(index) === TokenKind.NewLine) index += 1;
    return index;
  }

  /** True where this kind follows, on this line or after empty ones. */
  isBehindNewLines(kind: TokenKind): boolean {
    if (this.kind !== TokenKind.NewLine) return this.kind === kind;
    return this.tokens.kind(this.indexBehindNewLines('current')) === kind;
  }

  /** The text of a token by its index. */
  textAt(index: number): string {
    return this.text.slice(this.tokens.start(index), this.tokens.end(index));
  }

  /** Records an error and goes on. */
  report(message: string, range: Range): void {
    this.errors.push({ message, range });
  }

  /** Records an error at the current token and begins to unwind; only the first of a chain is recorded. */
  fail(message: string): ErrorNode {
    const range = { start: this.start, end: this.start };
    if (!this.isUnwinding) this.report(message, this.range());
    // The blanks before the token count as read, so that this place lies inside of every node around it.
    this.lastEnd = Math.max(this.lastEnd, this.start);
    this.kind = UNWINDING as TokenKind;
    return { kind: 'error', range };
  }

  /**
   * Ends unwinding: skips as `skipTo` does. A node behind which text had to be skipped gives
   * way to an error node from `start`; one that is only incomplete stays.
   */
  recovered<T>(node: T, start: number, stops: Stops): T | ErrorNode {
    if (!this.isUnwinding) return node;
    return this.skipTo(stops) ? { kind: 'error', range: this.rangeFrom(start) } : node;
  }

  /** Skips to one of the stops, a new statement or the end of the file; false where the current token is one. */
  skipTo(stops: Stops): boolean {
    this.#load();
    let hasSkipped = false;
    while (this.kind !== TokenKind.EndOfFile && !isStop(this.kind, stops) && !this.startsStatement()) {
      this.advance();
      hasSkipped = true;
    }
    return hasSkipped;
  }

  /** Ends unwinding behind the token that was not expected, where there is one. */
  skipToken(): void {
    this.#load();
    if (!this.at(TokenKind.EndOfFile)) this.advance();
  }

  /**
   * Runs a parsing function one level deeper; fails without running it where that is too deep.
   * Functions that nest must go through here.
   */
  nested<T>(parse: (cursor: Cursor) => T): T | ErrorNode {
    if (this.#depth >= MAX_DEPTH) return this.fail(`This is nested deeper than ${MAX_DEPTH} levels.`);
    const outerHeight = this.#height;
    this.#height = 0;
    this.#depth += 1;
    const node = parse(this);
    this.#depth -= 1;
    this.#height = Math.max(outerHeight, this.#height + 1);
    return node;
  }

  /** Counts a step of a chain, whose tree grows by one node; false, and failed, where it is too high. */
  extendChain(): boolean {
    this.#height += 1;
    if (this.#height <= MAX_HEIGHT) return true;
    this.fail(`This expression has more than ${MAX_HEIGHT} steps.`);
    return false;
  }

  #load(): void {
    this.kind = this.tokens.kind(this.#index);
    this.start = this.tokens.start(this.#index);
    this.end = this.tokens.end(this.#index);
  }
}
