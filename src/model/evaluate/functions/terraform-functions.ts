import { contains, endsWith, startsWith } from '../../patterns.ts';
import * as format from './format-functions.ts';
import type { ValueFunction } from './function.ts';
import { scalarOfJson } from './json-functions.ts';
import * as lists from './list-functions.ts';
import * as logic from './logic-functions.ts';
import * as objects from './object-functions.ts';
import * as text from './text-functions.ts';

/** `f(separator, text)` as `f(text, separator)`. */
function swapped(of: ValueFunction): ValueFunction {
  return ([a, b, ...rest], place) => (a && b ? of([b, a, ...rest], place) : undefined);
}

/** Functions of the Terraform and OpenTofu language, by name. */
export const TERRAFORM_FUNCTIONS: ReadonlyMap<string, ValueFunction> = new Map<string, ValueFunction>([
  ['base64decode', text.encode],
  ['base64encode', text.encode],
  ['base64gzip', text.encode],
  ['chomp', text.trimNewlines],
  ['coalesce', logic.coalesceNonEmpty],
  ['coalescelist', logic.anyOf],
  ['compact', lists.compact],
  ['concat', lists.concatLists],
  ['distinct', lists.sameElements],
  ['element', lists.elementWrapped],
  ['endswith', logic.textTest(endsWith, false)],
  ['ephemeralasnull', logic.identity],
  ['flatten', lists.flatten],
  ['format', format.formatPrintf],
  ['indent', (args, place) => text.encode(args.slice(1), place)],
  ['join', lists.joinSeparatorFirst],
  ['jsondecode', scalarOfJson],
  ['jsonencode', text.encode],
  ['keys', objects.keys],
  ['length', lists.length],
  ['lookup', objects.lookup],
  ['lower', text.toLower],
  ['max', logic.arithmetic(Math.max)],
  ['merge', objects.merge],
  ['min', logic.arithmetic(Math.min)],
  ['nonsensitive', logic.identity],
  ['one', lists.first],
  ['replace', text.replaceTextOrRegex],
  ['reverse', lists.sameElements],
  ['sensitive', logic.identity],
  ['setunion', lists.concatLists],
  ['slice', lists.slice],
  ['sort', lists.sameElements],
  ['split', swapped(text.splitText)],
  ['startswith', logic.textTest(startsWith, false)],
  ['strcontains', logic.textTest(contains, false)],
  ['substr', text.substring],
  ['textencodebase64', text.encode],
  ['title', text.encode],
  ['tobool', logic.toConstant],
  ['tolist', logic.identity],
  ['tomap', logic.identity],
  ['tonumber', logic.toConstant],
  ['toset', lists.sameElements],
  ['tostring', text.toText],
  ['trim', text.trimCharacters],
  ['trimprefix', text.trimPrefix],
  ['trimspace', text.trimBlanks],
  ['trimsuffix', text.trimSuffix],
  ['try', logic.anyOf],
  ['upper', text.toUpper],
  ['urlencode', text.encode],
  ['values', objects.values],
  ['yamlencode', text.encode],
  ['yamldecode', text.encode],
]);
