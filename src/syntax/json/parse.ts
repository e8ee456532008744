import { type JSONVisitor, type ParseErrorCode, visit } from 'jsonc-parser';
import type { Range } from '../../text/range.ts';
import type { SourceText } from '../../text/source-text.ts';
import type { JsonArray, JsonError, JsonFile, JsonNode, JsonObject, JsonParent, JsonProperty } from './nodes.ts';

/** How deep objects and arrays may nest; templates stay below 100, and the scanner recurses. */
export const MAX_NESTING = 1_000;

/** Parses any text: what is wrong with it is in `errors`, what can be made of it in the tree. Never throws. */
export function parseJson(source: SourceText): JsonFile {
  const tooDeep = firstTooDeep(source.text);
  if (tooDeep !== undefined) {
    const message = `Objects and arrays nest deeper than ${MAX_NESTING} levels; the file is not read.`;
    return {
      source,
      root: undefined,
      comments: [],
      errors: [{ message, range: { start: tooDeep, end: tooDeep + 1 } }],
    };
  }
  const builder = new TreeBuilder(source.length);
  // A byte order mark is no JSON; a blank keeps all offsets.
  const text = source.text.charCodeAt(0) === 0xfeff ? ` ${source.text.slice(1)}` : source.text;
  visit(text, builder.visitor, { disallowComments: false, allowTrailingComma: true, allowEmptyContent: true });
  return { source, root: builder.root, comments: builder.comments, errors: builder.errors };
}

/** The offset of the bracket that is one too many. */
function firstTooDeep(text: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        depth += 1;
        if (depth > MAX_NESTING) return at;
        break;
      case '}':
      case ']':
        depth -= 1;
        break;
      case '"':
        at = endOfString(text, at);
        break;
      case '/':
        if (text[at + 1] === '/') at = endOfLine(text, at);
        else if (text[at + 1] === '*') at = endOfBlockComment(text, at);
    }
  }
  return undefined;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"' && text[at] !== '\n' && text[at] !== '\r')
    at += text[at] === '\\' ? 2 : 1;
  return at;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function endOfBlockComment(text: string, start: number): number {
  const end = text.indexOf('*/', start + 2);
  return end < 0 ? text.length : end + 1;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface OpenObject extends Mutable<JsonObject> {
  properties: MutableProperty[];
}
type MutableProperty = Mutable<JsonProperty>;
interface OpenArray extends Mutable<JsonArray> {
  elements: JsonNode[];
  commas: (number | undefined)[];
}

class TreeBuilder {
  root: JsonNode | undefined;
  readonly comments: Range[] = [];
  readonly errors: JsonError[] = [];
  readonly #open: (OpenObject | OpenArray)[] = [];
  readonly #length: number;

  constructor(length: number) {
    this.#length = length;
  }

  readonly visitor: JSONVisitor = {
    onObjectBegin: (offset) => {
      this.#begin({
        kind: 'object',
        range: this.#range(offset, 1),
        parent: this.#parent(),
        properties: [],
      });
    },
    onArrayBegin: (offset) => {
      this.#begin({
        kind: 'array',
        range: this.#range(offset, 1),
        parent: this.#parent(),
        elements: [],
        commas: [],
      });
    },
    onObjectProperty: (name, offset, length) => {
      const holder = this.#open.at(-1);
      if (holder?.kind !== 'object') return;
      const range = this.#range(offset, length);
      holder.properties.push({
        kind: 'property',
        name,
        nameRange: range,
        range,
        value: undefined,
        comma: undefined,
        parent: holder,
      });
    },
    onLiteralValue: (value: unknown, offset, length) => {
      const range = this.#range(offset, length);
      const parent = this.#parent();
      if (typeof value === 'string') this.#add({ kind: 'string', range, parent, text: value });
      else if (typeof value === 'number' || typeof value === 'boolean' || value === null)
        this.#add({ kind: 'constant', range, parent, value });
    },
    onObjectEnd: (offset, length) => this.#end(this.#range(offset, length).end),
    onArrayEnd: (offset, length) => this.#end(this.#range(offset, length).end),
    onSeparator: (character, offset) => {
      if (character === ',') this.#comma(offset);
    },
    onComment: (offset, length) => {
      this.comments.push(this.#range(offset, length));
    },
    onError: (code, offset, length) => {
      this.errors.push({
        message: MESSAGES.get(code) ?? 'This is not JSON.',
        range: this.#range(offset, length),
      });
    },
  };

  /** The scanner counts what is missing at the end of the text as if it were there. */
  #range(offset: number, length: number): Range {
    return { start: Math.min(offset, this.#length), end: Math.min(offset + length, this.#length) };
  }

  #parent(): JsonParent {
    const holder = this.#open.at(-1);
    return holder?.kind === 'object' ? holder.properties.at(-1) : holder;
  }

  #begin(node: OpenObject | OpenArray): void {
    this.#add(node);
    this.#open.push(node);
  }

  #add(node: JsonNode): void {
    const holder = this.#open.at(-1);
    if (!holder) this.root ??= node;
    else if (holder.kind === 'array') {
      holder.elements.push(node);
      holder.commas.push(undefined);
    } else {
      const property = holder.properties.at(-1);
      if (property && !property.value) property.value = node;
    }
    this.#extend(node.range.end);
  }

  #end(end: number): void {
    this.#extend(end);
    this.#open.pop();
    this.#extend(end);
  }

  /** Lets what is open reach to where its last part ends, in case it is never closed. */
  #extend(end: number): void {
    const holder = this.#open.at(-1);
    if (!holder) return;
    holder.range = { start: holder.range.start, end };
    const property = holder.kind === 'object' ? holder.properties.at(-1) : undefined;
    if (property?.value && property.value.range.end >= property.range.end)
      property.range = { start: property.range.start, end: property.value.range.end };
  }

  #comma(offset: number): void {
    const holder = this.#open.at(-1);
    if (holder?.kind === 'array' && holder.commas.length > 0) holder.commas[holder.commas.length - 1] ??= offset;
    const property = holder?.kind === 'object' ? holder.properties.at(-1) : undefined;
    if (property) property.comma ??= offset;
  }
}

// The numbers of jsonc-parser's ParseErrorCode, which is a type only where files are compiled one by one.
const MESSAGES: ReadonlyMap<ParseErrorCode, string> = new Map([
  [1, 'This is not JSON: a value is a string in double quotes, a number, true, false, null, an object or an array.'],
  [2, 'This is not a number.'],
  [3, 'A property name in double quotes is expected here.'],
  [4, 'A value is expected here.'],
  [5, 'A colon is expected here.'],
  [6, 'A comma is expected here.'],
  [7, 'A closing brace } is expected here.'],
  [8, 'A closing bracket ] is expected here.'],
  [9, 'Nothing is expected behind the end of the document.'],
  [11, 'This comment is not closed: */ is missing.'],
  [12, 'This string is not closed: " is missing.'],
  [13, 'This number is not complete.'],
  [14, 'This is no Unicode escape: write \\u and four hexadecimal digits.'],
  [15, 'This is no escape sequence of JSON.'],
  [16, 'This character may not stand in a string: write it as an escape sequence.'],
]);
