import type { YamlFile, YamlNode, YamlPair } from '../../../syntax/yaml/index.ts';
import type { Range } from '../../../text/range.ts';
import { unknown } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import { type Cursor, type Field, Fields } from '../../yaml/fields.ts';
import type { Entry, Expression, PipelineString } from '../pipeline.ts';
import { foldExpression, foldText, type Scope } from './evaluate.ts';
import { findExpressions, referencesIn } from './expression.ts';

/** Where an object of the model is written: what the editor changes. */
export interface Origin {
  readonly file: YamlFile;
  readonly node: YamlNode | undefined;
  readonly pair: YamlPair | undefined;
  /** True where other places hold the same text through an alias or a merge key. */
  readonly shared: boolean;
}

const origins = new WeakMap<object, Origin>();

export function setOrigin<T extends object>(object: T, origin: Origin): T {
  origins.set(object, origin);
  return object;
}

export function originOf(object: object): Origin | undefined {
  return origins.get(object);
}

/** What is needed to read strings of one file at one place. */
export interface Reader {
  readonly file: YamlFile;
  readonly scope: Scope;
}

/** `condition`: the whole text is an expression where it has no `${{ }}`, as in `if:`. */
export function readString(cursor: Cursor, reader: Reader, form: 'text' | 'condition' = 'text'): PipelineString {
  const origin = { file: reader.file, node: cursor.node, pair: undefined, shared: cursor.shared };
  return setOrigin(new ScalarString(cursor, reader.scope, form), origin);
}

export function readOptional(
  field: Field | undefined,
  reader: Reader,
  form?: 'text' | 'condition',
): PipelineString | undefined {
  return field && readString(field.value, reader, form);
}

export function readEntries(cursor: Cursor | undefined, reader: Reader): readonly Entry[] {
  return new Fields(cursor).list.map((field) => {
    const { pair, name, value } = field;
    const entry: Entry = {
      name,
      nameRange: pair.key?.range ?? pair.range,
      range: pair.range,
      value: readString(value, reader),
    };
    return setOrigin(entry, { file: reader.file, node: value.node, pair, shared: field.shared });
  });
}

class ScalarString implements PipelineString {
  readonly range: Range;
  readonly raw: string;
  readonly #cursor: Cursor;
  readonly #scope: Scope;
  readonly #isBare: boolean;
  #patterns: readonly StringPattern[] | undefined;
  #expressions: readonly Expression[] | undefined;

  constructor(cursor: Cursor, scope: Scope, form: 'text' | 'condition') {
    const { node } = cursor;
    this.range = cursor.place;
    this.raw = node?.kind === 'scalar' && node.type !== 'null' ? node.text : '';
    this.#cursor = cursor;
    this.#scope = scope;
    this.#isBare = form === 'condition' && this.raw !== '' && !this.raw.includes('${{');
  }

  get patterns(): readonly StringPattern[] {
    this.#patterns ??= this.#fold();
    return this.#patterns;
  }

  #fold(): readonly StringPattern[] {
    const { node } = this.#cursor;
    if (node?.kind === 'mapping' || node?.kind === 'sequence') return [unknown(node.kind)];
    return this.#isBare ? foldExpression(this.raw, this.#scope) : foldText(this.raw, this.#scope);
  }

  get expressions(): readonly Expression[] {
    this.#expressions ??= this.#isBare
      ? [{ range: this.range, text: this.raw.trim(), references: referencesIn(this.raw) }]
      : findExpressions(this.raw).map(({ start, end, text }) => ({
          range: this.rangeOf(start, end),
          text,
          references: referencesIn(text),
        }));
    return this.#expressions;
  }

  rangeOf(start: number, end: number): Range {
    const { node, place } = this.#cursor;
    // Text behind an alias is marked where it is used.
    if (node?.kind !== 'scalar' || place.start !== node.range.start) return place;
    return node.sourceRange(start, end);
  }
}
