import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accepts, compile, ignoringCase } from '../../src/federation/pattern-set/automaton.ts';
import { Budget, BudgetExceededError } from '../../src/federation/pattern-set/budget.ts';
import {
  ANY_CHAR,
  charSet,
  contains,
  foldCase,
  intersect,
  negate,
  union,
} from '../../src/federation/pattern-set/char-set.ts';
import { counterexample, difference, isIncluded } from '../../src/federation/pattern-set/inclusion.ts';
import { product, shortest, shortestCommon, slotValues } from '../../src/federation/pattern-set/intersection.ts';
import {
  char,
  choice,
  embedded,
  type Language,
  NOTHING,
  oneOrMore,
  optional,
  sequence,
  slot,
  text,
  zeroOrMore,
} from '../../src/federation/pattern-set/language.ts';
import { wildcardLanguage } from '../../src/federation/patterns/entra-wildcard.ts';
import { globLanguage } from '../../src/federation/patterns/github-glob.ts';

const budget = () => new Budget(5_000_000);

/** Every string over the alphabet up to a length: the oracle's universe. */
function universe(alphabet: string, length: number): readonly string[] {
  const all = [''];
  let last = [''];
  for (let i = 0; i < length; i++) {
    last = last.flatMap((start) => [...alphabet].map((next) => start + next));
    all.push(...last);
  }
  return all;
}

const ALPHABET = 'ab/';
const WORDS = universe(ALPHABET, 5);
const letters = fc.constantFrom(...ALPHABET);

/** Decides membership by trying every way to split the text: slow, and plainly right. */
function member(language: Language, word: string): boolean {
  switch (language.kind) {
    case 'text':
      return word === language.text;
    case 'char':
      return word.length === 1 && contains(language.set, word.charCodeAt(0));
    case 'sequence': {
      const [first, ...rest] = language.parts;
      if (!first) return word === '';
      return splits(word).some(([head, tail]) => member(first, head) && member(sequence(...rest), tail));
    }
    case 'choice':
      return language.options.some((option) => member(option, word));
    case 'repeat': {
      if (language.times === '?') return word === '' || member(language.of, word);
      if (word === '') return language.times === '*' || member(language.of, '');
      const again = zeroOrMore(language.of);
      return splits(word).some(([head, tail]) => head !== '' && member(language.of, head) && member(again, tail));
    }
    case 'slot':
      return member(language.of, word);
    case 'automaton':
      return accepts(language.automaton, word);
  }
}

function splits(word: string): readonly (readonly [string, string])[] {
  return Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
}

const languages: fc.Arbitrary<Language> = fc.letrec<{ language: Language }>((tie) => ({
  language: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.string({ unit: letters, maxLength: 2 }).map(text),
    fc.constantFrom(char(charSet('ab')), char(charSet('^/')), char(ANY_CHAR)),
    fc.array(tie('language'), { maxLength: 3 }).map((parts) => sequence(...parts)),
    fc.array(tie('language'), { maxLength: 3 }).map((options) => choice(...options)),
    tie('language').map(optional),
    tie('language').map(zeroOrMore),
    tie('language').map(oneOrMore),
  ),
})).language;

describe('char sets', () => {
  const sets = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 8 })), { maxLength: 5 })
    .map((pairs) => pairs.reduce<readonly number[]>((set, [low, size]) => union(set, [low, low + size]), []));

  it('agree with sets of numbers', () => {
    fc.assert(
      fc.property(sets, sets, (a, b) => {
        for (let point = 0; point < 60; point++) {
          const inA = contains(a, point);
          const inB = contains(b, point);
          expect(contains(union(a, b), point)).toBe(inA || inB);
          expect(contains(intersect(a, b), point)).toBe(inA && inB);
          expect(contains(negate(a), point)).toBe(!inA);
        }
        expect(negate(negate(a))).toEqual(a);
      }),
    );
  });

  it('read classes, a dash at the end for itself', () => {
    expect(charSet('a-c.-')).toEqual([0x2d, 0x2e, 0x61, 0x63]);
    expect(contains(charSet('^:'), 0x3a)).toBe(false);
    expect(foldCase(charSet('a-cX'))).toEqual([0x41, 0x43, 0x58, 0x58, 0x61, 0x63, 0x78, 0x78]);
  });
});

