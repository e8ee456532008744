import {
  type Edits,
  fillPair,
  insertPairs,
  type Place,
  replaceByMapping,
  replaceScalar,
  type YamlFile,
  type YamlMapping,
} from '../../../syntax/yaml/index.ts';
import type { TextEdit } from '../../../text/text-edit.ts';
import type { Access } from '../pipeline.ts';
import { atLeast } from './permissions.ts';

interface Grant {
  readonly name: string;
  readonly access: Access;
}

/**
 * Gives the holder of a `permissions` key these scopes: what a block has stays, lower access is raised, missing
 * scopes come last. A holder without block gets one at `place`. A `read-all` makes way for the scopes given.
 */
export function grantIn(
  file: YamlFile,
  holder: YamlMapping,
  grants: readonly Grant[],
  place: Place | undefined,
  separate: boolean,
): Edits {
  if (grants.length === 0) return [];
  const pairs = grants.map(({ name, access }) => ({ name, value: access }));
  const block = holder.get('permissions');
  if (!block) return insertPairs(file, holder, [{ name: 'permissions', value: pairs }], place, { separate });
  const { value } = block;
  if (!value) return fillPair(file, block, pairs);
  if (value.kind === 'mapping') {
    // `{}` becomes a block, as authors write it.
    return value.pairs.length === 0 ? fillPair(file, block, pairs) : extend(file, value, grants);
  }
  if (value.kind !== 'scalar') return undefined;
  if (value.text === 'write-all') return [];
  // `read-all` cannot be extended: a block with the scopes that are asked for takes its place.
  return value.text === 'read-all' ? replaceByMapping(file, block, value, pairs) : fillPair(file, block, pairs);
}

function extend(file: YamlFile, mapping: YamlMapping, grants: readonly Grant[]): Edits {
  const edits: TextEdit[] = [];
  const missing: Grant[] = [];
  for (const grant of grants) {
    const pair = mapping.get(grant.name);
    if (!pair) {
      missing.push(grant);
      continue;
    }
    if (pair.value?.kind !== 'scalar') return undefined;
    const { text } = pair.value;
    const has = text === 'read' || text === 'write' ? text : 'none';
    if (atLeast(has, grant.access)) continue;
    const raised = replaceScalar(file, pair.value, grant.access);
    if (!raised) return undefined;
    edits.push(...raised);
  }
  const added = insertPairs(
    file,
    mapping,
    missing.map(({ name, access }) => ({ name, value: access })),
  );
  return added && [...edits, ...added];
}
