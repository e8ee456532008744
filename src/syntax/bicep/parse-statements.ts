import { type Cursor, stopsAt } from './cursor.ts';
import type {
  BicepFileKind,
  DeclarationBody,
  Decorator,
  ErrorNode,
  ResourceStatement,
  Statement,
  StringExpression,
} from './nodes.ts';
import { parseDecorators } from './parse-decorators.ts';
import { parseExpression, parseLambdaBody, parseParenthesizedList } from './parse-expressions.ts';
import { parseExtends, parseExtension, parseExtensionConfig, parseImport, parseUsing } from './parse-imports.ts';
import { type NestedResourceParser, parseFor, parseIf, parseObject } from './parse-literals.ts';
import { parseString } from './parse-strings.ts';
import { parseDeclaredType, parseFunctionParameter } from './parse-types.ts';
import { TokenKind } from './tokens.ts';

/** What every statement begins with, as far as it is read already; the keyword is the current token. */
export interface StatementStart {
  readonly start: number;
  readonly decorators: readonly Decorator[];
}

type StatementParser = (cursor: Cursor, begin: StatementStart) => Statement;

const LINE_END = stopsAt(TokenKind.NewLine);
const BEFORE_VALUE = stopsAt(TokenKind.Assignment, TokenKind.NewLine);

const BICEP_STATEMENTS: ReadonlyMap<string, StatementParser> = new Map([
  ['assert', parseNamedValue('assert', 'an assertion')],
  ['extension', parseExtension],
  ['func', parseFunction],
  ['import', parseImport],
  ['metadata', parseNamedValue('metadata', 'a metadata entry')],
  ['module', parseModule],
  ['output', parseOutput],
  ['param', parseParameter],
  ['provider', parseExtension],
  ['resource', parseResource],
  ['targetScope', parseTargetScope],
  ['test', parseTest],
  ['type', parseTypeStatement],
  ['var', parseVariable],
]);

const PARAMETERS_STATEMENTS: ReadonlyMap<string, StatementParser> = new Map([
  ['extends', parseExtends],
  ['extension', parseExtension],
  ['extensionConfig', parseExtensionConfig],
  ['import', parseImport],
  ['param', parseNamedValue('parameter-assignment', 'a parameter')],
  ['type', parseTypeStatement],
  ['using', parseUsing],
  ['var', parseVariable],
]);

/** All statements of a file. What stands where a statement should is an error node up to the end of its line. */
export function parseStatements(cursor: Cursor, kind: BicepFileKind): readonly Statement[] {
  const parsers = kind === 'bicep' ? BICEP_STATEMENTS : PARAMETERS_STATEMENTS;
  const statements: Statement[] = [];
  while (true) {
    cursor.skipNewLines();
    if (cursor.at(TokenKind.EndOfFile)) return statements;
    statements.push(parseStatement(cursor, parsers));
    const { start } = cursor;
    const unexpected = cursor.range();
    const isLineEnd = cursor.at(TokenKind.NewLine) || cursor.at(TokenKind.EndOfFile);
    if (!cursor.isUnwinding && !isLineEnd) cursor.report('Expected the end of the line here.', unexpected);
    if (cursor.skipTo(LINE_END)) statements.push({ kind: 'error', range: cursor.rangeFrom(start) });
  }
}

function parseStatement(cursor: Cursor, parsers: ReadonlyMap<string, StatementParser>): Statement {
  const { start } = cursor;
  const decorators = parseDecorators(cursor);
  const parse = cursor.at(TokenKind.Identifier) ? parsers.get(cursor.tokenText()) : undefined;
  if (parse) return parse(cursor, { start, decorators });
  cursor.fail(`Expected a declaration here: ${[...parsers.keys()].join(', ')}.`);
  cursor.skipToken();
  cursor.skipTo(LINE_END);
  return { kind: 'error', range: cursor.rangeFrom(start) };
}

/** The keyword, which is read. */
function keyword(cursor: Cursor): { start: number; end: number } {
  const range = cursor.range();
  cursor.advance();
  return range;
}

function parseAssignedValue(cursor: Cursor): ReturnType<typeof parseExpression> {
  cursor.expect(TokenKind.Assignment, '=');
  return parseExpression(cursor);
}

function parseTargetScope(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const value = parseAssignedValue(cursor);
  return { kind: 'target-scope', range: cursor.rangeFrom(start), decorators, keyword: word, value };
}

function parseNamedValue(kind: 'assert' | 'metadata' | 'parameter-assignment', what: string): StatementParser {
  return (cursor, { start, decorators }) => {
    const word = keyword(cursor);
    const name = cursor.identifier(`the name of ${what}`);
    const value = parseAssignedValue(cursor);
    return { kind, range: cursor.rangeFrom(start), decorators, keyword: word, name, value };
  };
}

