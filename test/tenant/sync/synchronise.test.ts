import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/tenant/model/identity.ts';
import { SECTIONS, type SectionName } from '../../../src/tenant/model/section.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';
import type { InventoryStore } from '../../../src/tenant/store/inventory-store.ts';
import { summarise } from '../../../src/tenant/store/summary.ts';
import { type SynchroniseOptions, synchronise } from '../../../src/tenant/sync/synchronise.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/start.ts';
import { sqliteStore } from '../store/stores.ts';
import { clientsOf } from './services.ts';

const demo = parseSnapshot(readFileSync('media/demo-tenant.json', 'utf8'));
const started: Emulator[] = [];

afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.stop();
});

async function start(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  const emulator = await startEmulator({ tenant: demo, isThrottling: false, ...options });
  started.push(emulator);
  return emulator;
}

async function sync(emulator: Emulator, store: InventoryStore, more: Partial<SynchroniseOptions> = {}): Promise<void> {
  const { graph, arm } = clientsOf(emulator);
  await synchronise({ graph, arm, store, tenantId: emulator.tenant.id, cloud: 'public', maxAge: 0, ...more });
}

function idOf(emulator: Emulator, index: number): string | undefined {
  return emulator.tenant.collection('applications').at(index)?.['id'] as string | undefined;
}

/** What a store holds, in an order that does not matter, without times of reading. */
function contentOf(store: InventoryStore): unknown {
  return [...store.identities()].map(comparable);
}

function comparable(identity: Identity): unknown {
  const order = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(order).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, each]) => [name, order(each)]),
    );
  };
  return order(identity);
}

