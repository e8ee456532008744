import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FederatedCredential, knownCredential } from '../../src/federation/credential.ts';
import { printExpression } from '../../src/federation/expression/syntax.ts';
import { MatchIndex } from '../../src/federation/match/match-index.ts';
import { matches } from '../../src/federation/match/matches.ts';
import { relations } from '../../src/federation/match/relations.ts';
import matrix from './vectors/match-matrix.json' with { type: 'json' };
import { subjectsOf } from './workflow.ts';

const issuer = 'https://token.actions.githubusercontent.com';
const exact = (subject: string, audience?: string) => knownCredential({ issuer, subject, audience });
const flexible = (comparand: string, workflow?: string) =>
  knownCredential({
    issuer,
    expression: printExpression([
      { claim: 'sub', operator: 'matches', comparand },
      ...(workflow ? [{ claim: 'job_workflow_ref', operator: 'eq' as const, comparand: workflow }] : []),
    ]),
  });
const found = (...credentials: readonly FederatedCredential[]) =>
  relations(credentials).map(({ kind, index, by }) => `${index} ${kind} ${by}`);

describe('relations', () => {
  it('finds duplicates, the later one to go', () => {
    expect(found(exact('repo:a/b:pull_request'), exact('repo:a/b:pull_request'))).toEqual(['1 duplicate 0']);
    expect(found(flexible('a**b'), flexible('a*b'))).toEqual(['1 duplicate 0']);
    expect(found(exact('x'), flexible('x'))).toEqual(['1 duplicate 0']);
  });

  it('finds what a wider one covers', () => {
    expect(found(exact('repo:a/b:pull_request'), flexible('repo:a/b:*'))).toEqual(['0 shadowed 1']);
    expect(found(flexible('repo:a/*'), flexible('repo:a/b:*'), exact('repo:a/b:x'))).toEqual([
      '1 shadowed 0',
      '2 shadowed 0',
    ]);
  });

  it('keeps apart what differs in audience, issuer, workflow or unknown parts', () => {
    expect(found(exact('x', 'a'), exact('x', 'b'))).toEqual([]);
    expect(found(exact('x'), knownCredential({ issuer: 'https://gitlab.com', subject: 'x' }))).toEqual([]);
    expect(found(flexible('x*', 'o/r/f@refs/heads/main'), flexible('x', 'o/r/g@refs/heads/main'))).toEqual([]);
    expect(found(flexible('x*', 'o/r/f@refs/heads/main'), flexible('x*'))).toEqual(['0 shadowed 1']);
    const unknown = (label: string) => ({ ...exact(''), subject: { parts: [{ kind: 'unknown' as const, label }] } });
    expect(found(unknown('param a'), unknown('param b'))).toEqual([]);
    expect(found(unknown('param a'), unknown('param a'))).toEqual(['1 duplicate 0']);
  });
});

describe('MatchIndex', () => {
  const rows = matrix.rows.map(({ subject, matches: comparand }) =>
    comparand ? flexible(comparand) : exact(subject ?? ''),
  );
  const jobs = Object.values(matrix.jobs).map((workflow) => subjectsOf(workflow));

  it('finds exactly what comparing with each credential finds', () => {
    const index = new MatchIndex(rows.map((credential, key) => [key, credential] as const));
    for (const job of jobs) {
      const one = index.matching(job).map(({ key, match }) => `${key} ${match.verdict}`);
      const all = rows.flatMap((credential, key) => {
        const match = matches(credential, job);
        return match && match.verdict !== 'never' ? [`${key} ${match.verdict}`] : [];
      });
      expect(one.sort()).toEqual(all.sort());
      expect(all.length).toBeGreaterThan(0);
    }
  });

  it('agrees on any patterns', () => {
    const pattern = fc.string({
      unit: fc.constantFrom('repo:', 'contoso', '/', 'app', ':', 'ref:refs/heads/', 'main', '*', '?'),
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 6 }), (patterns) => {
        const credentials = patterns.flatMap((text) => [exact(text), flexible(text)]);
        const index = new MatchIndex(credentials.map((credential, key) => [key, credential] as const));
        for (const job of jobs.slice(0, 3)) {
          const expected = credentials.flatMap((credential, key) => {
            const match = matches(credential, job);
            return match && match.verdict !== 'never' ? [key] : [];
          });
          expect(
            index
              .matching(job)
              .map(({ key }) => key)
              .sort((a, b) => a - b),
          ).toEqual(expected);
        }
      }),
      { numRuns: 40 },
    );
  });
});
