import { type CharSet, codePoints, contains, foldCase, singleChar } from './char-set.ts';
import type { Language } from './language.ts';

/**
 * A position automaton (Glushkov's construction): a state for each place in the language that reads a character, and
 * no empty moves. Linear in the size of the language but for runs of optional parts.
 */
export interface Automaton {
  /** By position: the characters it reads. */
  readonly sets: readonly CharSet[];
  /** By position: the positions that may read the next character. */
  readonly follow: readonly (readonly number[])[];
  /** By position: whether the string may end behind it. */
  readonly isLast: readonly boolean[];
  /** The positions that may read the first character. */
  readonly first: readonly number[];
  readonly acceptsEmpty: boolean;
  /** The named parts, each the positions `from` to before `to`; empty where it reads nothing. */
  readonly slots: readonly SlotSpan[];
}

export interface SlotSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** A part of the automaton that is being built. */
interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly isNullable: boolean;
}

const EMPTY: Fragment = { first: [], last: [], isNullable: true };

class Builder {
  readonly sets: CharSet[] = [];
  readonly follow: number[][] = [];
  readonly slots: SlotSpan[] = [];

  add(language: Language): Fragment {
    switch (language.kind) {
      case 'text':
        return codePoints(language.text).reduce(
          (before, codePoint) => this.#sequence(before, this.#position(singleChar(codePoint))),
          EMPTY,
        );
      case 'char':
        return language.set.length > 0 ? this.#position(language.set) : { ...EMPTY, isNullable: false };
      case 'sequence':
        return language.parts.reduce((before, part) => this.#sequence(before, this.add(part)), EMPTY);
      case 'choice': {
        const options = language.options.map((option) => this.add(option));
        return {
          first: options.flatMap(({ first }) => first),
          last: options.flatMap(({ last }) => last),
          isNullable: options.some(({ isNullable }) => isNullable),
        };
      }
      case 'repeat': {
        const once = this.add(language.of);
        if (language.times !== '?') this.#connect(once.last, once.first);
        return { ...once, isNullable: once.isNullable || language.times !== '+' };
      }
      case 'slot': {
        const from = this.sets.length;
        const inside = this.add(language.of);
        this.slots.push({ name: language.name, from, to: this.sets.length });
        return inside;
      }
      case 'automaton':
        return this.#embed(language.automaton);
    }
  }

  #position(set: CharSet): Fragment {
    const position = this.sets.push(set) - 1;
    this.follow.push([]);
    return { first: [position], last: [position], isNullable: false };
  }

  #sequence(before: Fragment, after: Fragment): Fragment {
    this.#connect(before.last, after.first);
    return {
      first: before.isNullable ? [...before.first, ...after.first] : before.first,
      last: after.isNullable ? [...before.last, ...after.last] : after.last,
      isNullable: before.isNullable && after.isNullable,
    };
  }

  #connect(from: readonly number[], to: readonly number[]): void {
    for (const position of from) {
      const follow = this.follow[position] ?? [];
      for (const next of to) if (!follow.includes(next)) follow.push(next);
    }
  }

  #embed({ sets, follow, isLast, first, acceptsEmpty, slots }: Automaton): Fragment {
    const offset = this.sets.length;
    const moved = (positions: readonly number[]) => positions.map((position) => position + offset);
    for (const [position, set] of sets.entries()) {
      this.sets.push(set);
      this.follow.push(moved(follow[position] ?? []));
    }
    for (const { name, from, to } of slots) this.slots.push({ name, from: from + offset, to: to + offset });
    const last = isLast.flatMap((ends, position) => (ends ? [position + offset] : []));
    return { first: moved(first), last, isNullable: acceptsEmpty };
  }
}

export function compile(language: Language): Automaton {
  const builder = new Builder();
  const { first, last, isNullable } = builder.add(language);
  const ends = new Set(last);
  return {
    sets: builder.sets,
    follow: builder.follow,
    isLast: builder.sets.map((_, position) => ends.has(position)),
    first,
    acceptsEmpty: isNullable,
    slots: builder.slots,
  };
}

/** The same set with every ASCII letter in either case. */
export function ignoringCase(automaton: Automaton): Automaton {
  return { ...automaton, sets: automaton.sets.map(foldCase) };
}

/** Whether a string is in the set; linear in string times positions. */
export function accepts({ sets, follow, isLast, first, acceptsEmpty }: Automaton, value: string): boolean {
  const points = codePoints(value);
  if (points.length === 0) return acceptsEmpty;
  let current: ReadonlySet<number> = new Set();
  for (const [index, point] of points.entries()) {
    const next = new Set<number>();
    const read = (positions: readonly number[]) => {
      for (const position of positions) if (contains(sets[position] ?? [], point)) next.add(position);
    };
    if (index === 0) read(first);
    else for (const position of current) read(follow[position] ?? []);
    if (next.size === 0) return false;
    current = next;
  }
  return [...current].some((position) => isLast[position]);
}