describe('a sync', () => {
  it('holds afterwards what the tenant holds, part by part', async () => {
    const store = sqliteStore();
    await sync(await start(), store);
    const problems = Object.entries(store.sections).filter(([, section]) => section.problem);
    expect(problems).toEqual([]);
    const found = new Map([...store.identities()].map((identity) => [identity.clientId, identity]));
    expect(found.size).toBe(demo.identities.length);
    for (const identity of demo.identities) {
      const { audience: _, problems: __, ...expected } = identity;
      const keyCredentials = expected.keyCredentials.map(({ displayName, ...each }) =>
        displayName === '' || displayName === undefined ? each : { ...each, displayName },
      );
      const { audience, ...actual } = found.get(identity.clientId) as Identity;
      expect(comparable(actual), identity.displayName).toEqual(comparable({ ...expected, keyCredentials }));
    }
    expect(store.header?.policies.accessReviews).toEqual(demo.policies.accessReviews);
    expect(store.header?.orphanedRoles).toEqual({ asOf: expect.any(String), roles: demo.orphanedRoles?.roles });
    expect(store.header?.tenant).toEqual(demo.tenant);
    expect(store.header?.subscriptions.length).toBe(demo.subscriptions.length);
  });

  it('ends with summaries that say what the identities say', async () => {
    const store = sqliteStore();
    await sync(await start({ tenant: { applications: 300, seed: 2 } }), store);
    const identities = [...store.identities()];
    expect(identities.some((each) => each.applicationPermissions.length > 0)).toBe(true);
    expect(identities.some((each) => each.delegatedGrants.length > 0)).toBe(true);
    for (const identity of identities) expect(store.summary(identity.clientId)).toEqual(summarise(identity));
  });

  it('keeps no token and no value of a secret', async () => {
    const store = sqliteStore();
    const emulator = await start();
    await sync(emulator, store);
    const text = JSON.stringify(store.inventory());
    expect(text).not.toMatch(/secretText|eyJ[\w-]{10,}\./);
  });

  it('does not mind properties and kinds of objects that nobody has heard of', async () => {
    const plain = sqliteStore();
    await sync(await start(), plain);
    const strange = sqliteStore();
    await sync(await start({ hasUnknownProperties: true, hasUnknownKinds: true }), strange);
    const known = new Set([...plain.identities()].map((each) => each.clientId));
    expect([...strange.identities()].filter((each) => known.has(each.clientId)).map(comparable)).toEqual(
      contentOf(plain),
    );
  });

  it.each<[string, string, SectionName, string]>([
    ['permission', '/applications\\?', 'applications', 'permission'],
    ['permission', '/oauth2PermissionGrants', 'delegated-grants', 'permission'],
    ['permission', '/reports/servicePrincipalSignInActivities', 'sign-ins', 'permission'],
    ['permission', '/identity/conditionalAccess', 'conditional-access', 'permission'],
    ['licence', '/identityProtection/', 'risk', 'licence'],
    ['permission', 'roleAssignments', 'directory-roles', 'permission'],
    ['permission', '/identityGovernance/', 'access-reviews', 'permission'],
    ['licence', '/identityGovernance/', 'access-reviews', 'licence'],
    ['permission', 'microsoft.graph.agentIdentity', 'sponsors', 'permission'],
  ])(
    'with a missing %s for %s loses that part alone, and says what it needs',
    async (kind, match, section, expected) => {
      const emulator = await start();
      emulator.faults.add({ fault: { kind } as { kind: 'permission' | 'licence' }, match });
      const store = sqliteStore();
      await sync(emulator, store);
      expect(store.sections[section]).toMatchObject({ problem: { kind: expected } });
      expect(store.sections[section]?.problem?.needs).not.toEqual([]);
      const others = Object.entries(store.sections).filter(([name, { problem }]) => name !== section && problem);
      expect(
        others.map(([name]) => name).filter((name) => name !== 'federated-credentials' && name !== 'owners'),
      ).toEqual([]);
    },
  );

  it('answers a claims challenge once, and goes on', async () => {
    const emulator = await start();
    emulator.faults.add({ fault: { kind: 'claims-challenge' }, match: '/servicePrincipals\\?' });
    const store = sqliteStore();
    await sync(emulator, store);
    expect(store.sections['service-principals']).toEqual({ asOf: expect.any(String) });
  });

  it('without an account for Azure reads the directory, and says that the rest needs a sign-in', async () => {
    const store = sqliteStore();
    await sync(await start(), store, { arm: undefined });
    expect(store.sections['azure-roles']).toEqual({ problem: { kind: 'sign-in', needs: [] } });
    expect(store.sections.applications).toEqual({ asOf: expect.any(String) });
  });

  it('asks batches where Graph does not take $expand', async () => {
    const expected = sqliteStore();
    await sync(await start(), expected);
    const emulator = await start();
    emulator.faults.add({
      fault: { kind: 'status', status: 400, code: 'Request_BadRequest' },
      match: '(?:%24|\\$)expand=(?:federated|owners)',
    });
    const store = sqliteStore();
    await sync(emulator, store);
    const trusts = (each: InventoryStore) =>
      [...each.identities()].map(({ clientId, federatedCredentials, kind }) => [
        clientId,
        kind,
        federatedCredentials.map(({ name, issuer, subject, expression }) => ({ name, issuer, subject, expression })),
      ]);
    expect(trusts(store)).toEqual(trusts(expected));
  });
});

describe('agents', () => {
  const sponsorsIn = (store: InventoryStore) =>
    [...store.identities()].filter(({ agent }) => agent).map(({ clientId, sponsors }) => [clientId, sponsors]);

  it('are asked one by one for their sponsors where Graph does not take $expand', async () => {
    const expected = sqliteStore();
    await sync(await start(), expected);
    const emulator = await start();
    emulator.faults.add({
      fault: { kind: 'status', status: 400, code: 'Request_BadRequest' },
      match: 'expand=sponsors',
    });
    const store = sqliteStore();
    await sync(emulator, store);
    expect(sponsorsIn(store).some(([, sponsors]) => sponsors?.length === 1)).toBe(true);
    expect(sponsorsIn(store)).toEqual(sponsorsIn(expected));
  });

  it('are none in a cloud that does not know them', async () => {
    const emulator = await start();
    emulator.faults.add({ fault: { kind: 'status', status: 400, code: 'BadRequest' }, match: 'graph\\.agentIdentity' });
    const store = sqliteStore();
    await sync(emulator, store);
    expect(store.sections.sponsors).toEqual({ asOf: expect.any(String) });
    expect(sponsorsIn(store).every(([, sponsors]) => sponsors?.length === 0)).toBe(true);
  });
});

