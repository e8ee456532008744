export { appendItem, beginMapping, fillSequence } from './edit/append-item.ts';
export type { Edits } from './edit/edits.ts';
export { fillPair, type InsertOptions, insertItem, insertPairs, type Place, replaceByMapping } from './edit/insert.ts';
export { removeItem, removePairs } from './edit/remove.ts';
export type { NewItems, NewPair, NewValue } from './edit/render.ts';
export { renameKey, replacePairs } from './edit/replace.ts';
export { replaceScalar } from './edit/scalar.ts';
export type {
  ScalarStyle,
  YamlAlias,
  YamlAnchor,
  YamlComment,
  YamlDocument,
  YamlItem,
  YamlMapping,
  YamlNode,
  YamlPair,
  YamlParent,
  YamlScalar,
  YamlSequence,
} from './nodes.ts';
export { parseYaml, roundTrip, type YamlError, type YamlFile } from './parse.ts';
