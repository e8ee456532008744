import { describe, expect, it } from 'vitest';
import { knownCredential } from '../../src/federation/credential.ts';
import { dead } from '../../src/federation/dead/dead.ts';
import type { StringPattern } from '../../src/model/string-pattern.ts';
import vectors from './vectors/dead.json' with { type: 'json' };

interface DeadVector {
  readonly id: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly expression?: string;
  readonly reasons: readonly string[];
  readonly repaired?: string;
}

describe('dead', () => {
  for (const vector of vectors.vectors as readonly DeadVector[]) {
    it(`${vector.id}: ${vector.subject ?? vector.expression} of ${vector.issuer ?? 'GitHub'}`, () => {
      const reasons = dead(knownCredential({ ...vector, issuer: vector.issuer ?? vectors.issuer }));
      expect(reasons.map(({ id }) => id)).toEqual(vector.reasons);
      expect(reasons.every(({ certainty }) => certainty === 'certain')).toBe(true);
      if (vector.repaired === undefined) return;
      const repair = reasons[0]?.repair;
      if (repair?.kind !== 'replace') throw new Error('no replacement');
      expect(vector.subject?.split(repair.find)).toHaveLength(2);
      const repaired = vector.subject?.replace(repair.find, repair.by);
      expect(repaired).toBe(vector.repaired);
      expect(dead(knownCredential({ issuer: vector.issuer ?? vectors.issuer, subject: repaired }))).toEqual([]);
    });
  }

  const pattern = (...parts: readonly string[]): StringPattern => ({
    parts: parts.map((part) =>
      part.startsWith('$') ? { kind: 'unknown', label: part.slice(1) } : { kind: 'known', text: part },
    ),
  });
  const reasonsOf = (...subject: readonly string[]) =>
    dead({ ...knownCredential({ issuer: vectors.issuer }), subject: pattern(...subject) }).map(
      ({ id, certainty }) => `${id} ${certainty}`,
    );

  it('is certain of a wildcard in an exact subject whatever the unknown parts are', () => {
    expect(reasonsOf('repo:', '$org', '/app:*')).toEqual(['literal-wildcard certain']);
  });

  it('is certain of an ending that no subject has', () => {
    expect(reasonsOf('$prefix', ':ref:main')).toEqual(['spelling certain']);
  });

  it('assumes that an unknown part is a name where only then the credential is dead', () => {
    expect(reasonsOf('repo:', '$org', '/', '$name', ':pull-request')).toEqual(['spelling assumed']);
  });

  it('says nothing where an unknown part can make it match', () => {
    expect(reasonsOf('$subject')).toEqual([]);
    expect(reasonsOf('repo:', '$repository', ':', '$context')).toEqual([]);
    expect(reasonsOf('repo:contoso/app:ref:', '$ref')).toEqual([]);
    expect(reasonsOf('$prefix', ':ref:refs/heads/main')).toEqual([]);
  });
});
