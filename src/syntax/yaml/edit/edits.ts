import type { Range } from '../../../text/range.ts';
import type { TextEdit } from '../../../text/text-edit.ts';
import type { YamlMapping, YamlNode } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';
import { indentUnit, isMultiLineFlow, lineStart, pairIndent } from './layout.ts';
import type { Layout } from './render.ts';

/*
 * Edits that leave every byte outside their ranges as it is. Each returns `undefined` where the source does not allow
 * it: the text is half typed, indented by tabs, or an alias elsewhere needs what would go.
 */

export type Edits = readonly TextEdit[] | undefined;

export function layoutOf(file: YamlFile, mapping: YamlMapping): Layout | undefined {
  const indent = isInFlow(mapping) ? undefined : pairIndent(file.source, mapping);
  return indent === undefined ? undefined : { indent, unit: indentUnit(file), eol: file.source.lineEnding };
}

/** True inside a flow collection, at any depth: the parser lets some block mappings stand in one. */
export function isInFlow(node: YamlNode): boolean {
  for (let holder = node.parent?.parent; holder; holder = holder.parent?.parent) {
    if (holder.style === 'flow') return true;
  }
  return false;
}

/** What stands between the pairs of a flow mapping: a comma and a blank, or a line break where each has its line. */
export function flowSeparator(file: YamlFile, mapping: YamlMapping): string {
  const first = mapping.pairs[0];
  if (!first || !isMultiLineFlow(file.source, mapping.pairs)) return ', ';
  const start = lineStart(file.source, first.range.start);
  return `,${file.source.lineEnding}${file.source.text.slice(start, first.range.start)}`;
}

/** True where an alias outside the range means an anchor inside it. */
export function isReferenced(file: YamlFile, range: Range): boolean {
  if (!file.source.slice(range).includes('&')) return false;
  const open = file.documents.map((document) => document.root);
  while (open.length > 0) {
    const node = open.pop();
    if (node?.kind === 'mapping') for (const pair of node.pairs) open.push(pair.key, pair.value);
    else if (node?.kind === 'sequence') for (const item of node.items) open.push(item.value);
    else if (node?.kind === 'alias' && !(node.range.start >= range.start && node.range.end <= range.end)) {
      const target = node.target?.outerRange;
      if (target && target.start >= range.start && target.end <= range.end) return true;
    }
  }
  return false;
}
