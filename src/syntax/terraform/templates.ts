import { identifierEnd, lineEnd } from './characters.ts';
import { unescapeHeredoc, unescapeQuoted } from './escapes.ts';
import { closingLine, heredocAt } from './heredocs.ts';
import type { Expression, Heredoc, Identifier, Strip, Template, TemplatePart } from './nodes.ts';
import { FAILURE, type TokenStream } from './token-stream.ts';
import { TokenKind } from './tokens.ts';

/** Parses the expression of a template sequence: expressions hold templates and templates hold expressions. */
export type ParseExpression = (stream: TokenStream) => Expression;

type ClosingDirective = 'else' | 'endif' | 'endfor';

/** A list of parts and the directive that ended it; none where the string ended. */
interface Parts {
  readonly parts: readonly TemplatePart[];
  readonly closing: ClosingDirective | undefined;
  /** Of the closing directive. */
  readonly strip: Strip;
  readonly end: number;
}

const NO_STRIP: Strip = { before: false, after: false };

/** Parses a quoted string; the current token is its opening quote. */
export function parseQuoted(stream: TokenStream, parseExpression: ParseExpression): Template {
  const start = stream.start;
  stream.nextInQuotes();
  const { parts, end } = new TemplateParser(stream, undefined, start, parseExpression).parts([]);
  stream.next();
  return { kind: 'template', range: { start, end }, heredoc: undefined, parts };
}

/** Parses a heredoc; the current token is its opening marker with the line ending. */
export function parseHeredoc(stream: TokenStream, parseExpression: ParseExpression): Template {
  const { text, start } = stream;
  const heredoc = heredocAt(text, start);
  const parser = new TemplateParser(stream, heredoc, start, parseExpression);
  if (!stream.canClose(heredoc.marker, stream.end)) parser.failUnclosed();
  stream.nextInHeredoc(heredoc.marker);
  const { parts, end } = parser.parts([]);
  stream.next();
  return { kind: 'template', range: { start, end }, heredoc, parts };
}

class TemplateParser {
  readonly #stream: TokenStream;
  readonly #heredoc: Heredoc | undefined;
  readonly #start: number;
  readonly #parseExpression: ParseExpression;
  /** How the text around the template treats line endings. */
  readonly #newlinesMatter: boolean;

  constructor(stream: TokenStream, heredoc: Heredoc | undefined, start: number, parseExpression: ParseExpression) {
    this.#stream = stream;
    this.#heredoc = heredoc;
    this.#start = start;
    this.#parseExpression = parseExpression;
    this.#newlinesMatter = stream.newlinesMatter;
  }

