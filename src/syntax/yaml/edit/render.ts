import type { ScalarStyle } from '../nodes.ts';
import { plainScalarType } from '../scalar-type.ts';

/** A value to write: text (a scalar), a mapping, or a sequence of mappings. */
export type NewValue = string | readonly NewPair[] | NewItems;

export interface NewItems {
  readonly items: readonly (readonly NewPair[])[];
}

export interface NewPair {
  readonly name: string;
  readonly value: NewValue;
  /** The quoting to use where the text allows it; default is none. */
  readonly style?: ScalarStyle;
}

export type Context = 'block' | 'flow';

export interface Layout {
  /** White space in front of the first level. */
  readonly indent: string;
  /** What a nested level adds. */
  readonly unit: string;
  readonly eol: string;
}

/** The lines of a block mapping, joined, without indentation in front of the first and line ending behind the last. */
export function renderPairs(pairs: readonly NewPair[], layout: Layout): string {
  return pairs.map((pair) => renderBlockPair(pair, layout)).join(layout.eol + layout.indent);
}

function renderBlockPair({ name, value, style }: NewPair, layout: Layout): string {
  const key = renderScalar(name, 'block');
  if (typeof value === 'string') return `${key}: ${renderScalar(value, 'block', style)}`;
  const nested = { ...layout, indent: layout.indent + layout.unit };
  if ('items' in value) return `${key}:${value.items.map((item) => nested.eol + renderItem(item, nested)).join('')}`;
  if (value.length === 0) return `${key}: {}`;
  return `${key}:${layout.eol}${nested.indent}${renderPairs(value, nested)}`;
}

/** An element of a block sequence, with the indentation in front of its dash. */
export function renderItem(pairs: readonly NewPair[], layout: Layout): string {
  return `${layout.indent}- ${renderPairs(pairs, { ...layout, indent: `${layout.indent}  ` })}`;
}

/** A pair on one line for a flow mapping. */
export function renderFlowPair({ name, value, style }: NewPair): string {
  const key = renderScalar(name, 'flow');
  if (typeof value === 'string') return `${key}: ${renderScalar(value, 'flow', style)}`;
  if ('items' in value) return `${key}: [${value.items.map(renderFlowMapping).join(', ')}]`;
  return `${key}: ${renderFlowMapping(value)}`;
}

export function renderFlowMapping(pairs: readonly NewPair[]): string {
  return pairs.length === 0 ? '{}' : `{ ${pairs.map(renderFlowPair).join(', ')} }`;
}

/**
 * A scalar on one line in the wanted style, or in the nearest one that can hold the text. `true`, `false` and
 * decimal integers stay unquoted: whoever reads CI files takes them as text.
 */
export function renderScalar(text: string, context: Context, style: ScalarStyle = 'plain'): string {
  if (style === 'double-quoted' || NEEDS_ESCAPES.test(text)) return doubleQuoted(text);
  if (style === 'single-quoted' || !isSafePlain(text, context)) return `'${text.replaceAll("'", "''")}'`;
  return text;
}

/** Line breaks, control characters and what YAML calls non-printable: only double quotes can hold them. */
const NEEDS_ESCAPES = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u;
const INDICATOR_FIRST = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:[ ]|$)|---|\.\.\.)/;
const INNER_INDICATOR = /: | #|:$/;
const FLOW_INDICATOR = /[,[\]{}]|:$/;
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;

function isSafePlain(text: string, context: Context): boolean {
  if (text === '' || text !== text.trim()) return false;
  if (INDICATOR_FIRST.test(text) || INNER_INDICATOR.test(text)) return false;
  if (context === 'flow' && (FLOW_INDICATOR.test(text) || /^[-?:]/.test(text) || /:["']/.test(text))) return false;
  switch (plainScalarType(text)) {
    case 'string':
      return true;
    case 'boolean':
      return text === 'true' || text === 'false';
    case 'number':
      return PLAIN_NUMBER.test(text);
    default:
      return false;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

function doubleQuoted(text: string): string {
  const escaped = text.replace(/["\\]/g, (character) => ESCAPES[character] ?? character);
  const whole = new RegExp(NEEDS_ESCAPES, 'gu');
  return `"${escaped.replace(whole, (c) => ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
}

/**
 * A block scalar's header (`|`, `>-` ...) and its lines, each with its line ending, for an exact text. Folding is kept only where
 * the text is one line; otherwise the literal style says the same without surprises. `undefined` where block style
 * cannot hold the text.
 */
export function renderBlockScalar(
  text: string,
  style: 'literal' | 'folded',
  indent: string,
  step: number | undefined,
  eol: string,
): { readonly header: string; readonly body: string } | undefined {
  const withoutTabs = text.replace(/[\t\n]/g, '');
  if (NEEDS_ESCAPES.test(withoutTabs) || text.trim() === '') return undefined;
  const body = text.replace(/\n+$/, '');
  const breaks = text.length - body.length;
  const lines = body.split('\n');
  const indicator = style === 'folded' && lines.length === 1 && !/^[ \t]/.test(text) ? '>' : '|';
  const first = lines.find((line) => line !== '') ?? '';
  const leadsBlank = first.startsWith(' ');
  if (leadsBlank && (step === undefined || step < 1 || step > 9)) return undefined;
  const chomp = breaks === 0 ? '-' : breaks === 1 ? '' : '+';
  const rendered = lines.map((line) => (line === '' ? '' : indent + line));
  for (let blank = 1; blank < breaks; blank++) rendered.push('');
  return { header: `${indicator}${leadsBlank ? step : ''}${chomp}`, body: rendered.map((line) => line + eol).join('') };
}
