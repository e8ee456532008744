import { type CharSet, codePoints, contains, foldCase, singleChar } from './char-set.ts';
import type { Language } from './language.ts';

/**
 * A non-deterministic finite automaton over code points. A state has at most one edge that reads a character, and any
 * number that read nothing (Thompson's construction), which keeps it linear in the size of the language it is made of.
 */
export interface Automaton {
  readonly start: number;
  readonly accept: number;
  /** By state: the characters its edge reads; undefined where it has none. */
  readonly sets: readonly (CharSet | undefined)[];
  /** By state: where its edge leads to. */
  readonly targets: readonly number[];
  /** By state: where it leads to without reading. */
  readonly epsilons: readonly (readonly number[])[];
  /** Where the named parts are. A part's states are the contiguous `first..last`: entered at `first`, left at `last`. */
  readonly slots: readonly SlotSpan[];
}

export interface SlotSpan {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

/** Grows an automaton state by state. */
export class AutomatonBuilder {
  readonly #sets: (CharSet | undefined)[] = [];
  readonly #targets: number[] = [];
  readonly #epsilons: number[][] = [];
  readonly #slots: SlotSpan[] = [];

  state(): number {
    this.#sets.push(undefined);
    this.#targets.push(-1);
    return this.#epsilons.push([]) - 1;
  }

  /** Adds a reading edge; through a state of its own where `from` has one already. */
  read(from: number, set: CharSet, to: number): void {
    if (set.length === 0) return;
    let source = from;
    if (this.#sets[from] !== undefined) {
      source = this.state();
      this.skip(from, source);
    }
    this.#sets[source] = set;
    this.#targets[source] = to;
  }

  skip(from: number, to: number): void {
    this.#epsilons[from]?.push(to);
  }

  /** Adds a language behind `from` and returns the state it ends in. */
  add(language: Language, from: number): number {
    switch (language.kind) {
      case 'text':
        return codePoints(language.text).reduce((state, codePoint) => this.#step(state, singleChar(codePoint)), from);
      case 'char':
        return this.#step(from, language.set);
      case 'sequence':
        return language.parts.reduce((state, part) => this.add(part, state), from);
      case 'choice': {
        const ends = language.options.map((option) => this.add(option, this.#fork(from)));
        const join = this.state();
        for (const end of ends) this.skip(end, join);
        return join;
      }
      case 'repeat':
        return this.#repeat(language.of, language.times, from);
      case 'slot': {
        const first = this.#fork(from);
        const end = this.add(language.of, first);
        const last = this.#fork(end);
        this.#slots.push({ name: language.name, first, last });
        return this.#fork(last);
      }
      case 'automaton':
        return this.#embed(language.automaton, from);
    }
  }

  build(start: number, accept: number): Automaton {
    return {
      start,
      accept,
      sets: this.#sets,
      targets: this.#targets,
      epsilons: this.#epsilons,
      slots: this.#slots,
    };
  }

  #step(from: number, set: CharSet): number {
    const to = this.state();
    this.read(from, set, to);
    return to;
  }

  #fork(from: number): number {
    const to = this.state();
    this.skip(from, to);
    return to;
  }

  #repeat(of: Language, times: '?' | '*' | '+', from: number): number {
    if (times === '+') return this.#repeat(of, '*', this.add(of, from));
    const loop = this.#fork(from);
    if (times === '*' && of.kind === 'char') this.read(loop, of.set, loop);
    else {
      const end = this.add(of, loop);
      if (times === '*') this.skip(end, loop);
      else {
        const after = this.#fork(loop);
        this.skip(end, after);
        return after;
      }
    }
    return this.#fork(loop);
  }

  #embed(automaton: Automaton, from: number): number {
    const offset = this.#epsilons.length;
    for (const [state, epsilons] of automaton.epsilons.entries()) {
      const target = automaton.targets[state] ?? -1;
      this.#sets.push(automaton.sets[state]);
      this.#targets.push(target < 0 ? -1 : target + offset);
      this.#epsilons.push(epsilons.map((to) => to + offset));
    }
    for (const { name, first, last } of automaton.slots) {
      this.#slots.push({ name, first: first + offset, last: last + offset });
    }
    this.skip(from, automaton.start + offset);
    return this.#fork(automaton.accept + offset);
  }
}

export function compile(language: Language): Automaton {
  const builder = new AutomatonBuilder();
  const start = builder.state();
  return builder.build(start, builder.add(language, start));
}

/** The same set with every ASCII letter in either case. */
export function ignoringCase(automaton: Automaton): Automaton {
  return { ...automaton, sets: automaton.sets.map((set) => set && foldCase(set)) };
}

/** Whether a string is in the set; linear in string times states. */
export function accepts(automaton: Automaton, value: string): boolean {
  let states = closure(automaton, [automaton.start]);
  for (const codePoint of codePoints(value)) {
    states = closure(automaton, successors(automaton, states, codePoint));
    if (states.length === 0) return false;
  }
  return states.includes(automaton.accept);
}

/** All states that are reached without reading, ascending. */
export function closure(automaton: Automaton, states: readonly number[]): readonly number[] {
  const seen = new Set(states);
  for (const state of seen) {
    for (const next of automaton.epsilons[state] ?? []) seen.add(next);
  }
  return [...seen].sort((a, b) => a - b);
}

function successors(automaton: Automaton, states: readonly number[], codePoint: number): readonly number[] {
  return states.flatMap((state) => {
    const set = automaton.sets[state];
    return set && contains(set, codePoint) ? [automaton.targets[state] ?? 0] : [];
  });
}
