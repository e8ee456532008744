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
