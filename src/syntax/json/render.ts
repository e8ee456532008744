import type { SourceText } from '../../text/source-text.ts';
import type { JsonNode } from './nodes.ts';

/** Data that can be written as JSON. `raw` is written as it stands. */
export type JsonData =
  | string
  | number
  | boolean
  | null
  | readonly JsonData[]
  | { readonly raw: string }
  | { readonly [name: string]: JsonData };

export interface RenderOptions {
  /** Of the line the text starts on; undefined writes everything on one line. */
  readonly indentation: string | undefined;
  readonly unit: string;
  readonly lineEnding: string;
  /** Maps texts before they are quoted. */
  readonly text?: (text: string) => string;
}

export function renderJson(data: JsonData, options: RenderOptions): string {
  if (typeof data === 'string') return JSON.stringify(options.text ? options.text(data) : data);
  if (typeof data !== 'object' || data === null) return JSON.stringify(data);
  if (isRaw(data)) return data.raw;
  const inner = {
    ...options,
    indentation: options.indentation === undefined ? undefined : options.indentation + options.unit,
  };
  if (isList(data))
    return bracketed(
      '[',
      data.map((item) => renderJson(item, inner)),
      ']',
      options,
    );
  const members = Object.entries(data).map(([name, value]) => `${JSON.stringify(name)}: ${renderJson(value, inner)}`);
  return bracketed('{', members, '}', options);
}

/** Whether a node holds this data already, whatever its layout; raw text is compared as text. */
export function holdsData(
  source: SourceText,
  node: JsonNode | undefined,
  data: JsonData,
  text: (text: string) => string = (unchanged) => unchanged,
): boolean {
  if (!node) return false;
  if (typeof data === 'string') return node.kind === 'string' && node.text === text(data);
  if (typeof data !== 'object' || data === null) return node.kind === 'constant' && node.value === data;
  if (isRaw(data)) return source.slice(node.range) === data.raw;
  if (isList(data)) {
    if (node.kind !== 'array' || node.elements.length !== data.length) return false;
    return data.every((item, index) => holdsData(source, node.elements[index], item, text));
  }
  const names = Object.keys(data);
  if (node.kind !== 'object' || node.properties.length !== names.length) return false;
  return node.properties.every(({ name, value }) => {
    const expected = Object.hasOwn(data, name) ? data[name] : undefined;
    return expected !== undefined && holdsData(source, value, expected, text);
  });
}

function bracketed(open: string, members: readonly string[], close: string, options: RenderOptions): string {
  if (members.length === 0) return open + close;
  if (options.indentation === undefined) {
    const blank = open === '{' ? ' ' : '';
    return `${open}${blank}${members.join(', ')}${blank}${close}`;
  }
  const inner = `${options.lineEnding}${options.indentation}${options.unit}`;
  return `${open}${inner}${members.join(`,${inner}`)}${options.lineEnding}${options.indentation}${close}`;
}

function isList(data: JsonData): data is readonly JsonData[] {
  return Array.isArray(data);
}

function isRaw(data: object): data is { readonly raw: string } {
  return 'raw' in data && typeof data.raw === 'string' && Object.keys(data).length === 1;
}
