export {
  type Edits,
  fillPair,
  insertPairs,
  type Place,
  removeItem,
  removePairs,
  renameKey,
  replaceByMapping,
  replacePairs,
  replaceScalar,
} from './edit.ts';
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
export type { NewPair, NewValue } from './render.ts';
