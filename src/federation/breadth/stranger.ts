import type { Platform, SubjectForm } from '../issuers/platform.ts';
import { templateLanguage } from '../issuers/template.ts';
import { type Automaton, accepts, compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { counterexample } from '../pattern-set/inclusion.ts';
import { shortestCommon } from '../pattern-set/intersection.ts';
import { type Language, text } from '../pattern-set/language.ts';
import type { SlotState } from './slot-state.ts';

export interface StrangerQuestion {
  readonly platform: Platform;
  readonly form: SubjectForm;
  readonly withUnknowns: boolean;
  /** What the credential matches. */
  readonly subjects: Automaton;
  readonly states: ReadonlyMap<string, SlotState>;
  /** The part that a stranger fills in. */
  readonly slots: readonly string[];
  /** What the stranger would call it. */
  readonly name: string;
}

/**
 * A subject that matches although nobody meant it: the part holds the most telling value that the pattern allows
 * (`contoso-evil`), or any other than the shortest one. Other open parts get typical values. @throws BudgetExceededError
 */
export function strangerSubject(question: StrangerQuestion, budget: Budget): string {
  const open = [...question.states].filter(([, state]) => state.freedom !== 'bound');
  let chosen: Readonly<Record<string, Language>> = {};
  let witness: string | undefined;
  const attempt = (values: Readonly<Record<string, string>>) => {
    const replacements = { ...chosen };
    for (const [name, value] of Object.entries(values)) replacements[name] = text(value);
    const found = shortestCommon(question.subjects, formWith(question, replacements), budget);
    if (found === undefined) return false;
    witness = found;
    chosen = replacements;
    return true;
  };
  for (const [name, state] of open) {
    if (!question.slots.includes(name)) continue;
    if (
      strangerValues(state, question.name, budget).some(
        (value) => accepts(state.values, value) && attempt({ [name]: value }),
      )
    )
      break;
  }
  const typical: [string, string][] = open.flatMap(([name]) => {
    const slot = question.platform.slots[name];
    const value = slot?.kind === 'text' ? slot.typical : slot?.kind === 'one-of' ? slot.values.at(-1) : undefined;
    return value && !(name in chosen) ? [[name, value]] : [];
  });
  if (typical.length === 0 || !attempt(Object.fromEntries(typical))) {
    for (const [name, value] of typical) attempt({ [name]: value });
  }
  return witness ?? shortestCommon(question.subjects, formWith(question, chosen), budget) ?? '';
}

/** Values from most to least telling. */
function strangerValues({ values, example }: SlotState, name: string, budget: Budget): readonly string[] {
  const other = counterexample(values, compile(text(example)), budget);
  const between = /^[0-9]/u.test(name) ? '' : '-';
  const before = /[A-Za-z0-9\p{Co}]$/u.test(example) ? between : '';
  const behind = /^[A-Za-z0-9\p{Co}]/u.test(example) ? between : '';
  return [name, `${example}${before}${name}`, `${name}${behind}${example}`, ...(other === undefined ? [] : [other])];
}

function formWith(
  { platform, form, withUnknowns }: StrangerQuestion,
  replacements: Readonly<Record<string, Language>>,
): Automaton {
  return compile(templateLanguage(form.template, platform.slots, { replacements, withUnknowns }));
}