  /** Parses parts up to the end of the string, left as the current token, or up to and with one of the closing directives. */
  parts(closers: readonly ClosingDirective[]): Parts {
    const stream: TokenStream = this.#stream;
    const parts: TemplatePart[] = [];
    for (;;) {
      switch (stream.kind) {
        case TokenKind.TemplateText:
          parts.push(this.#text());
          break;
        case TokenKind.InterpolationStart:
          parts.push(this.#sequence());
          break;
        case TokenKind.DirectiveStart: {
          const closing = this.#peekClosing();
          if (closing && closers.includes(closing)) {
            const before = this.#enter();
            stream.next();
            const end = stream.end;
            return { parts, closing, strip: this.#leave(before), end };
          }
          parts.push(this.#sequence());
          break;
        }
        case TokenKind.Quote:
        case TokenKind.HeredocEnd:
          if (closers.length > 0) stream.fail(`%{ ${closers.at(-1)} } is missing before the string ends.`);
          return { parts, closing: undefined, strip: NO_STRIP, end: stream.end };
        default:
          this.failUnclosed();
      }
    }
  }

  failUnclosed(): never {
    const stream: TokenStream = this.#stream;
    if (!this.#heredoc) {
      stream.fail('This string is not closed: " is missing before the end of the line.', this.#start, stream.start);
    }
    stream.indexMarkerLines();
    // Read on behind the first line: the rest of the file is hardly meant to be text.
    const firstLineEnd = lineEnd(stream.text, this.#start);
    stream.rewind(this.#start);
    stream.skipTo(firstLineEnd);
    stream.fail(
      `This heredoc is not closed: a line with nothing but ${this.#heredoc.marker} is missing.`,
      this.#start,
      firstLineEnd,
    );
  }

  #text(): TemplatePart {
    const stream: TokenStream = this.#stream;
    const { start, end } = stream;
    let value = stream.text.slice(start, end);
    if (stream.hasEscape) {
      value = this.#heredoc
        ? unescapeHeredoc(value)
        : unescapeQuoted(value, (from, to) => {
            stream.report(
              'This escape is unknown. HCL knows \\n, \\r, \\t, \\", \\\\, \\uNNNN and \\UNNNNNNNN; write \\\\ for a backslash.',
              start + from,
              start + to,
            );
          });
    }
    this.#advance();
    return { kind: 'text', range: { start, end }, value };
  }

  /** An interpolation or directive. In a heredoc, a broken one ends with the heredoc, whose own end is a line of its own. */
  #sequence(): TemplatePart {
    const stream: TokenStream = this.#stream;
    const { start, nesting } = stream;
    try {
      return stream.is(TokenKind.InterpolationStart) ? this.#interpolation() : this.#directive();
    } catch (error) {
      const close =
        error === FAILURE && this.#heredoc
          ? closingLine(stream.text, this.#start, stream.start, this.#heredoc.marker)
          : undefined;
      if (close === undefined) throw error;
      stream.nesting = nesting;
      stream.newlinesMatter = this.#newlinesMatter;
      stream.rewind(close);
      if (stream.end < close) stream.skipTo(close);
      this.#advance();
      return { kind: 'error-part', range: { start, end: close } };
    }
  }

  #interpolation(): TemplatePart {
    const stream: TokenStream = this.#stream;
    const start = stream.start;
    const before = this.#enter();
    const expression = this.#parseExpression(stream);
    const end = stream.end;
    return { kind: 'interpolation', range: { start, end }, expression, strip: this.#leave(before) };
  }

  #directive(): TemplatePart {
    const stream: TokenStream = this.#stream;
    const start = stream.start;
    const closing = this.#peekClosing();
    if (closing) stream.fail(`%{ ${closing} } closes nothing here.`);
    stream.descend();
    const before = this.#enter();
    const keyword = stream.is(TokenKind.Identifier) ? stream.text.slice(stream.start, stream.end) : '';
    let part: TemplatePart;
    if (keyword === 'if') part = this.#if(start, before);
    else if (keyword === 'for') part = this.#for(start, before);
    else stream.fail('A template directive begins with if or for. Write %%{ for the text %{.');
    stream.nesting -= 1;
    return part;
  }

  #if(start: number, before: boolean): TemplatePart {
    this.#stream.next();
    const condition = this.#parseExpression(this.#stream);
    const ifStrip = this.#leave(before);
    const then = this.parts(['else', 'endif']);
    const otherwise = then.closing === 'else' ? this.parts(['endif']) : undefined;
    const last = otherwise ?? then;
    return {
      kind: 'if',
      range: { start, end: last.end },
      condition,
      whenTrue: then.parts,
      whenFalse: otherwise?.parts,
      ifStrip,
      elseStrip: otherwise ? then.strip : undefined,
      endStrip: last.strip,
    };
  }

  #for(start: number, before: boolean): TemplatePart {
    const stream: TokenStream = this.#stream;
    stream.next();
    let keyName: Identifier | undefined;
    let valueName = parseIdentifier(stream, 'A variable name must follow for.');
    if (stream.is(TokenKind.Comma)) {
      stream.next();
      keyName = valueName;
      valueName = parseIdentifier(stream, 'A second variable name must follow the comma.');
    }
    expectKeyword(stream, 'in');
    const collection = this.#parseExpression(stream);
    const forStrip = this.#leave(before);
    const body = this.parts(['endfor']);
    return {
      kind: 'for-directive',
      range: { start, end: body.end },
      keyName,
      valueName,
      collection,
      body: body.parts,
      forStrip,
      endStrip: body.strip,
    };
  }

  /** The keyword of the directive that the current token opens, where it is one that closes. */
  #peekClosing(): ClosingDirective | undefined {
    const { text, end } = this.#stream;
    let at = end;
    while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
    const word = text.slice(at, identifierEnd(text, at));
    return word === 'else' || word === 'endif' || word === 'endfor' ? word : undefined;
  }

  /** Goes from the text into a sequence. Returns whether it strips the blanks before it. */
  #enter(): boolean {
    const stream: TokenStream = this.#stream;
    const before = stream.end - stream.start === 3;
    stream.newlinesMatter = false;
    stream.next();
    return before;
  }

  /** Goes from the end of a sequence back into the text. */
  #leave(before: boolean): Strip {
    const stream: TokenStream = this.#stream;
    const after = stream.is(TokenKind.StripClose);
    if (!after && !stream.is(TokenKind.BraceClose)) stream.fail('A } must close this template sequence.');
    stream.newlinesMatter = this.#newlinesMatter;
    this.#advance();
    return before || after ? { before, after } : NO_STRIP;
  }

  #advance(): void {
    if (this.#heredoc) this.#stream.nextInHeredoc(this.#heredoc.marker);
    else this.#stream.nextInQuotes();
  }
}

/** Parses a name that something binds. */
export function parseIdentifier(stream: TokenStream, message: string): Identifier {
  if (!stream.is(TokenKind.Identifier)) stream.fail(message);
  const { start, end } = stream;
  stream.next();
  return { kind: 'identifier', range: { start, end }, name: stream.text.slice(start, end) };
}

export function expectKeyword(stream: TokenStream, keyword: string): void {
  const isKeyword = stream.is(TokenKind.Identifier) && stream.text.slice(stream.start, stream.end) === keyword;
  if (!isKeyword) stream.fail(`The word ${keyword} is expected here.`);
  stream.next();
}
