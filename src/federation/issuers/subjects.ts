import { Memory } from '../../text/memory.ts';
import { type Automaton, compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { shortestCommon } from '../pattern-set/intersection.ts';
import { choice } from '../pattern-set/language.ts';
import type { Platform, SubjectForm } from './platform.ts';
import type { KnownIssuer } from './registry.ts';
import { templateLanguage } from './template.ts';

/** What the ids of forms with ids instead of names begin with. */
export const ID_FORM = 'id/';

/** The default forms of the platform's subjects that occur with an issuer. */
export function subjectForms({ platform, form }: KnownIssuer): readonly SubjectForm[] {
  const only = form?.subjects;
  if (form?.withoutIds) return platform.subjects.filter(({ id }) => !id.startsWith(ID_FORM));
  return only ? platform.subjects.filter(({ id }) => only.includes(id)) : platform.subjects;
}

const knownAutomata = new Memory<SubjectForm, Automaton>();
const openAutomata = new Memory<SubjectForm, Automaton>();

/** @param withUnknowns whether unknown parts of the source may stand in the subject's parts */
export function formAutomaton(platform: Platform, form: SubjectForm, withUnknowns: boolean): Automaton {
  return remembered(withUnknowns ? openAutomata : knownAutomata, form, () =>
    compile(templateLanguage(form.template, platform.slots, { withUnknowns })),
  );
}

const platformAutomata = new Memory<Platform, Automaton>();

/** Whether a token of the issuer can have one of these subjects. @throws BudgetExceededError */
export function isPossibleSubject(issuer: KnownIssuer, subjects: Automaton, budget: Budget): boolean {
  const { platform, form } = issuer;
  // A platform or issuer without documented forms: anything may be a subject.
  if (subjectForms(issuer).length === 0) return true;
  const all = remembered(platformAutomata, platform, () =>
    compile(
      choice(
        ...platform.subjects.map((subject) => templateLanguage(subject.template, platform.slots)),
        ...(platform.customSubjects ? [platform.customSubjects.all] : []),
      ),
    ),
  );
  return form?.subjects
    ? subjectForms(issuer).some(
        (subject) => shortestCommon(subjects, formAutomaton(platform, subject, true), budget) !== undefined,
      )
    : shortestCommon(subjects, all, budget) !== undefined;
}

function remembered<Key extends object, Value>(memory: Memory<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const value = make();
  memory.set(key, value);
  return value;
}
