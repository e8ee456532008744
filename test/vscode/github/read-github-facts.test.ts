import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../../src/vscode/infrastructure/github/github-client.ts';
import { readGitHubFacts } from '../../../src/vscode/infrastructure/github/read-github-facts.ts';

type Reply = object | number | string;

const CLIENT = '4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43';
const OTHER = 'b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa';
const TENANT = '0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05';
const REPOSITORY = '/repos/contoso/app';
const SUBJECT = `${REPOSITORY}/actions/oidc/customization/sub`;

/** In the shapes of GitHub's documentation. */
const repository = {
  id: 7_654_321,
  full_name: 'contoso/app',
  default_branch: 'main',
  owner: { login: 'contoso', id: 1_234_567, type: 'Organization' },
};
const reviewers = { id: 1, type: 'required_reviewers', prevent_self_review: false, reviewers: [{ type: 'User' }] };
const branches = { id: 2, type: 'branch_policy' };
const waiting = { id: 3, type: 'wait_timer', wait_timer: 30 };
const production = { id: 11, name: 'production', protection_rules: [reviewers, branches] };
const preview = { id: 12, name: 'pre/view', protection_rules: [waiting], deployment_branch_policy: null };
const noRules = { total_count: 0, custom_deployment_protection_rules: [] };

const variables = (values: Readonly<Record<string, string>>) => ({
  total_count: Object.keys(values).length,
  variables: Object.entries(values).map(([name, value]) => ({ name, value, created_at: '2026-01-01T00:00:00Z' })),
});

const complete: Readonly<Record<string, Reply>> = {
  [REPOSITORY]: repository,
  [SUBJECT]: { use_default: true, use_immutable_subject: false, sub_claim_prefix: 'repo:contoso/app' },
  [`${REPOSITORY}/environments`]: { total_count: 2, environments: [production, preview] },
  [`${REPOSITORY}/environments/production/variables`]: variables({ AZURE_CLIENT_ID: OTHER }),
  [`${REPOSITORY}/environments/pre%2Fview/variables`]: variables({}),
  [`${REPOSITORY}/environments/pre%2Fview/deployment_protection_rules`]: noRules,
  [`${REPOSITORY}/actions/variables`]: variables({ AZURE_CLIENT_ID: CLIENT, OOPS: 'a-password' }),
  [`${REPOSITORY}/actions/organization-variables`]: variables({ AZURE_CLIENT_ID: OTHER, AZURE_TENANT_ID: TENANT }),
};

const facts = {
  host: 'github.com',
  fullName: 'contoso/app',
  ownerId: 1_234_567,
  repositoryId: 7_654_321,
  defaultBranch: 'main',
  useImmutableSubject: false,
  environments: {
    production: { protection: ['reviewers', 'branches'], variables: { 'vars.AZURE_CLIENT_ID': OTHER } },
    'pre/view': { protection: [], variables: {} },
  },
  variables: { 'vars.AZURE_CLIENT_ID': CLIENT, 'vars.AZURE_TENANT_ID': TENANT },
};

