export type * from './nodes.ts';
export { parseTerraform } from './parser.ts';
export { roundTrip } from './round-trip.ts';
export { type FoldedFor, type FoldedPart, foldedParts } from './template-text.ts';
export { type Token, TokenKind, type TokenList } from './tokens.ts';
export { children, descendants, type Node, pathTo } from './walk.ts';
