import { describe, expect, it } from 'vitest';
import { DemoEmulator, demo, NEVER, validators } from './demo-emulator.ts';

const service = new DemoEmulator();
const PERMITTED = ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess'];

describe('Conditional Access policies', () => {
  const list = '/identity/conditionalAccess/policies';
  const item = `${list}/{conditionalAccessPolicy-id}`;
  const body = {
    displayName: 'Block',
    state: 'enabledForReportingButNotEnforced',
    conditions: {
      applications: { includeApplications: ['All'] },
      clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] },
      servicePrincipalRiskLevels: ['high'],
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  };
  const v1 = validators['v1.0'];

  it('are created, changed and deleted', async () => {
    service.get.consent(PERMITTED);
    expect(v1.request('POST', list, body)).toEqual([]);
    const made = await service.graph(list, { method: 'POST', body });
    expect([made.status, v1.answer('POST', list, 201, made.body)]).toEqual([201, []]);
    const path = `${list}/${made.body.id}`;
    expect((await service.graph(path, { method: 'PATCH', body: { state: 'enabled' } })).status).toBe(204);
    const read = await service.graph(path);
    expect([read.body.state, v1.answer('GET', item, 200, read.body)]).toEqual(['enabled', []]);
    expect((await service.graph(path, { method: 'DELETE' })).status).toBe(204);
    expect((await service.graph(path)).status).toBe(404);
  });

  it.each([['Policy.Read.All'], ['Policy.ReadWrite.ConditionalAccess']])(
    'take both permissions, not %s alone',
    async (scope) => {
      service.get.consent([scope]);
      const { status, body: answer } = await service.graph(list, { method: 'POST', body });
      expect([status, answer.error.code]).toEqual([403, 'AccessDenied']);
    },
  );

  it.each([
    ['without a state', { ...body, state: undefined }],
    ['with another control than block', { ...body, grantControls: { operator: 'OR', builtInControls: ['mfa'] } }],
    ['for users', { ...body, conditions: { ...body.conditions, clientApplications: {} } }],
    [
      'for nobody who is there',
      { ...body, conditions: { ...body.conditions, clientApplications: { includeServicePrincipals: [NEVER] } } },
    ],
  ])('are refused %s', async (_, refused) => {
    const { status, body: answer } = await service.graph(list, { method: 'POST', body: refused });
    expect([status, answer.error.message]).toEqual([400, expect.stringMatching(/^1007: /)]);
  });
});

describe('app management policies', () => {
  it('are assigned to service principals of applications of others, too', async () => {
    const policy = demo.policies.appManagement[0]?.id ?? '';
    const holder = demo.identities.find(({ kind }) => kind === 'service-principal')?.servicePrincipalId ?? '';
    const path = `/servicePrincipals/${holder}/appManagementPolicies`;
    const reference = { '@odata.id': `https://graph.microsoft.com/beta/policies/appManagementPolicies/${policy}` };
    const sent = { method: 'POST', version: 'beta', body: reference } as const;
    expect((await service.graph(`${path}/$ref`, sent)).status).toBe(204);
    const assigned = await service.graph(path, { version: 'beta' });
    expect(assigned.body.value.map(({ id }: { id: string }) => id)).toEqual([policy]);
    const gone = await service.graph(`${path}/${policy}/$ref`, { method: 'DELETE', version: 'beta' });
    expect(gone.status).toBe(204);
    expect((await service.graph(path, { version: 'beta' })).body.value).toEqual([]);
  });
});
