import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import { SnapshotError } from '../../../src/tenant/snapshot/problem.ts';
import { snapshotText } from '../../../src/tenant/snapshot/write.ts';
import { identity, inventory } from '../identities.ts';

const demo = readFileSync(new URL('../../../media/demo-tenant.json', import.meta.url), 'utf8');

const text = fc.string({ unit: 'binary' });
const time = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-01-01') })
  .map((date) => date.toISOString());
const secret = fc.record(
  {
    kind: fc.constantFrom('client-secret' as const, 'certificate' as const),
    origin: fc.constantFrom('application' as const, 'service-principal' as const),
    keyId: fc.uuid(),
    displayName: text,
    end: time,
  },
  { requiredKeys: ['kind', 'origin'] },
);
const anyIdentity: fc.Arbitrary<Identity> = fc
  .record({
    clientId: fc.uuid(),
    displayName: text,
    tags: fc.array(text),
    keyCredentials: fc.array(secret),
    federatedCredentials: fc.array(fc.record({ name: text, issuer: text, subject: text, audiences: fc.array(text) })),
  })
  .map(identity);

describe('any inventory', () => {
  it('survives being written and read, in any order, as one text', () => {
    const identities = fc.uniqueArray(anyIdentity, { selector: ({ clientId }) => clientId, maxLength: 8 });
    fc.assert(
      fc.property(identities, (all) => {
        const written = snapshotText(inventory(all));
        expect(snapshotText(inventory(all.toReversed()))).toBe(written);
        const read = parseSnapshot(written);
        expect(snapshotText(read)).toBe(written);
        expect(new Set(read.identities.map(({ displayName }) => displayName))).toEqual(
          new Set(all.map(({ displayName }) => displayName)),
        );
      }),
    );
  });
});

describe('any damage to a snapshot', () => {
  it('is told as a problem of it, or harmless', () => {
    const position = fc.nat(demo.length);
    fc.assert(
      fc.property(position, position, fc.string({ maxLength: 4 }), (from, length, put) => {
        const damaged = demo.slice(0, from) + put + demo.slice(from + (length % 40));
        try {
          parseSnapshot(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(SnapshotError);
          expect((error as SnapshotError).problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is told where any value is of another type', () => {
    const paths = ['identities', 'tenant', 'sections', 'policies', 'asOf'];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.oneof(fc.constant(null), fc.integer(), fc.boolean()), (name, value) => {
        const damaged = JSON.stringify({ ...JSON.parse(demo), [name]: value });
        expect(() => parseSnapshot(damaged)).toThrow(new RegExp(`\`${name}\` has to be`));
      }),
    );
  });
});
