import type { SourceDocument } from '../model/document.ts';
import type { Finding } from '../rules/finding.ts';
import type { Report } from '../rules/rule.ts';
import type { YamlMapping, YamlNode, YamlPair, YamlScalar } from '../syntax/yaml/index.ts';
import type { Range } from '../text/range.ts';
import { closest } from './closest.ts';
import { DEFAULT_CONFIGURATION } from './configuration.ts';
import type { MapSchema, ObjectSchema, Schema } from './configuration-schema.ts';
import { parseDate } from './dates.ts';
import { configurationError } from './engine-rules.ts';
import { engineFinding, normaliseFindings } from './findings.ts';

/** The mistakes in a configuration. */
export class Problems {
  readonly #document: SourceDocument;
  readonly #findings: Finding[] = [];

  constructor(document: SourceDocument) {
    this.#document = document;
  }

  get findings(): readonly Finding[] {
    return normaliseFindings(this.#findings);
  }

  add(report: Report<keyof typeof configurationError.messages>): void {
    const finding = engineFinding(configurationError, { ...report, uri: this.#document.uri }, DEFAULT_CONFIGURATION);
    if (finding) this.#findings.push(finding);
  }
}

/** Plain data of the shape its schema asks for. */
type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data };

/** Turns nodes into plain data by a schema; what does not fit is reported and left out. */
export class Reader {
  readonly #problems: Problems;

  constructor(problems: Problems) {
    this.#problems = problems;
  }

  /** @param name how messages call the node */
  read(node: YamlNode, schema: Schema, name: string): Data | undefined {
    // An alias of an alias or of its own parent is no way to write a configuration.
    const target = node.kind === 'alias' ? undefined : node;
    if ('anyOf' in schema) {
      const [word, object] = schema.anyOf;
      return this.read(node, target?.kind === 'mapping' ? object : word, name);
    }
    if (!target) return this.#wrongType(node.range, name, 'written out here; aliases are not read');
    if (schema.type === 'object') {
      if (target.kind !== 'mapping') return this.#wrongType(node.range, name, 'a mapping');
      this.#missingKeys(target, schema, name);
      return this.#readObject(target.pairs, schema);
    }
    if (schema.type === 'array') {
      if (target.kind !== 'sequence') return this.#wrongType(node.range, name, 'a list');
      return target.items.flatMap(({ value, range }) => {
        const data = value ? this.read(value, schema.items, name) : this.#wrongType(range, name, 'a list without gaps');
        return data === undefined ? [] : [data];
      });
    }
    if (target.kind === 'scalar' && schema.type === 'string' && schema.names && !schema.enum?.includes(target.text)) {
      return this.#unknownCheck(target, schema.enum ?? []);
    }
    const expected = expectation(schema);
    if (target.kind !== 'scalar') return this.#wrongType(node.range, name, expected);
    return fitting(target.text, target.type, schema) ?? this.#wrongType(node.range, name, expected);
  }

  #readObject(pairs: readonly YamlPair[], schema: ObjectSchema | MapSchema): Data {
    const data: { [key: string]: Data } = {};
    for (const pair of pairs) {
      const property = propertySchema(schema, pair.name);
      if (!property) this.#unknownKey(pair, schema);
      else if (!pair.value) {
        // A heading whose entries are all commented out holds nothing, which is a value.
        if (!isCollection(property)) this.#wrongType(pair.range, pair.name, 'given a value');
      } else if (!Object.hasOwn(data, pair.name)) {
        const value = this.read(pair.value, property, pair.name);
        if (value !== undefined) data[pair.name] = value;
      }
    }
    return data;
  }

  #unknownKey(pair: YamlPair, schema: ObjectSchema | MapSchema): void {
    const range = pair.key?.range ?? pair.range;
    const known = 'properties' in schema ? Object.keys(schema.properties) : [];
    if (
      pair.parent.parent?.kind === 'pair' &&
      pair.parent.parent.name === 'rules' &&
      !pair.parent.parent.parent.parent
    ) {
      const near = closest(pair.name, known);
      const suggestion = near ? ` Did you mean "${near}"?` : '';
      this.#problems.add({ messageId: 'unknownRule', data: { rule: pair.name, suggestion }, range });
    } else {
      this.#problems.add({ messageId: 'unknownKey', data: { key: pair.name, known: known.join(', ') }, range });
    }
  }

  #missingKeys({ pairs, range }: YamlMapping, schema: ObjectSchema | MapSchema, key: string): void {
    const required = 'properties' in schema ? (schema.required ?? []) : [];
    for (const missing of required) {
      if (pairs.some(({ name }) => name === missing)) continue;
      this.#problems.add({ messageId: 'missingKey', data: { key, missing }, range: pairs[0]?.range ?? range });
    }
  }

  #unknownCheck({ text, range }: YamlScalar, known: readonly string[]): undefined {
    const near = closest(text, known);
    const suggestion = near ? ` Did you mean "${near}"?` : '';
    this.#problems.add({ messageId: 'unknownCheck', data: { check: text, suggestion }, range });
    return undefined;
  }

  #wrongType(range: Range, key: string, expected: string): undefined {
    this.#problems.add({ messageId: 'wrongType', data: { key, expected }, range });
    return undefined;
  }
}

function isCollection(schema: Schema): boolean {
  return !('anyOf' in schema) && (schema.type === 'object' || schema.type === 'array');
}

function propertySchema(schema: ObjectSchema | MapSchema, name: string): Schema | undefined {
  // A name that every object has would set its prototype, not a member.
  if (!('properties' in schema)) return name === '__proto__' ? undefined : schema.additionalProperties;
  return Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
}

type ScalarSchema = Exclude<Schema, { anyOf: unknown } | { type: 'object' | 'array' }>;

function fitting(text: string, type: string, schema: ScalarSchema): string | number | boolean | undefined {
  if (schema.type === 'boolean') return type === 'boolean' ? text.toLowerCase() === 'true' : undefined;
  if (schema.type === 'integer') {
    const number = type === 'number' ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(number)) return undefined;
    return number >= (schema.minimum ?? number) && number <= (schema.maximum ?? number) ? number : undefined;
  }
  // `off` is a string in YAML 1.2; a number or boolean where text is wanted is a mistake or needs quotes.
  if (type !== 'string' || (schema.enum && !schema.enum.includes(text))) return undefined;
  if (schema.format === 'date' && parseDate(text) === undefined) return undefined;
  return schema.pattern === undefined || new RegExp(schema.pattern).test(text) ? text : undefined;
}

function expectation(schema: ScalarSchema): string {
  if (schema.type === 'boolean') return 'true or false';
  if (schema.type === 'integer') {
    const { minimum, maximum } = schema;
    if (minimum !== undefined && maximum !== undefined) return `a whole number from ${minimum} to ${maximum}`;
    if (minimum !== undefined) return `a whole number, at least ${minimum}`;
    return maximum === undefined ? 'a whole number' : `a whole number, at most ${maximum}`;
  }
  if (schema.format === 'date') return 'a date of the calendar, written YYYY-MM-DD';
  return schema.enum ? `one of ${schema.enum.join(', ')}` : (schema.patternDescription ?? 'text');
}
