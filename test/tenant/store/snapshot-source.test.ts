import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import { GROUPINGS } from '../../../src/tenant/store/query.ts';
import { SnapshotSource } from '../../../src/tenant/store/snapshot-source.ts';
import { NOW } from './stores.ts';

const inventory = parseSnapshot(readFileSync('media/demo-tenant.json', 'utf8'));

describe('a snapshot as the source of views', () => {
  const source = new SnapshotSource(inventory);

  it('has every identity of the demo tenant by each of its ids', () => {
    expect(inventory.identities.length).toBeGreaterThan(20);
    for (const identity of inventory.identities) {
      expect(source.identity(identity.clientId.toUpperCase())).toBe(identity);
      for (const id of [identity.applicationId, identity.servicePrincipalId]) {
        if (id !== undefined) expect(source.identityOfObject(id)).toBe(identity);
      }
    }
  });

  it('lists each of them in some group of every grouping', () => {
    for (const by of GROUPINGS) {
      const groups = source.groups(by, { now: NOW });
      const listed = groups.flatMap(({ key, count }) => {
        const { rows, total } = source.query({ now: NOW, group: { by, key } });
        expect(total).toBe(count);
        return rows.map((row) => row.clientId);
      });
      expect(new Set(listed).size).toBe(inventory.identities.length);
    }
  });
});