describe('readGitHubFacts', () => {
  let server: Server;
  let api = '';
  let replies: Readonly<Record<string, Reply>> = complete;
  let asked: { url: string; authorization: string | undefined; method: string | undefined }[] = [];

  beforeEach(async () => {
    replies = complete;
    asked = [];
    server = createServer((request, response) => {
      const { url = '', method, headers } = request;
      asked.push({ url, method, authorization: headers.authorization });
      const reply = replies[url] ?? replies[url.replace(/\?.*/u, '')] ?? 404;
      response.writeHead(typeof reply === 'number' ? reply : 200, { 'content-type': 'application/json' });
      if (typeof reply === 'number') response.end(JSON.stringify({ message: 'Not Found', status: String(reply) }));
      else response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  function read(fullName = 'contoso/app', signal = new AbortController().signal) {
    return readGitHubFacts({ host: 'github.com', fullName }, { api, token: 'T', fetch, signal });
  }

  it('reads ids, branch, environments, subject and the ids in variables, nearest first', async () => {
    expect(await read()).toEqual({ kind: 'read', facts, unread: [] });
  });

  it('only reads, with the token, and never asks for secrets', async () => {
    await read();
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.every(({ method, authorization }) => method === 'GET' && authorization === 'Bearer T')).toBe(true);
    expect(asked.filter(({ url }) => url.includes('secret'))).toEqual([]);
  });

  it('keeps of variables nothing but ids', async () => {
    expect(JSON.stringify(await read())).not.toContain('a-password');
  });

  it('asks by the name that the repository has now', async () => {
    replies = { ...complete, '/repos/contoso/old': repository };
    expect(await read('contoso/old')).toMatchObject({ kind: 'read', facts: { fullName: 'contoso/app' }, unread: [] });
  });

  it('reads every page of a list', async () => {
    const one = (name: string) => ({ total_count: 3, variables: [{ name, value: CLIENT }] });
    const path = `${REPOSITORY}/actions/variables?per_page=30&page=`;
    replies = { ...complete, [`${path}1`]: one('A'), [`${path}2`]: one('B'), [`${path}3`]: one('C') };
    expect(await read()).toMatchObject({ facts: { variables: { 'vars.A': CLIENT, 'vars.C': CLIENT } }, unread: [] });
  });

  it.each([
    ['a page that is refused', 403],
    ['a list that ends early', { total_count: 3, variables: [] }],
  ])('takes nothing from a list that is known in part: %s', async (_, second) => {
    const path = `${REPOSITORY}/actions/variables?per_page=30&page=`;
    const first = { total_count: 3, variables: [{ name: 'A', value: CLIENT }] };
    replies = { ...complete, [`${path}1`]: first, [`${path}2`]: second };
    expect(await read()).toEqual({
      kind: 'read',
      facts: { ...facts, variables: undefined },
      unread: ['variables'],
    });
  });

  it('leaves open what the account may not see', async () => {
    replies = { [REPOSITORY]: repository };
    const { host, fullName, ownerId, repositoryId, defaultBranch } = facts;
    expect(await read()).toEqual({
      kind: 'read',
      facts: { host, fullName, ownerId, repositoryId, defaultBranch },
      unread: ['environments', 'subject', 'variables'],
    });
  });

  it('says nothing of variables of the repository where those of an environment are not shown', async () => {
    replies = { ...complete, [`${REPOSITORY}/environments/production/variables`]: 403 };
    const reading = await read();
    expect(reading).toMatchObject({ unread: ['variables'] });
    expect(reading).not.toHaveProperty('facts.variables');
    expect(reading).not.toHaveProperty('facts.environments.production.variables');
  });

  it('keeps to the variables of the repository where the organisation shows none', async () => {
    replies = { ...complete, [`${REPOSITORY}/actions/organization-variables`]: 403 };
    expect(await read()).toMatchObject({
      facts: { variables: { 'vars.AZURE_CLIENT_ID': CLIENT } },
      unread: ['variables'],
    });
  });

  it('asks no organisation about the repository of a person', async () => {
    replies = { ...complete, [REPOSITORY]: { ...repository, owner: { ...repository.owner, type: 'User' } } };
    expect(await read()).toMatchObject({ kind: 'read', unread: [] });
    expect(asked.filter(({ url }) => url.includes('org'))).toEqual([]);
  });

  describe('protection of an environment', () => {
    const custom = `${REPOSITORY}/environments/pre%2Fview/deployment_protection_rules`;
    const rule = (enabled: boolean) => ({ total_count: 1, custom_deployment_protection_rules: [{ id: 3, enabled }] });

    it.each([
      ['nobody may say whether an app has a say', { [custom]: 403 }],
      ['an app has a say', { [custom]: rule(true) }],
      [
        'a rule is of an unknown kind',
        { [`${REPOSITORY}/environments`]: { total_count: 1, environments: [{ ...preview, protection_rules: [{}] }] } },
      ],
    ])('is open where %s', async (_, some) => {
      replies = { ...complete, ...some };
      const reading = await read();
      expect(reading).toHaveProperty(['facts', 'environments', 'pre/view']);
      expect(reading).not.toHaveProperty(['facts', 'environments', 'pre/view', 'protection']);
    });

    it('is none where the rule of an app is off', async () => {
      replies = { ...complete, [custom]: rule(false) };
      expect(await read()).toHaveProperty(['facts', 'environments', 'pre/view', 'protection'], []);
    });
  });

  describe('the token subject', () => {
    const organization = '/orgs/contoso/actions/oidc/customization/sub';
    const ids = 'repo:contoso@1234567/app@7654321';

    it.each([
      ['ids, whatever the flag says', { use_immutable_subject: false, sub_claim_prefix: ids }, true],
      ['names', { use_immutable_subject: false, sub_claim_prefix: 'repo:Contoso/app:' }, false],
      [
        'a prefix of another kind',
        { use_immutable_subject: true, sub_claim_prefix: 'repo:contoso-1/app-2' },
        undefined,
      ],
      ['opted in', { use_immutable_subject: true }, true],
      ['not opted in, which newer repositories need not', { use_immutable_subject: false }, undefined],
      ['an older server', {}, undefined],
    ])('has %s', async (_, fields, expected) => {
      replies = { ...complete, [SUBJECT]: { use_default: true, ...fields } };
      expect(await read()).toHaveProperty('kind', 'read');
      const reading = await read();
      expect(reading.kind === 'read' && reading.facts.useImmutableSubject).toBe(expected);
    });

    it.each([
      ['its own claims', { use_default: false, include_claim_keys: ['repo', 'context'] }, 404, ['repo', 'context']],
      ['the default in spite of claims', { use_default: true, include_claim_keys: ['repo'] }, 404, undefined],
      ['those of the organisation', { use_default: false }, { include_claim_keys: ['ref'] }, ['ref']],
      ['the default where that has none', { use_default: false }, { include_claim_keys: [] }, undefined],
    ])('has %s', async (_, own, shared, expected) => {
      replies = { ...complete, [SUBJECT]: own, [organization]: shared };
      const reading = await read();
      expect(reading.kind === 'read' && reading.facts.subjectClaims).toEqual(expected);
      expect(reading).toHaveProperty('unread', []);
    });

    it.each([403, 404])('is open where the organisation does not show its claims: %d', async (status) => {
      const own = { use_default: false, use_immutable_subject: true };
      replies = { ...complete, [SUBJECT]: own, [organization]: status };
      const reading = await read();
      expect(reading).toHaveProperty('unread', ['subject']);
      expect(reading).not.toHaveProperty('facts.useImmutableSubject');
    });
  });

  it.each([401, 403, 404, 429, 500])('is refused with a status: %d', async (status) => {
    replies = { ...complete, [REPOSITORY]: status };
    expect(await read()).toEqual({ kind: 'refused', status });
    expect(asked.length).toBe(1);
  });

  it.each([
    ['no JSON', '<html>proxy</html>'],
    ['another shape', '[null]'],
    ['nothing', 'null'],
  ])('is refused where the answer is %s', async (_, body) => {
    replies = { ...complete, [REPOSITORY]: body };
    expect(await read()).toEqual({ kind: 'refused', status: undefined });
  });

  it('is refused where nobody answers, and where it is cancelled', async () => {
    expect(await read('contoso/app', AbortSignal.abort())).toEqual({ kind: 'refused', status: undefined });
    const offline = () => Promise.reject(new TypeError('fetch failed'));
    const access = { api, token: 'T', fetch: offline, signal: new AbortController().signal };
    const reading = await readGitHubFacts({ host: 'github.com', fullName: 'contoso/app' }, access);
    expect(reading).toEqual({ kind: 'refused', status: undefined });
    expect(asked).toEqual([]);
  });

  it.each(['a/b/c', '../orgs', 'contoso/..', 'contoso/app?x=1', 'contoso/app#', 'contoso/a%2Fb'])(
    'asks nothing about what is no repository: %s',
    async (name) => {
      expect(await read(name)).toEqual({ kind: 'refused', status: 404 });
      expect(asked).toEqual([]);
    },
  );
});

describe('apiOf', () => {
  it.each([
    ['github.com', 'https://api.github.com'],
    ['contoso.ghe.com', 'https://api.contoso.ghe.com'],
    ['github.contoso.example', 'https://github.contoso.example/api/v3'],
  ])('knows the API of %s', (host, api) => expect(apiOf(host)).toBe(api));
});
