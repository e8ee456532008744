import { type Edits, insertItem, type NewPair } from '../../../syntax/yaml/index.ts';
import type { Step } from '../pipeline.ts';
import { originOf } from './strings.ts';

/**
 * Writes a new step in front of one that stands in a block list of the file itself, in its indentation.
 * @param isReplacement true where that one is removed: the new one comes below the comments above it
 */
export function insertStep(before: Step, pairs: readonly NewPair[], isReplacement = false): Edits {
  const origin = originOf(before);
  const item = origin && !origin.shared ? origin.node?.parent : undefined;
  return origin && item?.kind === 'item' ? insertItem(origin.file, item, pairs, isReplacement) : undefined;
}
