export type * from './nodes.ts';
export { parseBicep } from './parser.ts';
export { roundTrip } from './trivia.ts';
