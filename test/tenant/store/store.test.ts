import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApplicationFact, Fact, ServicePrincipalFact } from '../../../src/tenant/store/facts.ts';
import type { InventoryStore } from '../../../src/tenant/store/inventory-store.ts';
import { GROUPINGS, SORTINGS } from '../../../src/tenant/store/query.ts';
import { NewerSchemaError, type SqliteDatabase } from '../../../src/tenant/store/sqlite-schema.ts';
import { SqliteTables } from '../../../src/tenant/store/sqlite-tables.ts';
import { NOW, STORES, sqliteStore, TENANT_ID } from './stores.ts';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(NOW + days * DAY).toISOString();

function application(name: string, more: Partial<ApplicationFact> = {}): Fact<'applications'> {
  const value = {
    objectId: `app-${name}`,
    clientId: `c-${name}`,
    displayName: name,
    tags: [],
    keyCredentials: [],
    ...more,
  };
  return { id: value.objectId, owner: value.clientId, value };
}

function principal(name: string, more: Partial<ServicePrincipalFact> = {}): Fact<'service-principals'> {
  const value: ServicePrincipalFact = {
    objectId: `sp-${name}`,
    clientId: `c-${name}`,
    displayName: name,
    tags: [],
    keyCredentials: [],
    type: 'application',
    isEnabled: true,
    homeTenantId: TENANT_ID,
    ...more,
  };
  return { id: value.objectId, owner: value.clientId, value };
}

const secret = (end: string | undefined, keyId = 'k') =>
  ({ kind: 'client-secret', origin: 'application', keyId, ...(end && { end }) }) as const;

function read<Section extends 'applications' | 'service-principals'>(
  store: InventoryStore,
  section: Section,
  facts: readonly Fact<Section>[],
): void {
  const checkpoint = store.begin(section, 'first');
  store.write(section, { facts, checkpoint: { ...checkpoint, next: undefined } });
  store.finish(section, inDays(0));
}

const names = (store: InventoryStore, query = {}) =>
  store.query({ now: NOW, ...query }).rows.map((row) => row.displayName);

const role = (name: string, owner: string): Fact<'azure-roles'> => ({
  id: `role-${name}`,
  owner,
  value: { id: `role-${name}`, roleId: 'r', scope: '/' },
});

