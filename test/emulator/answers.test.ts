import { describe, expect, it } from 'vitest';
import { DemoEmulator, demo, identityCalled, NEVER, validators } from './demo-emulator.ts';
import type { GraphVersion } from './graph/operations.ts';
import { startEmulator } from './start.ts';
import { roundOf } from './tenant/from-policies.ts';

const service = new DemoEmulator();
const API = identityCalled('Payments API');
const AGENT = identityCalled('Invoice assistant (Europe)', 'service-principal');
const BLUEPRINT = identityCalled('Invoice assistant blueprint');
const [REVIEW] = demo.policies.accessReviews;
const TERRAFORM = identityCalled('payments-terraform');

const SIGN_INS = "/auditLogs/signIns?$filter=signInEventTypes/any(t: t eq 'servicePrincipal')";

describe('answers', () => {
  const READS: readonly (readonly [GraphVersion, string, string])[] = [
    ['v1.0', '/applications', '/applications?$top=999'],
    ['beta', '/applications', '/applications?$expand=federatedIdentityCredentials'],
    ['v1.0', '/applications', '/applications?$expand=owners($select=id,displayName)'],
    ['v1.0', '/applications/{application-id}', `/applications/${API.applicationId}`],
    ['v1.0', "/applications(appId='{appId}')", `/applications(appId='${API.clientId}')`],
    [
      'beta',
      '/applications/{application-id}/federatedIdentityCredentials',
      `/applications/${API.applicationId}/federatedIdentityCredentials`,
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
    ['beta', '/auditLogs/signIns', SIGN_INS],
    ['v1.0', '/identityProtection/riskyServicePrincipals', '/identityProtection/riskyServicePrincipals'],
    [
      'v1.0',
      '/identityProtection/servicePrincipalRiskDetections',
      '/identityProtection/servicePrincipalRiskDetections',
    ],
    ['v1.0', '/identity/conditionalAccess/policies', '/identity/conditionalAccess/policies'],
    ['v1.0', '/policies/appManagementPolicies', '/policies/appManagementPolicies'],
    ['v1.0', '/policies/defaultAppManagementPolicy', '/policies/defaultAppManagementPolicy'],
    [
      'v1.0',
      '/applications/graph.agentIdentityBlueprint',
      '/applications/microsoft.graph.agentIdentityBlueprint?$expand=sponsors',
    ],
    ['v1.0', '/servicePrincipals/graph.agentIdentity', '/servicePrincipals/microsoft.graph.agentIdentity'],
    [
      'v1.0',
      '/servicePrincipals/{servicePrincipal-id}/graph.agentIdentity/sponsors',
      `/servicePrincipals/${AGENT.servicePrincipalId}/microsoft.graph.agentIdentity/sponsors?$select=id,displayName`,
    ],
    ['v1.0', '/identityGovernance/accessReviews/definitions', '/identityGovernance/accessReviews/definitions'],
    [
      'v1.0',
      '/identityGovernance/accessReviews/definitions/{accessReviewScheduleDefinition-id}/instances',
      `/identityGovernance/accessReviews/definitions/${REVIEW?.id}/instances`,
    ],
    [
      'v1.0',
      '/identityGovernance/accessReviews/definitions/{accessReviewScheduleDefinition-id}/instances/{accessReviewInstance-id}/decisions',
      `/identityGovernance/accessReviews/definitions/${REVIEW?.id}/instances/${roundOf(REVIEW?.id ?? '')}/decisions`,
    ],
    [
      'v1.0',
      '/servicePrincipals/graph.agentIdentityBlueprintPrincipal',
      '/servicePrincipals/microsoft.graph.agentIdentityBlueprintPrincipal?$select=id&$expand=sponsors',
    ],
    [
      'v1.0',
      '/applications/{application-id}/graph.agentIdentityBlueprint/sponsors',
      `/applications/${BLUEPRINT.applicationId}/microsoft.graph.agentIdentityBlueprint/sponsors`,
    ],
    ['v1.0', '/organization', '/organization'],
    ['v1.0', '/subscribedSkus', '/subscribedSkus'],
  ];

  it.each(READS)('%s %s holds to what Graph declares', async (version, template, path) => {
    const { status, body } = await service.graph(path, { version });
    expect(status, JSON.stringify(body)).toBe(200);
    if ('value' in body && !/SkuS|eligib/i.test(template)) expect(body.value.length).toBeGreaterThan(0);
    expect(validators[version].answer('GET', template, status, body)).toEqual([]);
  });

  it('to errors do too', async () => {
    const { status, body, headers } = await service.graph(`/applications/${NEVER}`, {
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
    expect((await service.graph('/applications?$top=1000')).body.error.code).toBe('Request_UnsupportedQuery');
    expect((await service.graph('/applications?$select=secretOfLife')).body.error.message).toContain(
      "property named 'secretOfLife'",
    );
    expect((await service.graph('/applications?$expand=tags')).body.error.code).toBe('ExpandNotSupported');
  });

  it('hide keys unless they are asked for by name', async () => {
    const keys = async (query: string) =>
      (await service.graph(`/applications${query}`)).body.value.flatMap(
        (each: { keyCredentials: { key: unknown }[] }) => each.keyCredentials,
      );
    expect((await keys('')).every((each: { key: unknown }) => each.key === null)).toBe(true);
    expect((await keys('?$select=id,keyCredentials')).some((each: { key: unknown }) => each.key !== null)).toBe(true);
  });

  it('filter', async () => {
    const names = async (filter: string, headers = {}) =>
      (
        await service.graph(`/servicePrincipals?$filter=${encodeURIComponent(filter)}&$count=true&$top=999`, {
          headers,
        })
      ).body.value?.map((each: { displayName: string }) => each.displayName);
    const eventual = { ConsistencyLevel: 'eventual' };
    expect(await names(`appId eq '${TERRAFORM.clientId.toUpperCase()}'`)).toEqual(['payments-terraform']);
    expect(await names(`id in ('${TERRAFORM.servicePrincipalId}','${NEVER}')`)).toEqual(['payments-terraform']);
    expect(await names("startswith(displayName,'vm-build') and accountEnabled eq true")).toHaveLength(2);
    expect(await names("tags/any(t:t eq 'azure-devops')", eventual)).toEqual([]);
    expect(
      await names("servicePrincipalType eq 'ManagedIdentity' and not startswith(displayName,'app-')", eventual),
    ).toContain('payments-deploy');
    expect(await names("servicePrincipalType ne 'ManagedIdentity'")).toBeUndefined();
    const federated = await service.graph(
      '/applications?$filter=federatedIdentityCredentials/$count ne 0&$count=true',
      {
        headers: eventual,
      },
    );
    expect(federated.body['@odata.count']).toBe(
      demo.identities.filter((each) => each.applicationId && each.federatedCredentials.length > 0).length,
    );
    expect((await service.graph('/applications?$filter=displayName eq')).status).toBe(400);
  });

  it('count only with ConsistencyLevel', async () => {
    expect((await service.graph('/applications/$count')).status).toBe(400);
    expect((await service.graph('/applications/$count', { headers: { ConsistencyLevel: 'eventual' } })).body).toBe(
      String(demo.identities.filter(({ applicationId }) => applicationId).length),
    );
  });

  it('show flexible credentials in beta only', async () => {
    const path = `/applications/${API.applicationId}/federatedIdentityCredentials(name='github-organization')`;
    expect((await service.graph(path, { version: 'beta' })).body.claimsMatchingExpression.value).toContain('contoso');
    const old = (await service.graph(path)).body;
    expect(old.subject).toBeNull();
    expect(old).not.toHaveProperty('claimsMatchingExpression');
  });

  it('expire their page tokens on demand', async () => {
    const next = (await service.graph('/applications?$top=5')).body['@odata.nextLink'].replace(
      `${service.get.url}/v1.0`,
      '',
    );
    service.get.faults.add({ fault: { kind: 'expired-page-token' }, times: 1 });
    expect((await service.graph(next)).body.error.code).toBe('Directory_ExpiredPageToken');
    expect((await service.graph(next)).status).toBe(200);
    expect((await service.graph('/applications?$skiptoken=nonsense')).status).toBe(400);
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

describe('the log of sign-ins', () => {
  interface Entry {
    readonly appId: string;
    readonly createdDateTime: string;
    readonly servicePrincipalCredentialKeyId: string;
  }
  const entriesOf = async (path: string) => (await service.graph(path, { version: 'beta' })).body.value as Entry[];
  const time = ({ createdDateTime }: Entry) => Date.parse(createdDateTime);

  it('says when each identity and each of its credentials signed in last, the newest first', async () => {
    const entries = await entriesOf(SIGN_INS);
    expect(entries.map(time)).toEqual(entries.map(time).sort((a, b) => b - a));
    const first = Date.parse(demo.asOf) - 30 * 86_400_000;
    const used = demo.identities.flatMap(({ clientId, keyCredentials }) =>
      keyCredentials.flatMap(({ keyId, lastUsed = '' }) => (Date.parse(lastUsed) >= first ? [[clientId, keyId]] : [])),
    );
    expect(used.length).toBeGreaterThan(0);
    for (const [appId, keyId] of used) {
      expect(entries).toContainEqual(expect.objectContaining({ appId, servicePrincipalCredentialKeyId: keyId }));
    }
    const identities = demo.identities.filter(({ kind, signIns }) => {
      return kind !== 'managed-identity' && Date.parse(signIns?.application ?? '') >= first;
    });
    for (const { clientId, signIns, displayName } of identities) {
      const last = entries.find(({ appId }) => appId === clientId);
      expect(last && time(last), displayName).toBeGreaterThanOrEqual(Date.parse(signIns?.application ?? ''));
    }
  });

  it('tells managed identities apart, and reads from a time on', async () => {
    const managed = await entriesOf(SIGN_INS.replace('servicePrincipal', 'managedIdentity'));
    const kinds = managed.map(({ appId }) => demo.identities.find(({ clientId }) => clientId === appId)?.kind);
    expect(new Set(kinds)).toEqual(new Set(['managed-identity']));
    const all = await entriesOf(SIGN_INS);
    const middle = all[Math.floor(all.length / 2)]?.createdDateTime ?? '';
    const since = await entriesOf(`${SIGN_INS} and createdDateTime ge ${middle}`);
    expect(since).toEqual(all.filter((entry) => time(entry) >= Date.parse(middle)));
    expect(since.length).toBeLessThan(all.length);
  });

  it('is that of people where no kind is named, and knows no other in v1.0', async () => {
    expect(await entriesOf('/auditLogs/signIns')).toEqual([]);
    expect((await service.graph('/auditLogs/signIns')).body.value).toEqual([]);
    expect((await service.graph(SIGN_INS)).body.error.message).toContain("'signInEventTypes'");
  });
});
