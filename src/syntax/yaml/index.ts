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
