import { type Condition, claimValues } from '../claims.ts';
import { compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { charSet, union } from '../pattern-set/char-set.ts';
import { product } from '../pattern-set/intersection.ts';
import { char, oneOrMore, sequence, slot, text } from '../pattern-set/language.ts';
import { MARKS } from '../patterns/marked-text.ts';
import { slotState } from './slot-state.ts';

const name = (spec: string) => oneOrMore(char(union(charSet(spec), MARKS)));

/** `job_workflow_ref`: `owner/repository/.github/workflows/file@ref` (GitHub docs, "OpenID Connect reference"). */
const WORKFLOW = compile(
  sequence(
    slot('owner', name('A-Za-z0-9_-')),
    text('/'),
    slot('repository', name('A-Za-z0-9._-')),
    text('/.github/workflows/'),
    slot('file', name('^@*?')),
    text('@'),
    // A branch name may hold an @ as well. Only those who can push to the pinned repository could make use of it.
    slot('ref', name('^@:*?')),
  ),
);

/** Whether the conditions fix the repository and the ref of the workflow file that runs: its code is then reviewed. */
export function pinsWorkflow(conditions: readonly Condition[], budget: Budget): boolean {
  const values = claimValues(conditions, 'job_workflow_ref', budget);
  const matching = values && product(values, WORKFLOW, budget);
  if (!matching) return false;
  return ['owner', 'repository', 'ref'].every(
    (part) => slotState(matching, part, undefined, budget)?.freedom === 'bound',
  );
}
