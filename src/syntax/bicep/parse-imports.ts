import { type Cursor, stopsAt } from './cursor.ts';
import type { ErrorNode, Identifier, ImportedSymbol, ImportTarget, Statement } from './nodes.ts';
import { parseElements } from './parse-lists.ts';
import { parseObject } from './parse-literals.ts';
import type { StatementStart } from './parse-statements.ts';
import { parseString } from './parse-strings.ts';
import { TokenKind } from './tokens.ts';

const LINE_END = stopsAt(TokenKind.NewLine);

function isString(cursor: Cursor): boolean {
  return cursor.at(TokenKind.StringComplete) || cursor.at(TokenKind.StringLeft);
}

/** Symbols of another file. Behind the same keyword older files name an extension: `import 'az@1.0.0' as az`. */
export function parseImport(cursor: Cursor, begin: StatementStart): Statement {
  if (cursor.peek() === TokenKind.StringComplete || cursor.peek() === TokenKind.StringLeft) {
    return parseExtension(cursor, begin);
  }
  const keyword = cursor.range();
  cursor.advance();
  const target = parseImportTarget(cursor);
  cursor.expectWord('from');
  const path = parseString(cursor);
  return { kind: 'import', range: cursor.rangeFrom(begin.start), decorators: begin.decorators, keyword, target, path };
}

function parseImportTarget(cursor: Cursor): ImportTarget {
  const { start } = cursor;
  if (cursor.take(TokenKind.Asterisk)) {
    cursor.expectWord('as');
    const alias = cursor.identifier('a name');
    return { kind: 'wildcard-import', range: cursor.rangeFrom(start), alias };
  }
  if (!cursor.take(TokenKind.LeftBrace)) return cursor.fail('Expected { or * here.');
  const symbols = parseElements(cursor, TokenKind.RightBrace, parseImportedSymbol);
  cursor.expect(TokenKind.RightBrace, '}');
  return { kind: 'import-list', range: cursor.rangeFrom(start), symbols };
}

function parseImportedSymbol(cursor: Cursor): ImportedSymbol | ErrorNode {
  const { start } = cursor;
  const name = isString(cursor) ? parseString(cursor) : cursor.identifier('the name of what is imported');
  const alias = parseAlias(cursor);
  if (name.kind === 'error') return name;
  return { kind: 'imported-symbol', range: cursor.rangeFrom(start), name, alias };
}

function parseAlias(cursor: Cursor): Identifier | undefined {
  return cursor.takeWord('as') ? cursor.identifier('a name') : undefined;
}

export function parseExtension(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const keyword = cursor.range();
  cursor.advance();
  const specificationStart = cursor.start;
  const specification = cursor.at(TokenKind.Identifier)
    ? cursor.identifier('an extension')
    : cursor.recovered(parseString(cursor), specificationStart, LINE_END);
  const config = cursor.takeWord('with') ? parseObject(cursor) : undefined;
  const alias = parseAlias(cursor);
  return { kind: 'extension', range: cursor.rangeFrom(start), decorators, keyword, specification, config, alias };
}

export function parseExtensionConfig(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const keyword = cursor.range();
  cursor.advance();
  const name = cursor.identifier('the name of an extension');
  cursor.expectWord('with');
  const config = parseObject(cursor);
  return { kind: 'extension-config', range: cursor.rangeFrom(start), decorators, keyword, name, config };
}

export function parseUsing(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const keyword = cursor.range();
  cursor.advance();
  const path = cursor.takeWord('none') ? undefined : parseString(cursor);
  const config = cursor.takeWord('with') ? parseObject(cursor) : undefined;
  return { kind: 'using', range: cursor.rangeFrom(start), decorators, keyword, path, config };
}

export function parseExtends(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const keyword = cursor.range();
  cursor.advance();
  const path = parseString(cursor);
  return { kind: 'extends', range: cursor.rangeFrom(start), decorators, keyword, path };
}
