export type * from './nodes.ts';
export { MAX_NESTING, parseJson } from './parse.ts';
export { sourceRange } from './strings.ts';
