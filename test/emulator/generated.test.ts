import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trustScenario } from '../../src/tenant/model/federated-trust.ts';
import { OpenApiValidator } from './openapi-validator.ts';
import { startEmulator } from './start.ts';
import { Collection } from './tenant/collection.ts';
import { generateTenant } from './tenant/generate.ts';
import { idOf, numberOf } from './tenant/ids.ts';

const NOW = Date.parse('2026-11-22T00:00:00Z');

describe('a generated tenant', () => {
  it('is the same on every run, and another with another seed', () => {
    const first = [...generateTenant({ applications: 50, now: NOW }).collection('servicePrincipals')];
    const again = [...generateTenant({ applications: 50, now: NOW }).collection('servicePrincipals')];
    const other = [...generateTenant({ applications: 50, now: NOW, seed: 2 }).collection('servicePrincipals')];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('finds an object of half a million by its id and by its client id', () => {
    const tenant = generateTenant({ applications: 250_000, now: NOW });
    const principals = tenant.collection('servicePrincipals');
    const last = principals.at(499_999);
    expect(principals.size).toBe(500_000);
    expect(principals.get(last?.id ?? '')).toEqual(last);
    expect(principals.find('appId', String(last?.['appId']).toUpperCase())).toEqual(last);
    expect(tenant.collection('applications').find('appId', String(principals.at(7)?.['appId']))).toBeDefined();
    expect(principals.get('00000000-0000-0000-0000-000000000000')).toBeUndefined();
  });

  it('has every kind of identity and of federated credential', () => {
    const tenant = generateTenant({ applications: 3_000, now: NOW });
    const types = new Set([...tenant.collection('servicePrincipals')].map((each) => each['servicePrincipalType']));
    expect(types).toEqual(new Set(['Application', 'ManagedIdentity', 'ServiceIdentity']));
    const odata = new Set([...tenant.collection('applications')].map((each) => each['@odata.type']));
    expect(odata).toContain('#microsoft.graph.agentIdentityBlueprint');
    const platforms = [...tenant.collection('applications')].flatMap((each) =>
      (each['federatedIdentityCredentials'] as { name: string; issuer: string; subject: string | null }[]).map(
        ({ name, issuer, subject }) =>
          trustScenario({ name, issuer, audiences: [], ...(subject === null ? { expression: 'x' } : { subject }) })
            .platform,
      ),
    );
    for (const platform of ['github', 'kubernetes', 'terraform-cloud', 'entra']) expect(platforms).toContain(platform);
  });

  it('logs the sign-ins of the last 30 days that its reports tell of, the newest first', () => {
    const tenant = generateTenant({ applications: 600, now: NOW });
    const log = [...tenant.collection('signInLogs')];
    const first = new Date(NOW - 30 * 86_400_000).toISOString();
    const times = log.map((entry) => String(entry['createdDateTime']));
    expect(times).toEqual([...times].sort().reverse());
    const last = (report: Readonly<Record<string, unknown>>, name: string) =>
      (report[name] as { readonly lastSignInDateTime: string }).lastSignInDateTime;
    const recent = [...tenant.collection('servicePrincipalSignIns')].filter(
      (report) => last(report, 'lastSignInActivity') >= first,
    );
    expect(new Set(log.map((entry) => entry['appId']))).toEqual(new Set(recent.map((report) => report['appId'])));
    const keys = [...tenant.collection('credentialSignIns')]
      .filter((report) => last(report, 'signInActivity') >= first)
      .map((report) => report['keyId']);
    expect(keys.length).toBeGreaterThan(0);
    const used = log.map((entry) => entry['servicePrincipalCredentialKeyId']).filter((keyId) => keyId !== '');
    expect(new Set(used)).toEqual(new Set(keys));
    expect(tenant.collection('signInLogs').get(log[3]?.id ?? '')).toEqual(log[3]);
  });

  it('holds to what Graph declares', async () => {
    const emulator = await startEmulator({ tenant: { applications: 400, now: NOW }, isThrottling: false });
    const headers = { Authorization: `Bearer ${emulator.token(['https://graph.microsoft.com/.default'])}` };
    const wrong: string[] = [];
    for (const version of ['v1.0', 'beta'] as const) {
      const validator = new OpenApiValidator(version);
      const paths = [
        '/applications',
        '/servicePrincipals',
        '/oauth2PermissionGrants',
        '/roleManagement/directory/roleAssignments',
      ];
      for (const path of version === 'beta'
        ? [...paths, '/reports/servicePrincipalSignInActivities', '/reports/appCredentialSignInActivities']
        : paths) {
        const body = (await (await fetch(`${emulator.url}/${version}${path}?$top=900`, { headers })).json()) as {
          value: unknown[];
        };
        expect(body.value.length).toBeGreaterThan(0);
        wrong.push(...validator.answer('GET', path, 200, body));
      }
    }
    await emulator.stop();
    expect(wrong).toEqual([]);
  });
});

describe('ids', () => {
  it('tell their kind and number', () => {
    fc.assert(
      fc.property(fc.nat(0xffff_ffff), (number) => {
        const id = idOf('application', number);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(numberOf('application', id.toUpperCase())).toBe(number);
        expect(numberOf('service-principal', id)).toBeUndefined();
      }),
    );
  });
});

describe('a collection', () => {
  const objects = ['a', 'b', 'c', 'd'].map((id) => ({ id, group: 'one' }));

  it('agrees with a plain map after any changes', () => {
    const change = fc.record({
      what: fc.constantFrom('add', 'update', 'remove'),
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      group: fc.constantFrom('one', 'two'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), fc.boolean(), (changes, isIndexedBefore) => {
        const collection = Collection.of(objects);
        const expected = new Map<string, string>(objects.map(({ id, group }) => [id, group]));
        if (isIndexedBefore) collection.find('group', 'one');
        for (const { what, id, group } of changes) {
          const isThere = expected.has(id);
          if (what === 'add' && !isThere) {
            collection.add({ id, group });
            expected.set(id, group);
          }
          if (what === 'update' && isThere) {
            collection.update(id, { group });
            expected.set(id, group);
          }
          if (what === 'remove' && isThere) {
            collection.remove(id);
            expected.delete(id);
          }
        }
        expect(new Map([...collection].map((each) => [each.id, each['group']]))).toEqual(expected);
        expect(collection.size).toBe(expected.size);
        for (const group of ['one', 'two']) {
          const ids = [...collection.where('group', group)].map(({ id }) => id);
          expect(ids.sort()).toEqual(
            [...expected]
              .filter(([, value]) => value === group)
              .map(([id]) => id)
              .sort(),
          );
        }
      }),
    );
  });
});

describe('the OpenAPI documents', () => {
  it.each(['v1.0', 'beta'])('of %s name their source and nothing of this machine', (version) => {
    const text = readFileSync(new URL(`./openapi/${version}.json`, import.meta.url), 'utf8');
    expect(JSON.parse(text).servers[0].url).toBe(`https://graph.microsoft.com/${version}`);
    expect(text).not.toMatch(/\/work\/|\/tmp\//);
  });
});
