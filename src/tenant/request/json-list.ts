/** The text is no JSON, or ends too early. It is not quoted: it may hold what belongs to others. */
export class BrokenJsonError extends Error {
  constructor() {
    super('The answer is no JSON.');
    this.name = 'BrokenJsonError';
  }
}

/** A body with one long list. */
export interface ListBody {
  /** Undefined where the body has no list of that name. */
  readonly items: JsonList | undefined;
  /** The other properties. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/**
 * Items of a list that are still text and become objects one at a time: a page of a thousand objects takes several
 * times its text when parsed at once, and outlives the young generation of the heap. They can be gone through once.
 */
export class JsonList implements Iterable<unknown> {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  /** Start and end of each item. */
  readonly #places: readonly number[];

  constructor(bytes: Uint8Array<ArrayBuffer>, places: readonly number[]) {
    this.#bytes = bytes;
    this.#places = places;
  }

  get length(): number {
    return this.#places.length / 2;
  }

  /** @throws BrokenJsonError */
  *[Symbol.iterator](): Generator<unknown, undefined> {
    try {
      for (let index = 0; index < this.#places.length; index += 2) {
        yield parse(this.#bytes, this.#places[index] as number, this.#places[index + 1] as number);
      }
    } finally {
      // A megabyte outside the heap would wait for a collection of all of it. Older hosts cannot give it up.
      (this.#bytes.buffer as { transfer?(length: number): unknown }).transfer?.(0);
    }
  }
}

/**
 * Finds the items of a list in a JSON object without parsing them.
 * @param bytes UTF-8, with a buffer of their own, which is given up when the items have been gone through
 * @throws BrokenJsonError
 */
export function readListBody(bytes: Uint8Array<ArrayBuffer>, list: string): ListBody {
  const rest: Record<string, unknown> = {};
  let items: JsonList | undefined;
  // A byte order mark is three bytes.
  let at = skipSpace(bytes, bytes[0] === 0xef ? 3 : 0);
  at = skipSpace(bytes, expected(bytes, at, OPEN_BRACE));
  while (bytes[at] !== CLOSE_BRACE) {
    const end = endOfValue(bytes, at);
    const name = parse(bytes, at, end);
    if (typeof name !== 'string') throw new BrokenJsonError();
    at = skipSpace(bytes, expected(bytes, skipSpace(bytes, end), COLON));
    if (name === list && bytes[at] === OPEN_BRACKET) {
      const places: number[] = [];
      at = readPlaces(bytes, at, places);
      items = new JsonList(bytes, places);
    } else {
      const valueEnd = endOfValue(bytes, at);
      // Not by assignment, which `__proto__` would change the meaning of.
      Object.defineProperty(rest, name, { value: parse(bytes, at, valueEnd), enumerable: true, configurable: true });
      at = valueEnd;
    }
    at = afterItem(bytes, at, CLOSE_BRACE);
  }
  if (skipSpace(bytes, at + 1) < bytes.length) throw new BrokenJsonError();
  return { items, rest };
}

/** Enters start and end of each item of the list at a place. @returns the place behind the list */
function readPlaces(bytes: Uint8Array, start: number, places: number[]): number {
  let at = skipSpace(bytes, start + 1);
  while (bytes[at] !== CLOSE_BRACKET) {
    const end = endOfValue(bytes, at);
    places.push(at, end);
    at = afterItem(bytes, end, CLOSE_BRACKET);
  }
  return at + 1;
}

/** The place of the next item, or of the bracket that closes them. */
function afterItem(bytes: Uint8Array, end: number, close: number): number {
  const at = skipSpace(bytes, end);
  if (bytes[at] === close) return at;
  const next = skipSpace(bytes, expected(bytes, at, COMMA));
  if (bytes[next] === close) throw new BrokenJsonError();
  return next;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Where a value ends. What lies between its brackets is looked at when it is parsed. */
function endOfValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === QUOTE) return endOfString(bytes, start);
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return endOfWord(bytes, start);
  let depth = 0;
  for (let at = start; at < bytes.length; ) {
    const byte = bytes[at];
    if (byte === QUOTE) {
      at = endOfString(bytes, at);
      continue;
    }
    at += 1;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw new BrokenJsonError();
}

function endOfString(bytes: Uint8Array, start: number): number {
  for (let at = start + 1; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) return at + 1;
  }
  throw new BrokenJsonError();
}

/** Of a number, `true`, `false` or `null`. */
function endOfWord(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && !isEnd(bytes[at] as number)) at += 1;
  if (at === start) throw new BrokenJsonError();
  return at;
}

function isEnd(byte: number): boolean {
  return byte === COMMA || byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte === COLON || isSpace(byte);
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && isSpace(bytes[at] as number)) at += 1;
  return at;
}

function expected(bytes: Uint8Array, at: number, byte: number): number {
  if (bytes[at] !== byte) throw new BrokenJsonError();
  return at + 1;
}

const decoder = new TextDecoder();

function parse(bytes: Uint8Array, start: number, end: number): unknown {
  try {
    return JSON.parse(decoder.decode(bytes.subarray(start, end)));
  } catch {
    throw new BrokenJsonError();
  }
}