describe.each(STORES)('a store in %s', (_, open) => {
  const compare = (store: InventoryStore, days: number) => Array.from(store.compareRoles(inDays(days)));

  it('compares many Azure roles in steps, and keeps the first of those that belong to nobody', () => {
    const store = open();
    store.setTenant({ id: TENANT_ID, cloud: 'public' });
    read(store, 'service-principals', [principal('one')]);
    const number = (index: number) => String(index).padStart(5, '0');
    const facts = Array.from({ length: 5_001 }, (_, index) =>
      role(number(index), index % 3 === 0 ? 'sp-gone' : 'sp-one'),
    );
    store.write('azure-roles', { facts, checkpoint: { ...store.begin('azure-roles', 'first'), next: undefined } });
    store.finish('azure-roles', inDays(0));
    compare(store, 0);
    const roles = store.header?.orphanedRoles?.roles.map(({ id }) => id);
    expect(roles).toHaveLength(1_000);
    expect([roles?.[0], roles?.[1], roles?.at(-1)]).toEqual(['role-00000', 'role-00003', 'role-02997']);
  });

  it('tells which Azure roles belong to nobody it knows, once it knows all', () => {
    const store = open();
    store.setTenant({ id: TENANT_ID, cloud: 'public' });
    const roles = store.begin('azure-roles', 'first');
    const facts = [role('b', 'sp-gone'), role('a', 'sp-gone'), role('c', 'sp-one')];
    store.write('azure-roles', { facts, checkpoint: { ...roles, next: undefined } });
    store.finish('azure-roles', inDays(0));
    compare(store, 0);
    expect(store.header?.orphanedRoles).toBeUndefined();
    read(store, 'service-principals', [principal('one')]);
    compare(store, 1);
    expect(store.header?.orphanedRoles).toEqual({
      asOf: inDays(1),
      roles: ['a', 'b'].map((name) => ({ id: `role-${name}`, roleId: 'r', scope: '/', principalId: 'sp-gone' })),
    });
    read(store, 'service-principals', [principal('one'), principal('gone')]);
    compare(store, 2);
    expect(store.header?.orphanedRoles?.roles).toEqual([]);
  });

  it('keeps sponsors of agents alone', () => {
    const store = open();
    read(store, 'service-principals', [principal('agent', { agent: 'identity' }), principal('other')]);
    const value = [{ objectId: 'u', kind: 'user' }] as const;
    const sponsors = ['sp-agent', 'sp-other'].map((owner): Fact<'sponsors'> => ({ id: owner, owner, value }));
    store.write('sponsors', { facts: sponsors, checkpoint: { ...store.begin('sponsors', 'first'), next: undefined } });
    expect(['c-agent', 'c-other'].map((id) => store.identity(id)?.sponsors)).toEqual([value, []]);
  });

  it('puts an identity together from what different calls say of it, in whatever order they come', () => {
    const store = open();
    store.setTenant({ id: TENANT_ID, cloud: 'public' });
    const roles = store.begin('azure-roles', undefined);
    const role = { id: '/r1', roleId: 'owner', scope: '/subscriptions/s1' };
    store.write('azure-roles', { facts: [{ id: '/r1', owner: 'sp-deployer', value: role }], checkpoint: roles });
    expect(store.identity('c-deployer')).toBeUndefined();
    read(store, 'service-principals', [principal('deployer')]);
    expect(store.identity('c-deployer')).toMatchObject({ kind: 'service-principal', azureRoles: [role] });
    read(store, 'applications', [application('deployer', { keyCredentials: [secret(inDays(3))] })]);
    store.change(
      'credential-sign-ins',
      [{ id: 'k', owner: 'c-deployer', value: { keyId: 'k', lastUsed: inDays(-1) } }],
      [],
    );
    expect(store.identity('C-DEPLOYER')).toMatchObject({
      kind: 'application',
      ownership: 'own',
      applicationId: 'app-deployer',
      servicePrincipalId: 'sp-deployer',
      azureRoles: [role],
      keyCredentials: [{ keyId: 'k', lastUsed: inDays(-1) }],
    });
    expect(store.identityOfObject('sp-deployer')?.clientId).toBe('c-deployer');
    expect(store.summary('c-deployer')).toMatchObject({ secrets: 1, roles: 1, subscriptions: ['s1'] });
  });

  it('keeps what an unfinished reading has not come to, and drops it when the reading is finished', () => {
    const store = open();
    read(store, 'applications', [application('a'), application('b')]);
    const second = store.begin('applications', 'first');
    store.write('applications', { facts: [application('b')], checkpoint: { ...second, next: 'second' } });
    expect(names(store)).toEqual(['a', 'b']);
    expect(store.checkpoint('applications')).toEqual({ generation: 2, next: 'second' });
    store.finish('applications', inDays(1));
    expect(names(store)).toEqual(['b']);
    expect(store.checkpoint('applications')).toBeUndefined();
    expect(store.sections.applications).toEqual({ asOf: inDays(1) });
  });

  it('writes a page as a whole or not at all', () => {
    const store = open();
    read(store, 'applications', [application('a')]);
    const checkpoint = store.begin('applications', 'first');
    const broken = application('c');
    Object.defineProperty(broken.value, 'keyCredentials', {
      get: () => {
        throw new Error('broken');
      },
    });
    expect(() => store.write('applications', { facts: [application('b'), broken], checkpoint })).toThrow('broken');
    expect(names(store)).toEqual(['a']);
    store.write('applications', { facts: [application('d')], checkpoint });
    expect(names(store)).toEqual(['a', 'd']);
  });

  it('says what is missing without losing what it has', () => {
    const store = open();
    read(store, 'applications', [application('a')]);
    store.fail('applications', { kind: 'permission', needs: ['Application.Read.All'] });
    expect(store.sections.applications).toEqual({
      asOf: inDays(0),
      problem: { kind: 'permission', needs: ['Application.Read.All'] },
    });
    expect(names(store)).toEqual(['a']);
  });

  it('applies changes and removals between two full readings', () => {
    const store = open();
    read(store, 'applications', [application('a'), application('b')]);
    store.change('applications', [application('a', { displayName: 'renamed' }), application('c')], ['app-b']);
    expect(names(store)).toEqual(['c', 'renamed']);
    expect(names(store, { text: 'ren' })).toEqual(['renamed']);
    expect(names(store, { text: 'b' })).toEqual([]);
    store.finish('applications', inDays(0));
    expect(names(store)).toEqual(['c', 'renamed']);
  });

  it('finds by the beginnings of words and of ids, whatever their case and accents', () => {
    const store = open();
    read(store, 'applications', [
      application('Contoso Payments-API'),
      application('Über payroll'),
      application('other'),
    ]);
    expect(names(store, { text: 'pay' })).toEqual(['Contoso Payments-API', 'Über payroll']);
    expect(names(store, { text: 'pay con' })).toEqual(['Contoso Payments-API']);
    expect(names(store, { text: 'uber' })).toEqual(['Über payroll']);
    expect(names(store, { text: 'c-other' })).toEqual(['other']);
    expect(names(store, { text: 'ments' })).toEqual([]);
    expect(names(store, { text: '"*) OR 1 -- \'' })).toEqual([]);
  });

  it('says where parts of the applications begin that have about as many in each', () => {
    const store = open();
    const days = [7, 3, 9, 1, 5, 0, 8, 2, 6, 4];
    read(
      store,
      'applications',
      days.map((day) => application(`a${day}`, { created: inDays(day) })),
    );
    expect(store.creationTimes(2)).toEqual([inDays(0), inDays(5)]);
    expect(store.creationTimes(50)).toHaveLength(10);
    expect(open().creationTimes(8)).toEqual([]);
  });

  it('filters and groups by what needs attention', () => {
    const store = open();
    store.setTenant({ id: TENANT_ID, cloud: 'public' });
    read(store, 'applications', [
      application('expired', { keyCredentials: [secret(inDays(-5))] }),
      application('expiring', { keyCredentials: [secret(inDays(5))] }),
      application('endless', { keyCredentials: [secret(undefined)], created: inDays(-400) }),
      application('clean'),
    ]);
    read(store, 'service-principals', [
      principal('identity', { type: 'managed-identity', managedIdentity: { assignment: 'system-assigned' } }),
      principal('foreign', { homeTenantId: 'elsewhere' }),
    ]);
    expect(names(store, { expired: true })).toEqual(['expired']);
    expect(names(store, { expiring: true })).toEqual(['expiring']);
    expect(names(store, { withSecrets: true })).toEqual(['endless', 'expired', 'expiring']);
    expect(names(store, { ownership: ['third-party'] })).toEqual(['foreign']);
    expect(names(store, { clientIds: ['c-clean', 'nobody'] })).toEqual(['clean']);
    expect(store.groups('expiry', { now: NOW })).toEqual([
      { key: 'expired', count: 1 },
      { key: 'within-7-days', count: 1 },
      { key: 'none', count: 4 },
    ]);
    expect(store.groups('strength', { now: NOW })).toEqual([
      { key: 'client-secret', count: 2 },
      { key: 'managed-identity', count: 1 },
      { key: 'none', count: 3 },
    ]);
    expect(names(store, { group: { by: 'strength', key: 'client-secret' } })).toEqual(['endless', 'expiring']);
    expect(store.query({ now: NOW, sort: 'expiry', limit: 2, offset: 1 })).toMatchObject({
      total: 6,
      rows: [{ displayName: 'expiring' }, { displayName: 'clean' }],
    });
  });

  it('calls a user-assigned identity orphaned only when Azure was asked and does not have it', () => {
    const store = open();
    store.setTenant({ id: TENANT_ID, cloud: 'public' });
    const managedIdentity = { assignment: 'user-assigned', resourceId: '/subscriptions/s/id' } as const;
    read(store, 'service-principals', [
      principal('gone', { type: 'managed-identity', managedIdentity }),
      principal('there', { type: 'managed-identity', managedIdentity }),
    ]);
    expect(store.summary('c-gone')?.isOrphaned).toBe(false);
    const checkpoint = store.begin('managed-identities', undefined);
    const value = { resourceId: '/subscriptions/s/id', location: 'westeurope' };
    store.write('managed-identities', { facts: [{ id: '/x', owner: 'sp-there', value }], checkpoint });
    store.finish('managed-identities', inDays(0));
    while (store.settle(1)) expect(store.summary('c-there')?.isOrphaned).toBe(false);
    expect(store.summary('c-gone')?.isOrphaned).toBe(true);
    expect(store.summary('c-there')?.isOrphaned).toBe(false);
  });
});

