import { AuthorizationCodeCredential, ClientSecretCredential, DeviceCodeCredential } from '@azure/identity';
import {
  BatchRequestContent,
  BatchResponseContent,
  type GraphError,
  PageIterator,
} from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { graphClient } from './graph-client.ts';
import { AUTHORITY, identityHttpClient } from './identity-client.ts';
import { readToken } from './login/access-token.ts';
import { type Emulator, startEmulator } from './start.ts';

const APPLICATIONS = 1_200;
const GRAPH = 'https://graph.microsoft.com/.default';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tenant: { applications: APPLICATIONS } });
});

afterAll(() => emulator.stop());

beforeEach(() => {
  emulator.faults.clear();
  emulator.consent(undefined);
});

describe('the Graph client', () => {
  it('reads a collection page by page', async () => {
    const client = graphClient(emulator);
    const first = await client.api('/applications').select('id,displayName').top(999).get();
    expect(first.value).toHaveLength(999);
    const ids = new Set<string>();
    const iterator = new PageIterator(client, first, (item: { id: string }) => {
      ids.add(item.id);
      return true;
    });
    await iterator.iterate();
    expect(ids.size).toBe(APPLICATIONS);
  });

  it('gets at most 100 objects with their relationships', async () => {
    const { value } = await graphClient(emulator)
      .api('/applications')
      .version('beta')
      .top(999)
      .expand('federatedIdentityCredentials')
      .get();
    expect(value).toHaveLength(100);
    const trusts = value.flatMap(
      (each: { federatedIdentityCredentials: object[] }) => each.federatedIdentityCredentials,
    );
    expect(trusts.some((trust: object) => 'claimsMatchingExpression' in trust)).toBe(true);
  });

  it('counts and searches with ConsistencyLevel', async () => {
    const client = graphClient(emulator);
    const page = await client
      .api('/applications')
      .header('ConsistencyLevel', 'eventual')
      .query('$search="displayName:payments"')
      .count(true)
      .top(5)
      .get();
    expect(page.value).toHaveLength(5);
    expect(page['@odata.count']).toBeGreaterThan(5);
    await expect(client.api('/applications').query('$search="displayName:payments"').get()).rejects.toMatchObject({
      statusCode: 400,
      code: 'Request_UnsupportedQuery',
    });
  });

  it('sends a batch and gets an answer for each part', async () => {
    const content = new BatchRequestContent();
    const [application] = [...emulator.tenant.collection('applications')];
    for (const [id, path] of [
      ['good', `/applications/${application?.id}/owners`],
      ['bad', '/applications/00000000-0000-0000-0000-000000000000'],
    ]) {
      content.addRequest({
        id: id ?? '',
        request: new Request(`https://graph.microsoft.com${path}`, { method: 'GET' }),
      });
    }
    const response = new BatchResponseContent(
      await graphClient(emulator)
        .api('/$batch')
        .post(await content.getContent()),
    );
    expect(response.getResponseById('good').status).toBe(200);
    const { value } = (await response.getResponseById('good').json()) as { value: unknown };
    expect(Array.isArray(value)).toBe(true);
    expect(response.getResponseById('bad').status).toBe(404);
  });

  it('follows changes', async () => {
    const client = graphClient(emulator);
    let link = '/applications/delta?$select=id,displayName';
    let seen = 0;
    for (;;) {
      const page = await client.api(link).get();
      seen += page.value.length;
      if (page['@odata.deltaLink']) {
        link = page['@odata.deltaLink'];
        break;
      }
      link = page['@odata.nextLink'];
    }
    expect(seen).toBe(emulator.tenant.collection('applications').size);
    const [first, second] = [...emulator.tenant.collection('applications')];
    emulator.tenant.update('applications', first?.id ?? '', { displayName: 'renamed' });
    emulator.tenant.remove('applications', second?.id ?? '');
    const changes = await client.api(link).get();
    expect(changes.value).toEqual([
      { id: first?.id, displayName: 'renamed' },
      { id: second?.id, '@removed': { reason: 'changed' } },
    ]);
    const nothing = await client.api(changes['@odata.deltaLink']).get();
    expect(nothing.value).toEqual([]);
    emulator.faults.add({ fault: { kind: 'resync' }, times: 1 });
    await expect(client.api(changes['@odata.deltaLink']).get()).rejects.toMatchObject({
      statusCode: 410,
      code: 'resyncRequired',
    });
  });

  it('carries error bodies with the id of the request', async () => {
    const error = await graphClient(emulator)
      .api('/applications/nothing')
      .get()
      .then(
        () => undefined,
        (cause: GraphError) => cause,
      );
    expect(error).toMatchObject({
      statusCode: 404,
      code: 'Request_ResourceNotFound',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

describe('Azure Identity', () => {
  const client = () => ({
    authorityHost: AUTHORITY,
    disableInstanceDiscovery: true,
    httpClient: identityHttpClient(emulator.url),
  });
  const claimsOf = (token: string | undefined) => readToken(token ?? '');

  it('signs an application in with its secret', async () => {
    const credential = new ClientSecretCredential(
      emulator.tenant.id,
      'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61',
      'any',
      client(),
    );
    const { token, expiresOnTimestamp } = await credential.getToken(GRAPH);
    expect(claimsOf(token)?.roles).toContain('Application.ReadWrite.All');
    expect(expiresOnTimestamp).toBeGreaterThan(Date.now());
    const response = await fetch(`${emulator.url}/v1.0/organization`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
  });

  it('refuses a wrong secret with its AADSTS number', async () => {
    emulator.login.clientSecret = 'right';
    const credential = new ClientSecretCredential(
      emulator.tenant.id,
      'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61',
      'wrong',
      client(),
    );
    await expect(credential.getToken(GRAPH)).rejects.toThrow(/AADSTS7000215/);
    emulator.login.clientSecret = undefined;
  });

  it('signs a person in with a device code, and renews silently', async () => {
    let prompts = 0;
    const credential = new DeviceCodeCredential({
      ...client(),
      tenantId: emulator.tenant.id,
      clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
      userPromptCallback: ({ userCode }) => {
        prompts += 1;
        expect(userCode).toBe('KEYL3SS00');
      },
    });
    const first = await credential.getToken(GRAPH);
    expect(claimsOf(first?.token)?.scp).toContain('Application.ReadWrite.All');
    await credential.getToken(GRAPH);
    const arm = await credential.getToken('https://management.azure.com/.default');
    expect(claimsOf(arm?.token)).toMatchObject({ aud: 'https://management.azure.com', scp: 'user_impersonation' });
    expect(prompts).toBe(1);
  }, 20_000);

  it('answers a claims challenge with another token', async () => {
    emulator.faults.add({ fault: { kind: 'claims-challenge' } });
    const credential = new ClientSecretCredential(
      emulator.tenant.id,
      'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61',
      'any',
      client(),
    );
    const call = async (token: string | undefined) =>
      fetch(`${emulator.url}/v1.0/organization`, { headers: { Authorization: `Bearer ${token}` } });
    const refused = await call((await credential.getToken(GRAPH, { enableCae: true })).token);
    expect(refused.status).toBe(401);
    const encoded = /claims="([^"]+)"/.exec(refused.headers.get('WWW-Authenticate') ?? '')?.[1] ?? '';
    const claims = Buffer.from(encoded, 'base64').toString();
    const answered = await call((await credential.getToken(GRAPH, { enableCae: true, claims })).token);
    expect(answered.status).toBe(200);
  });

  it('redeems an authorization code', async () => {
    const redirect = 'http://localhost:1/';
    const query = new URLSearchParams({
      client_id: 'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61',
      scope: `${GRAPH} openid offline_access`,
      redirect_uri: redirect,
      response_mode: 'form_post',
      state: 'kept',
    });
    const page = await fetch(`${emulator.url}/${emulator.tenant.id}/oauth2/v2.0/authorize?${query}`);
    const html = await page.text();
    expect(html).toContain('action="http://localhost:1/"');
    expect(html).toContain('name="state" value="kept"');
    const code = /name="code" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const credential = new AuthorizationCodeCredential(
      emulator.tenant.id,
      'e16a3b97-50cd-48f2-b3d4-0a8f7c2e5d61',
      code,
      redirect,
      client(),
    );
    const token = await credential.getToken([GRAPH]);
    expect(claimsOf(token?.token)?.scp).toContain('Application.ReadWrite.All');
  });

  it('does not redeem a code without its verifier', async () => {
    const query = new URLSearchParams({
      client_id: 'x',
      scope: GRAPH,
      redirect_uri: 'http://localhost:1/',
      response_mode: 'form_post',
      code_challenge: 'abc',
      code_challenge_method: 'S256',
    });
    const page = await fetch(`${emulator.url}/common/oauth2/v2.0/authorize?${query}`);
    const code = /name="code" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const body = new URLSearchParams({ grant_type: 'authorization_code', code, code_verifier: 'another' });
    const answer = await fetch(`${emulator.url}/common/oauth2/v2.0/token`, { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
  });

  it('tells of a missing consent', async () => {
    emulator.consent(['Application.Read.All']);
    const body = new URLSearchParams({ client_id: 'x', scope: 'https://graph.microsoft.com/Policy.Read.All' });
    const answer = await fetch(`${emulator.url}/organizations/oauth2/v2.0/devicecode`, { method: 'POST', body });
    expect(await answer.json()).toMatchObject({
      error: 'invalid_grant',
      error_codes: [65001],
      suberror: 'consent_required',
    });
  });
});
