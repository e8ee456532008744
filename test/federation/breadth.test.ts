import { describe, expect, it } from 'vitest';
import { breadth } from '../../src/federation/breadth/breadth.ts';
import { BREADTH_CLASS_NAMES } from '../../src/federation/breadth/breadth-class.ts';
import { knownCredential } from '../../src/federation/credential.ts';
import { printExpression } from '../../src/federation/expression/syntax.ts';
import vectors from './vectors/breadth.json' with { type: 'json' };

interface BreadthVector {
  readonly id: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly matches?: string;
  readonly expression?: string;
  readonly classes?: readonly string[];
  readonly dead?: readonly string[];
  readonly severity?: string;
  readonly severities?: Readonly<Record<string, string>>;
  readonly accepts?: readonly string[];
  readonly buildkiteSubjectClaim?: 'pipeline_id' | 'organization_id';
}

function credentialOf({ issuer, subject, matches, expression }: BreadthVector) {
  return knownCredential({
    issuer: issuer ?? vectors.issuer,
    subject,
    expression:
      matches === undefined ? expression : printExpression([{ claim: 'sub', operator: 'matches', comparand: matches }]),
  });
}

describe('breadth', () => {
  for (const vector of vectors.vectors as readonly BreadthVector[]) {
    if (!vector.classes) continue;
    it(`${vector.id}: ${vector.subject ?? vector.matches ?? vector.expression}`, () => {
      const { buildkiteSubjectClaim } = vector;
      const result = breadth(credentialOf(vector), buildkiteSubjectClaim ? { buildkiteSubjectClaim } : {});
      const names = result?.findings.map((finding) => finding.class);
      const expected = BREADTH_CLASS_NAMES.filter((name) => vector.classes?.includes(name));
      expect(expected).toHaveLength(vector.classes?.length ?? -1);
      expect(names).toEqual(expected);
      if (vector.severity) expect(result?.severity).toBe(vector.severity);
      for (const [name, severity] of Object.entries(vector.severities ?? {})) {
        expect(result?.findings.find((finding) => finding.class === name)?.severity).toBe(severity);
      }
    });
  }
});
