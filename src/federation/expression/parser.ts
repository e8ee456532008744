import type { Range } from '../../text/range.ts';
import { isMark } from '../patterns/marked-text.ts';
import type {
  ClaimsMatchingExpression,
  Comparison,
  ExpressionProblem,
  ExpressionProblemId,
  Operator,
} from './syntax.ts';

export interface ParsedExpression {
  /** Undefined where an error leaves the meaning open. */
  readonly expression: ClaimsMatchingExpression | undefined;
  readonly problems: readonly ExpressionProblem[];
}

/**
 * Parses a claims matching expression of languageVersion 1 (Learn, "Flexible federated identity credentials"):
 * comparisons `claims['name'] eq|matches 'text'`, joined by ` and `, exactly one space between words. Never throws;
 * goes on behind a mistake whose meaning is clear, so that one pass names them all.
 */
export function parseExpression(text: string): ParsedExpression {
  return new Parser(text).parse();
}

type Quote = "'" | '"' | '’';
const OPENING_QUOTES: Readonly<Record<string, Quote>> = { "'": "'", '"': '"', '‘': '’', '’': '’' };

class Parser {
  readonly #text: string;
  readonly #problems: ExpressionProblem[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): ParsedExpression {
    const comparisons: Comparison[] = [];
    if (this.#text.trim() === '')
      this.#error('empty', { start: 0, end: this.#text.length }, 'The expression is empty.');
    else {
      let comparison = this.#comparison();
      while (comparison) {
        comparisons.push(comparison);
        if (this.#at >= this.#text.length || !this.#and()) break;
        comparison = this.#comparison();
      }
    }
    const hasError = this.#problems.some(({ severity }) => severity === 'error');
    return { expression: hasError ? undefined : { comparisons }, problems: this.#problems };
  }

  #comparison(): Comparison | undefined {
    const start = this.#at;
    const claim = this.#lookup();
    if (!claim) return undefined;
    this.#oneSpace();
    const operator = this.#operator();
    if (!operator) return undefined;
    this.#oneSpace();
    const comparand = this.#comparand();
    if (!comparand) return undefined;
    return {
      range: { start, end: this.#at },
      claim: claim.value,
      claimRange: claim.inner,
      operator: operator.value,
      operatorRange: operator.range,
      comparand: comparand.value,
      comparandRange: comparand.range,
    };
  }

  #lookup() {
    if (!this.#text.startsWith('claims[', this.#at)) {
      const range = this.#wordRange();
      if (this.#startsWithMark()) this.#unknownPart(range);
      else this.#error('expected-lookup', range, "Name the claim as claims['sub'].");
      return undefined;
    }
    this.#at += 'claims['.length;
    const name = this.#string("Put the claim's name in single quotes: claims['sub'].");
    if (!name) return undefined;
    if (this.#text[this.#at] !== ']') {
      this.#error('expected-lookup', this.#wordRange(), "Close the claim with a bracket: claims['sub'].");
      return undefined;
    }
    this.#at += 1;
    if ([...name.value].some((char) => isMark(char.codePointAt(0) ?? 0))) {
      this.#unknownPart(name.range);
      return undefined;
    }
    return name;
  }

  #operator(): { readonly value: Operator; readonly range: Range } | undefined {
    const range = this.#wordRange();
    const word = this.#text.slice(range.start, range.end);
    if (word === 'eq' || word === 'matches') {
      this.#at = range.end;
      return { value: word, range };
    }
    if (this.#startsWithMark()) this.#unknownPart(range);
    else this.#error('unknown-operator', range, 'Use eq or matches; the language has no other operator.');
    return undefined;
  }

  #comparand() {
    const value = this.#string('Put the text to compare with in single quotes.');
    if (value?.value.endsWith('.')) {
      this.#warn('trailing-dot', value.range, 'The text ends with a full stop, which becomes part of the comparison.');
    }
    return value;
  }

  /** A quoted string. Quotes of another kind are read as what they stand for, and reported. */
  #string(hint: string) {
    const start = this.#at;
    const quote = OPENING_QUOTES[this.#text[start] ?? ''];
    if (!quote) {
      const range = this.#wordRange();
      if (this.#startsWithMark()) this.#unknownPart(range);
      else this.#error('expected-comparand', range, hint);
      return undefined;
    }
    let value = '';
    let at = start + 1;
    for (; at < this.#text.length; at++) {
      const char = this.#text[at] ?? '';
      if (char !== quote) value += char;
      else if (quote === "'" && this.#text[at + 1] === "'") {
        value += "'";
        at += 1;
      } else break;
    }
    if (at >= this.#text.length) {
      this.#error('unterminated-string', { start, end: at }, 'Close the text with a single quote.');
      this.#at = at;
      return undefined;
    }
    this.#at = at + 1;
    const range = { start, end: this.#at };
    if (quote === '"') this.#error('double-quotes', range, 'Use single quotes; double quotes are not accepted.');
    if (quote === '’') this.#warn('curly-quotes', range, 'Use straight single quotes instead of curly ones.');
    else if (/[‘’“”]/u.test(value)) {
      this.#warn('curly-quotes', range, 'The text contains a curly quote, which becomes part of the comparison.');
    }
    return { value, range, inner: { start: start + 1, end: at } };
  }

  /** `and` with one space on each side. */
  #and(): boolean {
    this.#oneSpace();
    const range = this.#wordRange();
    const word = this.#text.slice(range.start, range.end);
    if (word === 'and') {
      this.#at = range.end;
      this.#oneSpace();
      return true;
    }
    if (word === '') {
      this.#error('expected-and', { start: range.start - 1, end: range.end }, 'Remove the blank at the end.');
      return false;
    }
    if (word === 'or') {
      this.#error('unsupported-or', range, 'The language has no or: create one federated credential for each case.');
      this.#at = range.end;
      this.#oneSpace();
      return true;
    }
    if (this.#startsWithMark()) this.#unknownPart(range);
    else this.#error('expected-and', { start: range.start, end: this.#text.length }, 'Join comparisons with and.');
    return false;
  }

  #oneSpace(): void {
    const start = this.#at;
    while (this.#at < this.#text.length && isBlank(this.#text[this.#at] ?? '')) this.#at += 1;
    if (this.#at === start + 1 && this.#text[start] === ' ') return;
    const range = { start, end: Math.max(this.#at, Math.min(start + 1, this.#text.length)) };
    this.#error('expected-one-space', range, 'Put exactly one space here.');
  }

  #wordRange(): Range {
    let end = this.#at;
    while (end < this.#text.length && !isBlank(this.#text[end] ?? '')) end += 1;
    return { start: this.#at, end };
  }

  #startsWithMark(): boolean {
    return isMark(this.#text.codePointAt(this.#at) ?? 0);
  }

  #unknownPart(range: Range): void {
    this.#error('unknown-part', range, 'This part of the expression is not known here.');
  }

  #error(id: ExpressionProblemId, range: Range, message: string): void {
    this.#problems.push({ id, severity: 'error', range, message });
  }

  #warn(id: ExpressionProblemId, range: Range, message: string): void {
    this.#problems.push({ id, severity: 'warning', range, message });
  }
}

function isBlank(char: string): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}
