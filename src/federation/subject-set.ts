import { Memory } from '../text/memory.ts';
import { type Automaton, compile } from './pattern-set/automaton.ts';
import { embedded, type Language, sequence, text } from './pattern-set/language.ts';

/** A set of texts with a spelling for people: `repo:contoso/app:ref:refs/heads/release/**`. */
export interface TextSet {
  readonly language: Language;
  readonly display: string;
}

export function exactly(value: string): TextSet {
  return { language: text(value), display: value };
}

export function setOf(automaton: Automaton, display: string): TextSet {
  return { language: embedded(automaton), display };
}

export function concatSets(...sets: readonly TextSet[]): TextSet {
  return {
    language: sequence(...sets.map(({ language }) => language)),
    display: sets.map(({ display }) => display).join(''),
  };
}

const automata = new Memory<TextSet, Automaton>();

export function automatonOf(set: TextSet): Automaton {
  const known = automata.get(set);
  if (known) return known;
  const automaton = compile(set.language);
  automata.set(set, automaton);
  return automaton;
}
