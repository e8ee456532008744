import type { Range } from '../../text/range.ts';

/** The kinds of token, trivia first. Punctuation is named after its look. */
export const TokenKind = {
  EndOfFile: 0,
  /** Blanks, and line endings where they mean nothing (inside parentheses, brackets and interpolations). */
  Blank: 1,
  LineComment: 2,
  BlockComment: 3,
  ByteOrderMark: 4,
  /** A line ending that ends an item. */
  Newline: 5,
  Identifier: 6,
  Number: 7,
  /** `"`, opening or closing. */
  Quote: 8,
  /** Text of a template. */
  TemplateText: 9,
  /** `${` or `${~`. */
  InterpolationStart: 10,
  /** `%{` or `%{~`. */
  DirectiveStart: 11,
  /** `~}`; the plain end of a template sequence is a `BraceClose`. */
  StripClose: 12,
  /** `<<MARKER` or `<<-MARKER`, with its line ending. */
  HeredocStart: 13,
  HeredocEnd: 14,
  BraceOpen: 15,
  BraceClose: 16,
  BracketOpen: 17,
  BracketClose: 18,
  ParenOpen: 19,
  ParenClose: 20,
  Equals: 21,
  Colon: 22,
  DoubleColon: 23,
  Comma: 24,
  Dot: 25,
  Ellipsis: 26,
  Arrow: 27,
  Question: 28,
  Bang: 29,
  Or: 30,
  And: 31,
  EqualEqual: 32,
  BangEqual: 33,
  Less: 34,
  LessEqual: 35,
  Greater: 36,
  GreaterEqual: 37,
  Plus: 38,
  Minus: 39,
  Star: 40,
  Slash: 41,
  Percent: 42,
  /** A character that has no place in HCL. */
  Invalid: 43,
  /** Text passed over because the item around it is broken. */
  Skipped: 44,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

const SINGLE = new Uint8Array(128).fill(TokenKind.Invalid);
for (const [character, kind] of Object.entries({
  '"': TokenKind.Quote,
  '{': TokenKind.BraceOpen,
  '}': TokenKind.BraceClose,
  '[': TokenKind.BracketOpen,
  ']': TokenKind.BracketClose,
  '(': TokenKind.ParenOpen,
  ')': TokenKind.ParenClose,
  '=': TokenKind.Equals,
  ':': TokenKind.Colon,
  ',': TokenKind.Comma,
  '.': TokenKind.Dot,
  '?': TokenKind.Question,
  '!': TokenKind.Bang,
  '<': TokenKind.Less,
  '>': TokenKind.Greater,
  '+': TokenKind.Plus,
  '-': TokenKind.Minus,
  '*': TokenKind.Star,
  '/': TokenKind.Slash,
  '%': TokenKind.Percent,
})) {
  SINGLE[character.charCodeAt(0)] = kind;
}

/** The token that one character is; `Invalid` where it has no place in HCL. */
export function singleKind(unit: number): TokenKind {
  return (unit < 128 ? SINGLE[unit] : TokenKind.Invalid) as TokenKind;
}

/** The token that two characters are together; `Invalid` where they are none. */
export function pairKind(unit: number, next: number): TokenKind {
  switch (next) {
    case 61: // =
      if (unit === 61) return TokenKind.EqualEqual;
      if (unit === 33) return TokenKind.BangEqual;
      if (unit === 60) return TokenKind.LessEqual;
      return unit === 62 ? TokenKind.GreaterEqual : TokenKind.Invalid;
    case 62: // >
      return unit === 61 ? TokenKind.Arrow : TokenKind.Invalid;
    case 58: // :
      return unit === 58 ? TokenKind.DoubleColon : TokenKind.Invalid;
    case 124: // |
      return unit === 124 ? TokenKind.Or : TokenKind.Invalid;
    case 38: // &
      return unit === 38 ? TokenKind.And : TokenKind.Invalid;
    case 125: // }
      return unit === 126 ? TokenKind.StripClose : TokenKind.Invalid;
    default:
      return TokenKind.Invalid;
  }
}

/** One token; a token begins where the one before it ends. */
export interface Token {
  readonly kind: TokenKind;
  readonly range: Range;
}

/** All tokens of a text, trivia included, packed: five bytes each, so that they cost next to nothing to keep. */
export class TokenList {
  #kinds: Uint8Array;
  #ends: Int32Array;
  #length = 0;

  constructor(textLength: number) {
    const capacity = 64 + (textLength >> 2);
    this.#kinds = new Uint8Array(capacity);
    this.#ends = new Int32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** The end of the last token. */
  get end(): number {
    return this.endOf(this.#length - 1);
  }

  kindOf(index: number): TokenKind {
    return (this.#kinds[index] ?? TokenKind.EndOfFile) as TokenKind;
  }

  startOf(index: number): number {
    return this.endOf(index - 1);
  }

  endOf(index: number): number {
    return index < 0 ? 0 : (this.#ends[index] ?? 0);
  }

  at(index: number): Token | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    return { kind: this.kindOf(index), range: { start: this.startOf(index), end: this.endOf(index) } };
  }

  push(kind: TokenKind, end: number): void {
    if (this.#length === this.#kinds.length) this.#grow();
    this.#kinds[this.#length] = kind;
    this.#ends[this.#length] = end;
    this.#length += 1;
  }

  /** Drops the tokens that end behind an offset. */
  rewind(offset: number): void {
    while (this.#length > 0 && this.end > offset) this.#length -= 1;
  }

  *[Symbol.iterator](): Iterator<Token> {
    for (let index = 0; index < this.#length; index += 1) {
      yield { kind: this.kindOf(index), range: { start: this.startOf(index), end: this.endOf(index) } };
    }
  }

  #grow(): void {
    const kinds = new Uint8Array(this.#kinds.length * 2);
    const ends = new Int32Array(this.#ends.length * 2);
    kinds.set(this.#kinds);
    ends.set(this.#ends);
    this.#kinds = kinds;
    this.#ends = ends;
  }
}
