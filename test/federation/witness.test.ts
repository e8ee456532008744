import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breadth } from '../../src/federation/breadth/breadth.ts';
import { narrowing } from '../../src/federation/breadth/narrowing.ts';
import { knownCredential } from '../../src/federation/credential.ts';
import { dead } from '../../src/federation/dead/dead.ts';
import { printExpression } from '../../src/federation/expression/syntax.ts';
import { accepts, compile } from '../../src/federation/pattern-set/automaton.ts';
import { wildcardLanguage } from '../../src/federation/patterns/entra-wildcard.ts';
import { hostilePattern } from './hostile.ts';
import vectors from './vectors/breadth.json' with { type: 'json' };

const ISSUERS = ['https://token.actions.githubusercontent.com', 'https://gitlab.com', 'https://app.terraform.io'];

function flexible(issuer: string, comparand: string) {
  return knownCredential({ issuer, expression: printExpression([{ claim: 'sub', operator: 'matches', comparand }]) });
}

/** Patterns near the real ones: pieces of the vectors, put together anew. */
const pieces = vectors.vectors.flatMap(({ matches, subject }) => (matches ?? subject ?? '').split(/(?<=[:/@*])/u));
const plausible = fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((parts) => parts.join(''));

describe('witnesses', () => {
  it('are accepted by the pattern that they speak against, and a broad pattern is not dead', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ISSUERS), fc.oneof(plausible, hostilePattern), (issuer, pattern) => {
        const credential = flexible(issuer, pattern);
        const result = breadth(credential);
        const automaton = compile(wildcardLanguage(pattern));
        for (const { witness } of result?.findings ?? [])
          expect(`${witness} ${accepts(automaton, witness)}`).toBe(`${witness} true`);
        if (result?.findings.length) expect(dead(credential)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('of vectors name subjects that the vectors say are accepted', () => {
    for (const { matches, accepts: subjects } of vectors.vectors) {
      const automaton = compile(wildcardLanguage(matches ?? ''));
      for (const subject of subjects ?? []) expect(accepts(automaton, subject)).toBe(true);
    }
  });
});

describe('narrowing', () => {
  const facts = {
    owner: 'contoso',
    repository: 'app',
    ownerId: 5544123,
    repositoryId: 821093847,
    defaultBranch: 'main',
  };

  it('proposes only what the pattern accepts and what is narrower', () => {
    let proposed = 0;
    fc.assert(
      fc.property(fc.constantFrom(...ISSUERS), plausible, (issuer, pattern) => {
        const credential = flexible(issuer, pattern);
        const result = breadth(credential);
        if (!result) return;
        const automaton = compile(wildcardLanguage(pattern));
        for (const comparand of narrowing(credential, result, facts)?.comparands ?? []) {
          proposed += 1;
          expect(comparand).not.toContain('*');
          if (!comparand.includes('?')) expect(accepts(automaton, comparand)).toBe(true);
        }
      }),
      // The example has a proposal for certain; of random patterns few have one.
      { numRuns: 2000, examples: [[ISSUERS[0] ?? '', 'repo:contoso/*']] },
    );
    expect(proposed).toBeGreaterThan(0);
  });

  it('leaves a template that names no repository for one that does', () => {
    const credential = flexible(ISSUERS[0] ?? '', 'environment:production:environment:refs/');
    const result = breadth(credential);
    expect(result && narrowing(credential, result, facts)).toMatchObject({
      subject: expect.stringMatching(/^repo:/),
      comparands: [],
    });
  });

  it('fills in what is known of the repository', () => {
    const subjects = (pattern: string) => {
      const credential = flexible(ISSUERS[0] ?? '', pattern);
      const result = breadth(credential);
      return result && narrowing(credential, result, facts)?.subject;
    };
    expect(subjects('repo:*')).toBe('repo:contoso/app:ref:refs/heads/main');
    expect(subjects('repo:contoso/app:environment:*')).toBe('repo:contoso/app:environment:<environment>');
    expect(subjects('repo:contoso@5544123/*')).toBe('repo:contoso@5544123/app@821093847:ref:refs/heads/main');
    expect(subjects('repo:fabrikam/*:ref:refs/heads/main')).toBe('repo:fabrikam/app:ref:refs/heads/main');
    expect(subjects('repo:contoso*/app:environment:prod')).toBe('repo:contoso/app:environment:prod');
  });
});
