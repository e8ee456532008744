import type { YamlFile } from '../../../syntax/yaml/index.ts';
import { alternatives } from '../../patterns.ts';
import type { Cursor, Field } from '../../yaml/fields.ts';
import type { Entry, PipelineString } from '../pipeline.ts';
import { readText, readTextEntries, type TextSyntax } from '../yaml/strings.ts';
import { foldExpression, foldText, type Scope } from './evaluate.ts';
import { findExpressions, referencesIn } from './expression.ts';

export { type Origin, originOf, setOrigin } from '../yaml/strings.ts';

/** What is needed to read strings of one file at one place. */
export interface Reader {
  readonly file: YamlFile;
  readonly scope: Scope;
  /** The scope once for each combination of a matrix, for texts with several of its values; undefined where unknown. */
  readonly variants?: () => readonly Scope[] | undefined;
}

/** `condition`: the whole text is an expression where it has no `${{ }}`, as in `if:`. */
export function readString(cursor: Cursor, reader: Reader, form: 'text' | 'condition' = 'text'): PipelineString {
  const syntax = form === 'condition' ? conditionSyntax(reader) : textSyntax(reader);
  return readText(cursor, { file: reader.file, syntax });
}

export function readOptional(
  field: Field | undefined,
  reader: Reader,
  form?: 'text' | 'condition',
): PipelineString | undefined {
  return field && readString(field.value, reader, form);
}

export function readEntries(cursor: Cursor | undefined, reader: Reader): readonly Entry[] {
  return readTextEntries(cursor, { file: reader.file, syntax: textSyntax(reader) });
}

/** A text that reads the matrix. */
const MATRIX = /\$\{\{[^}]*\bmatrix\s*[.[]/iu;

function textSyntax({ scope, variants }: Reader): TextSyntax {
  return {
    fold: (text) => {
      const each = MATRIX.test(text) ? variants?.() : undefined;
      return each ? alternatives(each.flatMap((one) => foldText(text, one))) : foldText(text, scope);
    },
    expressions: (text) => findExpressions(text).map((found) => ({ ...found, references: referencesIn(found.text) })),
  };
}

function conditionSyntax(reader: Reader): TextSyntax {
  const { scope } = reader;
  const syntax = textSyntax(reader);
  const isBare = (text: string) => text !== '' && !text.includes('${{');
  return {
    fold: (text) => (isBare(text) ? foldExpression(text, scope) : syntax.fold(text)),
    expressions: (text) =>
      isBare(text)
        ? [{ start: 0, end: text.length, text: text.trim(), references: referencesIn(text) }]
        : syntax.expressions(text),
  };
}
