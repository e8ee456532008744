import type { SourceText } from '../../text/source-text.ts';
import { lex } from './lexer.ts';
import type { BicepFile, BicepFileKind } from './nodes.ts';

/** Never throws: what is no Bicep becomes error nodes and entries of `errors`. */
export function parseBicep(source: SourceText, kind: BicepFileKind): BicepFile {
  const { tokens, comments, pragmas, errors } = lex(source.text);
  const range = { start: 0, end: source.length };
  return { kind: 'file', fileKind: kind, source, range, statements: [], tokens, comments, pragmas, errors };
}
