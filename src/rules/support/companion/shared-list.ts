import { folderOf, type SourceDocument } from '../../../model/document.ts';
import { bicepTree, terraformTree } from '../../../model/trees.ts';
import { containsRange, type Range } from '../../../text/range.ts';
import type { Draft } from './draft.ts';

/**
 * Whether a range is part of a variable or local that is used in more than one place: what is changed there for one
 * host would be changed for others, which then had no identity and no role.
 */
export function isShared(draft: Draft, document: SourceDocument, range: Range): boolean {
  if (document.kind === 'bicep') {
    const statement = bicepTree(document).statements.find((candidate) => containsRange(candidate.range, range));
    return statement?.kind === 'variable' && countOf(`\\b${statement.name.name}\\b`, [document]) > 2;
  }
  if (document.kind !== 'terraform') return false;
  const block = terraformTree(document).body.items.find((candidate) => containsRange(candidate.range, range));
  if (block?.kind !== 'block' || block.type.name !== 'locals') return false;
  const local = block.body.items.find((item) => item.kind === 'attribute' && containsRange(item.range, range));
  if (local?.kind !== 'attribute') return false;
  const files = draft.workspace.inFolder('terraform', folderOf(document.path));
  return countOf(`\\blocal\\.${local.name.name}\\b`, files) > 1;
}

function countOf(pattern: string, documents: readonly SourceDocument[]): number {
  const expression = new RegExp(pattern, 'g');
  return documents.reduce((sum, { source }) => sum + (source.text.match(expression)?.length ?? 0), 0);
}
