import { CST } from 'yaml';
import type { Range } from '../../text/range.ts';
import type { ScalarStyle, YamlAnchor, YamlParent, YamlScalar } from './nodes.ts';
import { alignScalar, type Segment, sourceOffset } from './scalar-offsets.ts';
import { plainScalarType } from './scalar-type.ts';
import { endOfText, scriptOffset } from './tokens.ts';

type ScalarToken = CST.FlowScalar | CST.BlockScalar;

export class ScalarNode implements YamlScalar {
  readonly kind = 'scalar';
  readonly style: ScalarStyle;
  readonly range: Range;
  readonly outerRange: Range;
  readonly contentRange: Range;
  readonly anchor: YamlAnchor | undefined;
  readonly tag: string | undefined;
  readonly parent: YamlParent;
  readonly #token: ScalarToken;
  #text: string | undefined;
  #segments: readonly Segment[] | undefined;

  constructor(
    token: ScalarToken,
    anchor: YamlAnchor | undefined,
    tag: string | undefined,
    outerStart: number | undefined,
    parent: YamlParent,
  ) {
    this.#token = token;
    this.anchor = anchor;
    this.tag = tag;
    this.parent = parent;
    this.style = styleOf(token);
    this.contentRange = contentRange(token, this.style);
    this.range = { start: token.offset, end: scalarEnd(token, this.contentRange) };
    this.outerRange = { start: outerStart ?? token.offset, end: this.range.end };
  }

  get text(): string {
    this.#text ??= resolve(this.#token);
    return this.#text;
  }

  get type(): YamlScalar['type'] {
    if (this.style !== 'plain' || this.tag === '!!str' || this.tag === '!') return 'string';
    return plainScalarType(this.text);
  }

  sourceRange(start: number, end: number): Range {
    this.#segments ??= alignScalar(this.style, this.#content(), this.contentRange.start, this.text);
    const from = sourceOffset(this.#segments, start, 'start', this.contentRange);
    const to = end > start ? sourceOffset(this.#segments, end, 'end', this.contentRange) : from;
    return { start: from, end: Math.max(from, to) };
  }

  #content(): string {
    const { source } = this.#token;
    if (this.#token.type === 'block-scalar') return source;
    const from = this.contentRange.start - this.#token.offset;
    return source.slice(from, from + this.contentRange.end - this.contentRange.start);
  }
}

function resolve(token: ScalarToken): string {
  // Problems are reported by the file; here only the text matters.
  const resolved = CST.resolveAsScalar(token, false, () => {});
  return resolved?.value ?? '';
}

function styleOf(token: ScalarToken): ScalarStyle {
  switch (token.type) {
    case 'single-quoted-scalar':
      return 'single-quoted';
    case 'double-quoted-scalar':
      return 'double-quoted';
    case 'block-scalar': {
      const header = token.props.find((prop) => prop.type === 'block-scalar-header');
      return header && 'source' in header && header.source.startsWith('>') ? 'folded' : 'literal';
    }
    default:
      return 'plain';
  }
}

function contentRange(token: ScalarToken, style: ScalarStyle): Range {
  const { offset, source } = token;
  if (token.type === 'block-scalar') {
    const start = scriptOffset(token);
    return { start, end: start + source.length };
  }
  const quote = style === 'single-quoted' ? "'" : style === 'double-quoted' ? '"' : '';
  if (!quote) return { start: offset, end: offset + source.length };
  const closed = source.length > 1 && source.endsWith(quote);
  return { start: offset + 1, end: offset + source.length - (closed ? 1 : 0) };
}

/** The end without the line ending (and blank lines) that close a block scalar. */
function scalarEnd(token: ScalarToken, content: Range): number {
  if (token.type !== 'block-scalar') return token.offset + token.source.length;
  const kept = endOfText(token.source);
  if (kept > 0) return content.start + kept;
  const header = token.props.find((prop) => prop.type === 'block-scalar-header');
  return header && 'source' in header ? header.offset + header.source.length : token.offset;
}
