import type { Slot } from '../issuers/platform.ts';
import { slotContent } from '../issuers/template.ts';
import { type Automaton, compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { charSet, contains, union } from '../pattern-set/char-set.ts';
import { isIncluded } from '../pattern-set/inclusion.ts';
import { type Product, shortest, slotValues } from '../pattern-set/intersection.ts';
import { ANY_STRING, char, oneOrMore, sequence, text } from '../pattern-set/language.ts';
import { MARKS } from '../patterns/marked-text.ts';

/** What a pattern leaves open in one part of a subject. */
export interface SlotState {
  /** `bound`: one value. `any`: every value. `some`: several, inside a literal frame. */
  readonly freedom: 'bound' | 'some' | 'any';
  readonly values: Automaton;
  /** A shortest value; the value where bound. */
  readonly example: string;
}

/** Undefined where no matching subject passes the slot. @throws BudgetExceededError */
export function slotState(matching: Product, name: string, slot: Slot | undefined, budget: Budget) {
  const values = slotValues(matching, name);
  const example = values && shortest(values, budget);
  if (!values || example === undefined) return undefined;
  return { freedom: freedomOf(values, example, slot, budget), values, example } satisfies SlotState;
}

function freedomOf(values: Automaton, example: string, slot: Slot | undefined, budget: Budget): SlotState['freedom'] {
  if (isIncluded(values, compile(text(example)), budget)) return 'bound';
  return isIncluded(compile(slotContent(slot, false)), values, budget) ? 'any' : 'some';
}

const NAME_CHARS = union(charSet('A-Za-z0-9'), MARKS);

/** Whether a whole name matches, and with it every longer one: a separator was forgotten behind it. */
export function isUnterminated(
  { freedom, values, example }: SlotState,
  slot: Slot | undefined,
  budget: Budget,
): boolean {
  const last = [...example].at(-1)?.codePointAt(0);
  if (freedom !== 'some' || last === undefined || !contains(NAME_CHARS, last)) return false;
  const isFrame = isIncluded(values, compile(sequence(text(example), ANY_STRING)), budget);
  const isOnlyDigits = slot?.kind === 'text' && slot.chars === '0-9';
  const longer = sequence(text(example), oneOrMore(char(charSet(isOnlyDigits ? '0-9' : 'A-Za-z0-9'))));
  return isFrame && isIncluded(compile(longer), values, budget);
}
