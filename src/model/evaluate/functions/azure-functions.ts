import { contains, endsWith, startsWith } from '../../patterns.ts';
import * as format from './format-functions.ts';
import type { ValueFunction } from './function.ts';
import { scalarOfJson } from './json-functions.ts';
import * as lists from './list-functions.ts';
import * as logic from './logic-functions.ts';
import * as objects from './object-functions.ts';
import * as text from './text-functions.ts';

/** Functions that Bicep and ARM templates share, by their name in lower case. */
export const AZURE_FUNCTIONS: ReadonlyMap<string, ValueFunction> = new Map<string, ValueFunction>([
  ['add', logic.arithmetic((a, b) => a + b)],
  ['and', logic.and],
  ['any', logic.identity],
  ['array', lists.asList],
  ['base64', text.encode],
  ['base64tojson', text.encode],
  ['base64tostring', text.encode],
  ['bool', logic.toConstant],
  ['coalesce', logic.coalesce],
  ['concat', lists.concatAny],
  ['contains', logic.textTest(contains, true)],
  ['createarray', lists.listOf],
  ['createobject', objects.createObject],
  ['datauri', text.encode],
  ['datauritostring', text.encode],
  ['empty', logic.empty],
  ['endswith', logic.textTest(endsWith, true)],
  ['equals', logic.equality(false)],
  ['first', lists.first],
  ['flatten', lists.flatten],
  ['format', format.formatComposite],
  ['if', logic.ifElse],
  ['int', logic.toConstant],
  ['items', objects.items],
  ['join', lists.joinSeparatorLast],
  ['json', scalarOfJson],
  ['last', lists.last],
  ['length', lists.length],
  ['mul', logic.arithmetic((a, b) => a * b)],
  ['not', logic.not],
  ['objectkeys', objects.keys],
  ['or', logic.or],
  ['padleft', text.encode],
  ['range', lists.rangeFrom],
  ['replace', text.replaceText],
  ['shallowmerge', objects.shallowMerge],
  ['skip', lists.skip],
  ['split', text.splitText],
  ['startswith', logic.textTest(startsWith, true)],
  ['string', text.toText],
  ['sub', logic.arithmetic((a, b) => a - b)],
  ['substring', text.substring],
  ['take', lists.take],
  ['tolower', text.toLower],
  ['toupper', text.toUpper],
  ['trim', text.trimBlanks],
  ['union', objects.union],
  ['uri', text.joinUri],
  ['uricomponent', text.encode],
  ['uricomponenttostring', text.encode],
]);
