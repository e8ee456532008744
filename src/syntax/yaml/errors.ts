import type { YamlDocument, YamlMapping, YamlNode } from './nodes.ts';
import type { YamlError } from './parse.ts';

/** Errors that only the composed tree shows: keys given twice, aliases of nothing. */
export function structureErrors(documents: readonly YamlDocument[]): readonly YamlError[] {
  const errors: YamlError[] = [];
  const open: (YamlNode | undefined)[] = documents.map((document) => document.root);
  while (open.length > 0) {
    const node = open.pop();
    if (node?.kind === 'mapping') {
      reportDuplicates(node, errors);
      for (const pair of node.pairs) open.push(pair.key, pair.value);
    } else if (node?.kind === 'sequence') {
      for (const item of node.items) open.push(item.value);
    } else if (node?.kind === 'alias' && !node.target) {
      errors.push({
        code: 'unresolved-alias',
        message: `No anchor named ${node.name} comes before.`,
        range: node.range,
      });
    }
  }
  return errors;
}

function reportDuplicates(mapping: YamlMapping, errors: YamlError[]): void {
  const seen = new Set<string>();
  for (const { key } of mapping.pairs) {
    if (key?.kind !== 'scalar') continue;
    if (seen.has(key.text)) {
      errors.push({ code: 'duplicate-key', message: 'Keys of one mapping must be unique.', range: key.range });
    }
    seen.add(key.text);
  }
}
