/** What a token is. Words other than `true`, `false` and `null` are keywords only by their place: identifiers. */
export const TokenKind = {
  EndOfFile: 0,
  NewLine: 1,
  Identifier: 2,
  True: 3,
  False: 4,
  Null: 5,
  Integer: 6,
  /** A string without interpolation: `'text'`. */
  StringComplete: 7,
  /** `'text${`. */
  StringLeft: 8,
  /** `}text${`. */
  StringMiddle: 9,
  /** `}text'`. */
  StringRight: 10,
  LeftBrace: 11,
  RightBrace: 12,
  LeftParen: 13,
  RightParen: 14,
  LeftSquare: 15,
  RightSquare: 16,
  At: 17,
  Comma: 18,
  Dot: 19,
  Ellipsis: 20,
  Question: 21,
  Colon: 22,
  DoubleColon: 23,
  Assignment: 24,
  Arrow: 25,
  Pipe: 26,
  Hat: 27,
  Exclamation: 28,
  Semicolon: 29,
  Unrecognized: 30,
  // The binary operators come last, in one stretch.
  Asterisk: 31,
  Slash: 32,
  Percent: 33,
  Plus: 34,
  Minus: 35,
  Greater: 36,
  GreaterOrEqual: 37,
  Less: 38,
  LessOrEqual: 39,
  Equals: 40,
  NotEquals: 41,
  EqualsInsensitive: 42,
  NotEqualsInsensitive: 43,
  And: 44,
  Or: 45,
  Coalesce: 46,
} as const;

export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind];

/**
 * The tokens of a text, in order, the last one `EndOfFile` and empty. What lies between two of them is trivia: blanks,
 * comments, pragmas. Kept as three numeric arrays, since a large file has a million tokens.
 */
export class TokenList {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;

  constructor(kinds: Uint8Array, starts: Uint32Array, ends: Uint32Array) {
    this.count = kinds.length;
    this.kinds = kinds;
    this.starts = starts;
    this.ends = ends;
  }

  kind(index: number): TokenKind {
    return (this.kinds[index] ?? TokenKind.EndOfFile) as TokenKind;
  }

  start(index: number): number {
    return this.starts[index] ?? 0;
  }

  end(index: number): number {
    return this.ends[index] ?? 0;
  }

  /** The index of the first token that ends behind the offset: the one that covers it or follows it. */
  indexAt(offset: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.end(middle) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Collects tokens in order. */
export class TokenListBuilder {
  #kinds: Uint8Array;
  #starts: Uint32Array;
  #ends: Uint32Array;
  #count = 0;

  /** @param textLength in UTF-16 code units: what the first size is guessed from */
  constructor(textLength: number) {
    const capacity = (textLength >> 2) + 16;
    this.#kinds = new Uint8Array(capacity);
    this.#starts = new Uint32Array(capacity);
    this.#ends = new Uint32Array(capacity);
  }

  get count(): number {
    return this.#count;
  }

  get lastKind(): TokenKind | undefined {
    return this.#count > 0 ? (this.#kinds[this.#count - 1] as TokenKind) : undefined;
  }

  add(kind: TokenKind, start: number, end: number): void {
    if (this.#count === this.#kinds.length) this.#grow();
    this.#kinds[this.#count] = kind;
    this.#starts[this.#count] = start;
    this.#ends[this.#count] = end;
    this.#count += 1;
  }

  build(): TokenList {
    return new TokenList(
      this.#kinds.slice(0, this.#count),
      this.#starts.slice(0, this.#count),
      this.#ends.slice(0, this.#count),
    );
  }

  #grow(): void {
    const capacity = this.#kinds.length * 2;
    const kinds = new Uint8Array(capacity);
    const starts = new Uint32Array(capacity);
    const ends = new Uint32Array(capacity);
    kinds.set(this.#kinds);
    starts.set(this.#starts);
    ends.set(this.#ends);
    this.#kinds = kinds;
    this.#starts = starts;
    this.#ends = ends;
  }
}
