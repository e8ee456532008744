import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src/tenant/model/inventory.ts';
import { inventoryView } from '../../../src/tenant/snapshot/inventory-view.ts';
import { snapshotJsonSchema } from '../../../src/tenant/snapshot/json-schema.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import { SnapshotError } from '../../../src/tenant/snapshot/problem.ts';
import { readAt } from '../../../src/tenant/snapshot/shift.ts';
import { snapshotChunks, snapshotText } from '../../../src/tenant/snapshot/write.ts';
import { guid, identity, inventory } from '../identities.ts';

const secret = {
  kind: 'client-secret',
  keyId: guid(50),
  origin: 'application',
  hint: 'a1B',
  start: '2026-01-01T00:00:00Z',
  end: '2026-12-01T00:00:00Z',
} as const;

const FULL: Inventory = inventory(
  [
    identity({ clientId: guid(2), applicationId: guid(12), servicePrincipalId: guid(22), tags: ['b', 'a'] }),
    identity({
      clientId: guid(1),
      servicePrincipalId: guid(21),
      kind: 'managed-identity',
      managedIdentity: { assignment: 'user-assigned', resourceId: '/subscriptions/x', hosts: ['/b', '/a'] },
      keyCredentials: [secret, { ...secret, keyId: guid(49) }],
      federatedCredentials: [{ name: 'main', issuer: 'https://id.example', subject: 's', audiences: ['x'] }],
      problems: { owners: { kind: 'failed', needs: [], message: 'No answer.' } },
    }),
  ],
  { sections: { risk: { problem: { kind: 'licence', needs: ['Workload Identities Premium'] } } } },
);

function problemsOf(text: string): SnapshotError['problems'] {
  try {
    parseSnapshot(text);
  } catch (error) {
    if (error instanceof SnapshotError) return error.problems;
    throw error;
  }
  return [];
}

function withTurnedKeys<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toReversed()) as T;
}

