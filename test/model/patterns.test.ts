import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as functions from '../../src/model/pattern-functions.ts';
import {
  alternatives,
  certainty,
  combine,
  concat,
  concatAlternatives,
  contains,
  endsWith,
  equalsText,
  exactText,
  isKnown,
  join,
  known,
  knownPrefix,
  knownSuffix,
  MAX_ALTERNATIVES,
  MAX_PATTERN_LENGTH,
  patternKey,
  patternOf,
  render,
  samePattern,
  startsWith,
  unknown,
} from '../../src/model/patterns.ts';
import type { StringPart, StringPattern } from '../../src/model/string-pattern.ts';

const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '/', ' ', '-', 'é'), maxLength: 8 });
const part: fc.Arbitrary<StringPart> = fc.oneof(
  text.map((value): StringPart => ({ kind: 'known', text: value })),
  fc.constantFrom('x', 'y').map((label): StringPart => ({ kind: 'unknown', label })),
);
const pattern = fc.array(part, { maxLength: 5 }).map(patternOf);

/** A pattern together with one string it stands for. */
const instance = fc.array(fc.tuple(part, text), { maxLength: 5 }).map((pairs) => ({
  pattern: patternOf(pairs.map(([candidate]) => candidate)),
  value: pairs.map(([candidate, filler]) => (candidate.kind === 'known' ? candidate.text : filler)).join(''),
}));

/** Whether the pattern stands for this string. */
function covers(candidate: StringPattern, value: string): boolean {
  return equalsText(candidate, value) !== 'never';
}

describe('building', () => {
  it('joins neighbouring known parts and drops empty ones', () => {
    expect(concat(known('repo:'), known(''), known('o'), unknown('org'), known('/app')).parts).toEqual([
      { kind: 'known', text: 'repo:o' },
      { kind: 'unknown', label: 'org' },
      { kind: 'known', text: '/app' },
    ]);
    expect(known('').parts).toEqual([]);
    expect(exactText(known(''))).toBe('');
  });

  it('agrees with string concatenation where all is known', () => {
    fc.assert(
      fc.property(fc.array(text), text, (texts, separator) => {
        expect(exactText(concat(...texts.map(known)))).toBe(texts.join(''));
        expect(exactText(join(texts.map(known), known(separator)))).toBe(texts.join(separator));
      }),
    );
  });

  it('makes neighbouring unknown parts of one label one part', () => {
    expect(concat(unknown('x'), known(''), unknown('x'))).toEqual(unknown('x'));
    expect(concat(unknown('x'), unknown('y')).parts).toHaveLength(2);
  });

  it('is associative', () => {
    fc.assert(
      fc.property(pattern, pattern, pattern, (a, b, c) => {
        expect(concat(concat(a, b), c)).toEqual(concat(a, concat(b, c)));
      }),
    );
  });

  it('renders unknown parts by their label', () => {
    expect(render(concat(known('repo:'), unknown('param org'), known('/app:*')))).toBe(`repo:\${param org}/app:*`);
  });

  it('gives up a text that grows too long', () => {
    expect(isKnown(known('a'.repeat(MAX_PATTERN_LENGTH)))).toBe(true);
    expect(isKnown(known('a'.repeat(MAX_PATTERN_LENGTH + 1)))).toBe(false);
    let doubled = known('ab');
    for (let i = 0; i < 200; i++) doubled = concat(doubled, doubled);
    expect(doubled).toEqual(unknown('long text'));
  });

  it('gives up a pattern of very many parts', () => {
    const many = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? known('a') : unknown('u')));
    expect(concat(...many)).toEqual(unknown('long text'));
  });
});

describe('alternatives', () => {
  it('keeps each pattern once, in order', () => {
    expect(alternatives([known('b'), known('a'), known('b'), unknown('x'), unknown('x'), unknown('y')])).toEqual([
      known('b'),
      known('a'),
      unknown('x'),
      unknown('y'),
    ]);
  });

  it('combines every choice, the last list fastest', () => {
    expect(
      concatAlternatives([[known('a'), known('b')], [known('-')], [known('1'), known('2')]]).map(exactText),
    ).toEqual(['a-1', 'a-2', 'b-1', 'b-2']);
    expect(concatAlternatives([])).toEqual([known('')]);
    expect(concatAlternatives([[known('a')], []])).toEqual([]);
  });

  it('never has more than the limit', () => {
    const list = (size: number) => Array.from({ length: size }, (_, i) => known(`${i}`));
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 30 }), (sizes) => {
        expect(concatAlternatives(sizes.map(list)).length).toBeLessThanOrEqual(MAX_ALTERNATIVES);
      }),
    );
    expect(alternatives(list(MAX_ALTERNATIVES))).toHaveLength(MAX_ALTERNATIVES);
    expect(alternatives(list(MAX_ALTERNATIVES + 1))).toEqual([unknown('many values')]);
    expect(concatAlternatives(Array.from({ length: 1000 }, () => list(2)))).toEqual([unknown('many values')]);
  });

  it('keeps the reason where an operation has no result', () => {
    expect(combine([[known('a'), unknown('param p')]], () => undefined)).toEqual([
      unknown('expression'),
      unknown('param p'),
    ]);
  });
});

