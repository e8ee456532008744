import type { CST } from 'yaml';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import { errorsByPackage, type TokenStream, tokenizeByPackage } from './by-package.ts';
import { DocumentNode } from './document.ts';
import { structureErrors } from './errors.ts';
import { fastTokens } from './fast/blocks.ts';
import type { YamlComment, YamlDocument, YamlNode } from './nodes.ts';
import { leavesOf } from './tokens.ts';

/** A parsed file. Nodes, comments and errors are made on first use. */
export interface YamlFile {
  readonly source: SourceText;
  readonly documents: readonly YamlDocument[];
  /** The root of the first document. */
  readonly root: YamlNode | undefined;
  readonly comments: readonly YamlComment[];
  readonly errors: readonly YamlError[];
}

export interface YamlError {
  /** kebab-case: `duplicate-key`, `unresolved-alias`, `too-deep`, or the `yaml` package's own (`bad-indent`). */
  readonly code: string;
  readonly message: string;
  readonly range: Range;
}

/** Parses any text: what is wrong with it is in `errors`; what can be made of it is in the tree. Never throws. */
export function parseYaml(source: SourceText): YamlFile {
  return new ParsedFile(source, tokenize(source.text));
}

/** The limit of `TokenStream`. Real files stay under 30. */
export const MAX_NESTING = 256;

/** By the fast path where that can, which is nearly always, else by the package. */
function tokenize(text: string): TokenStream {
  const fast = fastTokens(text);
  return fast ? { tokens: fast, tooDeepAt: undefined } : tokenizeByPackage(text, MAX_NESTING);
}

/** The text put together again from the tokens of the file; equal to the source for every input. */
export function roundTrip(file: YamlFile): string {
  const { text } = file.source;
  const tokens = file instanceof ParsedFile ? file.tokens : undefined;
  if (!tokens) return text;
  return leavesOf(tokens)
    .map(({ source, offset }) => (source === FLOW_END && text[offset] !== FLOW_END ? '' : source))
    .join('');
}

/** The lexer's mark for the end of an unclosed flow collection: a token that stands for no text. */
const FLOW_END = '\u0018';

class ParsedFile implements YamlFile {
  readonly source: SourceText;
  readonly #stream: TokenStream;
  #documents: readonly YamlDocument[] | undefined;
  #comments: readonly YamlComment[] | undefined;
  #errors: readonly YamlError[] | undefined;

  constructor(source: SourceText, stream: TokenStream) {
    this.source = source;
    this.#stream = stream;
  }

  /** `undefined` where the text nests too deep to have any. */
  get tokens(): readonly CST.Token[] | undefined {
    return this.#stream.tooDeepAt === undefined ? this.#stream.tokens : undefined;
  }

  get documents(): readonly YamlDocument[] {
    this.#documents ??= this.#stream.tokens
      .filter((token) => token.type === 'document')
      .map((token) => new DocumentNode(token));
    return this.#documents;
  }

  get root(): YamlNode | undefined {
    return this.documents[0]?.root;
  }

  get comments(): readonly YamlComment[] {
    this.#comments ??= leavesOf(this.#stream.tokens)
      .filter(({ type }) => type === 'comment')
      .map(({ offset, source }) => ({
        range: { start: offset, end: offset + source.length },
        text: source.slice(1).trim(),
      }));
    return this.#comments;
  }

  get errors(): readonly YamlError[] {
    this.#errors ??= this.#findErrors();
    return this.#errors;
  }

  #findErrors(): readonly YamlError[] {
    const { tokens, tooDeepAt } = this.#stream;
    if (tooDeepAt !== undefined) {
      const message = `Collections nest deeper than ${MAX_NESTING} levels; the file is not read.`;
      return [{ code: 'too-deep', message, range: { start: tooDeepAt, end: tooDeepAt } }];
    }
    const errors = [...errorsByPackage(tokens, this.source.length), ...structureErrors(this.documents)];
    return errors.sort((a, b) => a.range.start - b.range.start);
  }
}
