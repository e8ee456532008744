import type { Range } from '../../../text/range.ts';
import type { SourceText } from '../../../text/source-text.ts';
import type { YamlMapping, YamlNode, YamlPair } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';

const BLANKS = /^[ \t]*$/;

/** How deep the file indents a mapping inside a mapping: that of its first nested block mapping, else two blanks. */
export function indentUnit(file: YamlFile): string {
  return findUnit(file.source, file.root) ?? '  ';
}

function findUnit(source: SourceText, root: YamlNode | undefined): string | undefined {
  const open = [root];
  while (open.length > 0) {
    const node = open.shift();
    if (node?.kind === 'mapping' && node.style === 'block') {
      for (const { value } of node.pairs) {
        if (value?.kind === 'mapping' && value.style === 'block') {
          const difference = columnOf(source, value.range.start) - columnOf(source, node.range.start);
          if (difference > 0) return ' '.repeat(difference);
        }
      }
      open.push(...node.pairs.map((pair) => pair.value));
    } else if (node?.kind === 'sequence' && node.style === 'block') open.push(...node.items.map((item) => item.value));
  }
  return undefined;
}

/** Units between the start of the line and the offset. */
export function columnOf(source: SourceText, offset: number): number {
  return offset - lineStart(source, offset);
}

export function lineStart(source: SourceText, offset: number): number {
  const start = source.text.lastIndexOf('\n', offset - 1) + 1;
  return start === 0 && source.text.charCodeAt(0) === 0xfeff ? 1 : start;
}

/** The end of the line of this offset, its line ending excluded. */
export function lineEnd(source: SourceText, offset: number): number {
  const newline = source.text.indexOf('\n', offset);
  if (newline < 0) return source.length;
  return newline > offset && source.text[newline - 1] === '\r' ? newline - 1 : newline;
}

/** The offset behind the line ending of the line of this offset. */
export function nextLine(source: SourceText, offset: number): number {
  const newline = source.text.indexOf('\n', offset);
  return newline < 0 ? source.length : newline + 1;
}

/** True where only blanks stand between the start of the line and the offset. */
export function isFirstOnLine(source: SourceText, offset: number): boolean {
  return BLANKS.test(source.text.slice(lineStart(source, offset), offset));
}

/**
 * The white space in front of a block mapping's keys. `undefined` where a tab makes the column uncertain: YAML does
 * not allow tabs as indentation.
 */
export function pairIndent(source: SourceText, mapping: YamlMapping): string | undefined {
  const onOwnLine = mapping.pairs.find((pair) => isFirstOnLine(source, pair.range.start));
  const offset = onOwnLine?.range.start ?? mapping.range.start;
  const prefix = source.text.slice(lineStart(source, offset), offset);
  return prefix.includes('\t') ? undefined : ' '.repeat(prefix.length);
}

/**
 * Where a block pair's or item's text ends for good: behind its last line's comment, or, for a block scalar that
 * keeps its trailing blank lines, behind those. The line ending is excluded unless `keptLines`.
 */
export interface BlockEnd {
  readonly offset: number;
  /** True where `offset` is already the start of a line. */
  readonly keptLines: boolean;
}

export function blockEnd(source: SourceText, end: number, value: YamlNode | undefined): BlockEnd {
  const last = lastScalar(value);
  if (last && (last.style === 'literal' || last.style === 'folded')) {
    const header = source.slice({ start: last.range.start, end: last.contentRange.start });
    if (/^[|>][-\d]*\+/.test(header) && source.text[last.contentRange.end - 1] === '\n') {
      return { offset: last.contentRange.end, keptLines: true };
    }
  }
  return { offset: lineEnd(source, end), keptLines: false };
}

function lastScalar(value: YamlNode | undefined) {
  let node = value;
  while (node && node.kind !== 'scalar') {
    if (node.kind === 'alias') return undefined;
    node = node.kind === 'mapping' ? node.pairs.at(-1)?.value : node.items.at(-1)?.value;
  }
  return node;
}

/** The lines a run of block pairs or items takes: what to delete so that nothing of it is left. */
export function linesOf(source: SourceText, start: number, end: BlockEnd): Range {
  const from = lineStart(source, start);
  if (end.keptLines) return { start: from, end: end.offset };
  const to = nextLine(source, end.offset);
  // The last line has no line ending: the one before it goes, so that the file still ends without. Not where the line
  // before is blank: it may belong to a block scalar that keeps its blank lines.
  if (to === end.offset && from > 0) {
    const before = source.text[from - 2] === '\r' ? from - 2 : from - 1;
    if (before > 0 && source.text[before - 1] !== '\n') return { start: before, end: to };
  }
  return { start: from, end: to };
}

/** The first unit behind `offset` that is neither blank nor line ending. */
export function skipWhiteSpace(source: SourceText, offset: number): number {
  let at = offset;
  while (at < source.length && /[ \t\r\n]/.test(source.text[at] ?? '')) at += 1;
  return at;
}

/** True where the pairs of a flow mapping stand on lines of their own. */
export function isMultiLineFlow(source: SourceText, pairs: readonly YamlPair[]): boolean {
  const first = pairs[0];
  return (
    first !== undefined &&
    isFirstOnLine(source, first.comma?.start ?? first.range.start) &&
    isFirstOnLine(source, first.range.start)
  );
}
