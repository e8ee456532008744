import { describe, expect, it } from 'vitest';
import { DemoEmulator, demo, identityCalled } from './demo-emulator.ts';

const service = new DemoEmulator();
const TERRAFORM = identityCalled('payments-terraform');

describe('Azure', () => {
  const identity = demo.identities.find(
    ({ displayName, kind }) => displayName === 'payments-deploy' && kind === 'managed-identity',
  );
  const trusts = `${identity?.managedIdentity?.resourceId}/federatedIdentityCredentials`;
  const query = (text: string, options = {}) =>
    service.arm('/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', {
      method: 'POST',
      body: { query: text, options },
    });

  it('answers the queries of an inventory', async () => {
    const uamis = await query(
      "resources | where type =~ 'microsoft.managedidentity/userassignedidentities' | project id, name, subscriptionId, principalId=tostring(properties.principalId), clientId=tostring(properties.clientId) | order by id asc",
    );
    const expected = demo.identities.filter(({ managedIdentity }) => managedIdentity?.assignment === 'user-assigned');
    expect(uamis.body).toMatchObject({
      totalRecords: expected.length,
      count: expected.length,
      resultTruncated: 'false',
    });
    expect(new Set(uamis.body.data.map((row: { clientId: string }) => row.clientId))).toEqual(
      new Set(expected.map(({ clientId }) => clientId)),
    );
    const hosts = await query(
      "resources | where isnotempty(identity) and tostring(identity.type) !~ 'None' | project id, identityType=tostring(identity.type), userAssigned=bag_keys(identity.userAssignedIdentities)",
    );
    expect(
      hosts.body.data.some(
        (row: { identityType: string; userAssigned: string[] }) =>
          row.identityType === 'UserAssigned' && row.userAssigned.length === 1,
      ),
    ).toBe(true);
    const roles = await query(
      "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | extend p=properties | where tostring(p.principalType) in~ ('ServicePrincipal','AgentServicePrincipal') | project id, principalId=tostring(p.principalId), roleId=tolower(tostring(split(tostring(p.roleDefinitionId),'/')[-1])), scope=tostring(p.scope)",
    );
    const orphaned = demo.orphanedRoles?.roles ?? [];
    const assignments = [...demo.identities.flatMap(({ azureRoles }) => azureRoles), ...orphaned];
    expect(new Set(roles.body.data.map((row: { roleId: string }) => row.roleId))).toEqual(
      new Set(assignments.map(({ roleId }) => roleId)),
    );
    expect(roles.body.totalRecords).toBe(assignments.length);
  });

  it('pages with a skip token and refuses what it cannot read', async () => {
    const text = 'resources | project id';
    const first = await query(text, { $top: 5 });
    const second = await query(text, { $top: 5, $skipToken: first.body.$skipToken });
    expect(first.body.data).toHaveLength(5);
    expect(second.body.data[0]).not.toEqual(first.body.data[0]);
    expect((await query('resources | summarize count()')).body.error.code).toBe('InvalidQuery');
    expect((await query('nothing | project id')).body.error.code).toBe('InvalidQuery');
    expect((await service.arm('/subscriptions')).body.error.code).toBe('MissingApiVersionParameter');
  });

  it('writes federated credentials one at a time', async () => {
    const body = (subject: string) => ({
      properties: { issuer: 'https://gitlab.com', subject, audiences: ['api://AzureADTokenExchange'] },
    });
    const put = (name: string, subject: string) =>
      service.arm(`${trusts}/${name}?api-version=2024-11-30`, { method: 'PUT', body: body(subject) });
    expect((await put('gitlab', 'project_path:a/b:ref_type:branch:ref:main')).status).toBe(201);
    expect((await put('gitlab', 'project_path:a/c:ref_type:branch:ref:main')).status).toBe(200);
    // Long enough for all three to arrive, on a slow machine, too.
    Object.assign(service.get.behaviour, { federatedWriteMilliseconds: 1_500 });
    const parallel = await Promise.all([put('one', 'x'), put('two', 'y'), put('three', 'z')]);
    Object.assign(service.get.behaviour, { federatedWriteMilliseconds: 100 });
    expect(parallel.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const list = await service.arm(`${trusts}?api-version=2024-11-30`);
    expect(list.body.value.map(({ name }: { name: string }) => name)).toContain('gitlab');
    const inGraph = await service.graph(
      `/servicePrincipals/${identity?.servicePrincipalId}/federatedIdentityCredentials`,
    );
    expect(inGraph.body.value.map(({ name }: { name: string }) => name)).toContain('gitlab');
    expect((await service.arm(`${trusts}/gitlab?api-version=2024-11-30`, { method: 'DELETE' })).status).toBe(200);
    expect((await service.arm(`${trusts}/a?api-version=2024-11-30`, { method: 'PUT', body: body('x') })).status).toBe(
      400,
    );
  });

  it('lists role assignments of a principal, and diagnostic settings', async () => {
    const scope = `/subscriptions/${demo.subscriptions[0]?.id}`;
    const found = await service.arm(
      `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=principalId eq '${TERRAFORM.servicePrincipalId}'`,
    );
    expect(found.body.value).toHaveLength(2);
    expect(
      (await service.arm('/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01-preview')).body,
    ).toEqual({
      value: [],
    });
    service.get.faults.add({ fault: { kind: 'permission' }, match: 'aadiam' });
    expect(
      (await service.arm('/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01-preview')).body.error
        .code,
    ).toBe('AuthorizationFailed');
  });
});
