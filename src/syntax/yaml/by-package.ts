import { Composer, type CST, Lexer, Parser } from 'yaml';
import type { YamlError } from './parse.ts';

// What needs the whole of the `yaml` package: nothing else imports more of it than single scalars. A file of our own
// kind is read by the fast path and never comes here, unless somebody asks for its errors.

/** The concrete syntax tree of a text. */
export interface TokenStream {
  /** Concatenated, their sources are the text. */
  readonly tokens: readonly CST.Token[];
  /** The offset where the text first nests too deep; what follows has no tokens. */
  readonly tooDeepAt: number | undefined;
}

/**
 * The package's own parser: reads everything, at a tenth of the speed.
 * @param maxNesting how deep collections may nest: composing is recursive, so a limit keeps hostile input from
 * overflowing the stack, in web workers too
 */
export function tokenizeByPackage(text: string, maxNesting: number): TokenStream {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > maxNesting) return { tokens: [], tooDeepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens, tooDeepAt: undefined };
}

/** What the package has to say; keys are compared by us, because its comparison is quadratic. */
export function errorsByPackage(tokens: readonly CST.Token[], length: number): readonly YamlError[] {
  const composer = new Composer({
    schema: 'failsafe',
    // No value is read here, so none is wrong; the bundles leave the schemas of values out.
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const errors: YamlError[] = [];
  for (const document of composer.compose(tokens, true, length)) {
    for (const { code, message, pos } of document.errors) {
      const range = { start: Math.min(pos[0], length), end: Math.min(Math.max(pos[0], pos[1]), length) };
      errors.push({ code: code.toLowerCase().replaceAll('_', '-'), message, range });
    }
  }
  return errors;
}
