import type { Automaton } from './automaton.ts';
import { ANY_CHAR, type CharSet } from './char-set.ts';

/**
 * A set of strings, written down. Patterns, subject grammars and job subjects are all built from these and compiled
 * to an `Automaton` to be decided on.
 */
export type Language =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'char'; readonly set: CharSet }
  | { readonly kind: 'sequence'; readonly parts: readonly Language[] }
  | { readonly kind: 'choice'; readonly options: readonly Language[] }
  | { readonly kind: 'repeat'; readonly of: Language; readonly times: '?' | '*' | '+' }
  | { readonly kind: 'slot'; readonly name: string; readonly of: Language }
  | { readonly kind: 'automaton'; readonly automaton: Automaton };

export function text(value: string): Language {
  return { kind: 'text', text: value };
}

export function char(set: CharSet): Language {
  return { kind: 'char', set };
}

export function sequence(...parts: readonly Language[]): Language {
  return { kind: 'sequence', parts };
}

/** The union; of no options, the empty set. */
export function choice(...options: readonly Language[]): Language {
  return { kind: 'choice', options };
}

export function optional(of: Language): Language {
  return { kind: 'repeat', of, times: '?' };
}

export function zeroOrMore(of: Language): Language {
  return { kind: 'repeat', of, times: '*' };
}

export function oneOrMore(of: Language): Language {
  return { kind: 'repeat', of, times: '+' };
}

/** Names a part, so that what a pattern lets it be can be asked for. The same name may occur several times. */
export function slot(name: string, of: Language): Language {
  return { kind: 'slot', name, of };
}

export function embedded(automaton: Automaton): Language {
  return { kind: 'automaton', automaton };
}

export const ANY_STRING: Language = zeroOrMore(char(ANY_CHAR));
export const NOTHING: Language = choice();
