import { type JSONPath, type JSONVisitor, type ParseOptions, visit } from 'jsonc-parser';
import type { PathSegment } from './validate.ts';

/** Where the values at some paths begin: their offsets by path, as far as they are found. Builds no tree of the text. */
export function locate(text: string, paths: readonly (readonly PathSegment[])[]): ReadonlyMap<string, number> {
  const wanted = new Set(paths.map(locationKey));
  const found = new Map<string, number>();
  const see = (offset: number, path: JSONPath) => {
    const key = locationKey(path);
    if (wanted.has(key) && !found.has(key)) found.set(key, offset);
  };
  walk(text, {
    onObjectBegin: (offset, _length, _line, _column, path) => see(offset, path()),
    onArrayBegin: (offset, _length, _line, _column, path) => see(offset, path()),
    onLiteralValue: (_value, offset, _length, _line, _column, path) => see(offset, path()),
  });
  return found;
}

/** The key of a path in the result of {@link locate}. */
export function locationKey(path: readonly PathSegment[]): string {
  return JSON.stringify(path);
}

/** The offset and the reason of the first error of syntax, by the rules of plain JSON. */
export function firstSyntaxError(text: string): { readonly offset: number; readonly reason: string } | undefined {
  let first: { offset: number; reason: string } | undefined;
  walk(
    text,
    {
      onError: (error, offset) => {
        first ??= { offset, reason: SYNTAX_ERRORS[error] ?? 'this is not JSON' };
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return first;
}

/** Visits the text as far as its nesting allows: the visitor calls itself for every level. */
function walk(text: string, visitor: JSONVisitor, options?: ParseOptions): void {
  try {
    visit(text, visitor, options);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

/** By jsonc-parser's `ParseErrorCode`. */
const SYNTAX_ERRORS: Readonly<Record<number, string>> = {
  1: 'this is no value',
  2: 'this is no number',
  3: 'a property name is expected here',
  4: 'a value is expected here',
  5: 'a colon is expected here',
  6: 'a comma is expected here',
  7: 'a closing brace is expected here',
  8: 'a closing bracket is expected here',
  9: 'the file should end here',
  10: 'JSON has no comments',
  11: 'the comment does not end',
  12: 'the text does not end',
  13: 'the number does not end',
  14: 'the escape does not end',
  15: 'this escape does not exist',
  16: 'this character cannot stand in a text',
};
