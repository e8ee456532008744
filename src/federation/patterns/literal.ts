import { ANY_STRING, type Language, sequence, text } from '../pattern-set/language.ts';
import { hasMarks, isMark } from './marked-text.ts';

/**
 * How unknown parts count. `fixed`: each is one certain, unknown character, so that statements hold for a value of the
 * usual shape. `anything`: each is every string, so that what is impossible then is impossible for every value.
 */
export type UnknownsAs = 'fixed' | 'anything';

/** Every character stands for itself. */
export function literalLanguage(value: string, unknowns: UnknownsAs = 'fixed'): Language {
  if (unknowns === 'fixed' || !hasMarks(value)) return text(value);
  return sequence(...runs(value).map((run) => (run === undefined ? ANY_STRING : text(run))));
}

/** The known runs of a marked text in order, `undefined` for an unknown part between them. */
export function runs(value: string): readonly (string | undefined)[] {
  const result: (string | undefined)[] = [];
  let run = '';
  for (const char of value) {
    if (!isMark(char.codePointAt(0) ?? 0)) {
      run += char;
      continue;
    }
    if (run) result.push(run);
    result.push(undefined);
    run = '';
  }
  if (run) result.push(run);
  return result;
}
