import { describe, expect, it } from 'vitest';
import { knownCredential } from '../../src/federation/credential.ts';
import { printExpression } from '../../src/federation/expression/syntax.ts';
import { matches } from '../../src/federation/match/matches.ts';
import { exactly } from '../../src/federation/subject-set.ts';
import vectors from './vectors/match.json' with { type: 'json' };
import matrix from './vectors/match-matrix.json' with { type: 'json' };
import { subjectsOf } from './workflow.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';
const LETTERS = { always: 'A', sometimes: 'S', never: 'N' };

interface Pattern {
  readonly issuer?: string;
  readonly subject?: string;
  readonly matches?: string;
  readonly expression?: string;
  readonly audience?: string;
}

function credentialOf({ issuer = GITHUB, subject, matches: comparand, expression, audience }: Pattern) {
  const printed =
    comparand === undefined ? expression : printExpression([{ claim: 'sub', operator: 'matches', comparand }]);
  return knownCredential({ issuer, subject, expression: printed, audience });
}

interface MatchVector extends Pattern {
  readonly id: string;
  readonly workflow?: string;
  readonly ids?: boolean;
  readonly templateKeys?: readonly string[];
  readonly enterpriseSlug?: string;
  readonly tokenAudience?: string;
  readonly tokenIssuer?: string;
  readonly tokenSubject?: string;
  readonly verdict: string;
  readonly cause?: string;
}

describe('matches', () => {
  const jobs = Object.entries(matrix.jobs);
  for (const row of matrix.rows) {
    for (const form of ['names', 'ids'] as const) {
      it(`${row.id} against J1 to J${jobs.length}, repository with ${form}`, () => {
        const verdicts = jobs.map(([, workflow]) => {
          const match = matches(credentialOf(row), subjectsOf(workflow, { useImmutableSubject: form === 'ids' }));
          return match ? LETTERS[match.verdict] : '?';
        });
        expect(verdicts.join('')).toBe(row[form]);
      });
    }
  }

  for (const vector of vectors.vectors as readonly MatchVector[]) {
    it(`${vector.id}: ${vector.verdict}${vector.cause ? `, ${vector.cause}` : ''}`, () => {
      const match = matches(credentialOf(vector), tokensOf(vector));
      expect(match?.verdict).toBe(vector.verdict);
      if (vector.cause) expect(match?.cause?.id).toBe(vector.cause);
    });
  }
});

function tokensOf(vector: MatchVector) {
  if (vector.workflow !== undefined) {
    const { templateKeys, enterpriseSlug, ids, tokenAudience } = vector;
    const repository = { templateKeys, enterpriseSlug, useImmutableSubject: ids ?? false };
    return subjectsOf(vector.workflow, repository, { audience: tokenAudience });
  }
  return [
    {
      issuer: vector.tokenIssuer ?? GITHUB,
      subject: exactly(vector.tokenSubject ?? ''),
      jobWorkflowRef: undefined,
      audience: undefined,
      confidence: 'certain' as const,
      origin: 'test',
    },
  ];
}
