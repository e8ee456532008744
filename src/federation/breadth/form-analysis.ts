import type { BreadthPart, Platform, SubjectForm } from '../issuers/platform.ts';
import { formAutomaton } from '../issuers/subjects.ts';
import { templateLanguage, templateSlots } from '../issuers/template.ts';
import { type Automaton, compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { isIncluded } from '../pattern-set/inclusion.ts';
import { type Product, product, shortest } from '../pattern-set/intersection.ts';
import type { BreadthClassName } from './breadth-class.ts';
import { isUnterminated, type SlotState, slotState } from './slot-state.ts';
import { strangerSubject } from './stranger.ts';

/** A subject that shows a class. To find the telling one costs more than to decide the class. */
export type WitnessSearch = (budget: Budget) => string;

/** One class that a pattern falls into. */
export interface Sighting {
  readonly class: BreadthClassName;
  readonly witness: WitnessSearch;
  /** The class whose severity an `unterminated` raises. */
  readonly raises?: BreadthClassName;
}

/** What the subjects of one form that a pattern matches have in common. */
export interface FormAnalysis {
  readonly form: SubjectForm;
  readonly states: ReadonlyMap<string, SlotState>;
  /** A shortest subject of the form that matches. */
  readonly shortest: string;
  readonly sightings: readonly Sighting[];
}

/** Undefined where the pattern matches no subject of the form. @throws BudgetExceededError */
export function analyseForm(
  platform: Platform,
  form: SubjectForm,
  subjects: Automaton,
  withUnknowns: boolean,
  budget: Budget,
): FormAnalysis | undefined {
  const matching = product(subjects, formAutomaton(platform, form, withUnknowns), budget);
  if (!matching) return undefined;
  const states = statesOf(platform, form, matching, budget);
  const search =
    (slots: readonly string[] = [], name = ''): WitnessSearch =>
    (left) =>
      strangerSubject({ platform, form, withUnknowns, subjects, states, slots, name }, left);
  const witness = search();
  const sightings: Sighting[] = (form.classes ?? []).map((name) => ({ class: name, witness }));
  for (const part of platform.parts) {
    if (part.slots.every((slot) => states.has(slot)))
      sightings.push(...partSightings(part, platform, states, search, budget));
  }
  for (const { slot, values, class: name } of platform.values ?? []) {
    const state = states.get(slot);
    if (state?.freedom === 'bound' && values.includes(state.example)) sightings.push({ class: name, witness });
  }
  if (form.mutable?.some((slot) => states.has(slot) && states.get(slot)?.freedom !== 'any')) {
    sightings.push({ class: 'names-not-ids', witness });
  }
  for (const { template, class: name } of form.lookalikes ?? []) {
    if (isLookalike(platform, template, matching, budget)) sightings.push({ class: name, witness });
  }
  return { form, states, shortest: shortest(matching.automaton, budget) ?? '', sightings };
}

function statesOf(platform: Platform, form: SubjectForm, matching: Product, budget: Budget): Map<string, SlotState> {
  const states = new Map<string, SlotState>();
  for (const name of new Set(templateSlots(form.template))) {
    const state = slotState(matching, name, platform.slots[name], budget);
    if (state) states.set(name, state);
  }
  return states;
}

function partSightings(
  part: BreadthPart,
  platform: Platform,
  states: ReadonlyMap<string, SlotState>,
  search: (slots: readonly string[], name: string) => WitnessSearch,
  budget: Budget,
): readonly Sighting[] {
  if (part.anchors.some((slot) => states.get(slot)?.freedom === 'bound')) return [];
  const isAny = part.slots.every((slot) => states.get(slot)?.freedom === 'any');
  const name = isAny ? part.any : part.some;
  const sighting = { class: name, witness: search(part.slots, part.stranger) };
  const anchor = part.anchors[0] ?? '';
  const state = states.get(anchor);
  if (!part.reportsUnterminated || !state || !isUnterminated(state, platform.slots[anchor], budget)) return [sighting];
  return [sighting, { class: 'unterminated', witness: sighting.witness, raises: name }];
}

function isLookalike(platform: Platform, template: string, matching: Product, budget: Budget): boolean {
  return isIncluded(matching.automaton, compile(templateLanguage(template, platform.slots)), budget);
}
