/**
 * The part of JSON Schema that describes a snapshot. Reading, writing and the schema file for editors all go by the same
 * object: the order of properties is the order in the file, and lists are sets, written sorted by their text.
 */
export type Schema = ObjectSchema | MapSchema | ListSchema | TextSchema | IntegerSchema | BooleanSchema;

export interface ObjectSchema {
  readonly type: 'object';
  readonly description?: string;
  readonly properties: { readonly [name: string]: Schema };
  readonly required: readonly string[];
}

/** An object whose property names are taken from a list. */
export interface MapSchema {
  readonly type: 'map';
  readonly description?: string;
  readonly keys: readonly string[];
  readonly values: Schema;
}

/** Left out of the file where it is empty. */
export interface ListSchema {
  readonly type: 'list';
  readonly description?: string;
  readonly items: Schema;
}

export interface TextSchema {
  readonly type: 'text';
  readonly description?: string;
  /** `guid`: written in lower case. `time`: ISO 8601 with a zone. */
  readonly format?: 'guid' | 'time';
  readonly values?: readonly string[];
  readonly maxLength?: number;
}

export interface IntegerSchema {
  readonly type: 'integer';
  readonly description?: string;
}

export interface BooleanSchema {
  readonly type: 'boolean';
  readonly description?: string;
}

/** A schema for every property of `T`, so that no property of the model is forgotten in the file. */
type PropertiesOf<T> = { readonly [Name in keyof Required<T>]: Schema };

/** Properties of `T` that are always there; lists are left out of the file where they are empty. */
type Always<T> = {
  [Name in keyof T]-?: undefined extends T[Name] ? never : T[Name] extends readonly unknown[] ? never : Name;
}[keyof T];

/** An object of the model. `required` holds every property that is not optional and not a list. */
export function object<T>(properties: PropertiesOf<T>, required: readonly Always<T>[]): ObjectSchema {
  return { type: 'object', properties, required: required as readonly string[] };
}

export function list(items: Schema, description?: string): ListSchema {
  return { type: 'list', items, ...(description === undefined ? {} : { description }) };
}

export function oneOf(values: readonly string[], description?: string): TextSchema {
  return { type: 'text', values, ...(description === undefined ? {} : { description }) };
}

export const GUID: TextSchema = { type: 'text', format: 'guid' };
export const TIME: TextSchema = { type: 'text', format: 'time' };
export const TEXT: TextSchema = { type: 'text' };
export const BOOLEAN: BooleanSchema = { type: 'boolean' };
export const INTEGER: IntegerSchema = { type: 'integer' };
