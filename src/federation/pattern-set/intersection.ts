import { type Automaton, AutomatonBuilder } from './automaton.ts';
import type { Budget } from './budget.ts';
import { ANY_CHAR, intersect, pickChar } from './char-set.ts';

/**
 * The strings that are in both sets, as an automaton without useless states. Slots are those of `b`; a slot's span is
 * given up, `slotValues` of the product finds it again by `Product.origins`.
 */
export interface Product {
  readonly automaton: Automaton;
  /** By state of the product: the state of `b` it stands for. */
  readonly origins: readonly number[];
  readonly slots: Automaton['slots'];
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly set: Automaton['sets'][number];
}

/** @throws BudgetExceededError */
export function product(a: Automaton, b: Automaton, budget: Budget): Product | undefined {
  const { nodes, edges } = explore(a, b, budget);
  const goal = nodes.get(a.accept * b.sets.length + b.accept);
  if (goal === undefined) return undefined;
  return trim(nodes, edges, goal, a, b);
}

function explore(a: Automaton, b: Automaton, budget: Budget): { nodes: Map<number, number>; edges: Edge[] } {
  const width = b.sets.length;
  const nodes = new Map<number, number>();
  const edges: Edge[] = [];
  const nodeOf = (p: number, q: number): number => {
    const key = p * width + q;
    const known = nodes.get(key);
    if (known !== undefined) return known;
    budget.spend(1);
    nodes.set(key, nodes.size);
    return nodes.size - 1;
  };
  nodeOf(a.start, b.start);
  // A map's iteration sees what is added while it runs: this is the work list.
  for (const [key, from] of nodes) {
    const p = Math.floor(key / width);
    const q = key % width;
    for (const next of a.epsilons[p] ?? []) edges.push({ from, to: nodeOf(next, q), set: undefined });
    for (const next of b.epsilons[q] ?? []) edges.push({ from, to: nodeOf(p, next), set: undefined });
    const setA = a.sets[p];
    const setB = b.sets[q];
    if (!setA || !setB) continue;
    const set = intersect(setA, setB);
    if (set.length > 0) edges.push({ from, to: nodeOf(a.targets[p] ?? 0, b.targets[q] ?? 0), set });
  }
  return { nodes, edges };
}

function trim(nodes: Map<number, number>, edges: readonly Edge[], goal: number, a: Automaton, b: Automaton): Product {
  const useful = reachingGoal(nodes.size, edges, goal);
  const builder = new AutomatonBuilder();
  const states = new Int32Array(nodes.size).fill(-1);
  const origins: number[] = [];
  for (const [key, node] of nodes) {
    if (!useful[node]) continue;
    states[node] = builder.state();
    origins.push(key % b.sets.length);
  }
  for (const { from, to, set } of edges) {
    const source = states[from] ?? -1;
    const target = states[to] ?? -1;
    if (source < 0 || target < 0) continue;
    if (set) builder.read(source, set, target);
    else builder.skip(source, target);
  }
  const start = nodes.get(a.start * b.sets.length + b.start) ?? 0;
  return { automaton: builder.build(states[start] ?? 0, states[goal] ?? 0), origins, slots: b.slots };
}

function reachingGoal(size: number, edges: readonly Edge[], goal: number): Uint8Array {
  const incoming: number[][] = Array.from({ length: size }, () => []);
  for (const { from, to } of edges) incoming[to]?.push(from);
  const useful = new Uint8Array(size);
  useful[goal] = 1;
  const work = [goal];
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    for (const before of incoming[node] ?? []) {
      if (useful[before]) continue;
      useful[before] = 1;
      work.push(before);
    }
  }
  return useful;
}

/**
 * What a slot can be in the strings of a product: exactly the values that some string of both sets has there.
 * Undefined where no string passes the slot.
 */
export function slotValues({ automaton, origins, slots }: Product, name: string): Automaton | undefined {
  const builder = new AutomatonBuilder();
  const start = builder.state();
  const accept = builder.state();
  let isEntered = false;
  for (const { first, last } of slots.filter((span) => span.name === name)) {
    const inside = new Map<number, number>();
    for (const [state, origin] of origins.entries()) {
      if (origin >= first && origin <= last) inside.set(state, builder.state());
    }
    for (const [state, copy] of inside) {
      const origin = origins[state];
      if (origin === first) {
        builder.skip(start, copy);
        isEntered = true;
      }
      if (origin === last) builder.skip(copy, accept);
      for (const next of automaton.epsilons[state] ?? []) {
        const target = inside.get(next);
        if (target !== undefined) builder.skip(copy, target);
      }
      const set = automaton.sets[state];
      const target = inside.get(automaton.targets[state] ?? -1);
      if (set && target !== undefined) builder.read(copy, set, target);
    }
  }
  return isEntered ? builder.build(start, accept) : undefined;
}

/**
 * A shortest string that is in both sets, with readable characters where there is a choice; undefined where there is
 * none: this decides emptiness.
 * @throws BudgetExceededError
 */
export function shortestCommon(a: Automaton, b: Automaton, budget: Budget): string | undefined {
  const width = b.sets.length;
  const goal = a.accept * width + b.accept;
  const cameFrom = new Map<number, { readonly key: number; readonly read: number }>();
  let level = [a.start * width + b.start];
  cameFrom.set(level[0] ?? 0, { key: -1, read: -1 });
  while (level.length > 0) {
    // All that is reached without reading belongs to this level, so that the first arrival is a shortest one.
    for (const key of level) {
      const p = Math.floor(key / width);
      const q = key % width;
      budget.spend(1);
      for (const next of a.epsilons[p] ?? []) visit(next * width + q, key, -1, level);
      for (const next of b.epsilons[q] ?? []) visit(p * width + next, key, -1, level);
    }
    if (cameFrom.has(goal)) break;
    const following: number[] = [];
    for (const key of level) {
      const p = Math.floor(key / width);
      const q = key % width;
      const set = intersect(a.sets[p] ?? [], b.sets[q] ?? []);
      if (set.length > 0) visit((a.targets[p] ?? 0) * width + (b.targets[q] ?? 0), key, pickChar(set), following);
    }
    level = following;
  }
  return cameFrom.has(goal) ? spell(goal) : undefined;

  function visit(next: number, key: number, read: number, list: number[]): void {
    if (cameFrom.has(next)) return;
    cameFrom.set(next, { key, read });
    list.push(next);
  }

  function spell(end: number): string {
    const reversed: number[] = [];
    for (let step = cameFrom.get(end); step && step.key >= 0; step = cameFrom.get(step.key)) {
      if (step.read >= 0) reversed.push(step.read);
    }
    return reversed
      .reverse()
      .map((codePoint) => String.fromCodePoint(codePoint))
      .join('');
  }
}

const EVERYTHING: Automaton = { start: 0, accept: 0, sets: [ANY_CHAR], targets: [0], epsilons: [[]], slots: [] };

/** A shortest string of a set; undefined where the set is empty. */
export function shortest(automaton: Automaton, budget: Budget): string | undefined {
  return shortestCommon(automaton, EVERYTHING, budget);
}
