import type { Schema, TextSchema } from './schema.ts';

export type PathSegment = string | number;

/** What is wrong at which place. */
export interface Violation {
  readonly path: readonly PathSegment[];
  readonly message: string;
}

/** More would help nobody. */
const MAX_VIOLATIONS = 100;

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Reads a parsed value by a schema. What comes back holds only what the schema knows, in fresh objects: nothing of the
 * source lives on in it. Lists that are not there come back empty; properties the schema does not know are passed over,
 * as a later version may have added them.
 */
export function readBySchema(
  value: unknown,
  schema: Schema,
): { readonly value: unknown; readonly violations: readonly Violation[] } {
  const reader = new Reader();
  return { value: reader.read(value, schema), violations: reader.violations };
}

class Reader {
  readonly violations: Violation[] = [];
  readonly #path: PathSegment[] = [];

  read(value: unknown, schema: Schema): unknown {
    if (this.violations.length >= MAX_VIOLATIONS) return undefined;
    switch (schema.type) {
      case 'object':
        return this.#readObject(value, schema.properties, schema.required);
      case 'map':
        return this.#readObject(value, Object.fromEntries(schema.keys.map((key) => [key, schema.values])), []);
      case 'list':
        return this.#readList(value, schema.items);
      case 'text':
        return this.#readText(value, schema);
      case 'integer':
        return Number.isSafeInteger(value) ? value : this.#report('has to be a whole number');
      case 'boolean':
        return typeof value === 'boolean' ? value : this.#report('has to be true or false');
    }
  }

  #readObject(value: unknown, properties: { readonly [name: string]: Schema }, required: readonly string[]): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.#report('has to be an object');
    const source = value as { readonly [name: string]: unknown };
    const result: { [name: string]: unknown } = {};
    for (const name of required) {
      if (!Object.hasOwn(source, name)) this.#report(`lacks the property "${name}"`);
    }
    for (const [name, schema] of Object.entries(properties)) {
      if (Object.hasOwn(source, name)) result[name] = this.#at(name, () => this.read(source[name], schema));
      else if (schema.type === 'list') result[name] = [];
    }
    return result;
  }

  #readList(value: unknown, items: Schema): unknown {
    if (!Array.isArray(value)) return this.#report('has to be a list');
    return value.map((item: unknown, index) => this.#at(index, () => this.read(item, items)));
  }

  #readText(value: unknown, { format, values, maxLength }: TextSchema): string | undefined {
    if (typeof value !== 'string') return this.#report('has to be text');
    if (values && !values.includes(value)) return this.#report(`has to be one of ${values.join(', ')}`);
    if (maxLength !== undefined && value.length > maxLength) {
      return this.#report(`has to be at most ${maxLength} characters long`);
    }
    if (format === 'guid') return GUID.test(value) ? value.toLowerCase() : this.#report('has to be a GUID');
    if (format === 'time' && !(TIME.test(value) && Number.isFinite(Date.parse(value)))) {
      return this.#report('has to be a time such as 2026-01-31T12:00:00Z');
    }
    return value;
  }

  #at<T>(segment: PathSegment, read: () => T): T {
    this.#path.push(segment);
    const result = read();
    this.#path.pop();
    return result;
  }

  #report(what: string): undefined {
    const name = this.#path.length === 0 ? 'The snapshot' : `\`${pathText(this.#path)}\``;
    this.violations.push({ path: [...this.#path], message: `${name} ${what}.` });
    return undefined;
  }
}

/** `identities[3].displayName`. */
export function pathText(path: readonly PathSegment[]): string {
  return path
    .map((segment, index) => (typeof segment === 'number' ? `[${segment}]` : `${index === 0 ? '' : '.'}${segment}`))
    .join('');
}
