import type { CST } from 'yaml';
import { isLineEnd } from './characters.ts';

/** Thrown where the text is none that the fast path reads; the `yaml` package's own parser takes over. */
export const UNUSUAL = new Error('not for the fast path');

/** A place in the text, and what the tokens made there have in common. */
export class Cursor {
  readonly text: string;
  at = 0;
  /** Columns in front of the text of this line, dashes of compact lists counted as such: what tokens call `indent`. */
  indent = 0;
  #atLineStart = true;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether nothing but blanks stands in front of here on this line. */
  get isAtLineStart(): boolean {
    return this.#atLineStart;
  }

  get character(): string | undefined {
    return this.text[this.at];
  }

  giveUp(): never {
    throw UNUSUAL;
  }

  /** Makes a token of the text up to `end` and moves there. */
  token(type: CST.SourceToken['type'], end: number): CST.SourceToken {
    const token = { type, offset: this.at, indent: this.indent, source: this.text.slice(this.at, end) };
    this.at = end;
    this.#atLineStart = false;
    return token;
  }

  scalar(type: CST.FlowScalar['type'], end: number): CST.FlowScalar {
    const token = { type, offset: this.at, indent: this.indent, source: this.text.slice(this.at, end) };
    this.at = end;
    this.#atLineStart = false;
    return token;
  }

  /** The `-` of a list; at the start of a line it counts as indentation. */
  dash(): CST.SourceToken {
    const atLineStart = this.#atLineStart;
    const token = this.token('seq-item-ind', this.at + 1);
    if (atLineStart) this.indent += 1;
    this.#atLineStart = atLineStart;
    return token;
  }

  /** A run of blanks, a comment or a line ending; `undefined` in front of anything else. */
  trivia(): CST.SourceToken | undefined {
    const { text, at } = this;
    switch (text.charCodeAt(at)) {
      case 0x20:
        return this.#blanks();
      case 0x09:
        return this.#atLineStart ? this.giveUp() : this.#blanks();
      case 0x0a:
        return this.#newline(at + 1);
      case 0x0d:
        return text[at + 1] === '\n' ? this.#newline(at + 2) : this.giveUp();
      case 0x23:
        if (!this.#atLineStart && !' \t\n'.includes(text[at - 1] ?? '\n')) this.giveUp();
        return this.token('comment', this.#lineEnd());
      default:
        return undefined;
    }
  }

  /** The blanks, comment and line ending behind a value. Says what came last; `text` is something else. */
  restOfLine(into: CST.SourceToken[]): 'newline' | 'end' | 'text' {
    for (;;) {
      const token = this.trivia();
      if (!token) return this.isAtEnd ? 'end' : 'text';
      into.push(token);
      if (token.type === 'newline') return 'newline';
    }
  }

  /** Moves to the start of a line. */
  startLine(at: number): void {
    this.at = at;
    this.indent = 0;
    this.#atLineStart = true;
  }

  #blanks(): CST.SourceToken {
    const { text, at } = this;
    const atLineStart = this.#atLineStart;
    let end = at + 1;
    while (text[end] === ' ' || text[end] === '\t') end += 1;
    const token = this.token('space', end);
    if (atLineStart) {
      if (token.source.includes('\t')) this.giveUp();
      this.indent += token.source.length;
      this.#atLineStart = true;
    }
    return token;
  }

  #newline(end: number): CST.SourceToken {
    const token = this.token('newline', end);
    this.startLine(end);
    return token;
  }

  #lineEnd(): number {
    const newline = this.text.indexOf('\n', this.at);
    if (newline < 0) return this.text.length;
    return isLineEnd(this.text, newline - 1) ? newline - 1 : newline;
  }
}
