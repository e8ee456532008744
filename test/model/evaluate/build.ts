import type { Location } from '../../../src/model/document.ts';
import { arrayValue, literal, objectValue, type Scalar, unknownValue } from '../../../src/model/evaluate/index.ts';
import { render } from '../../../src/model/patterns.ts';
import type { Property, Value } from '../../../src/model/value.ts';

export const AT: Location = { uri: 'test:a', range: { start: 0, end: 1 } };

/** A place of its own, so that sources can be told apart. */
export function at(start: number): Location {
  return { uri: 'test:a', range: { start, end: start + 1 } };
}

export type Plain = undefined | Scalar | Value | readonly Plain[] | { readonly [name: string]: Plain };

function isValue(plain: Plain): plain is Value {
  return typeof plain === 'object' && plain !== null && 'patterns' in plain;
}

/** The value of plain data; values inside stay as they are, `undefined` is an unknown value. */
export function value(plain: Plain): Value {
  if (plain === undefined) return unknownValue(AT, 'u');
  if (plain === null || typeof plain !== 'object') return literal(AT, plain);
  if (isValue(plain)) return plain;
  if (Array.isArray(plain)) {
    const items = plain.map(value);
    return arrayValue(AT, () => items);
  }
  const properties = Object.entries(plain).map(([name, content]) => property(name, value(content)));
  return objectValue(AT, () => properties);
}

export function property(name: string, content: Value): Property {
  return { name, nameRange: AT.range, range: AT.range, value: content };
}

export function texts(of: Value): readonly string[] {
  return of.patterns.map(render);
}
