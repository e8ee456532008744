import { insertion } from '../../../text/text-edit.ts';
import type { YamlPair } from '../nodes.ts';
import type { YamlFile } from '../parse.ts';
import { endOfText } from '../tokens.ts';
import { type Edits, flowSeparator, isReferenced, layoutOf } from './edits.ts';
import { blockEnd, lineEnd } from './layout.ts';
import { removePairs } from './remove.ts';
import { type NewPair, renderFlowPair, renderPairs, renderScalar } from './render.ts';

/**
 * Puts new pairs in the place of the first of the old ones, whose comment stays, and removes the others. The new
 * values take the quoting of the first old one where they name none.
 */
export function replacePairs(file: YamlFile, old: readonly YamlPair[], pairs: readonly NewPair[]): Edits {
  const mapping = old[0]?.parent;
  if (pairs.length === 0) return removePairs(file, old);
  const [first, ...others] = mapping ? mapping.pairs.filter((pair) => old.includes(pair)) : [];
  if (!mapping || !first || old.some((pair) => pair.parent !== mapping) || isReferenced(file, first.range))
    return undefined;
  const style = first.value?.kind === 'scalar' ? first.value.style : 'plain';
  const [head, ...rest] = pairs.map((pair) => ({ ...pair, style: pair.style ?? style }));
  if (!head) return undefined;
  const removed = others.length > 0 ? removePairs(file, others) : [];
  if (!removed) return undefined;
  if (mapping.style === 'flow') {
    const separator = flowSeparator(file, mapping);
    return [{ range: first.range, newText: [head, ...rest].map(renderFlowPair).join(separator) }, ...removed];
  }
  const layout = layoutOf(file, mapping);
  if (!layout) return undefined;
  const end = blockEnd(file.source, first.range.end, first.value);
  const range = {
    start: first.range.start,
    end: end.keptLines ? endOfText(file.source.text.slice(0, end.offset)) : first.range.end,
  };
  const replaced = { range, newText: renderPairs([head], layout) };
  if (rest.length === 0) return [replaced, ...removed];
  const below = insertion(lineEnd(file.source, range.end), layout.eol + layout.indent + renderPairs(rest, layout));
  return [replaced, below, ...removed];
}

export function renameKey(pair: YamlPair, name: string): Edits {
  if (pair.key?.kind !== 'scalar') return undefined;
  if (pair.key.style === 'literal' || pair.key.style === 'folded') return undefined;
  const context = pair.parent.style === 'flow' ? 'flow' : 'block';
  return [{ range: pair.key.range, newText: renderScalar(name, context, pair.key.style) }];
}
