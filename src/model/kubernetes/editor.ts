import {
  fillPair,
  insertPairs,
  type NewPair,
  type Place,
  removeItem,
  removePairs,
  renameKey,
  replacePairs,
  replaceScalar,
} from '../../syntax/yaml/index.ts';
import { coveringRange } from '../../text/range.ts';
import type { TextEdit } from '../../text/text-edit.ts';
import type { ManifestField, ManifestItem, ManifestNode } from './node.ts';

type Edits = readonly TextEdit[] | undefined;

/** Where `kubectl` and people expect a key that is put into a mapping without it. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  metadata: ['spec'],
  serviceAccountName: ['initContainers', 'containers'],
  labels: ['annotations'],
  clientID: ['credentials'],
  tenantID: ['credentials'],
  subscriptionID: ['credentials'],
};

/**
 * Sets `path` below a mapping to a text in quotes: what is there gets the new text, missing mappings are made.
 * `undefined` where the place is shared with others through an alias, or made by a template.
 */
export function setText(node: ManifestNode, path: readonly [string, ...string[]], text: string): Edits {
  const [name, ...rest] = path;
  const mapping = node.cursor.node;
  if (node.cursor.shared || mapping?.kind !== 'mapping') return undefined;
  const field = node.get(name);
  if (!field) return insertPairs(node.file, mapping, [newPair(path, text)], placeFor(node, name));
  if (field.shared) return undefined;
  const [next, ...others] = rest;
  if (next === undefined) return replaceText(field.value, text) ?? fillScalar(field, text);
  if (field.value.isNull) return fillPair(node.file, field.pair, [newPair([next, ...others], text)]);
  return setText(field.value, [next, ...others], text);
}

/** What is text only in quotes: labels, annotations and parameters take no booleans and numbers. */
const NOT_TEXT = /^(?:true|false|null|~|[-+.\d].*)$/i;

/** Replaces a scalar in its quoting, and quotes it where it would be no text without. */
export function replaceText(node: ManifestNode, text: string): Edits {
  const { scalar, cursor } = node;
  if (!scalar || cursor.shared || node.isNull || node.isTemplated || scalar.anchor || scalar.tag) return undefined;
  if (scalar.style !== 'plain' || !NOT_TEXT.test(text)) return replaceScalar(node.file, scalar, text);
  return [{ range: scalar.range, newText: JSON.stringify(text) }];
}

/** Removes keys of one mapping; a mapping they leave empty goes too. */
export function removeFields(fields: readonly ManifestField[]): Edits {
  const [first] = fields;
  if (!first || fields.some((field) => field.shared)) return undefined;
  return removePairs(
    first.value.file,
    fields.map((field) => field.pair),
  );
}

/** Puts keys in the place of others of the same mapping. */
export function replaceFields(fields: readonly ManifestField[], by: readonly NewPair[]): Edits {
  const [first] = fields;
  if (!first || fields.some((field) => field.shared)) return undefined;
  return replacePairs(
    first.value.file,
    fields.map((field) => field.pair),
    by,
  );
}

export function renameField(field: ManifestField, name: string): Edits {
  return field.shared ? undefined : renameKey(field.pair, name);
}

/** Removes elements of one list; where all of them go, its key goes too. */
export function removeItems(list: ManifestField, items: readonly ManifestItem[]): Edits {
  if (list.shared || list.value.cursor.shared) return undefined;
  if (items.length === list.value.items.length) return removeFields([list]);
  const edits: TextEdit[] = [];
  for (const { item } of items) {
    const removal = item && removeItem(list.value.file, item);
    if (!removal) return undefined;
    edits.push(...removal);
  }
  return merged(edits);
}

/** Neighbours at the end of a file without a last line ending share the one between them. */
function merged(deletions: readonly TextEdit[]): readonly TextEdit[] {
  const result: TextEdit[] = [];
  for (const edit of deletions.toSorted((a, b) => a.range.start - b.range.start)) {
    const last = result.at(-1);
    if (!last || edit.range.start >= last.range.end) result.push(edit);
    else result[result.length - 1] = { range: coveringRange(last.range, edit.range), newText: '' };
  }
  return result;
}

function newPair([name, next, ...rest]: readonly [string, ...string[]], text: string): NewPair {
  if (next === undefined)
    return { name, value: text, style: name === 'serviceAccountName' ? 'plain' : 'double-quoted' };
  return { name, value: [newPair([next, ...rest], text)] };
}

function placeFor(node: ManifestNode, name: string): Place | undefined {
  const before = BEFORE[name]?.map((other) => node.get(other)).find((field) => field && !field.shared);
  return before && { before: before.pair };
}

function fillScalar({ value, pair }: ManifestField, text: string): Edits {
  const { colon } = pair;
  if (!value.isNull || value.cursor.shared || !colon) return undefined;
  const range = value.scalar?.range ?? { start: colon.end, end: colon.end };
  return [{ range, newText: `${value.scalar ? '' : ' '}${JSON.stringify(text)}` }];
}
