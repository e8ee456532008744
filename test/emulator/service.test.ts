import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import type { GraphVersion } from './graph/operations.ts';
import { OpenApiValidator } from './openapi-validator.ts';
import { type Emulator, startEmulator } from './start.ts';
import { LICENCES } from './tenant/tenant.ts';

const demo = parseSnapshot(readFileSync(new URL('../../media/demo-tenant.json', import.meta.url), 'utf8'));
const validators = { 'v1.0': new OpenApiValidator('v1.0'), beta: new OpenApiValidator('beta') };
const API = demo.identities.find(({ displayName }) => displayName === 'Payments API');
const TERRAFORM = demo.identities.find(({ displayName }) => displayName === 'payments-terraform');
const NEVER = '00000000-0000-0000-0000-00000000dead';

let emulator: Emulator;
let token: string;

beforeAll(async () => {
  emulator = await startEmulator({ tenant: demo, isThrottling: false });
  token = emulator.token(['https://graph.microsoft.com/.default']);
});

afterAll(() => emulator.stop());

beforeEach(() => {
  emulator.faults.clear();
  emulator.consent(undefined);
  emulator.behaviour.isThrottling = false;
});

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly version?: GraphVersion;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what the tests look at is said by their expectations
  readonly body: any;
}

async function graph(
  path: string,
  { method = 'GET', body, headers = {}, version = 'v1.0' }: Sent = {},
): Promise<Answer> {
  const response = await fetch(`${emulator.url}/${version}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

async function arm(path: string, { method = 'GET', body }: Sent = {}): Promise<Answer> {
  const response = await fetch(`${emulator.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${emulator.token(['https://management.azure.com/.default'])}`,
      'Content-Type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

describe('answers', () => {
  const READS: readonly (readonly [GraphVersion, string, string])[] = [
    ['v1.0', '/applications', '/applications?$top=999'],
    ['beta', '/applications', '/applications?$expand=federatedIdentityCredentials'],
    ['v1.0', '/applications', '/applications?$expand=owners($select=id,displayName)'],
    ['v1.0', '/applications/{application-id}', `/applications/${API?.applicationId}`],
    ['v1.0', "/applications(appId='{appId}')", `/applications(appId='${API?.clientId}')`],
    [
      'beta',
      '/applications/{application-id}/federatedIdentityCredentials',
      `/applications/${API?.applicationId}/federatedIdentityCredentials`,
    ],
    ['v1.0', '/applications/delta()', '/applications/delta'],
    ['v1.0', '/servicePrincipals', '/servicePrincipals?$top=999'],
    ['beta', '/servicePrincipals', '/servicePrincipals?$expand=federatedIdentityCredentials'],
    [
      'v1.0',
      '/servicePrincipals/{servicePrincipal-id}/appRoleAssignedTo',
      `/servicePrincipals/${demo.identities.find(({ displayName }) => displayName === 'Microsoft Graph')?.servicePrincipalId}/appRoleAssignedTo`,
    ],
    [
      'beta',
      '/servicePrincipals/{servicePrincipal-id}/appRoleAssignments',
      `/servicePrincipals/${demo.identities.find(({ displayName }) => displayName === 'HR provisioning')?.servicePrincipalId}/appRoleAssignments`,
    ],
    ['v1.0', '/oauth2PermissionGrants', '/oauth2PermissionGrants'],
    [
      'v1.0',
      '/roleManagement/directory/roleAssignments',
      '/roleManagement/directory/roleAssignments?$expand=roleDefinition',
    ],
    ['v1.0', '/roleManagement/directory/roleDefinitions', '/roleManagement/directory/roleDefinitions'],
    [
      'v1.0',
      '/roleManagement/directory/roleEligibilityScheduleInstances',
      '/roleManagement/directory/roleEligibilityScheduleInstances',
    ],
    ['beta', '/reports/servicePrincipalSignInActivities', '/reports/servicePrincipalSignInActivities'],
    ['beta', '/reports/appCredentialSignInActivities', '/reports/appCredentialSignInActivities'],
    ['v1.0', '/identityProtection/riskyServicePrincipals', '/identityProtection/riskyServicePrincipals'],
    [
      'v1.0',
      '/identityProtection/servicePrincipalRiskDetections',
      '/identityProtection/servicePrincipalRiskDetections',
    ],
    ['v1.0', '/identity/conditionalAccess/policies', '/identity/conditionalAccess/policies'],
    ['v1.0', '/policies/appManagementPolicies', '/policies/appManagementPolicies'],
    ['v1.0', '/policies/defaultAppManagementPolicy', '/policies/defaultAppManagementPolicy'],
    ['v1.0', '/organization', '/organization'],
    ['v1.0', '/subscribedSkus', '/subscribedSkus'],
  ];

  it.each(READS)('%s %s holds to what Graph declares', async (version, template, path) => {
    const { status, body } = await graph(path, { version });
    expect(status, JSON.stringify(body)).toBe(200);
    if ('value' in body && !/SkuS|eligib/i.test(template)) expect(body.value.length).toBeGreaterThan(0);
    expect(validators[version].answer('GET', template, status, body)).toEqual([]);
  });

  it('to errors do too', async () => {
    const { status, body, headers } = await graph(`/applications/${NEVER}`, {
      headers: { 'client-request-id': 'mine' },
    });
    expect(status).toBe(404);
    expect(validators['v1.0'].answer('GET', '/applications/{application-id}', status, body)).toEqual([]);
    expect(headers.get('client-request-id')).toBe('mine');
    expect(body.error.innerError['client-request-id']).toBe('mine');
  });

  it('tells a wrong answer', () => {
    expect(validators['v1.0'].answer('GET', '/applications', 200, { value: [{ id: 7 }] })).not.toEqual([]);
  });
});

describe('lists', () => {
  it('refuse pages larger than 999 and properties that do not exist', async () => {
    expect((await graph('/applications?$top=1000')).body.error.code).toBe('Request_UnsupportedQuery');
    expect((await graph('/applications?$select=secretOfLife')).body.error.message).toContain(
      "property named 'secretOfLife'",
    );
    expect((await graph('/applications?$expand=tags')).body.error.code).toBe('ExpandNotSupported');
  });

  it('hide keys unless they are asked for by name', async () => {
    const keys = async (query: string) =>
      (await graph(`/applications${query}`)).body.value.flatMap(
        (each: { keyCredentials: { key: unknown }[] }) => each.keyCredentials,
      );
    expect((await keys('')).every((each: { key: unknown }) => each.key === null)).toBe(true);
    expect((await keys('?$select=id,keyCredentials')).some((each: { key: unknown }) => each.key !== null)).toBe(true);
  });

  it('filter', async () => {
    const names = async (filter: string, headers = {}) =>
      (
        await graph(`/servicePrincipals?$filter=${encodeURIComponent(filter)}&$count=true&$top=999`, { headers })
      ).body.value?.map((each: { displayName: string }) => each.displayName);
    const eventual = { ConsistencyLevel: 'eventual' };
    expect(await names(`appId eq '${TERRAFORM?.clientId.toUpperCase()}'`)).toEqual(['payments-terraform']);
    expect(await names(`id in ('${TERRAFORM?.servicePrincipalId}','${NEVER}')`)).toEqual(['payments-terraform']);
    expect(await names("startswith(displayName,'vm-build') and accountEnabled eq true")).toHaveLength(2);
    expect(await names("tags/any(t:t eq 'azure-devops')", eventual)).toEqual([]);
    expect(
      await names("servicePrincipalType eq 'ManagedIdentity' and not startswith(displayName,'app-')", eventual),
    ).toContain('payments-deploy');
    expect(await names("servicePrincipalType ne 'ManagedIdentity'")).toBeUndefined();
    const federated = await graph('/applications?$filter=federatedIdentityCredentials/$count ne 0&$count=true', {
      headers: eventual,
    });
    expect(federated.body['@odata.count']).toBe(
      demo.identities.filter((each) => each.applicationId && each.federatedCredentials.length > 0).length,
    );
    expect((await graph('/applications?$filter=displayName eq')).status).toBe(400);
  });

  it('count only with ConsistencyLevel', async () => {
    expect((await graph('/applications/$count')).status).toBe(400);
    expect((await graph('/applications/$count', { headers: { ConsistencyLevel: 'eventual' } })).body).toBe(
      String(demo.identities.filter(({ applicationId }) => applicationId).length),
    );
  });

  it('show flexible credentials in beta only', async () => {
    const path = `/applications/${API?.applicationId}/federatedIdentityCredentials(name='github-organization')`;
    expect((await graph(path, { version: 'beta' })).body.claimsMatchingExpression.value).toContain('contoso');
    const old = (await graph(path)).body;
    expect(old.subject).toBeNull();
    expect(old).not.toHaveProperty('claimsMatchingExpression');
  });

  it('expire their page tokens on demand', async () => {
    const next = (await graph('/applications?$top=5')).body['@odata.nextLink'].replace(`${emulator.url}/v1.0`, '');
    emulator.faults.add({ fault: { kind: 'expired-page-token' }, times: 1 });
    expect((await graph(next)).body.error.code).toBe('Directory_ExpiredPageToken');
    expect((await graph(next)).status).toBe(200);
    expect((await graph('/applications?$skiptoken=nonsense')).status).toBe(400);
  });

  it('go on where they were although objects come and go', async () => {
    const own = await startEmulator({ tenant: { applications: 30 }, isThrottling: false });
    const headers = { Authorization: `Bearer ${own.token(['https://graph.microsoft.com/.default'])}` };
    const seen: string[] = [];
    const before = [...own.tenant.collection('applications')].map(({ id }) => id);
    let url: string | undefined = `${own.url}/v1.0/applications?$top=7`;
    while (url) {
      const page = (await (await fetch(url, { headers })).json()) as {
        value: { id: string }[];
        '@odata.nextLink'?: string;
      };
      seen.push(...page.value.map(({ id }) => id));
      url = page['@odata.nextLink'];
      if (seen.length === 7) own.tenant.remove('applications', before[0] ?? '');
    }
    await own.stop();
    expect(seen).toEqual(before);
  });
});

describe('permissions', () => {
  it('are those of the token', async () => {
    emulator.consent(['Application.Read.All']);
    const reader = emulator.token(['https://graph.microsoft.com/.default']);
    const as = (path: string, sent: Sent = {}) =>
      graph(path, { ...sent, headers: { Authorization: `Bearer ${reader}` } });
    expect((await as('/applications')).status).toBe(200);
    expect((await as('/auditLogs/signIns')).body.error.code).toBe('Authorization_RequestDenied');
    expect((await as('/identity/conditionalAccess/policies')).body.error.code).toBe('AccessDenied');
    expect((await as(`/applications/${API?.applicationId}/addPassword`, { method: 'POST', body: {} })).status).toBe(
      403,
    );
  });

  it('are nothing without a token for Graph', async () => {
    for (const authorization of [
      '',
      'Bearer nonsense',
      `Bearer ${emulator.token(['https://management.azure.com/.default'])}`,
    ]) {
      const { status, body, headers } = await graph('/applications', { headers: { Authorization: authorization } });
      expect([status, body.error.code]).toEqual([401, 'InvalidAuthenticationToken']);
      expect(headers.get('WWW-Authenticate')).toContain('Bearer');
    }
  });

  it('are not enough without the licence', async () => {
    emulator.tenant.servicePlans.clear();
    const codes = [];
    for (const path of [
      '/auditLogs/signIns',
      '/roleManagement/directory/roleEligibilityScheduleInstances',
      '/identityProtection/riskyServicePrincipals',
    ]) {
      codes.push((await graph(path)).body.error.code);
    }
    for (const plan of Object.values(LICENCES)) emulator.tenant.servicePlans.add(plan);
    expect(codes).toEqual([
      'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      'AadPremiumLicenseRequired',
      'Forbidden',
    ]);
  });
});

describe('secrets', () => {
  const own = demo.identities.find(({ displayName }) => displayName === 'Ledger sync');
  const path = `/applications/${own?.applicationId}`;
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

  it('are told once', async () => {
    const body = { passwordCredential: { displayName: 'new', endDateTime: inDays(90) } };
    expect(validators['v1.0'].request('POST', '/applications/{application-id}/addPassword', body)).toEqual([]);
    const added = await graph(`${path}/addPassword`, { method: 'POST', body });
    expect(validators['v1.0'].answer('POST', '/applications/{application-id}/addPassword', 200, added.body)).toEqual(
      [],
    );
    expect(added.body.secretText.length).toBeGreaterThan(15);
    expect(added.body.hint).toBe(added.body.secretText.slice(0, 3));
    const [kept] = (await graph(path)).body.passwordCredentials;
    expect(kept).toMatchObject({ keyId: added.body.keyId, secretText: null });
    const removed = await graph(`${path}/removePassword`, { method: 'POST', body: { keyId: added.body.keyId } });
    expect(removed.status).toBe(204);
    expect((await graph(path)).body.passwordCredentials).toEqual([]);
    expect((await graph(`${path}/removePassword`, { method: 'POST', body: { keyId: NEVER } })).status).toBe(400);
  });

  it('are held to the policies that apply', async () => {
    const created = (await graph('/applications', { method: 'POST', body: { displayName: 'fresh' } })).body;
    const long = await graph(`/applications/${created.id}/addPassword`, { method: 'POST', body: {} });
    expect(long.body.error).toMatchObject({
      code: 'CredentialInvalidLifetimeAsPerAppPolicy',
      details: [{ code: 'InvalidKeyEndDate', target: 'EndDate' }],
    });
    const policy = demo.policies.appManagement[0];
    const at = `/applications/${policy?.appliesTo[0]}/addPassword`;
    const refused = await graph(at, { method: 'POST', body: { passwordCredential: { endDateTime: inDays(1) } } });
    expect(refused.body.error.code).toBe('CredentialTypeNotAllowedAsPerAppPolicy');
    expect(refused.body.error.message).toContain(policy?.id);
  });

  it('cannot be set by PATCH, nor on managed identities', async () => {
    expect((await graph(path, { method: 'PATCH', body: { passwordCredentials: [] } })).status).toBe(400);
    const managed = demo.identities.find(({ displayName }) => displayName === 'payments-deploy');
    const { status } = await graph(`/servicePrincipals/${managed?.servicePrincipalId}/addPassword`, {
      method: 'POST',
      body: {},
    });
    expect(status).toBe(403);
  });

  it('can be taken for added although the answer was lost', async () => {
    emulator.faults.add({ fault: { kind: 'fail-after', status: 503 }, match: 'POST .*addPassword', times: 1 });
    const answer = await graph(`${path}/addPassword`, {
      method: 'POST',
      body: { passwordCredential: { endDateTime: inDays(9) } },
    });
    expect(answer.status).toBe(503);
    expect((await graph(path)).body.passwordCredentials).toHaveLength(1);
  });
});

describe('federated credentials', () => {
  const path = `/applications/${TERRAFORM?.applicationId}/federatedIdentityCredentials`;
  const trust = (name: string, subject: string) => ({
    name,
    issuer: 'https://token.actions.githubusercontent.com',
    subject,
    audiences: ['api://AzureADTokenExchange'],
  });

  it('are created, changed and deleted', async () => {
    const created = await graph(path, { method: 'POST', body: trust('one', 'repo:a/b:pull_request') });
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
      (await graph(`${path}/${created.body.id}`, { method: 'PATCH', body: { subject: 'repo:a/b:environment:x' } }))
        .status,
    ).toBe(204);
    expect((await graph(`${path}(name='one')`)).body.subject).toBe('repo:a/b:environment:x');
    const upsert = await graph(`${path}(name='two')`, {
      method: 'PATCH',
      body: trust('two', 'repo:a/b:ref:refs/heads/main'),
      headers: { Prefer: 'create-if-missing' },
    });
    expect(upsert.status).toBe(201);
    expect((await graph(`${path}(name='three')`, { method: 'PATCH', body: trust('three', 'x') })).status).toBe(404);
    expect((await graph(path, { method: 'POST', body: trust('one', 'other') })).body.error.code).toBe(
      'Request_MultipleObjectsWithSameKeyValue',
    );
    const same = await graph(path, { method: 'POST', body: trust('four', 'repo:a/b:ref:refs/heads/main') });
    expect(same.body.error).toMatchObject({
      code: 'InvalidFederatedIdentityCredentialValue',
      message: expect.stringContaining('must be unique'),
    });
    for (const name of ['one', 'two']) expect((await graph(`${path}/${name}`, { method: 'DELETE' })).status).toBe(204);
    expect((await graph(path)).body.value).toEqual([]);
  });

  it('are at most twenty', async () => {
    for (let index = 0; index < 20; index += 1) {
      expect(
        (await graph(path, { method: 'POST', body: trust(`t${index}`, `repo:a/b:environment:${index}`) })).status,
      ).toBe(201);
    }
    expect((await graph(path, { method: 'POST', body: trust('t20', 'repo:a/b:environment:20') })).status).toBe(400);
  });

  it('show in lists a moment later where that is asked for', async () => {
    const application = demo.identities.find(({ displayName }) => displayName === 'Backup runner')?.applicationId;
    emulator.behaviour.federatedLagMilliseconds = 100_000;
    const own = `/applications/${application}/federatedIdentityCredentials`;
    await graph(own, { method: 'POST', body: trust('late', 'repo:a/b:environment:late') });
    emulator.behaviour.federatedLagMilliseconds = 0;
    expect((await graph(own)).body.value).toEqual([]);
    expect((await graph(`${own}/late`)).status).toBe(200);
  });
});

describe('faults', () => {
  it('throttle with and without a time to wait', async () => {
    emulator.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 2.128 }, match: '/applications', times: 1 });
    emulator.faults.add({ fault: { kind: 'throttle' }, match: '/applications', times: 1 });
    const answers = [await graph('/applications'), await graph('/applications'), await graph('/applications')];
    expect(answers.map(({ status, headers }) => [status, headers.get('Retry-After')])).toEqual([
      [429, '2.128'],
      [429, null],
      [200, null],
    ]);
  });

  it('break the connection inside the body', async () => {
    emulator.faults.add({ fault: { kind: 'drop', share: 0.5 }, times: 1 });
    await expect(graph('/applications')).rejects.toThrow();
    expect((await graph('/applications')).status).toBe(200);
  });

  it('hit the share of requests that was asked for', async () => {
    emulator.faults.add({ fault: { kind: 'status', status: 504 }, share: 0.5 });
    const statuses = await Promise.all(Array.from({ length: 60 }, async () => (await graph('/organization')).status));
    expect(new Set(statuses)).toEqual(new Set([200, 504]));
  });

  it('hit parts of a batch', async () => {
    emulator.faults.add({ fault: { kind: 'throttle', retryAfterSeconds: 1 }, match: 'owners', times: 1 });
    const requests = ['owners', ''].map((rest, id) => ({
      id: String(id),
      method: 'GET',
      url: `/applications/${API?.applicationId}/${rest}`.replace(/\/$/, ''),
    }));
    const { body } = await graph('/$batch', { method: 'POST', body: { requests } });
    expect(body.responses.map((part: { id: string; status: number }) => [part.id, part.status]).sort()).toEqual([
      ['0', 429],
      ['1', 200],
    ]);
    expect(body.responses.find((part: { id: string }) => part.id === '0').headers['Retry-After']).toBe('1');
    expect(
      (
        await graph('/$batch', {
          method: 'POST',
          body: {
            requests: Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/organization' })),
          },
        })
      ).status,
    ).toBe(400);
  });

  it('bring what no client was written for', async () => {
    Object.assign(emulator.behaviour, { hasUnknownKinds: true, hasUnknownProperties: true });
    const { body } = await graph('/applications?$select=id');
    Object.assign(emulator.behaviour, { hasUnknownKinds: false, hasUnknownProperties: false });
    expect(body.value.at(-1)['@odata.type']).toBe('#microsoft.graph.quantumIdentity');
    expect(body.value[0]).toHaveProperty('futureProperty');
  });

  it('can be switched on from another process', async () => {
    const control = (path: string, method: string, body: unknown) =>
      fetch(`${emulator.url}/control${path}`, { method, body: JSON.stringify(body) });
    await control('/faults', 'POST', { fault: { kind: 'permission' }, times: 1 });
    expect((await graph('/applications')).status).toBe(403);
    const printed = (await (await fetch(`${emulator.url}/control/token`)).json()) as { accessToken: string };
    expect((await graph('/applications', { headers: { Authorization: `Bearer ${printed.accessToken}` } })).status).toBe(
      200,
    );
    const statistics = (await (await fetch(`${emulator.url}/control/statistics`)).json()) as {
      byOperation: Record<string, number>;
    };
    expect(statistics.byOperation['GET /v1.0/applications']).toBeGreaterThan(1);
  });
});

describe('limits', () => {
  it('allow 150 requests for keys in a minute, one a second to Identity Protection, five in ten seconds to reports', async () => {
    let now = Date.now();
    const own = await startEmulator({ tenant: { applications: 5 }, now: () => now });
    const headers = { Authorization: `Bearer ${own.token(['https://graph.microsoft.com/.default'])}` };
    const get = (path: string) => fetch(`${own.url}${path}`, { headers });
    const until429 = async (path: string) => {
      for (let count = 0; ; count += 1) {
        const answer = await get(path);
        await answer.text();
        if (answer.status === 429) return [count, answer.headers.has('Retry-After')];
      }
    };
    expect(await until429('/v1.0/applications?$select=id,keyCredentials')).toEqual([150, true]);
    expect(await until429('/v1.0/identityProtection/riskyServicePrincipals')).toEqual([1, false]);
    expect(await until429('/beta/reports/servicePrincipalSignInActivities')).toEqual([5, true]);
    now += 60_000;
    expect((await get('/v1.0/applications?$select=id,keyCredentials')).status).toBe(200);
    await own.stop();
  });

  it('count resource units as Graph says', async () => {
    const units = async (path: string) => (await graph(path)).headers.get('x-ms-resource-unit');
    expect(await units('/applications')).toBe('2');
    expect(await units('/applications?$select=id')).toBe('1');
    expect(await units('/applications?$expand=owners')).toBe('3');
    expect(await units('/servicePrincipals?$top=5&$select=id')).toBe('1');
    expect(await units('/subscribedSkus')).toBe('3');
  });
});

describe('Azure', () => {
  const identity = demo.identities.find(
    ({ displayName, kind }) => displayName === 'payments-deploy' && kind === 'managed-identity',
  );
  const trusts = `${identity?.managedIdentity?.resourceId}/federatedIdentityCredentials`;
  const query = (text: string, options = {}) =>
    arm('/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01', {
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
    const assignments = demo.identities.flatMap(({ azureRoles }) => azureRoles);
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
    expect((await arm('/subscriptions')).body.error.code).toBe('MissingApiVersionParameter');
  });

  it('writes federated credentials one at a time', async () => {
    const body = (subject: string) => ({
      properties: { issuer: 'https://gitlab.com', subject, audiences: ['api://AzureADTokenExchange'] },
    });
    const put = (name: string, subject: string) =>
      arm(`${trusts}/${name}?api-version=2024-11-30`, { method: 'PUT', body: body(subject) });
    expect((await put('gitlab', 'project_path:a/b:ref_type:branch:ref:main')).status).toBe(201);
    expect((await put('gitlab', 'project_path:a/c:ref_type:branch:ref:main')).status).toBe(200);
    const parallel = await Promise.all([put('one', 'x'), put('two', 'y'), put('three', 'z')]);
    expect(parallel.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const list = await arm(`${trusts}?api-version=2024-11-30`);
    expect(list.body.value.map(({ name }: { name: string }) => name)).toContain('gitlab');
    const inGraph = await graph(`/servicePrincipals/${identity?.servicePrincipalId}/federatedIdentityCredentials`);
    expect(inGraph.body.value.map(({ name }: { name: string }) => name)).toContain('gitlab');
    expect((await arm(`${trusts}/gitlab?api-version=2024-11-30`, { method: 'DELETE' })).status).toBe(200);
    expect((await arm(`${trusts}/a?api-version=2024-11-30`, { method: 'PUT', body: body('x') })).status).toBe(400);
  });

  it('lists role assignments of a principal, and diagnostic settings', async () => {
    const scope = `/subscriptions/${demo.subscriptions[0]?.id}`;
    const found = await arm(
      `${scope}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=principalId eq '${TERRAFORM?.servicePrincipalId}'`,
    );
    expect(found.body.value).toHaveLength(2);
    expect((await arm('/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01-preview')).body).toEqual({
      value: [],
    });
    emulator.faults.add({ fault: { kind: 'permission' }, match: 'aadiam' });
    expect(
      (await arm('/providers/microsoft.aadiam/diagnosticSettings?api-version=2017-04-01-preview')).body.error.code,
    ).toBe('AuthorizationFailed');
  });
});