function parseParameter(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a parameter');
  const typeStart = cursor.start;
  const type = cursor.recovered(parseDeclaredType(cursor), typeStart, BEFORE_VALUE);
  const value = cursor.take(TokenKind.Assignment) ? parseExpression(cursor) : undefined;
  return { kind: 'parameter', range: cursor.rangeFrom(start), decorators, keyword: word, name, type, default: value };
}

function parseVariable(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a variable');
  const typeStart = cursor.start;
  const type =
    cursor.at(TokenKind.Assignment) || cursor.isUnwinding
      ? undefined
      : cursor.recovered(parseDeclaredType(cursor), typeStart, BEFORE_VALUE);
  const value = parseAssignedValue(cursor);
  return { kind: 'variable', range: cursor.rangeFrom(start), decorators, keyword: word, name, type, value };
}

function parseTypeStatement(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a type');
  cursor.expect(TokenKind.Assignment, '=');
  const value = cursor.isUnwinding ? cursor.fail('Expected a type here.') : parseDeclaredType(cursor);
  return { kind: 'type', range: cursor.rangeFrom(start), decorators, keyword: word, name, value };
}

function parseFunction(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a function');
  const parameters = parseParenthesizedList(cursor, parseFunctionParameter);
  const returnType = parseDeclaredType(cursor);
  const body = parseLambdaBody(cursor);
  const range = cursor.rangeFrom(start);
  return { kind: 'function', range, decorators, keyword: word, name, parameters, returnType, body };
}

function parseOutput(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of an output');
  const typeStart = cursor.start;
  const type = cursor.recovered(parseDeclaredType(cursor, true), typeStart, BEFORE_VALUE);
  const value = parseAssignedValue(cursor);
  return { kind: 'output', range: cursor.rangeFrom(start), decorators, keyword: word, name, type, value };
}

function parseResource(cursor: Cursor, { start, decorators }: StatementStart): ResourceStatement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a resource');
  const type = parseTypeOrPath(cursor);
  const isExisting = cursor.takeWord('existing');
  const value = parseBody(cursor, parseNestedResource);
  const range = cursor.rangeFrom(start);
  return { kind: 'resource', range, decorators, keyword: word, name, type, isExisting, value };
}

const parseNestedResource: NestedResourceParser = (cursor) => {
  const isResource = cursor.isWord('resource') && cursor.peek() === TokenKind.Identifier;
  if (!isResource && !cursor.at(TokenKind.At)) return undefined;
  const { start } = cursor;
  const decorators = parseDecorators(cursor);
  if (cursor.isWord('resource')) return parseResource(cursor, { start, decorators });
  return cursor.fail('Expected a resource behind the decorator.');
};

function parseModule(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a module');
  const path = parseTypeOrPath(cursor);
  const value = parseBody(cursor);
  return { kind: 'module', range: cursor.rangeFrom(start), decorators, keyword: word, name, path, value };
}

function parseTest(cursor: Cursor, { start, decorators }: StatementStart): Statement {
  const word = keyword(cursor);
  const name = cursor.identifier('the name of a test');
  const path = parseTypeOrPath(cursor);
  cursor.expect(TokenKind.Assignment, '=');
  const value = parseObject(cursor);
  return { kind: 'test', range: cursor.rangeFrom(start), decorators, keyword: word, name, path, value };
}

function parseTypeOrPath(cursor: Cursor): StringExpression | ErrorNode {
  const { start } = cursor;
  return cursor.isUnwinding ? cursor.fail('') : cursor.recovered(parseString(cursor), start, BEFORE_VALUE);
}

/** `= {...}`, `= if (...) {...}` or `= [for ...]` of a resource or module. */
function parseBody(cursor: Cursor, nestedResource?: NestedResourceParser): DeclarationBody {
  cursor.expect(TokenKind.Assignment, '=');
  if (cursor.at(TokenKind.NewLine) && cursor.textAt(cursor.indexBehindNewLines('current')) === 'if') {
    cursor.skipNewLines();
  }
  return cursor.nested((inside): DeclarationBody => {
    if (inside.at(TokenKind.LeftSquare)) return parseFor(inside, (body) => parseLoopBody(body, nestedResource));
    return parseLoopBody(inside, nestedResource);
  });
}

function parseLoopBody(cursor: Cursor, nestedResource?: NestedResourceParser): DeclarationBody {
  return cursor.isWord('if') ? parseIf(cursor, nestedResource) : parseObject(cursor, nestedResource);
}
