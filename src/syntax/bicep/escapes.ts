const BACKSLASH = 92;
const LOWER_U = 117;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const MAX_CODE_POINT = 0x10ffff;

/** What a backslash and this character stand for; `\u{...}` is apart. */
const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['\\', '\\'],
  ["'", "'"],
  ['$', '$'],
]);

/** The length of the escape whose backslash is at this offset, 0 where it is none that Bicep knows. */
export function escapeLength(text: string, backslash: number): number {
  const next = text.charCodeAt(backslash + 1);
  if (next === LOWER_U) {
    const close = codePointEnd(text, backslash);
    return close < 0 ? 0 : close + 1 - backslash;
  }
  return ESCAPED.has(text.charAt(backslash + 1)) ? 2 : 0;
}

/** The text of a single-line string between these offsets, escapes resolved; one that is wrong stays as written. */
export function unescapeText(text: string, start: number, end: number): string {
  let at = start;
  while (at < end && text.charCodeAt(at) !== BACKSLASH) at += 1;
  if (at === end) return text.slice(start, end);
  const pieces: string[] = [];
  let from = start;
  while (at < end) {
    const length = text.charCodeAt(at) === BACKSLASH ? escapeLength(text, at) : 0;
    if (length === 0) {
      at += 1;
      continue;
    }
    pieces.push(text.slice(from, at), resolve(text, at, length));
    at += length;
    from = at;
  }
  pieces.push(text.slice(from, end));
  return pieces.join('');
}

function resolve(text: string, backslash: number, length: number): string {
  if (length === 2) return ESCAPED.get(text.charAt(backslash + 1)) ?? '';
  return String.fromCodePoint(Number.parseInt(text.slice(backslash + 3, backslash + length - 1), 16));
}

/** The offset of the `}` of `\u{1F600}`, -1 where that is malformed or names no code point. */
function codePointEnd(text: string, backslash: number): number {
  if (text.charCodeAt(backslash + 2) !== OPEN_BRACE) return -1;
  const first = backslash + 3;
  let at = first;
  let codePoint = 0;
  while (isHexDigit(text.charCodeAt(at))) {
    codePoint = Math.min(codePoint * 16 + Number.parseInt(text.charAt(at), 16), MAX_CODE_POINT + 1);
    at += 1;
  }
  return at > first && text.charCodeAt(at) === CLOSE_BRACE && codePoint <= MAX_CODE_POINT ? at : -1;
}

function isHexDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
