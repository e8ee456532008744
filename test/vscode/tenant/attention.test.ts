import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import type { InventorySource } from '../../../src/tenant/store/inventory-source.ts';
import type { IdentityQuery } from '../../../src/tenant/store/query.ts';
import { SnapshotSource } from '../../../src/tenant/store/snapshot-source.ts';
import { AttentionCount } from '../../../src/vscode/infrastructure/tenant/attention.ts';

const demo = parseSnapshot(readFileSync(new URL('../../../media/demo-tenant.json', import.meta.url), 'utf8'));
const NOW = Date.parse(demo.asOf);

/** The demo tenant, and how often it was asked. */
function openDemo(): { readonly source: InventorySource; readonly asked: () => number } {
  const source = new SnapshotSource(demo);
  const query = source.query.bind(source);
  let count = 0;
  source.query = (question: IdentityQuery) => {
    count += 1;
    return query(question);
  };
  return { source, asked: () => count };
}

describe('attention', () => {
  it('counts an identity once that has both an expired and an expiring credential', () => {
    const { source } = openDemo();
    const names = (filter: Partial<IdentityQuery>) =>
      source
        .query({ ...filter, ownership: ['own'], now: NOW, limit: 1_000 })
        .rows.map(({ displayName }) => displayName);
    const [expired, expiring] = [names({ expired: true }), names({ expiring: true })];
    expect(expired.filter((name) => expiring.includes(name))).not.toEqual([]);
    expect(new AttentionCount().of(source, NOW)).toEqual({
      expired: expired.length,
      expiring: expiring.length,
      total: new Set([...expired, ...expiring]).size,
    });
  });

  it('asks the source once for all who want to know, and again when it changed or time went by', () => {
    const { source, asked } = openDemo();
    const attention = new AttentionCount();
    const first = attention.of(source, NOW);
    const once = asked();
    expect(once).toBeGreaterThan(0);
    expect(attention.of(source, NOW + 1_000)).toBe(first);
    expect(asked()).toBe(once);
    attention.clear();
    expect(attention.of(source, NOW)).toEqual(first);
    expect(asked()).toBe(2 * once);
    attention.of(source, NOW + 3_600_000);
    expect(asked()).toBe(3 * once);
  });

  it('is that of the source asked for', () => {
    const attention = new AttentionCount();
    const [one, other] = [openDemo(), openDemo()];
    attention.of(one.source, NOW);
    attention.of(other.source, NOW);
    expect(other.asked()).toBe(one.asked());
  });
});
