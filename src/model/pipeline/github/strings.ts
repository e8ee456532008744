import type { YamlFile } from '../../../syntax/yaml/index.ts';
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
}

/** `condition`: the whole text is an expression where it has no `${{ }}`, as in `if:`. */
export function readString(
  cursor: Cursor,
  { file, scope }: Reader,
  form: 'text' | 'condition' = 'text',
): PipelineString {
  const syntax = form === 'condition' ? conditionSyntax(scope) : textSyntax(scope);
  return readText(cursor, { file, syntax });
}

export function readOptional(
  field: Field | undefined,
  reader: Reader,
  form?: 'text' | 'condition',
): PipelineString | undefined {
  return field && readString(field.value, reader, form);
}

export function readEntries(cursor: Cursor | undefined, { file, scope }: Reader): readonly Entry[] {
  return readTextEntries(cursor, { file, syntax: textSyntax(scope) });
}

function textSyntax(scope: Scope): TextSyntax {
  return {
    fold: (text) => foldText(text, scope),
    expressions: (text) => findExpressions(text).map((found) => ({ ...found, references: referencesIn(found.text) })),
  };
}

function conditionSyntax(scope: Scope): TextSyntax {
  const syntax = textSyntax(scope);
  const isBare = (text: string) => text !== '' && !text.includes('${{');
  return {
    fold: (text) => (isBare(text) ? foldExpression(text, scope) : syntax.fold(text)),
    expressions: (text) =>
      isBare(text)
        ? [{ start: 0, end: text.length, text: text.trim(), references: referencesIn(text) }]
        : syntax.expressions(text),
  };
}
