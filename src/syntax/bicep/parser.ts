import type { SourceText } from '../../text/source-text.ts';
import { Cursor } from './cursor.ts';
import { lex } from './lexer.ts';
import type { BicepFile, BicepFileKind } from './nodes.ts';
import { parseStatements } from './parse-statements.ts';

/** Never throws: what is no Bicep becomes error nodes and entries of `errors`. */
export function parseBicep(source: SourceText, kind: BicepFileKind): BicepFile {
  const lexed = lex(source.text);
  const cursor = new Cursor(source.text, lexed);
  const statements = parseStatements(cursor, kind);
  return {
    kind: 'file',
    fileKind: kind,
    source,
    range: { start: 0, end: source.length },
    statements,
    tokens: lexed.tokens,
    comments: lexed.comments,
    pragmas: lexed.pragmas,
    errors: cursor.errors.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end),
  };
}
