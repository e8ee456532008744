import type { Platform, SubjectForm } from '../issuers/platform.ts';
import { slotContent, templateLanguage } from '../issuers/template.ts';
import { type Automaton, compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { difference } from '../pattern-set/inclusion.ts';
import { shortestCommon } from '../pattern-set/intersection.ts';
import { embedded, type Language, sequence, text } from '../pattern-set/language.ts';
import type { SlotState } from './slot-state.ts';

export interface StrangerQuestion {
  readonly platform: Platform;
  readonly form: SubjectForm;
  readonly subjects: Automaton;
  readonly states: ReadonlyMap<string, SlotState>;
  /** The free part that a stranger fills in. */
  readonly slots: readonly string[];
  readonly strangers: readonly string[];
}

/**
 * A subject that matches although nobody meant it: with the most telling value in the free part that the pattern
 * allows (`contoso-evil`), otherwise any other value than the shortest one. @throws BudgetExceededError
 */
export function stranger(question: StrangerQuestion, budget: Budget): string {
  for (const replacement of replacements(question, budget)) {
    const witness = shortestCommon(question.subjects, formWith(question, replacement), budget);
    if (witness !== undefined) return witness;
  }
  return shortestCommon(question.subjects, formWith(question, {}), budget) ?? '';
}

function* replacements({ platform, states, slots, strangers }: StrangerQuestion, budget: Budget) {
  const free = slots.filter((name) => states.get(name)?.freedom !== 'bound');
  for (const name of free) {
    const content = slotContent(platform.slots[name], true);
    for (const value of strangers) yield { [name]: strangerLanguage(value, content) };
  }
  for (const name of free) {
    const state = states.get(name);
    if (state) yield { [name]: embedded(difference(state.values, compile(text(state.example)), budget)) };
  }
}

/** `*-evil`: any text of the slot, then `-evil`. */
function strangerLanguage(value: string, content: Language): Language {
  return value.startsWith('*') ? sequence(content, text(value.slice(1))) : text(value);
}

function formWith({ platform, form }: StrangerQuestion, replacement: Readonly<Record<string, Language>>): Automaton {
  return compile(templateLanguage(form.template, platform.slots, replacement));
}
