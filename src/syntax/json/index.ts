export {
  appendMember,
  indentUnit,
  insertBehind,
  type JsonMember,
  memberOfNode,
  memberOfProperty,
  removeMember,
} from './edit.ts';
export type * from './nodes.ts';
export { MAX_NESTING, parseJson } from './parse.ts';
export { holdsData, type JsonData, type RenderOptions, renderJson } from './render.ts';
export { sourceRange } from './strings.ts';