describe('Azure roles', () => {
  it('belong to nobody while their service principal is gone, whichever was read first', async () => {
    const emulator = await start();
    const store = sqliteStore();
    await sync(emulator, store);
    const known = new Set(store.header?.orphanedRoles?.roles.map(({ id }) => id));
    expect(known.size).toBe(2);
    const holder = [...store.identities()].find(
      ({ azureRoles, kind }) => azureRoles.length > 0 && kind === 'application',
    );
    emulator.tenant.remove('servicePrincipals', holder?.servicePrincipalId ?? '');
    await sync(emulator, store, { maxAge: 3_600_000 });
    const now = store.header?.orphanedRoles?.roles.filter(({ id }) => !known.has(id));
    expect(now?.map(({ id }) => id)).toEqual(holder?.azureRoles.map(({ id }) => id));
    expect(new Set(now?.map(({ principalId }) => principalId))).toEqual(new Set([holder?.servicePrincipalId]));
  });

  it('are not compared with a directory that could not be read', async () => {
    const emulator = await start();
    emulator.faults.add({ fault: { kind: 'permission' }, match: '/servicePrincipals\\?' });
    const store = sqliteStore();
    await sync(emulator, store);
    expect(store.header?.orphanedRoles).toBeUndefined();
  });
});

describe('Conditional Access', () => {
  it('names the licence where there are no policies and none can be made', async () => {
    const policies = { ...demo.policies, conditionalAccess: [] };
    const emulator = await start({ tenant: { ...demo, policies } });
    emulator.tenant.servicePlans.clear();
    const store = sqliteStore();
    await sync(emulator, store);
    const problem = { kind: 'licence', needs: ['Microsoft Entra Workload ID Premium'] };
    expect(store.sections['conditional-access']).toEqual({ problem });
  });

  it.each([
    ['policies that were made while there was a licence', demo.policies.conditionalAccess, undefined],
    ['licences that cannot be seen', [], '/subscribedSkus'],
  ])('is as it was read with %s', async (_, conditionalAccess, refused) => {
    const emulator = await start({ tenant: { ...demo, policies: { ...demo.policies, conditionalAccess } } });
    emulator.tenant.servicePlans.clear();
    if (refused !== undefined) emulator.faults.add({ fault: { kind: 'permission' }, match: refused });
    const store = sqliteStore();
    await sync(emulator, store);
    expect(store.sections['conditional-access']).toEqual({ asOf: expect.any(String) });
    expect(store.header?.policies.conditionalAccess).toHaveLength(conditionalAccess.length);
  });
});

