export type * from './nodes.ts';
export { parseTerraform } from './parser.ts';
export { roundTrip } from './round-trip.ts';
export { TokenKind, type TokenList } from './tokens.ts';
