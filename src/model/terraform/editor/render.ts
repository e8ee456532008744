import type { Literal, RawText } from '../../resource.ts';

/** How text is laid out where it is written. */
export interface Layout {
  /** The blanks that the line begins with in which the text begins. */
  readonly indentation: string;
  /** What one level adds. */
  readonly unit: string;
  readonly lineEnding: string;
}

export function deeper(layout: Layout): Layout {
  return { ...layout, indentation: layout.indentation + layout.unit };
}

export type ObjectLiteral = { readonly [name: string]: Literal };

export function isRaw(value: Literal): value is RawText {
  return typeof value === 'object' && value !== null && 'raw' in value && typeof value['raw'] === 'string';
}

export function isObject(value: Literal): value is ObjectLiteral {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isRaw(value);
}

/** A value as an expression: lists on one line, objects on several, as `terraform fmt` leaves them. */
export function renderValue(value: Literal, layout: Layout): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return renderString(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (isRaw(value)) return value.raw.replace(/\r?\n/g, layout.lineEnding);
  if (isObject(value)) return renderObject(value, layout);
  return `[${(value as readonly Literal[]).map((item) => renderValue(item, layout)).join(', ')}]`;
}

function renderObject(value: ObjectLiteral, layout: Layout): string {
  const inner = deeper(layout);
  const lines = alignedLines(
    Object.entries(value).map(([name, member]) => ({ name: renderKey(name), value: renderValue(member, inner) })),
  );
  return braced(lines, layout);
}

/** The lines of a block or object between braces; `{}` without any. */
export function braced(lines: readonly string[], layout: Layout): string {
  if (lines.length === 0) return '{}';
  const { indentation } = deeper(layout);
  return ['{', ...lines.map((line) => (line === '' ? '' : indentation + line)), `${layout.indentation}}`].join(
    layout.lineEnding,
  );
}

/** A nested block, its attributes aligned; plain objects in it are blocks in turn. */
export function renderBlock(name: string, value: ObjectLiteral, layout: Layout): string {
  const inner = deeper(layout);
  const entries = Object.entries(value);
  const attributes = entries.filter(([, member]) => !isObject(member));
  const lines = alignedLines(attributes.map(([key, member]) => ({ name: key, value: renderValue(member, inner) })));
  const blocks = entries.flatMap(([key, member]) => (isObject(member) ? [renderBlock(key, member, inner)] : []));
  const separated = blocks.flatMap((block, index) => (index > 0 || lines.length > 0 ? ['', block] : [block]));
  return `${name} ${braced([...lines, ...separated], layout)}`;
}

/** `name = value` lines; neighbours of one line each have their `=` in one column. */
function alignedLines(entries: readonly { readonly name: string; readonly value: string }[]): readonly string[] {
  return entries.map((entry, index) => {
    if (entry.value.includes('\n')) return `${entry.name} = ${entry.value}`;
    let first = index;
    let last = index;
    while (first > 0 && !entries[first - 1]?.value.includes('\n')) first -= 1;
    while (last + 1 < entries.length && !entries[last + 1]?.value.includes('\n')) last += 1;
    const width = Math.max(...entries.slice(first, last + 1).map(({ name }) => name.length));
    return `${entry.name.padEnd(width)} = ${entry.value}`;
  });
}

export function renderKey(name: string): string {
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name) && !/^(?:for|true|false|null)$/.test(name)
    ? name
    : renderString(name);
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A quoted string that evaluates to the text. */
export function renderString(text: string): string {
  // Control characters have to be escaped, so the pattern has to name them.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: see above
  const escaped = text.replace(/[\\"\u0000-\u001f\u007f]|[$%](?=\{)/g, (unit) => {
    if (unit === '$' || unit === '%') return unit + unit;
    return ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}
