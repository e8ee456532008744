/**
 * The expression language of ARM templates: what stands in a string between `[` and `]`. Offsets count from the start
 * of the string's text.
 */
export type ArmExpression = ArmText | ArmNumber | ArmCall | ArmMember | ArmIndex | ArmError;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** `'text'`, with `''` for a quote. */
export interface ArmText extends Span {
  readonly kind: 'text';
  readonly text: string;
}

export interface ArmNumber extends Span {
  readonly kind: 'number';
  readonly value: number;
}

/** `name(arguments)`, also of a user-defined function: `namespace.name(arguments)`. */
export interface ArmCall extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly ArmExpression[];
}

/** `base.name` */
export interface ArmMember extends Span {
  readonly kind: 'member';
  readonly base: ArmExpression;
  readonly name: string;
}

/** `base[index]` */
export interface ArmIndex extends Span {
  readonly kind: 'index';
  readonly base: ArmExpression;
  readonly index: ArmExpression;
}

/** What is no expression; the rest of the string belongs to it. */
export interface ArmError extends Span {
  readonly kind: 'error';
}

/** Deeper nesting than people write; what is deeper is an error. */
const MAX_NESTING = 200;

/** The expression of a string; undefined for plain text. `[[` begins text that starts with one bracket. */
export function parseExpression(text: string): ArmExpression | undefined {
  if (!text.startsWith('[') || !text.endsWith(']') || text.startsWith('[[') || text.length < 2) return undefined;
  return new Parser(text).parse();
}

/** The text a plain string stands for. */
export function plainText(text: string): string {
  return text.startsWith('[[') ? text.slice(1) : text;
}

const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /[-+]?\d+(?:\.\d+)?/y;
const BLANKS = /\s*/y;

class Failure extends Error {}

class Parser {
  readonly #text: string;
  /** The offset of the bracket that ends the expression. */
  readonly #end: number;
  #at = 1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#end = text.length - 1;
  }

  parse(): ArmExpression {
    try {
      const expression = this.#expression();
      this.#skipBlanks();
      if (this.#at === this.#end) return expression;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
    return { kind: 'error', start: 1, end: this.#end };
  }

  #expression(): ArmExpression {
    this.#depth += 1;
    if (this.#depth > MAX_NESTING) throw new Failure();
    let expression = this.#primary();
    for (let links = 0; ; links++) {
      if (links > MAX_NESTING) throw new Failure();
      this.#skipBlanks();
      if (this.#take('.')) {
        this.#skipBlanks();
        const name = this.#match(NAME);
        expression = { kind: 'member', base: expression, name, start: expression.start, end: this.#at };
      } else if (this.#take('[')) {
        const index = this.#expression();
        this.#expect(']');
        expression = { kind: 'index', base: expression, index, start: expression.start, end: this.#at };
      } else break;
    }
    this.#depth -= 1;
    return expression;
  }

  #primary(): ArmExpression {
    this.#skipBlanks();
    const start = this.#at;
    const unit = this.#text[start] ?? '';
    if (unit === "'") return this.#quoted();
    if (/[-+\d]/.test(unit)) return { kind: 'number', value: Number(this.#match(NUMBER)), start, end: this.#at };
    let name = this.#match(NAME);
    this.#skipBlanks();
    if (this.#take('.')) {
      name = `${name}.${this.#match(NAME)}`;
      this.#skipBlanks();
    }
    this.#expect('(');
    const args = this.#args();
    return { kind: 'call', name, args, start, end: this.#at };
  }

  #args(): readonly ArmExpression[] {
    const args: ArmExpression[] = [];
    this.#skipBlanks();
    if (this.#take(')')) return args;
    do args.push(this.#expression());
    while (this.#takeAfterBlanks(','));
    this.#expect(')');
    return args;
  }

  #quoted(): ArmText {
    const start = this.#at;
    let text = '';
    let from = start + 1;
    for (;;) {
      const quote = this.#text.indexOf("'", from);
      if (quote < 0 || quote >= this.#end) throw new Failure();
      text += this.#text.slice(from, quote);
      this.#at = quote + 1;
      if (this.#text[quote + 1] !== "'") return { kind: 'text', text, start, end: this.#at };
      text += "'";
      from = quote + 2;
    }
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || this.#at + found.length > this.#end) throw new Failure();
    this.#at += found.length;
    return found;
  }

  #skipBlanks(): void {
    BLANKS.lastIndex = this.#at;
    this.#at += BLANKS.exec(this.#text)?.[0].length ?? 0;
  }

  #take(unit: string): boolean {
    if (this.#at >= this.#end || this.#text[this.#at] !== unit) return false;
    this.#at += 1;
    return true;
  }

  #takeAfterBlanks(unit: string): boolean {
    this.#skipBlanks();
    return this.#take(unit);
  }

  #expect(unit: string): void {
    if (!this.#takeAfterBlanks(unit)) throw new Failure();
  }
}
