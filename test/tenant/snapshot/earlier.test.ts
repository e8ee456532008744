import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/tenant/assessment/assess.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import { snapshotText } from '../../../src/tenant/snapshot/write.ts';

/** Written before agents had sponsors in it, applications a lock, and the tenant access reviews. */
const earlier = parseSnapshot(readFileSync(new URL('before-reviews.json', import.meta.url), 'utf8'));

describe('a snapshot of an earlier version of Keyless', () => {
  it('can be read, without what was not asked for then', () => {
    expect(earlier.identities).toHaveLength(4);
    expect(earlier.orphanedRoles).toBeUndefined();
    expect(earlier.sections['access-reviews']).toBeUndefined();
    expect(earlier.policies.accessReviews).toEqual([]);
    for (const { instanceLock, sponsors } of earlier.identities)
      expect([instanceLock, sponsors]).toEqual([undefined, []]);
    expect(parseSnapshot(snapshotText(earlier))).toEqual(earlier);
  });

  it.each(['instance-lock', 'sponsorless-agent', 'orphaned-role', 'unreviewed-role'])(
    'leaves %s undecided, which it cannot tell',
    (id) => {
      const { results } = assess(earlier, earlier.identities, { now: Date.parse(earlier.asOf), preset: 'microsoft' });
      const counts = results.find(({ check }) => check.id === id)?.counts;
      expect(counts?.unknown).toBeGreaterThan(0);
      expect([counts?.pass, counts?.fail]).toEqual([0, 0]);
    },
  );
});
