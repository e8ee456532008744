import { literal } from '../scalars.ts';
import { derived, exactOf, type ValueFunction } from './function.ts';

/** `json('null')`, `json('0.5')`: the scalar in the text; what objects and arrays in text hold stays unknown. */
export const scalarOfJson: ValueFunction = (args, place) => {
  const text = exactOf(args[0])?.trim();
  if (text !== undefined && /^(null|true|false|-?\d+(\.\d+)?)$/.test(text)) return literal(place, JSON.parse(text));
  return derived(args, place);
};
