import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { makeCertificate } from '../tenant/change/make-certificate.ts';
import { DemoEmulator, identityCalled, NEVER, validators } from './demo-emulator.ts';

const service = new DemoEmulator();
const PROVISIONING = identityCalled('HR provisioning');
const YEARS = makeCertificate({ end: new Date(Date.now() + 5_000 * 86_400_000) });
const KEY = Buffer.from(YEARS.der).toString('base64');
const EVENTUAL = { ConsistencyLevel: 'eventual' };

describe('every operation', () => {
  it.each(['v1.0', 'beta'] as const)('that %s declares is served', async (version) => {
    const text = readFileSync(new URL(`./openapi/${version}.json`, import.meta.url), 'utf8');
    const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> };
    const missing: string[] = [];
    for (const [template, methods] of Object.entries(paths)) {
      if (!('get' in methods)) continue;
      const path = template.replace('delta()', 'delta').replace(/\{[^}]+\}/g, NEVER);
      const { status, body } = await service.graph(path, { version, headers: EVENTUAL });
      if (status === 501 || status === 405 || status === 500) missing.push(`${template} ${JSON.stringify(body)}`);
    }
    expect(missing).toEqual([]);
    expect(Object.keys(paths).length).toBeGreaterThan(80);
  });

  it('that it does not have is refused', async () => {
    expect((await service.graph('/nonsense')).status).toBe(400);
    expect((await service.graph('/organization', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('changes to the directory', () => {
  it('replace certificates as a whole, and keep what they were', async () => {
    const path = `/applications/${identityCalled('Ledger sync').applicationId}`;
    const before = (await service.graph(`${path}?$select=id,keyCredentials`)).body.keyCredentials;
    const added = {
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
      key: KEY,
      displayName: 'CN=new',
      startDateTime: new Date(Date.now() - 3_600_000).toISOString(),
      endDateTime: new Date(Date.now() + 86_400_000).toISOString(),
    };
    expect(
      (await service.graph(path, { method: 'PATCH', body: { keyCredentials: [...before.slice(1), added] } })).status,
    ).toBe(204);
    const after = (await service.graph(`${path}?$select=id,keyCredentials`)).body.keyCredentials;
    expect(after.map((each: { displayName: string }) => each.displayName)).toEqual([before[1].displayName, 'CN=new']);
    const changed = after.map((each: object) => ({ ...each, displayName: 'another name' }));
    const update = await service.graph(path, { method: 'PATCH', body: { keyCredentials: changed } });
    expect([update.status, update.body.error.message]).toEqual([
      400,
      `Update to existing credential with KeyId '${before[1].keyId}' is not allowed.`,
    ]);
    const unread = (await service.graph(path)).body.keyCredentials;
    expect(unread.map((each: { key: unknown }) => each.key)).toEqual([null, null]);
    expect((await service.graph(path, { method: 'PATCH', body: { keyCredentials: unread } })).status).toBe(204);
    expect((await service.graph(`${path}?$select=id,keyCredentials`)).body.keyCredentials).toEqual(after);
    const long = { ...added, endDateTime: new Date(Date.now() + 4_000 * 86_400_000).toISOString() };
    const created = (await service.graph('/applications', { method: 'POST', body: { displayName: 'late' } })).body;
    const refused = await service.graph(`/applications/${created.id}`, {
      method: 'PATCH',
      body: { keyCredentials: [long] },
    });
    expect(refused.body.error.code).toBe('CredentialInvalidLifetimeAsPerAppPolicy');
  });

  it('ask for a proof where a key is added or removed', async () => {
    const id = identityCalled('CRM connector').applicationId;
    const body = {
      keyCredential: { type: 'AsymmetricX509Cert', usage: 'Verify', key: KEY },
      passwordCredential: null,
    };
    expect(
      (await service.graph(`/applications/${id}/addKey`, { method: 'POST', body: { ...body, proof: 'x' } })).status,
    ).toBe(401);
    const now = Math.floor(Date.now() / 1_000);
    const claims = { aud: '00000002-0000-0000-c000-000000000000', iss: id, nbf: now, exp: now + 600 };
    const proof = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;
    const added = await service.graph(`/applications/${id}/addKey`, { method: 'POST', body: { ...body, proof } });
    expect(added.status).toBe(200);
    expect(validators['v1.0'].answer('POST', '/applications/{application-id}/addKey', 200, added.body)).toEqual([]);
    expect(
      (
        await service.graph(`/applications/${id}/removeKey`, {
          method: 'POST',
          body: { keyId: added.body.keyId, proof },
        })
      ).status,
    ).toBe(204);
  });

  it('create, delete and restore applications', async () => {
    const created = await service.graph('/applications', { method: 'POST', body: { displayName: 'short-lived' } });
    expect(created.status).toBe(201);
    expect(validators['v1.0'].answer('POST', '/applications', 201, created.body)).toEqual([]);
    const { id, appId } = created.body;
    expect((await service.graph('/servicePrincipals', { method: 'POST', body: { appId } })).status).toBe(201);
    expect((await service.graph('/servicePrincipals', { method: 'POST', body: { appId } })).status).toBe(409);
    expect((await service.graph(`/applications/${id}`, { method: 'PATCH', body: { colour: 'red' } })).status).toBe(400);
    expect((await service.graph(`/applications/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await service.graph(`/applications/${id}`)).status).toBe(404);
    const deleted = await service.graph('/directory/deletedItems/microsoft.graph.application');
    expect(deleted.body.value.map((each: { id: string }) => each.id)).toEqual([id]);
    expect((await service.graph(`/directory/deletedItems/${id}/restore`, { method: 'POST' })).status).toBe(200);
    expect((await service.graph(`/applications/${id}`)).body.displayName).toBe('short-lived');
  });

  it('assign owners, permissions and policies', async () => {
    const id = identityCalled('Badge printer').applicationId;
    const owner = PROVISIONING.owners[0]?.objectId;
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${owner}` };
    expect((await service.graph(`/applications/${id}/owners/$ref`, { method: 'POST', body: reference })).status).toBe(
      204,
    );
    expect((await service.graph(`/applications/${id}/owners/$ref`, { method: 'POST', body: reference })).status).toBe(
      400,
    );
    expect((await service.graph(`/applications/${id}/owners`)).body.value[0].id).toBe(owner);
    expect((await service.graph(`/applications/${id}/owners/${owner}/$ref`, { method: 'DELETE' })).status).toBe(204);

    const principalId = identityCalled('Badge printer').servicePrincipalId;
    const [granted] = PROVISIONING.applicationPermissions;
    const body = { principalId, resourceId: granted?.resourceId, appRoleId: granted?.appRoleId };
    const assigned = await service.graph(`/servicePrincipals/${principalId}/appRoleAssignments`, {
      method: 'POST',
      body,
    });
    expect(assigned.status).toBe(201);
    const path = `/servicePrincipals/${principalId}/appRoleAssignments`;
    expect((await service.graph(path)).body.value).toHaveLength(1);
    expect((await service.graph(path, { version: 'beta' })).body.value[0]).toHaveProperty('creationTimestamp');
    expect((await service.graph(`${path}/${assigned.body.id}`, { method: 'DELETE' })).status).toBe(204);

    const policy = {
      displayName: 'no secrets',
      description: '',
      isEnabled: true,
      restrictions: {
        passwordCredentials: [
          {
            restrictionType: 'passwordAddition',
            state: 'enabled',
            maxLifetime: null,
            restrictForAppsCreatedAfterDateTime: null,
          },
        ],
        keyCredentials: [],
      },
    };
    const created = await service.graph('/policies/appManagementPolicies', { method: 'POST', body: policy });
    const assign = {
      '@odata.id': `https://graph.microsoft.com/v1.0/policies/appManagementPolicies/${created.body.id}`,
    };
    expect(
      (await service.graph(`/applications/${id}/appManagementPolicies/$ref`, { method: 'POST', body: assign })).status,
    ).toBe(204);
    expect(
      (await service.graph(`/policies/appManagementPolicies/${created.body.id}/appliesTo`)).body.value,
    ).toHaveLength(1);
    expect((await service.graph(`/applications/${id}/addPassword`, { method: 'POST', body: {} })).body.error.code).toBe(
      'CredentialTypeNotAllowedAsPerAppPolicy',
    );
    expect(
      (await service.graph(`/applications/${id}/appManagementPolicies/${created.body.id}/$ref`, { method: 'DELETE' }))
        .status,
    ).toBe(204);
  });

  it('end a risk', async () => {
    const path = '/identityProtection/riskyServicePrincipals';
    const body = { servicePrincipalIds: [PROVISIONING.servicePrincipalId] };
    expect((await service.graph(`${path}/dismiss`, { method: 'POST', body })).status).toBe(204);
    expect((await service.graph(`${path}/${PROVISIONING.servicePrincipalId}`)).body.riskState).toBe('dismissed');
  });

  it('reach delta queries, but for relationships', async () => {
    const latest = await service.graph('/applications/delta?$deltatoken=latest');
    const link = latest.body['@odata.deltaLink'].replace(`${service.get.url}/v1.0`, '');
    const { applicationId } = identityCalled('Edge gateway');
    const trust = {
      name: 'one',
      issuer: 'https://gitlab.com',
      subject: 'x',
      audiences: ['api://AzureADTokenExchange'],
    };
    await service.graph(`/applications/${applicationId}/federatedIdentityCredentials`, { method: 'POST', body: trust });
    expect((await service.graph(link)).body.value).toEqual([]);
    await service.graph(`/applications/${applicationId}`, { method: 'PATCH', body: { displayName: 'Edge' } });
    expect((await service.graph(link)).body.value).toMatchObject([{ id: applicationId, displayName: 'Edge' }]);
    expect((await service.graph('/applications/delta?$expand=owners')).status).toBe(400);
  });

  it('sort and combine queries', async () => {
    const sorted = await service.graph('/applications?$orderby=displayName desc&$count=true&$top=3', {
      headers: EVENTUAL,
    });
    const names = sorted.body.value.map((each: { displayName: string }) => each.displayName.toLowerCase());
    expect(names).toEqual(names.toSorted().reverse());
    const next = sorted.body['@odata.nextLink'].replace(`${service.get.url}/v1.0`, '');
    const second = await service.graph(next, { headers: EVENTUAL });
    expect(second.body.value[0].displayName.toLowerCase() <= (names[2] ?? '')).toBe(true);
    expect(second.body).not.toHaveProperty('@odata.count');
    expect((await service.graph("/applications?$filter=startswith(displayName,'p')&$orderby=displayName")).status).toBe(
      400,
    );
  });
});
