import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { columnOfFirst } from './characters.ts';
import { unescapeQuoted } from './escapes.ts';
import { parseExpression } from './expressions.ts';
import type {
  Attribute,
  Block,
  BlockLabel,
  Body,
  BodyItem,
  Comment,
  ErrorItem,
  Expression,
  Identifier,
  TerraformFile,
} from './nodes.ts';
import { recover, startsBehindLayout } from './recovery.ts';
import { FAILURE, TokenStream } from './token-stream.ts';
import { TokenKind, type TokenList } from './tokens.ts';

/** Parses HCL native syntax. Never throws: what is broken is an error node, named in `errors`. */
export function parseTerraform(source: SourceText): TerraformFile {
  const strict = parse(source, false);
  if (!strict.hasUnclosed) return strict.file;
  // A missing brace swallows the rest of the file. Indentation tells where it belongs, unless the file has none.
  const { file } = parse(source, true);
  return file.errors.length <= strict.file.errors.length ? file : strict.file;
}

function parse(source: SourceText, usesLayout: boolean): { file: TerraformFile; hasUnclosed: boolean } {
  const stream = new TokenStream(source.text, usesLayout);
  const range = { start: 0, end: source.length };
  const items: BodyItem[] = [];
  parseItems(stream, items, undefined);
  const { errors, tokens } = stream;
  errors.sort((a, b) => a.range.start - b.range.start);
  const file: TerraformFile = {
    kind: 'file',
    source,
    range,
    body: { kind: 'body', range, items },
    comments: commentsIn(tokens),
    errors,
    tokens,
  };
  return { file, hasUnclosed: stream.hasUnclosed };
}

/** Parses items up to the end of the text or, in a block, up to its closing brace. */
function parseItems(stream: TokenStream, items: BodyItem[], openBrace: number | undefined): void {
  for (;;) {
    if (stream.is(TokenKind.Newline)) stream.next();
    if (stream.is(TokenKind.EndOfFile)) return;
    if (openBrace !== undefined && (stream.is(TokenKind.BraceClose) || startsBehindLayout(stream, openBrace))) return;
    items.push(parseItem(stream));
    if (!endsItem(stream, openBrace)) items.push(skipRest(stream));
  }
}

function endsItem(stream: TokenStream, openBrace: number | undefined): boolean {
  switch (stream.kind) {
    case TokenKind.Newline:
    case TokenKind.EndOfFile:
      return true;
    case TokenKind.BraceClose:
      return openBrace !== undefined;
    default:
      // Behind a broken item, parsing goes on where a line begins.
      return columnOfFirst(stream.text, stream.start) >= 0;
  }
}

/** What follows an item in its line and does not belong there. */
function skipRest(stream: TokenStream): ErrorItem {
  const { start, end } = stream;
  stream.report(`A new line is expected here, not ${stream.describe()}.`, start, end);
  recover(stream, start, false);
  return errorItem(stream, start);
}

function errorItem(stream: TokenStream, start: number): ErrorItem {
  return { kind: 'error', range: { start, end: Math.max(start, stream.significantEnd()) } };
}

function parseItem(stream: TokenStream): BodyItem {
  const { start, nesting } = stream;
  try {
    if (!stream.is(TokenKind.Identifier)) {
      stream.fail('A block or an attribute begins with its name.');
    }
    const name: Identifier = {
      kind: 'identifier',
      range: { start, end: stream.end },
      name: stream.text.slice(start, stream.end),
    };
    stream.next();
    return stream.is(TokenKind.Equals) ? parseAttribute(stream, name) : parseBlock(stream, name);
  } catch (error) {
    if (error !== FAILURE) throw error;
    stream.nesting = nesting;
    recover(stream, start, false);
    return errorItem(stream, start);
  }
}

function parseAttribute(stream: TokenStream, name: Identifier): Attribute {
  const { start: equals, nesting } = stream;
  const { start } = name.range;
  stream.next();
  const valueStart = stream.start;
  let value: Expression;
  try {
    value = parseExpression(stream);
  } catch (error) {
    if (error !== FAILURE) throw error;
    stream.nesting = nesting;
    recover(stream, start, false);
    const end = stream.significantEnd();
    const range = valueStart < end ? { start: valueStart, end } : { start: equals + 1, end: equals + 1 };
    value = { kind: 'error-expression', range };
  }
  return { kind: 'attribute', range: { start, end: value.range.end }, name, equals, value };
}

function parseBlock(stream: TokenStream, type: Identifier): Block {
  const labels: BlockLabel[] = [];
  while (!stream.is(TokenKind.BraceOpen)) labels.push(parseLabel(stream, labels.length));
  stream.descend();
  const openBrace = stream.start;
  stream.newlinesMatter = true;
  stream.next();
  const items: BodyItem[] = [];
  parseItems(stream, items, openBrace);
  stream.nesting -= 1;
  const { start } = type.range;
  if (!stream.is(TokenKind.BraceClose)) {
    if (stream.is(TokenKind.EndOfFile)) stream.hasUnclosed = true;
    stream.report('This block is not closed: } is missing.', openBrace, openBrace + 1);
    const end = stream.significantEnd();
    return {
      kind: 'block',
      range: { start, end },
      type,
      labels,
      openBrace,
      body: body(openBrace + 1, end, items),
      closeBrace: undefined,
    };
  }
  const closeBrace = stream.start;
  stream.next();
  const range = { start, end: closeBrace + 1 };
  return { kind: 'block', range, type, labels, openBrace, body: body(openBrace + 1, closeBrace, items), closeBrace };
}

function body(start: number, end: number, items: readonly BodyItem[]): Body {
  return { kind: 'body', range: { start, end }, items };
}

function parseLabel(stream: TokenStream, count: number): BlockLabel {
  const { text, start } = stream;
  if (stream.is(TokenKind.Identifier)) {
    const range = { start, end: stream.end };
    stream.next();
    return { kind: 'label', range, isQuoted: false, text: stream.text.slice(range.start, range.end) };
  }
  if (!stream.is(TokenKind.Quote)) {
    stream.fail(
      count === 0 ? 'A = with a value or a { with a block is expected here.' : 'A label or { is expected here.',
    );
  }
  stream.nextInQuotes();
  let value = '';
  if (stream.is(TokenKind.TemplateText)) {
    const offset = stream.start;
    value = text.slice(offset, stream.end);
    if (stream.hasEscape) {
      value = unescapeQuoted(value, (from, to) => stream.report('This escape is unknown.', offset + from, offset + to));
    }
    stream.nextInQuotes();
  }
  if (!stream.is(TokenKind.Quote)) {
    const isSequence = stream.is(TokenKind.InterpolationStart) || stream.is(TokenKind.DirectiveStart);
    stream.fail(
      isSequence ? 'A label is plain text without template sequences.' : 'This label is not closed: " is missing.',
      start,
      stream.end,
    );
  }
  const range: Range = { start, end: stream.end };
  stream.next();
  return { kind: 'label', range, isQuoted: true, text: value };
}

function commentsIn(tokens: TokenList): readonly Comment[] {
  const comments: Comment[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const kind = tokens.kindOf(index);
    if (kind !== TokenKind.LineComment && kind !== TokenKind.BlockComment) continue;
    const range = { start: tokens.startOf(index), end: tokens.endOf(index) };
    comments.push({ range, style: kind === TokenKind.LineComment ? 'line' : 'block' });
  }
  return comments;
}
