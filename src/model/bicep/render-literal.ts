import type { Literal } from '../resource.ts';

/** How a literal is laid out in the file it is written into. */
export interface Layout {
  /** The white space that the line begins with on which the literal begins. */
  readonly indentation: string;
  /** One step of indentation. */
  readonly unit: string;
  readonly lineEnding: string;
  /** True where everything must stay on one line. */
  readonly isOneLine: boolean;
}

/** A literal as Bicep source. Objects and arrays take a line per member, where the layout leaves them the room. */
export function renderLiteral(literal: Literal, layout: Layout): string {
  if (literal === null) return 'null';
  switch (typeof literal) {
    case 'string':
      return renderText(literal);
    case 'boolean':
      return String(literal);
    case 'number':
      // Bicep writes whole numbers only.
      return Number.isSafeInteger(literal) ? String(literal) : `json('${literal}')`;
    default:
      return renderComposite(literal, layout);
  }
}

/** `name: value`, the name quoted where it must be. */
export function renderProperty(name: string, value: Literal, layout: Layout): string {
  return `${renderName(name)}: ${renderLiteral(value, layout)}`;
}

function renderComposite(literal: object, layout: Layout): string {
  if (isRaw(literal)) return withLayout(literal.raw, layout);
  const inside = { ...layout, indentation: layout.indentation + layout.unit };
  if (isList(literal)) {
    return enclose(
      '[',
      literal.map((item) => renderLiteral(item, inside)),
      ']',
      layout,
    );
  }
  const properties = Object.entries(literal as { readonly [name: string]: Literal });
  return enclose(
    '{',
    properties.map(([name, value]) => renderProperty(name, value, inside)),
    '}',
    layout,
  );
}

function isRaw(literal: object): literal is { readonly raw: string } {
  return 'raw' in literal && typeof literal.raw === 'string';
}

function isList(literal: object): literal is readonly Literal[] {
  return Array.isArray(literal);
}

function enclose(open: string, members: readonly string[], close: string, layout: Layout): string {
  if (members.length === 0) return open + close;
  if (layout.isOneLine) {
    const padding = open === '{' ? ' ' : '';
    return `${open}${padding}${members.join(', ')}${padding}${close}`;
  }
  const lineStart = `${layout.lineEnding}${layout.indentation}`;
  return `${open}${members.map((member) => `${lineStart}${layout.unit}${member}`).join('')}${lineStart}${close}`;
}

/** Lines behind the first are moved in as far as the first is; the text of multi-line strings must not move. */
function withLayout(raw: string, layout: Layout): string {
  if (raw.includes("'''")) return raw;
  return raw.split(/\r?\n/).join(`${layout.lineEnding}${layout.indentation}`);
}

function renderName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && !['true', 'false', 'null'].includes(name) ? name : renderText(name);
}

function renderText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('${', '\\${')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `'${escaped}'`;
}
