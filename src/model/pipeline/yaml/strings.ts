import type { YamlFile, YamlNode, YamlPair } from '../../../syntax/yaml/index.ts';
import { Memory } from '../../../text/memory.ts';
import type { Range } from '../../../text/range.ts';
import { unknown } from '../../patterns.ts';
import type { StringPattern } from '../../string-pattern.ts';
import { type Cursor, type Field, Fields } from '../../yaml/fields.ts';
import type { Entry, Expression, PipelineString } from '../pipeline.ts';

/** Where an object of the model is written: what the editor changes. */
export interface Origin {
  readonly file: YamlFile;
  readonly node: YamlNode | undefined;
  readonly pair: YamlPair | undefined;
  /** True where other places hold the same text through an alias or a merge key. */
  readonly shared: boolean;
}

const origins = new Memory<object, Origin>();

export function setOrigin<T extends object>(object: T, origin: Origin): T {
  origins.set(object, origin);
  return object;
}

export function originOf(object: object): Origin | undefined {
  return object instanceof ScalarString ? ScalarString.originOf(object) : origins.get(object);
}

/** An expression inside a text, its place in it and what it reads. */
export interface FoundExpression {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly references: readonly string[];
}

/** How a platform writes expressions into text, and what they can be at one place of a file. */
export interface TextSyntax {
  fold(text: string): readonly StringPattern[];
  expressions(text: string): readonly FoundExpression[];
}

/** What is needed to read strings of one file at one place. */
export interface TextReader {
  readonly file: YamlFile;
  readonly syntax: TextSyntax;
}

export function readText(cursor: Cursor, reader: TextReader): PipelineString {
  return new ScalarString(cursor, reader);
}

export function readOptionalText(field: Field | undefined, reader: TextReader): PipelineString | undefined {
  return field && readText(field.value, reader);
}

export function readTextEntries(cursor: Cursor | undefined, reader: TextReader): readonly Entry[] {
  return new Fields(cursor).list.map((field) => readTextEntry(field, reader));
}

export function readTextEntry({ pair, name, value, shared }: Field, reader: TextReader): Entry {
  const entry: Entry = {
    name,
    nameRange: pair.key?.range ?? pair.range,
    range: pair.range,
    value: readText(value, reader),
  };
  return setOrigin(entry, { file: reader.file, node: value.node, pair, shared });
}

/** Most objects of a model are strings: they know their origin themselves, which is cheaper than an entry in a map. */
class ScalarString implements PipelineString {
  readonly range: Range;
  readonly raw: string;
  readonly #cursor: Cursor;
  readonly #reader: TextReader;
  #patterns: readonly StringPattern[] | undefined;
  #expressions: readonly Expression[] | undefined;

  static originOf(string: ScalarString): Origin {
    const { node, shared } = string.#cursor;
    return { file: string.#reader.file, node, pair: undefined, shared };
  }

  constructor(cursor: Cursor, reader: TextReader) {
    const { node } = cursor;
    this.range = cursor.place;
    this.raw = node?.kind === 'scalar' && node.type !== 'null' ? node.text : '';
    this.#cursor = cursor;
    this.#reader = reader;
  }

  get patterns(): readonly StringPattern[] {
    const { node } = this.#cursor;
    const isCollection = node?.kind === 'mapping' || node?.kind === 'sequence';
    this.#patterns ??= isCollection ? [unknown(node.kind)] : this.#reader.syntax.fold(this.raw);
    return this.#patterns;
  }

  get expressions(): readonly Expression[] {
    this.#expressions ??= this.#reader.syntax.expressions(this.raw).map(({ start, end, text, references }) => ({
      range: this.rangeOf(start, end),
      text,
      references,
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
