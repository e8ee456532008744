import { describe, expect, it } from 'vitest';
import { DemoEmulator, demo, identityCalled, NEVER, validators } from './demo-emulator.ts';

const service = new DemoEmulator();
const TERRAFORM = identityCalled('payments-terraform');

describe('secrets', () => {
  const own = identityCalled('Ledger sync');
  const path = `/applications/${own.applicationId}`;
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it('are told once', async () => {
    const body = { passwordCredential: { displayName: 'new', endDateTime: inDays(90) } };
    expect(validators['v1.0'].request('POST', '/applications/{application-id}/addPassword', body)).toEqual([]);
    const added = await service.graph(`${path}/addPassword`, { method: 'POST', body });
    expect(validators['v1.0'].answer('POST', '/applications/{application-id}/addPassword', 200, added.body)).toEqual(
      [],
    );
    expect(added.body.secretText.length).toBeGreaterThan(15);
    expect(added.body.hint).toBe(added.body.secretText.slice(0, 3));
    const [kept] = (await service.graph(path)).body.passwordCredentials;
    expect(kept).toMatchObject({ keyId: added.body.keyId, secretText: null });
    const removed = await service.graph(`${path}/removePassword`, {
      method: 'POST',
      body: { keyId: added.body.keyId },
    });
    expect(removed.status).toBe(204);
    expect((await service.graph(path)).body.passwordCredentials).toEqual([]);
    expect((await service.graph(`${path}/removePassword`, { method: 'POST', body: { keyId: NEVER } })).status).toBe(
      400,
    );
  });

  it('are held to the policies that apply', async () => {
    const created = (await service.graph('/applications', { method: 'POST', body: { displayName: 'fresh' } })).body;
    const long = await service.graph(`/applications/${created.id}/addPassword`, { method: 'POST', body: {} });
    expect(long.body.error).toMatchObject({
      code: 'CredentialInvalidLifetimeAsPerAppPolicy',
      details: [{ code: 'InvalidKeyEndDate', target: 'EndDate' }],
    });
    const policy = demo.policies.appManagement[0];
    const at = `/applications/${policy?.appliesTo[0]}/addPassword`;
    const refused = await service.graph(at, {
      method: 'POST',
      body: { passwordCredential: { endDateTime: inDays(1) } },
    });
    expect(refused.body.error.code).toBe('CredentialTypeNotAllowedAsPerAppPolicy');
    expect(refused.body.error.message).toContain(policy?.id);
  });

  it('cannot be set by PATCH, nor on managed identities', async () => {
    expect((await service.graph(path, { method: 'PATCH', body: { passwordCredentials: [] } })).status).toBe(400);
    const managed = demo.identities.find(({ displayName }) => displayName === 'payments-deploy');
    const { status } = await service.graph(`/servicePrincipals/${managed?.servicePrincipalId}/addPassword`, {
      method: 'POST',
      body: {},
    });
    expect(status).toBe(403);
  });

  it('can be taken for added although the answer was lost', async () => {
    service.get.faults.add({ fault: { kind: 'fail-after', status: 503 }, match: 'POST .*addPassword', times: 1 });
    const answer = await service.graph(`${path}/addPassword`, {
      method: 'POST',
      body: { passwordCredential: { endDateTime: inDays(9) } },
    });
    expect(answer.status).toBe(503);
    expect((await service.graph(path)).body.passwordCredentials).toHaveLength(1);
  });
});

describe('federated credentials', () => {
  const path = `/applications/${TERRAFORM.applicationId}/federatedIdentityCredentials`;
  const trust = (name: string, subject: string) => ({
    name,
    issuer: 'https://token.actions.githubusercontent.com',
    subject,
    audiences: ['api://AzureADTokenExchange'],
  });

  it('are created, changed and deleted', async () => {
    const created = await service.graph(path, { method: 'POST', body: trust('one', 'repo:a/b:pull_request') });
    expect(created.status).toBe(201);
    expect(
      validators['v1.0'].answer(
        'POST',
        '/applications/{application-id}/federatedIdentityCredentials',
        201,
        created.body,
      ),
    ).toEqual([]);
    expect(
      (
        await service.graph(`${path}/${created.body.id}`, {
          method: 'PATCH',
          body: { subject: 'repo:a/b:environment:x' },
        })
      ).status,
    ).toBe(204);
    expect((await service.graph(`${path}(name='one')`)).body.subject).toBe('repo:a/b:environment:x');
    const upsert = await service.graph(`${path}(name='two')`, {
      method: 'PATCH',
      body: trust('two', 'repo:a/b:ref:refs/heads/main'),
      headers: { Prefer: 'create-if-missing' },
    });
    expect(upsert.status).toBe(201);
    expect((await service.graph(`${path}(name='three')`, { method: 'PATCH', body: trust('three', 'x') })).status).toBe(
      404,
    );
    expect((await service.graph(path, { method: 'POST', body: trust('one', 'other') })).body.error.code).toBe(
      'Request_MultipleObjectsWithSameKeyValue',
    );
    const same = await service.graph(path, { method: 'POST', body: trust('four', 'repo:a/b:ref:refs/heads/main') });
    expect(same.body.error).toMatchObject({
      code: 'InvalidFederatedIdentityCredentialValue',
      message: expect.stringContaining('must be unique'),
    });
    for (const name of ['one', 'two'])
      expect((await service.graph(`${path}/${name}`, { method: 'DELETE' })).status).toBe(204);
    expect((await service.graph(path)).body.value).toEqual([]);
  });

  it('are at most twenty', async () => {
    for (let index = 0; index < 20; index += 1) {
      expect(
        (await service.graph(path, { method: 'POST', body: trust(`t${index}`, `repo:a/b:environment:${index}`) }))
          .status,
      ).toBe(201);
    }
    expect((await service.graph(path, { method: 'POST', body: trust('t20', 'repo:a/b:environment:20') })).status).toBe(
      400,
    );
  });

  it('show in lists a moment later where that is asked for', async () => {
    const application = identityCalled('Backup runner').applicationId;
    service.get.behaviour.federatedLagMilliseconds = 100_000;
    const own = `/applications/${application}/federatedIdentityCredentials`;
    await service.graph(own, { method: 'POST', body: trust('late', 'repo:a/b:environment:late') });
    service.get.behaviour.federatedLagMilliseconds = 0;
    expect((await service.graph(own)).body.value).toEqual([]);
    expect((await service.graph(`${own}/late`)).status).toBe(200);
  });
});