describe('a snapshot', () => {
  it('is the same text whatever the order of what it holds', () => {
    const turned: Inventory = {
      ...FULL,
      identities: FULL.identities.toReversed().map((each) => ({
        ...withTurnedKeys(each),
        keyCredentials: each.keyCredentials.toReversed(),
        tags: each.tags.toReversed(),
      })),
    };
    expect(snapshotText(turned)).toBe(snapshotText(FULL));
    expect(snapshotText(FULL)).toMatchSnapshot();
  });

  it('is read back as it was written', () => {
    const text = snapshotText(FULL);
    const read = parseSnapshot(text);
    expect(snapshotText(read)).toBe(text);
    expect(read.identities.find(({ clientId }) => clientId === guid(1))).toMatchObject({
      owners: [],
      keyCredentials: [{ keyId: guid(49) }, { keyId: guid(50), hint: 'a1B' }],
    });
  });

  it('can hold no identity', () => {
    expect(parseSnapshot(snapshotText(inventory([])))).toEqual(inventory([]));
  });

  it('is written in pieces too', () => {
    const sorted = FULL.identities.toReversed();
    expect([...snapshotChunks(FULL, sorted)].join('')).toBe(snapshotText(FULL));
  });

  it('keeps nothing that it has no place for', () => {
    const canary = 'canary-secret-value';
    const planted = {
      ...FULL,
      accessToken: canary,
      identities: FULL.identities.map((each) => ({
        ...each,
        secretText: canary,
        keyCredentials: each.keyCredentials.map((credential) => ({ ...credential, secretText: canary, key: canary })),
      })),
    };
    expect(snapshotText(planted)).not.toContain(canary);
    const text = JSON.stringify({ ...JSON.parse(snapshotText(FULL)), secretText: canary });
    expect(JSON.stringify(parseSnapshot(text))).not.toContain(canary);
  });

  it('has a schema for editors', async () => {
    const schema = snapshotJsonSchema();
    await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
      '../../../schemas/keyless-inventory.schema.json',
    );
    const ajv = new Ajv({ strict: true, allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(schema);
    expect(validate(JSON.parse(snapshotText(FULL))) || validate.errors).toBe(true);
    expect(validate({ version: 1 })).toBe(false);
  });
});

describe('a snapshot from elsewhere', () => {
  const good = snapshotText(FULL);

  it('may have a byte order mark, other line ends and properties of later versions', () => {
    const text = `\uFEFF${good.replaceAll('\n', '\r\n').replace('"asOf"', '"later": {"x": 1}, "asOf"')}`;
    expect(snapshotText(parseSnapshot(text))).toBe(good);
  });

  it.each([
    ['', /not valid JSON/, 1, 1],
    ['{\n  "version": 1,\n  // no\n}', /not valid JSON: JSON has no comments/, 3, 3],
    ['{"version": 1,}', /not valid JSON: a property name is expected/, 1, 15],
    ['[', /not valid JSON/, 1, 2],
    [`${'['.repeat(200_000)}`, /not valid JSON/, undefined, undefined],
  ])('%# is refused where it is not JSON', (text, message, line, column) => {
    const [problem] = problemsOf(text);
    expect(problem?.message).toMatch(message);
    if (line !== undefined) expect(problem).toMatchObject({ line, column });
  });

  it.each(['null', '[]', '{}', '"text"', '{"version": "1"}'])('is refused where it is %s', (text) => {
    expect(problemsOf(text)).toMatchObject([{ path: 'version', message: /not a snapshot of Keyless/ }]);
  });

  it('asks for a newer Keyless where it is newer', () => {
    expect(problemsOf(good.replace('"version": 1', '"version": 2'))[0]?.message).toMatch(/version 2.*Update Keyless/);
  });

  it('names the place and what should be there, never the value', () => {
    const text = good
      .replace('"start": "2026-01-01T00:00:00Z"', '"start": "yesterday-canary"')
      .replace('"hint": "a1B"', '"hint": "a-whole-secret-canary"')
      .replace('"isEnabled": true', '"isEnabled": "canary"');
    const problems = problemsOf(text);
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'identities[0].isEnabled',
      'identities[0].keyCredentials[0].hint',
      'identities[0].keyCredentials[0].start',
    ]);
    for (const { path, message, line = 0, column = 0 } of problems) {
      expect(message).toContain(path);
      expect(message).not.toContain('canary');
      expect(text.split('\n')[line - 1]?.slice(column - 1)).toContain('canary');
    }
  });

  it('tells of what is missing at the object it is missing from', () => {
    const text = good.replace(`"clientId": "${guid(1)}",\n`, '\n');
    expect(problemsOf(text)).toMatchObject([{ path: 'identities[0]', message: /lacks the property "clientId"/ }]);
    expect(() => parseSnapshot(text)).toThrow(/^Line \d+, column \d+: `identities\[0\]` lacks/);
  });

  it('stops after a hundred problems', () => {
    const broken = JSON.stringify({ ...JSON.parse(good), identities: Array.from({ length: 5_000 }, () => 7) });
    expect(problemsOf(broken)).toHaveLength(100);
    expect(() => parseSnapshot(broken)).toThrow(/and 99 more problems/);
  });

  it('may not have two identities with one id', () => {
    const twice = inventory([identity({ servicePrincipalId: guid(3) }), identity({ servicePrincipalId: guid(3) })]);
    expect(problemsOf(snapshotText(twice)).map(({ path }) => path)).toEqual([
      'identities[1].clientId',
      'identities[1].servicePrincipalId',
    ]);
  });

  it('cannot reach the prototypes of objects', () => {
    const text = good.replace('"asOf"', '"__proto__": {"polluted": true}, "asOf"');
    const read = parseSnapshot(text);
    expect(Object.hasOwn(read, '__proto__')).toBe(false);
    expect('polluted' in read).toBe(false);
  });
});

describe('what rules see of a snapshot', () => {
  const view = inventoryView(FULL);

  it('finds identities by every id, in any letter case', () => {
    expect(view.byClientId(guid(2).toUpperCase())).toMatchObject({ kind: 'application', objectId: guid(12) });
    expect(view.byObjectId(guid(12))?.clientId).toBe(guid(2));
    expect(view.byObjectId(guid(22))?.clientId).toBe(guid(2));
    expect(view.byClientId(guid(12))).toBeUndefined();
    expect(view.byObjectId(guid(21))).toMatchObject({ kind: 'managed-identity', resourceId: '/subscriptions/x' });
  });

  it('has the federated identities', () => {
    expect([...view.federatedIdentities()].map(({ clientId }) => clientId)).toEqual([guid(1)]);
    expect([...view.federatedIdentities()][0]?.federatedCredentials).toEqual([
      { name: 'main', issuer: 'https://id.example', subject: 's', audiences: ['x'] },
    ]);
  });
});

describe('a snapshot opened at another time', () => {
  it('keeps the distance of every time to its own', () => {
    const later = readAt(FULL, Date.parse('2027-11-20T06:00:00Z'));
    expect(later.asOf).toBe('2027-11-20T06:00:00.000Z');
    expect(later.identities[1]?.keyCredentials[0]?.end).toBe('2027-12-01T00:00:00.000Z');
    expect(later.identities[1]?.displayName).toBe('one');
    expect(parseSnapshot(snapshotText(later)).identities).toHaveLength(2);
  });
});
