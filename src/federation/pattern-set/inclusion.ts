import { type Automaton, AutomatonBuilder, closure } from './automaton.ts';
import type { Budget } from './budget.ts';
import { type CharSet, contains, intersect, pickChar, singleChar } from './char-set.ts';

/**
 * A string of `a` that is not in `b`; undefined where `a` is included in `b`. Makes `b` deterministic on the way, only
 * as far as `a` leads, and drops a pair whose set of states contains one that is known to suffice (antichain).
 * @throws BudgetExceededError
 */
export function counterexample(a: Automaton, b: Automaton, budget: Budget): string | undefined {
  const deterministic = new Determinized(b, budget);
  const reached: number[][] = a.sets.map(() => []);
  interface Pair {
    readonly state: number;
    readonly subset: number;
    readonly before: Pair | undefined;
    readonly read: number;
  }
  const queue: Pair[] = [];
  const push = (pair: Pair) => {
    const known = reached[pair.state] ?? [];
    budget.spend(1 + known.length);
    if (known.some((subset) => deterministic.isSubset(subset, pair.subset))) return;
    reached[pair.state] = [...known.filter((subset) => !deterministic.isSubset(pair.subset, subset)), pair.subset];
    queue.push(pair);
  };
  push({ state: a.start, subset: deterministic.start, before: undefined, read: -1 });
  for (const pair of queue) {
    if (pair.state === a.accept && !deterministic.isAccepting(pair.subset)) return spell(pair);
    for (const next of a.epsilons[pair.state] ?? []) push({ ...pair, state: next });
    const set = a.sets[pair.state];
    if (!set) continue;
    for (const [part, subset] of deterministic.successors(pair.subset, set)) {
      push({ state: a.targets[pair.state] ?? 0, subset, before: pair, read: pickChar(part) });
    }
  }
  return undefined;

  function spell(end: Pair): string {
    const reversed: string[] = [];
    for (let pair: Pair | undefined = end; pair && pair.read >= 0; pair = pair.before) {
      reversed.push(String.fromCodePoint(pair.read));
    }
    return reversed.reverse().join('');
  }
}

export function isIncluded(a: Automaton, b: Automaton, budget: Budget): boolean {
  return counterexample(a, b, budget) === undefined;
}

/**
 * The strings of `a` that are not in `b`.
 * @throws BudgetExceededError
 */
export function difference(a: Automaton, b: Automaton, budget: Budget): Automaton {
  const deterministic = new Determinized(b, budget);
  const builder = new AutomatonBuilder();
  const start = builder.state();
  const accept = builder.state();
  const states = new Map<string, { readonly state: number; readonly subset: number; readonly copy: number }>();
  const stateOf = (state: number, subset: number): number => {
    const key = `${state} ${subset}`;
    const known = states.get(key);
    if (known) return known.copy;
    budget.spend(1);
    const copy = builder.state();
    states.set(key, { state, subset, copy });
    return copy;
  };
  builder.skip(start, stateOf(a.start, deterministic.start));
  for (const { state, subset, copy } of states.values()) {
    if (state === a.accept && !deterministic.isAccepting(subset)) builder.skip(copy, accept);
    for (const next of a.epsilons[state] ?? []) builder.skip(copy, stateOf(next, subset));
    const set = a.sets[state];
    if (!set) continue;
    for (const [part, next] of deterministic.successors(subset, set)) {
      builder.read(copy, part, stateOf(a.targets[state] ?? 0, next));
    }
  }
  return builder.build(start, accept);
}

/** The subset construction, as far as it is asked for. */
class Determinized {
  readonly start: number;
  readonly #automaton: Automaton;
  readonly #budget: Budget;
  readonly #subsets: (readonly number[])[] = [];
  readonly #ids = new Map<string, number>();

  constructor(automaton: Automaton, budget: Budget) {
    this.#automaton = automaton;
    this.#budget = budget;
    this.start = this.#idOf([automaton.start]);
  }

  isAccepting(subset: number): boolean {
    return (this.#subsets[subset] ?? []).includes(this.#automaton.accept);
  }

  /** Whether one subset lies within another. */
  isSubset(inner: number, outer: number): boolean {
    if (inner === outer) return true;
    const outerStates = this.#subsets[outer] ?? [];
    let at = 0;
    for (const state of this.#subsets[inner] ?? []) {
      while ((outerStates[at] ?? Number.POSITIVE_INFINITY) < state) at += 1;
      if (outerStates[at] !== state) return false;
    }
    return true;
  }

  /** Splits the characters of `set` by where they lead to from a subset. */
  successors(subset: number, set: CharSet): readonly (readonly [CharSet, number])[] {
    const edges = (this.#subsets[subset] ?? []).flatMap((state) => {
      const read = this.#automaton.sets[state];
      return read ? [{ read, target: this.#automaton.targets[state] ?? 0 }] : [];
    });
    this.#budget.spend(1 + edges.length);
    const groups = new Map<number, number[]>();
    for (const part of split(
      set,
      edges.map(({ read }) => read),
    )) {
      const low = part[0] ?? 0;
      this.#budget.spend(1 + edges.length / 8);
      const id = this.#idOf(edges.filter(({ read }) => contains(read, low)).map(({ target }) => target));
      const group = groups.get(id);
      if (group) group.push(...part);
      else groups.set(id, [...part]);
    }
    return [...groups].map(([id, part]) => [part, id] as const);
  }

  #idOf(states: readonly number[]): number {
    const closed = closure(this.#automaton, states);
    const key = closed.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#budget.spend(closed.length);
    this.#ids.set(key, this.#subsets.length);
    return this.#subsets.push(closed) - 1;
  }
}

/** Cuts a set into intervals none of which lies partly inside and partly outside one of the others. */
function split(set: CharSet, others: readonly CharSet[]): readonly CharSet[] {
  if (set.length === 2 && set[0] === set[1]) return [singleChar(set[0] ?? 0)];
  const cuts = new Set<number>();
  for (const other of others) {
    const common = intersect(set, other);
    for (let i = 0; i < common.length; i += 2) {
      cuts.add(common[i] ?? 0);
      cuts.add((common[i + 1] ?? 0) + 1);
    }
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  const parts: CharSet[] = [];
  let next = 0;
  for (let i = 0; i < set.length; i += 2) {
    let low = set[i] ?? 0;
    const high = set[i + 1] ?? 0;
    while ((sorted[next] ?? Number.POSITIVE_INFINITY) <= low) next += 1;
    for (let cut = sorted[next]; cut !== undefined && cut <= high; cut = sorted[++next]) {
      parts.push([low, cut - 1]);
      low = cut;
    }
    parts.push([low, high]);
  }
  return parts;
}