describe('identity', () => {
  it('does not confuse parts with text that looks like them', () => {
    expect(samePattern(known('?1:x'), unknown('x'))).toBe(false);
    expect(samePattern(concat(known('a'), unknown('b')), concat(unknown('b'), known('a')))).toBe(false);
  });

  it('has one key per pattern', () => {
    fc.assert(
      fc.property(pattern, pattern, (a, b) => {
        expect(patternKey(a) === patternKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe('three-valued tests', () => {
  const subject = concat(known('repo:'), unknown('org'), known('/app:'), unknown('ref'));

  it.each([
    ['repo:', 'always'],
    ['', 'always'],
    ['repo:contoso/', 'sometimes'],
    ['project_path:', 'never'],
  ] as const)('startsWith %j: %s', (start, expected) => expect(startsWith(subject, start)).toBe(expected));

  it.each([
    ['repo:contoso/app:ref:refs/heads/main', 'sometimes'],
    ['repo:/app:', 'sometimes'],
    ['repo:contoso', 'never'],
    ['repo:/ap', 'never'],
  ] as const)('equalsText %j: %s', (value, expected) => expect(equalsText(subject, value)).toBe(expected));

  it('does not let a prefix and a suffix share text', () => {
    const overlapping = concat(known('aba'), unknown('x'), known('ba'));
    expect(equalsText(overlapping, 'aba')).toBe('never');
    expect(equalsText(overlapping, 'ababa')).toBe('sometimes');
  });

  it('agrees with every instance', () => {
    fc.assert(
      fc.property(instance, text, ({ pattern: candidate, value }, needle) => {
        const agrees = (verdict: string, truth: boolean) => expect(verdict).not.toBe(truth ? 'never' : 'always');
        agrees(startsWith(candidate, needle), value.startsWith(needle));
        agrees(endsWith(candidate, needle), value.endsWith(needle));
        agrees(contains(candidate, needle), value.includes(needle));
        agrees(equalsText(candidate, needle), value === needle);
        expect(covers(candidate, value)).toBe(true);
        expect(value.startsWith(knownPrefix(candidate)) && value.endsWith(knownSuffix(candidate))).toBe(true);
      }),
    );
  });

  it('says sometimes of alternatives that disagree, never of none', () => {
    const test = (candidate: StringPattern) => startsWith(candidate, 'a');
    expect(certainty([known('a'), known('ab')], test)).toBe('always');
    expect(certainty([known('a'), known('b')], test)).toBe('sometimes');
    expect(certainty([], test)).toBe('never');
  });
});

describe('functions', () => {
  it('cover what the function does to every instance', () => {
    fc.assert(
      fc.property(instance, text, text, fc.nat(6), fc.nat(6), ({ pattern: of, value }, a, b, start, length) => {
        const agree = (result: StringPattern, truth: string) => {
          expect(covers(result, truth)).toBe(true);
          if (isKnown(of) && a !== '') expect(exactText(result)).toBe(truth);
        };
        agree(functions.toUpper(of), value.toUpperCase());
        agree(functions.toLower(of), value.toLowerCase());
        agree(functions.trim(of), value.trim());
        agree(functions.trimStart(of), value.trimStart());
        agree(functions.trimEnd(of), value.trimEnd());
        agree(functions.substring(of, start), value.slice(start));
        agree(functions.substring(of, start, length), value.slice(start, start + length));
        if (a !== '')
          agree(
            functions.replace(of, a, known(b)),
            value.replaceAll(a, () => b),
          );
        agree(functions.trimPrefix(of, a), value.startsWith(a) ? value.slice(a.length) : value);
        agree(functions.trimSuffix(of, a), value.endsWith(a) ? value.slice(0, value.length - a.length) : value);
        if (a !== '') {
          const pieces = functions.split(of, a);
          const truth = value.split(a);
          pieces.items.forEach((piece, index) => {
            expect(covers(piece, truth[index] ?? '<none>')).toBe(true);
          });
          if (pieces.isComplete) expect(pieces.items.length).toBe(truth.length);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps known parts that an unknown one cannot touch', () => {
    expect(render(functions.replace(concat(known('my-'), unknown('p'), known('-app')), '-', known('')))).toBe(
      `my\${p}app`,
    );
    expect(render(functions.replace(concat(known('__x__/'), unknown('p')), '__x__', unknown('q')))).toBe(`\${q}/\${p}`);
    expect(render(functions.trim(concat(known('  a'), unknown('p'), known(' ')))).trim()).toBe(`a\${p}`);
  });

  it('splits up to the first unknown', () => {
    const pieces = functions.split(concat(known('contoso/app/'), unknown('p')), '/');
    expect(pieces.items.map(exactText)).toEqual(['contoso', 'app']);
    expect(pieces.isComplete).toBe(false);
  });

  it('ends fast on long search texts', () => {
    const long = 'ab'.repeat(30_000);
    expect(isKnown(functions.replace(concat(known(long), unknown('x')), long.slice(1), known('')))).toBe(false);
  });
});
