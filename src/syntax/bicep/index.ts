export { childrenOf, descendantsOf } from './children.ts';
export type * from './nodes.ts';
export { parseBicep } from './parser.ts';
export { TokenKind, type TokenList } from './tokens.ts';
export { roundTrip, type Trivia, triviaByToken } from './trivia.ts';
