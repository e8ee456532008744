/** What a UTF-16 code unit can be part of, for the scanner's inner loops. */

const IDENTIFIER_START = 1;
const IDENTIFIER_PART = 2;
const DIGIT = 4;
const ESCAPE_WORTHY = 8;

/** Classes of the 128 ASCII characters. */
const CLASSES = new Uint8Array(128);
for (let unit = 0; unit < 128; unit += 1) {
  const isLetter = (unit >= 65 && unit <= 90) || (unit >= 97 && unit <= 122) || unit === 95;
  const isDigit = unit >= 48 && unit <= 57;
  CLASSES[unit] =
    (isLetter ? IDENTIFIER_START | IDENTIFIER_PART : 0) |
    (isDigit ? DIGIT | IDENTIFIER_PART : 0) |
    (unit === 45 ? IDENTIFIER_PART : 0);
}
for (const character of '"\\$%\n\r') CLASSES[character.charCodeAt(0)] = ESCAPE_WORTHY;

export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Plain text of a quoted string: no quote, escape, possible template sequence or line ending. False at the end of the text. */
export function isPlainInQuotes(unit: number): boolean {
  return unit < 128 ? ((CLASSES[unit] ?? 0) & ESCAPE_WORTHY) === 0 : unit >= 128;
}

/** The end of the identifier that begins at an offset; the offset itself where none does (UAX #31, plus `_`, and `-` inside). */
export function identifierEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  let at: number;
  if (first < 128) {
    if (((CLASSES[first] ?? 0) & IDENTIFIER_START) === 0) return start;
    at = start + 1;
  } else {
    at = unicodeEnd(text, start, /^\p{ID_Start}/u);
    if (at === start) return start;
  }
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit < 128) {
      if (((CLASSES[unit] ?? 0) & IDENTIFIER_PART) === 0) return at;
      at += 1;
    } else {
      const end = unicodeEnd(text, at, /^\p{ID_Continue}/u);
      if (end === at) return at;
      at = end;
    }
  }
}

/** The end of the line that an offset lies in, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return newline > offset && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
}

/** The start of the line that an offset lies in. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The number of blanks and tabs before an offset, or -1 where something else precedes it in its line. */
export function columnOfFirst(text: string, offset: number): number {
  let at = offset;
  while (at > 0) {
    const unit = text.charCodeAt(at - 1);
    if (unit === 10) break;
    if (unit !== 32 && unit !== 9 && unit !== 0xfeff) return -1;
    at -= 1;
  }
  return offset - at;
}

/** The number of blanks and tabs that the line of an offset begins with. */
export function indentationOf(text: string, offset: number): number {
  const start = lineStart(text, offset);
  let at = start;
  while (at < offset && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at += 1;
  return at - start;
}

function unicodeEnd(text: string, at: number, pattern: RegExp): number {
  const point = text.codePointAt(at);
  if (point === undefined) return at;
  const character = String.fromCodePoint(point);
  return pattern.test(character) ? at + character.length : at;
}

/** The end of the number that begins at an offset. @param isIndex `a.0.1` is two indexes, not an index and a fraction */
export function numberEnd(text: string, start: number, isIndex: boolean): number {
  let at = digitsEnd(text, start);
  if (isIndex) return at;
  if (text.charCodeAt(at) === 46 && isDigit(text.charCodeAt(at + 1))) at = digitsEnd(text, at + 1);
  const exponent = text.charCodeAt(at);
  if (exponent !== 69 && exponent !== 101) return at;
  const sign = text.charCodeAt(at + 1);
  const digits = sign === 43 || sign === 45 ? at + 2 : at + 1;
  return isDigit(text.charCodeAt(digits)) ? digitsEnd(text, digits) : at;
}

function digitsEnd(text: string, start: number): number {
  let at = start;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

export function isSurrogatePair(unit: number, next: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}
