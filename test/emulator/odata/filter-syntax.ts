import { badRequest } from './error.ts';

export type Literal = string | number | boolean | null;

/** A `$filter`, read. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly operand: Filter }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly path: readonly string[]; readonly value: Literal }
  | { readonly kind: 'in'; readonly path: readonly string[]; readonly values: readonly Literal[] }
  | { readonly kind: 'call'; readonly name: TextFunction; readonly path: readonly string[]; readonly value: string }
  | { readonly kind: 'any'; readonly path: readonly string[]; readonly variable: string; readonly condition: Filter };

export type Operator = 'eq' | 'ne' | 'ge' | 'le' | 'gt' | 'lt';
export type TextFunction = 'startswith' | 'endswith' | 'contains';

/** Text, a number or time, a name or path, punctuation. */
const TOKEN = /\s*(?:('(?:[^']|'')*')|(-?\d[\w.:+-]*|[A-Za-z_$@][\w$.@-]*(?:\/[\w$.@-]+)*)|([(),:]))/y;

/** @throws GraphFailure as Graph does for a filter that it cannot read */
export function parseFilter(text: string): Filter {
  const parser = new Parser(text);
  const filter = parser.parseOr();
  parser.expectEnd();
  return filter;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text) ?? this.#fail();
  }

  parseOr(): Filter {
    let left = this.#parseAnd();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#parseAnd() };
    return left;
  }

  expectEnd(): void {
    if (this.#next < this.#tokens.length) this.#fail();
  }

  #parseAnd(): Filter {
    let left = this.#parseUnary();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#parseUnary() };
    return left;
  }

  #parseUnary(): Filter {
    if (this.#take('not')) return { kind: 'not', operand: this.#parseUnary() };
    if (this.#take('(')) {
      const inner = this.parseOr();
      this.#expect(')');
      return inner;
    }
    const word = this.#word();
    const name = word.toLowerCase();
    if (name === 'startswith' || name === 'endswith' || name === 'contains') return this.#parseCall(name);
    const path = word.split('/');
    if (path.at(-1) === 'any' && this.#take('(')) return this.#parseAny(path.slice(0, -1));
    return this.#parseComparison(path);
  }

  #parseCall(name: TextFunction): Filter {
    this.#expect('(');
    const path = this.#word().split('/');
    this.#expect(',');
    const value = this.#literal();
    this.#expect(')');
    return typeof value === 'string' ? { kind: 'call', name, path, value } : this.#fail();
  }

  #parseAny(path: readonly string[]): Filter {
    const variable = this.#word();
    this.#expect(':');
    const condition = this.parseOr();
    this.#expect(')');
    return { kind: 'any', path, variable, condition };
  }

  #parseComparison(path: readonly string[]): Filter {
    if (this.#take('in')) {
      this.#expect('(');
      const values = [this.#literal()];
      while (this.#take(',')) values.push(this.#literal());
      this.#expect(')');
      return { kind: 'in', path, values };
    }
    const operator = this.#word();
    if (!isOperator(operator)) return this.#fail();
    return { kind: 'compare', operator, path, value: this.#literal() };
  }

  #literal(): Literal {
    const token = this.#tokens[this.#next++] ?? this.#fail();
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    return /^-?\d+(?:\.\d+)?$/.test(token) ? Number(token) : token;
  }

  #word(): string {
    const token = this.#tokens[this.#next++];
    return token !== undefined && /^[A-Za-z$@_]/.test(token) ? token : this.#fail();
  }

  #take(token: string): boolean {
    const isNext = this.#tokens[this.#next] === token;
    if (isNext) this.#next += 1;
    return isNext;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.#fail();
  }

  #fail(): never {
    throw badRequest(`Invalid filter clause: ${this.#text}`, 'BadRequest');
  }
}

function tokens(text: string): readonly string[] | undefined {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(text); match; match = TOKEN.exec(text)) {
    found.push(match[1] ?? match[2] ?? match[3] ?? '');
    end = TOKEN.lastIndex;
  }
  return text.slice(end).trim() === '' ? found : undefined;
}

function isOperator(word: string): word is Operator {
  return ['eq', 'ne', 'ge', 'le', 'gt', 'lt'].includes(word);
}