describe('both stores', () => {
  it('answer every question alike', () => {
    const date = fc.option(fc.integer({ min: -100, max: 100 }).map(inDays), { nil: undefined });
    const fact = fc.record({
      name: fc.stringMatching(/^[A-Za-z0-9 é_-]{1,8}$/),
      ends: fc.array(date, { maxLength: 3 }),
      created: date,
      home: fc.constantFrom(TENANT_ID, 'elsewhere', 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'),
      isManaged: fc.boolean(),
      isOwn: fc.boolean(),
    });
    const filter = fc.record(
      {
        text: fc.stringMatching(/^[a-zé0-9 -]{0,3}$/),
        expired: fc.boolean(),
        expiring: fc.boolean(),
        withSecrets: fc.boolean(),
        unused: fc.boolean(),
        ownerless: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(fact, { selector: (each) => each.name }), filter, (facts, asked) => {
        const answers = STORES.map(([, open]) => {
          const store = open();
          store.setTenant({ id: TENANT_ID, cloud: 'public' });
          const credentials = (ends: readonly (string | undefined)[]) =>
            ends.map((end, index) => secret(end, `k${index}`));
          const created = (time: string | undefined) => (time === undefined ? {} : { created: time });
          read(
            store,
            'applications',
            facts
              .filter((each) => each.isOwn && !each.isManaged)
              .map((each) =>
                application(each.name, { keyCredentials: credentials(each.ends), ...created(each.created) }),
              ),
          );
          read(
            store,
            'service-principals',
            facts.map((each) =>
              principal(each.name, {
                homeTenantId: each.home,
                type: each.isManaged ? 'managed-identity' : 'application',
                ...created(each.created),
              }),
            ),
          );
          const query = { ...asked, now: NOW } as Parameters<InventoryStore['query']>[0];
          return {
            lists: SORTINGS.map((sort) => store.query({ ...query, sort })),
            pages: store.query({ ...query, offset: 1, limit: 2 }),
            groups: GROUPINGS.map((by) => {
              const groups = store.groups(by, query);
              return groups.map((group) => [group, store.query({ ...query, group: { by, key: group.key } })]);
            }),
            all: [...store.identities()],
          };
        });
        expect(answers[1]).toEqual(answers[0]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a store on disk', () => {
  const folder = () => mkdtempSync(join(tmpdir(), 'keyless-store-'));

  it('is there again after it was closed, with the place to go on from', () => {
    const path = join(folder(), 'a.db');
    const store = sqliteStore(path);
    const checkpoint = store.begin('applications', 'first');
    store.write('applications', { facts: [application('a')], checkpoint: { ...checkpoint, next: 'second' } });
    store.close();
    const again = sqliteStore(path);
    expect(names(again)).toEqual(['a']);
    expect(again.checkpoint('applications')).toEqual({ generation: 1, next: 'second' });
    again.close();
    rmSync(path);
  });

  it('does not touch a file of a newer version', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('PRAGMA user_version = 999');
    expect(() => new SqliteTables(database as unknown as SqliteDatabase)).toThrow(NewerSchemaError);
  });
});