describe('a refresh', () => {
  it('reads only what changed, and forgets what is gone', async () => {
    const emulator = await start({ tenant: { applications: 1200, seed: 3 } });
    const store = sqliteStore();
    await sync(emulator, store);
    const before = emulator.statistics.requests;
    const [first, second] = [0, 1].map((index) => idOf(emulator, index));
    if (!first || !second) throw new Error('The tenant has too few applications.');
    emulator.tenant.update('applications', first, { displayName: 'Renamed' });
    emulator.tenant.remove('applications', second);
    await sync(emulator, store, { maxAge: 3_600_000 });
    expect(emulator.statistics.requests - before).toBeLessThan(12);
    expect(store.identityOfObject(first)?.displayName).toBe('Renamed');
    expect(store.identityOfObject(second)?.applicationId).toBeUndefined();
    const fresh = sqliteStore();
    await sync(emulator, fresh);
    expect(contentOf(store)).toEqual(contentOf(fresh));
  });

  it('reads everything again where an earlier version of Keyless asked for less', async () => {
    const emulator = await start();
    const store = sqliteStore();
    await sync(emulator, store);
    const mark = store.deltaLink('applications');
    const reads = () => emulator.statistics.byOperation.get('GET /v1.0/applications') ?? 0;
    const before = reads();
    await sync(emulator, store, { maxAge: 3_600_000 });
    expect(reads()).toBe(before);
    if (mark) store.setDeltaLink('applications', { link: mark.link, since: mark.since });
    await sync(emulator, store, { maxAge: 3_600_000 });
    expect(reads()).toBeGreaterThan(before);
  });

  it('reads what hangs on applications page by page when so many changed that this takes fewer calls', async () => {
    const emulator = await start({ tenant: { applications: 1_500, seed: 5 } });
    const store = sqliteStore();
    await sync(emulator, store);
    const users = [...emulator.tenant.collection('users')];
    const applications = [...emulator.tenant.collection('applications')].slice(0, 1_400);
    for (const [index, { id }] of applications.entries()) {
      const owners = [users[index % users.length]];
      emulator.tenant.update('applications', id, { displayName: `Renamed ${index}`, owners });
    }
    emulator.statistics.clear();
    await sync(emulator, store, { maxAge: 3_600_000 });
    // Batches of 20 would be 70 calls for the owners, and as many for the federated credentials.
    expect(emulator.statistics.requests).toBeLessThan(2 * 70);
    for (const index of [0, 700, 1_399]) {
      const identity = store.identityOfObject(applications[index]?.id ?? '');
      expect(identity?.displayName).toBe(`Renamed ${index}`);
      expect(identity?.owners.map(({ objectId }) => objectId)).toEqual([users[index % users.length]?.id]);
    }
  });

  it('reads everything again when Graph has forgotten the changes', async () => {
    const emulator = await start({ tenant: { applications: 50, seed: 4 } });
    const store = sqliteStore();
    await sync(emulator, store);
    emulator.tenant.update('applications', idOf(emulator, 0) ?? '', { displayName: 'Renamed' });
    emulator.faults.add({ fault: { kind: 'resync' } });
    await sync(emulator, store);
    expect(store.query({ text: 'renamed', now: 0 }).total).toBe(1);
  });
});

describe('a sync that is killed', () => {
  it('goes on where it stopped and ends with what the tenant holds, whatever happens on the way', async () => {
    const tenant = { applications: 2400, seed: 7 };
    const quiet = await start({ tenant });
    const expected = sqliteStore();
    await sync(quiet, expected);

    const emulator = await start({ tenant });
    for (const rule of [
      { fault: { kind: 'throttle' }, share: 0.1 },
      { fault: { kind: 'throttle', retryAfterSeconds: 2.128 }, share: 0.1 },
      { fault: { kind: 'status', status: 503 }, share: 0.1 },
      { fault: { kind: 'drop', share: 0.5 }, share: 0.08 },
      { fault: { kind: 'expired-page-token' }, share: 0.04 },
    ] as const) {
      emulator.faults.add(rule);
    }
    const store = sqliteStore();
    let random = 12345;
    let kills = 0;
    let runs = 0;
    do {
      runs += 1;
      const controller = new AbortController();
      random = (random * 1103515245 + 12345) % 2 ** 31;
      let left = 1 + (random % 25);
      const listener = store.onChange(() => {
        left -= 1;
        if (left === 0 && runs < 30) controller.abort(new Error('killed'));
      });
      await sync(emulator, store, { signal: controller.signal, maxAge: Number.POSITIVE_INFINITY }).catch(() => {
        kills += 1;
      });
      listener.dispose();
    } while (
      runs < 80 &&
      (Object.keys(store.sections).length < SECTIONS.length ||
        Object.values(store.sections).some(({ problem }) => problem))
    );
    expect(kills).toBeGreaterThan(3);
    expect(contentOf(store)).toEqual(contentOf(expected));
    expect(store.count('applications')).toBe(tenant.applications);
  }, 60_000);
});
