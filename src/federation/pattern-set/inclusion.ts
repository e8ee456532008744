import type { Automaton } from './automaton.ts';
import type { Budget } from './budget.ts';
import { type CharSet, contains, intersect, pickChar, singleChar } from './char-set.ts';

/**
 * A string of `a` that is not in `b`; undefined where `a` is included in `b`. Makes `b` deterministic on the way, only
 * as far as `a` leads, and drops a pair whose subset of `b` contains one that is known to suffice (antichain).
 * @throws BudgetExceededError
 */
export function counterexample(a: Automaton, b: Automaton, budget: Budget): string | undefined {
  const deterministic = new Determinized(b, budget);
  if (a.acceptsEmpty && !deterministic.isAccepting(START)) return '';
  interface Pair {
    readonly position: number;
    readonly subset: number;
    readonly before: Pair | undefined;
    readonly read: CharSet;
  }
  const reached: number[][] = a.sets.map(() => []);
  const queue: Pair[] = [];
  const push = (pair: Pair) => {
    const known = reached[pair.position] ?? [];
    budget.spend(1 + known.length);
    if (known.some((subset) => deterministic.isSubset(subset, pair.subset))) return;
    reached[pair.position] = [...known.filter((subset) => !deterministic.isSubset(pair.subset, subset)), pair.subset];
    queue.push(pair);
  };
  const advance = (positions: readonly number[], subset: number, before: Pair | undefined) => {
    for (const position of positions) {
      for (const [read, next] of deterministic.successors(subset, a.sets[position] ?? [])) {
        push({ position, subset: next, before, read });
      }
    }
  };
  advance(a.first, START, undefined);
  for (const pair of queue) {
    if (a.isLast[pair.position] && !deterministic.isAccepting(pair.subset)) return spell(pair);
    advance(a.follow[pair.position] ?? [], pair.subset, pair);
  }
  return undefined;

  function spell(end: Pair): string {
    const reversed: string[] = [];
    for (let pair: Pair | undefined = end; pair; pair = pair.before) {
      reversed.push(String.fromCodePoint(pickChar(pair.read)));
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
  const nodes: { readonly position: number; readonly set: CharSet; readonly subset: number }[] = [];
  const ids = new Map<string, number>();
  const advance = (positions: readonly number[], from: number): readonly number[] =>
    positions.flatMap((position) =>
      deterministic.successors(from, a.sets[position] ?? []).map(([set, subset]) => {
        const key = `${position} ${subset} ${set.join()}`;
        const known = ids.get(key);
        if (known !== undefined) return known;
        budget.spend(1);
        ids.set(key, nodes.length);
        return nodes.push({ position, set, subset }) - 1;
      }),
    );
  const first = advance(a.first, START);
  const follow: (readonly number[])[] = [];
  for (const { position, subset } of nodes) follow.push(advance(a.follow[position] ?? [], subset));
  return {
    sets: nodes.map(({ set }) => set),
    follow,
    isLast: nodes.map(({ position, subset }) => a.isLast[position] === true && !deterministic.isAccepting(subset)),
    first,
    acceptsEmpty: a.acceptsEmpty && !b.acceptsEmpty,
    slots: [],
  };
}

/** The subset before anything is read. */
const START = 0;

/** The subset construction, as far as it is asked for: a subset is the positions that have read the last character. */
class Determinized {
  readonly #automaton: Automaton;
  readonly #budget: Budget;
  readonly #subsets: (readonly number[])[] = [[]];
  readonly #next: (readonly number[])[];
  readonly #ids = new Map<string, number>();

  constructor(automaton: Automaton, budget: Budget) {
    this.#automaton = automaton;
    this.#budget = budget;
    this.#next = [automaton.first];
  }

  isAccepting(subset: number): boolean {
    if (subset === START) return this.#automaton.acceptsEmpty;
    return (this.#subsets[subset] ?? []).some((position) => this.#automaton.isLast[position]);
  }

  /** Whether one subset lies within another; the start within none but itself. */
  isSubset(inner: number, outer: number): boolean {
    if (inner === outer) return true;
    if (inner === START || outer === START) return false;
    const outerPositions = this.#subsets[outer] ?? [];
    const innerPositions = this.#subsets[inner] ?? [];
    if (innerPositions.length > outerPositions.length) return false;
    let at = 0;
    for (const position of innerPositions) {
      while ((outerPositions[at] ?? Number.POSITIVE_INFINITY) < position) at += 1;
      if (outerPositions[at] !== position) return false;
    }
    return true;
  }

  /** Splits the characters of `set` by the subset they lead to. */
  successors(subset: number, set: CharSet): readonly (readonly [CharSet, number])[] {
    const { sets } = this.#automaton;
    const next = this.#nextOf(subset);
    this.#budget.spend(1 + next.length / 4);
    const groups = new Map<number, number[]>();
    const parts = split(
      set,
      next.map((position) => sets[position] ?? []),
    );
    for (const part of parts) {
      const low = part[0] ?? 0;
      this.#budget.spend(1 + next.length / 4);
      const id = this.#idOf(next.filter((position) => contains(sets[position] ?? [], low)));
      const group = groups.get(id);
      if (group) group.push(...part);
      else groups.set(id, [...part]);
    }
    return [...groups].map(([id, part]) => [part, id] as const);
  }

  #nextOf(subset: number): readonly number[] {
    const known = this.#next[subset];
    if (known) return known;
    const next = new Set<number>();
    for (const position of this.#subsets[subset] ?? []) {
      for (const after of this.#automaton.follow[position] ?? []) next.add(after);
    }
    const sorted = [...next].sort((a, b) => a - b);
    this.#budget.spend(sorted.length / 2);
    this.#next[subset] = sorted;
    return sorted;
  }

  /** @param positions ascending */
  #idOf(positions: readonly number[]): number {
    const key = positions.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#budget.spend(1 + positions.length);
    const id = this.#subsets.push(positions) - 1;
    this.#ids.set(key, id);
    return id;
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
