import type { Trigger } from '../../model/pipeline/pipeline.ts';
import { type Automaton, compile } from '../pattern-set/automaton.ts';
import type { Budget } from '../pattern-set/budget.ts';
import { difference } from '../pattern-set/inclusion.ts';
import { product } from '../pattern-set/intersection.ts';
import { choice, embedded, NOTHING } from '../pattern-set/language.ts';
import { ANY_REF_NAME } from '../patterns/git-reference.ts';
import { filterEntries } from '../patterns/github-glob.ts';
import { setOf, type TextSet } from '../subject-set.ts';
import { ANY_REF } from './text-sets.ts';

export interface FilteredRefs {
  readonly branches: TextSet | undefined;
  readonly tags: TextSet | undefined;
}

/**
 * The branches and tags whose push starts the workflow. A filter on one kind alone leaves the other kind out (GitHub
 * docs, "Workflow syntax", on.push). @throws BudgetExceededError
 */
export function filteredRefs(trigger: Trigger, budget: Budget): FilteredRefs {
  const branches = filtered(trigger, 'branches', budget);
  const tags = filtered(trigger, 'tags', budget);
  if (!branches && !tags) return { branches: ANY_REF, tags: ANY_REF };
  return { branches, tags };
}

/** The branches that a trigger's own filter lets through; any where it has none. @throws BudgetExceededError */
export function filteredBranches(trigger: Trigger, budget: Budget): TextSet {
  return filtered(trigger, 'branches', budget) ?? ANY_REF;
}

function filtered(trigger: Trigger, kind: 'branches' | 'tags', budget: Budget): TextSet | undefined {
  const only = values(trigger, kind);
  if (only) return names(only, compile(NOTHING), only.length === 1 ? only.join('') : `{${only.join(',')}}`, budget);
  const ignored = values(trigger, `${kind}-ignore`);
  if (!ignored) return undefined;
  const excluded = ignored.map((pattern) => `!${pattern}`);
  return names(excluded, compile(ANY_REF_NAME), `{*,${excluded.join(',')}}`, budget);
}

function values(trigger: Trigger, name: string): readonly string[] | undefined {
  return trigger.filters.find((filter) => filter.name === name)?.values;
}

/** Entries in order: one adds names, one with `!` takes names away that are there so far. */
function names(filters: readonly string[], start: Automaton, display: string, budget: Budget): TextSet {
  let set = start;
  for (const { isExcluded, language } of filterEntries(filters)) {
    const entry = compile(language);
    set = isExcluded ? difference(set, entry, budget) : compile(choice(embedded(set), embedded(entry)));
  }
  const valid = product(set, compile(ANY_REF_NAME), budget)?.automaton ?? compile(NOTHING);
  return setOf(valid, display);
}
