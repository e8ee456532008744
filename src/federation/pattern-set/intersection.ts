import type { Automaton, SlotSpan } from './automaton.ts';
import type { Budget } from './budget.ts';
import { ANY_CHAR, type CharSet, intersect, overlap, pickChar } from './char-set.ts';

/** The pairs of positions, one of each automaton, that can read the same character at the same place of a string. */
class Pairs {
  /** By pair: its positions, as `a * width + b`. */
  readonly keys: number[] = [];
  readonly #width: number;
  readonly #a: Automaton;
  readonly #b: Automaton;
  readonly #ids: Int32Array;
  readonly #budget: Budget;

  /** @throws BudgetExceededError */
  constructor(a: Automaton, b: Automaton, budget: Budget) {
    this.#a = a;
    this.#b = b;
    this.#width = b.sets.length;
    this.#budget = budget;
    // Clearing memory is cheaper than visiting pairs, yet not free.
    budget.spend((a.sets.length * b.sets.length) / 64);
    this.#ids = new Int32Array(a.sets.length * b.sets.length);
  }

  positions(pair: number): readonly [number, number] {
    const key = this.keys[pair] ?? 0;
    return [Math.floor(key / this.#width), key % this.#width];
  }

  /** The pair's number; undefined where the positions have no character in common. */
  of(a: number, b: number): number | undefined {
    const key = a * this.#width + b;
    const known = this.#ids[key] ?? 0;
    if (known !== 0) return known > 0 ? known - 1 : undefined;
    this.#budget.spend(1);
    if (!overlap(this.#a.sets[a] ?? [], this.#b.sets[b] ?? [])) {
      this.#ids[key] = -1;
      return undefined;
    }
    const pair = this.keys.push(key) - 1;
    this.#ids[key] = pair + 1;
    return pair;
  }

  each(as: readonly number[], bs: readonly number[], visit: (pair: number) => void): void {
    this.#budget.spend((as.length * bs.length) / 8);
    for (const a of as) {
      for (const b of bs) {
        const pair = this.of(a, b);
        if (pair !== undefined) visit(pair);
      }
    }
  }
}

/**
 * A shortest string that is in both sets, with readable characters where there is a choice; undefined where there is
 * none: this decides emptiness.
 * @throws BudgetExceededError
 */
export function shortestCommon(a: Automaton, b: Automaton, budget: Budget): string | undefined {
  if (a.acceptsEmpty && b.acceptsEmpty) return '';
  const pairs = new Pairs(a, b, budget);
  const before: number[] = [];
  let from = -1;
  const reach = (pair: number) => {
    if (pair === before.length) before.push(from);
  };
  pairs.each(a.first, b.first, reach);
  for (let pair = 0; pair < pairs.keys.length; pair++) {
    const [p, q] = pairs.positions(pair);
    if (a.isLast[p] && b.isLast[q]) return spell(pair);
    from = pair;
    pairs.each(a.follow[p] ?? [], b.follow[q] ?? [], reach);
  }
  return undefined;

  function spell(end: number): string {
    const reversed: string[] = [];
    for (let pair = end; pair >= 0; pair = before[pair] ?? -1) {
      const [p, q] = pairs.positions(pair);
      reversed.push(String.fromCodePoint(pickChar(intersect(a.sets[p] ?? [], b.sets[q] ?? []))));
    }
    return reversed.reverse().join('');
  }
}

const EVERYTHING: Automaton = {
  sets: [ANY_CHAR],
  follow: [[0]],
  isLast: [true],
  first: [0],
  acceptsEmpty: true,
  slots: [],
};

/** A shortest string of a set; undefined where the set is empty. */
export function shortest(automaton: Automaton, budget: Budget): string | undefined {
  return shortestCommon(automaton, EVERYTHING, budget);
}

/** The strings that are in both sets, with the slots of the second one. */
export interface Product {
  readonly automaton: Automaton;
  /** By position of the product: the position of the second automaton it stands for. */
  readonly origins: readonly number[];
  readonly slots: readonly SlotSpan[];
}

/** Undefined where no string is in both sets. @throws BudgetExceededError */
export function product(a: Automaton, b: Automaton, budget: Budget): Product | undefined {
  const acceptsEmpty = a.acceptsEmpty && b.acceptsEmpty;
  const pairs = new Pairs(a, b, budget);
  const first: number[] = [];
  const follow: number[][] = [];
  pairs.each(a.first, b.first, (pair) => first.push(pair));
  for (let pair = 0; pair < pairs.keys.length; pair++) {
    const [p, q] = pairs.positions(pair);
    const next: number[] = [];
    pairs.each(a.follow[p] ?? [], b.follow[q] ?? [], (after) => next.push(after));
    budget.spend(next.length / 4);
    follow.push(next);
  }
  const isLast = pairs.keys.map((_, pair) => {
    const [p, q] = pairs.positions(pair);
    return a.isLast[p] === true && b.isLast[q] === true;
  });
  const useful = reachingEnd(follow, isLast);
  const kept = pairs.keys.flatMap((_, pair) => (useful[pair] ? [pair] : []));
  if (kept.length === 0 && !acceptsEmpty) return undefined;
  const numbers = new Int32Array(pairs.keys.length).fill(-1);
  for (const [number, pair] of kept.entries()) numbers[pair] = number;
  const renumbered = (list: readonly number[]) => list.flatMap((pair) => (useful[pair] ? [numbers[pair] ?? 0] : []));
  const positions = kept.map((pair) => pairs.positions(pair));
  const automaton: Automaton = {
    sets: positions.map(([p, q]) => intersect(a.sets[p] ?? [], b.sets[q] ?? [])),
    follow: kept.map((pair) => renumbered(follow[pair] ?? [])),
    isLast: kept.map((pair) => isLast[pair] === true),
    first: renumbered(first),
    acceptsEmpty,
    slots: [],
  };
  return { automaton, origins: positions.map(([, q]) => q), slots: b.slots };
}

function reachingEnd(follow: readonly (readonly number[])[], isLast: readonly boolean[]): Uint8Array {
  const before: number[][] = follow.map(() => []);
  for (const [pair, next] of follow.entries()) for (const after of next) before[after]?.push(pair);
  const useful = new Uint8Array(follow.length);
  const work: number[] = [];
  const mark = (pair: number) => {
    if (useful[pair]) return;
    useful[pair] = 1;
    work.push(pair);
  };
  for (const [pair, ends] of isLast.entries()) if (ends) mark(pair);
  for (let pair = work.pop(); pair !== undefined; pair = work.pop()) {
    for (const earlier of before[pair] ?? []) mark(earlier);
  }
  return useful;
}

/**
 * What a slot can be in the strings of a product: exactly the values that some string of both sets has there. Undefined
 * where no string passes the slot. The slot must not be repeated in its automaton.
 */
export function slotValues({ automaton, origins, slots }: Product, name: string): Automaton | undefined {
  const span = slots.find((slot) => slot.name === name);
  if (!span) return undefined;
  const isInside = (position: number) => isWithin(span, origins[position] ?? -1);
  const inside = automaton.sets.flatMap((_, position) => (isInside(position) ? [position] : []));
  const numbers = new Map(inside.map((position, number) => [position, number]));
  const renumbered = (list: readonly number[]) => list.flatMap((position) => numbers.get(position) ?? []);
  const first = new Set<number>(renumbered(automaton.first));
  let acceptsEmpty = skips(span, -1, automaton.first, origins);
  for (const [position, next] of automaton.follow.entries()) {
    if (isInside(position)) continue;
    for (const entered of renumbered(next)) first.add(entered);
    acceptsEmpty ||= skips(span, origins[position] ?? -1, next, origins);
    acceptsEmpty ||= automaton.isLast[position] === true && (origins[position] ?? 0) < span.from;
  }
  if (first.size === 0 && !acceptsEmpty) return undefined;
  const sets: readonly CharSet[] = inside.map((position) => automaton.sets[position] ?? []);
  return {
    sets,
    follow: inside.map((position) => renumbered(automaton.follow[position] ?? [])),
    isLast: inside.map(
      (position) =>
        automaton.isLast[position] === true || (automaton.follow[position] ?? []).some((next) => !isInside(next)),
    ),
    first: [...first],
    acceptsEmpty,
    slots: [],
  };
}

function isWithin({ from, to }: SlotSpan, position: number): boolean {
  return position >= from && position < to;
}

/** Whether a move jumps over the slot, which is then empty. Positions are numbered in the order of the language. */
function skips({ from, to }: SlotSpan, origin: number, next: readonly number[], origins: readonly number[]): boolean {
  return origin < from && next.some((position) => (origins[position] ?? 0) >= to);
}