describe('automata agree with the oracle', () => {
  it('on membership', () => {
    fc.assert(
      fc.property(languages, (language) => {
        const automaton = compile(language);
        for (const word of WORDS) expect(accepts(automaton, word)).toBe(member(language, word));
      }),
      { numRuns: 60 },
    );
  });

  it('on intersection, with a shortest common string', () => {
    fc.assert(
      fc.property(languages, languages, (a, b) => {
        const common = WORDS.filter((word) => member(a, word) && member(b, word));
        const witness = shortestCommon(compile(a), compile(b), budget());
        const both = product(compile(a), compile(b), budget());
        expect(both === undefined).toBe(witness === undefined);
        if (witness !== undefined) {
          expect(accepts(compile(a), witness) && accepts(compile(b), witness)).toBe(true);
          expect(witness.length).toBeLessThanOrEqual(common[0]?.length ?? Number.POSITIVE_INFINITY);
        } else expect(common).toEqual([]);
        for (const word of both ? WORDS : [])
          expect(accepts(both?.automaton ?? compile(NOTHING), word)).toBe(common.includes(word));
      }),
      { numRuns: 60 },
    );
  });

  it('on inclusion and difference, with a counterexample', () => {
    fc.assert(
      fc.property(languages, languages, (a, b) => {
        const missing = WORDS.filter((word) => member(a, word) && !member(b, word));
        const found = counterexample(compile(a), compile(b), budget());
        if (missing.length > 0) expect(found).toBeDefined();
        if (found !== undefined) expect(accepts(compile(a), found) && !accepts(compile(b), found)).toBe(true);
        const rest = difference(compile(a), compile(b), budget());
        expect(WORDS.filter((word) => accepts(rest, word))).toEqual(missing);
        expect(shortest(rest, budget()) === undefined).toBe(found === undefined);
      }),
      { numRuns: 60 },
    );
  });

  it('on what a part can be', () => {
    fc.assert(
      fc.property(languages, languages, languages, (before, inside, pattern) => {
        const form = sequence(before, slot('part', inside), text('/'));
        const matching = product(compile(pattern), compile(form), budget());
        const values = matching && slotValues(matching, 'part');
        const short = universe(ALPHABET, 2);
        const expected = short.filter(
          (value) =>
            member(inside, value) &&
            WORDS.some((start) => start.length <= 2 && member(before, start) && member(pattern, `${start}${value}/`)),
        );
        for (const value of expected) expect(values && accepts(values, value)).toBe(true);
        for (const value of values ? short.filter((word) => accepts(values, word)) : [])
          expect(member(inside, value)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('Entra wildcards', () => {
  const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });

  /** Wildcard matching as it is usually written. */
  function matchesWildcard(pattern: string, word: string): boolean {
    const [first] = pattern;
    if (first === undefined) return word === '';
    const rest = pattern.slice(1);
    if (first === '*') return splits(word).some(([, tail]) => matchesWildcard(rest, tail));
    return word !== '' && (first === '?' || first === word[0]) && matchesWildcard(rest, word.slice(1));
  }

  it('agree with a plain matcher', () => {
    fc.assert(
      fc.property(patterns, (pattern) => {
        const automaton = compile(wildcardLanguage(pattern));
        for (const word of WORDS) expect(accepts(automaton, word)).toBe(matchesWildcard(pattern, word));
      }),
    );
  });

  it('tell inclusion among themselves: what is included accepts nothing else', () => {
    fc.assert(
      fc.property(patterns, patterns, (a, b) => {
        const included = isIncluded(compile(wildcardLanguage(a)), compile(wildcardLanguage(b)), budget());
        if (included)
          for (const word of WORDS) expect(!matchesWildcard(a, word) || matchesWildcard(b, word)).toBe(true);
      }),
    );
  });

  it('read a star that needs a character as narrower', () => {
    const strict = compile(wildcardLanguage('a*', 'fixed', 'needs-character'));
    expect([accepts(strict, 'a'), accepts(strict, 'ab')]).toEqual([false, true]);
  });
});

describe('GitHub filter globs', () => {
  const yes = (glob: string, ...names: readonly string[]) => {
    for (const name of names)
      expect(`${glob} ${name} ${accepts(compile(globLanguage(glob)), name)}`).toBe(`${glob} ${name} true`);
  };
  const no = (glob: string, ...names: readonly string[]) => {
    for (const name of names)
      expect(`${glob} ${name} ${accepts(compile(globLanguage(glob)), name)}`).toBe(`${glob} ${name} false`);
  };

  it('follow the cheat sheet of the documentation', () => {
    yes('feature/*', 'feature/my-branch', 'feature/your-branch');
    no('feature/*', 'feature/a/b', 'feature');
    yes('feature/**', 'feature/beta-a/my-branch', 'feature/mona/the/octocat');
    yes('v2*', 'v2', 'v2.0', 'v2.9');
    yes('v[12].[0-9]+.[0-9]+', 'v1.10.1', 'v2.0.0');
    no('v[12].[0-9]+.[0-9]+', 'v3.0.0', 'v1.x.1');
    yes('*.jsx?', 'page.js', 'page.jsx');
    no('*.jsx?', 'page.jsxx');
    yes('**', 'all/the/branches', 'main');
    yes('*feature', 'mona-feature', 'feature');
    yes('**/docs/**', 'docs/hello', 'dir/docs/my-file', 'a/docs/b/c');
    yes('docs/**/*.md', 'docs/README.md', 'docs/mona/hello-world.md');
    yes('\\*', '*');
    no('\\*', 'main');
    yes('[ab', '[ab');
  });
});

describe('budgets', () => {
  it('end what would take exponentially long', () => {
    const hostile = compile(wildcardLanguage(`*a${'?'.repeat(60)}`));
    expect(() => difference(compile(wildcardLanguage('*')), hostile, new Budget(20_000))).toThrow(BudgetExceededError);
  });

  it('leave real questions alone: ten thousand characters need a multiple of that', () => {
    const long = compile(text('x'.repeat(10_000)));
    expect(isIncluded(long, compile(wildcardLanguage('x*')), new Budget(200_000))).toBe(true);
  });
});

describe('ignoringCase', () => {
  it('takes either case of a letter and nothing else', () => {
    const automaton = ignoringCase(compile(sequence(text('Ab'), embedded(compile(text('/1'))))));
    expect(['aB/1', 'AB/1', 'ab/1', 'ab/2'].map((word) => accepts(automaton, word))).toEqual([true, true, true, false]);
  });
});
