import type { YamlFile } from '../../syntax/yaml/index.ts';
import type { SourceDocument } from '../document.ts';
import { cursorAt } from '../yaml/fields.ts';
import { Manifest } from './manifest.ts';
import { ManifestNode } from './node.ts';
import { isTemplate } from './template-text.ts';

/** Lists may hold lists, and aliases repeat them without end: nobody writes more levels or objects. */
const MAX_LISTS = 5;
const MAX_OBJECTS = 20_000;

/** Every object of a file with `apiVersion` and `kind`, those of lists included. */
export function objectsOf(document: SourceDocument, file: YamlFile): readonly Manifest[] {
  const isMade = isTemplate(document.source.text);
  const objects: Manifest[] = [];
  let visited = 0;
  const add = (node: ManifestNode, depth: number): void => {
    const kind = node.textAt('kind');
    visited += 1;
    if (visited > MAX_OBJECTS) return;
    if (kind === undefined || node.get('apiVersion') === undefined) return;
    const items = kind.endsWith('List') ? node.get('items')?.value.items : undefined;
    if (!items) objects.push(new Manifest(document, node, isMade));
    else if (depth < MAX_LISTS) for (const { value } of items) add(value, depth + 1);
  };
  for (const { root } of file.documents) {
    if (root?.kind === 'mapping') add(new ManifestNode(file, cursorAt(root, root.range, false)), 0);
  }
  return objects;
}
