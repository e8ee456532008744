import { type CST, Lexer, Parser } from 'yaml';

/**
 * How deep collections may nest. Real files stay under 30; composing is recursive, so a limit keeps hostile input
 * from overflowing the stack, in web workers too.
 */
export const MAX_NESTING = 256;

export interface TokenStream {
  /** Concatenated, their sources are the text. */
  readonly tokens: readonly CST.Token[];
  /** The offset where the text first nests deeper than `MAX_NESTING`; what follows has no tokens. */
  readonly tooDeepAt: number | undefined;
}

/** Lexes and groups a text into the concrete syntax tree of the `yaml` package. */
export function tokenize(text: string): TokenStream {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > MAX_NESTING) return { tokens: [], tooDeepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, tooDeepAt: undefined };
}

type Part = CST.Token | CST.CollectionItem;

/** Every `comment` token under these tokens, in order of the text. */
export function commentTokens(tokens: readonly CST.Token[]): readonly CST.SourceToken[] {
  const comments: CST.SourceToken[] = [];
  const open: Part[] = [...tokens];
  for (let part = open.pop(); part; part = open.pop()) {
    if (!('type' in part)) {
      pushAll(open, part.start);
      pushAll(open, part.sep);
      if (part.key) open.push(part.key);
      if (part.value) open.push(part.value);
    } else if (part.type === 'comment') comments.push(part);
    else if (part.type === 'block-scalar') pushAll(open, part.props);
    else {
      if ('start' in part && Array.isArray(part.start)) pushAll(open, part.start);
      if ('items' in part) pushAll(open, part.items);
      if ('value' in part && part.value) open.push(part.value);
      if ('end' in part) pushAll(open, part.end);
    }
  }
  return comments.sort((a, b) => a.offset - b.offset);
}

function pushAll(stack: Part[], parts: readonly Part[] | undefined): void {
  for (const part of parts ?? []) stack.push(part);
}
