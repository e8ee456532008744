import { describe, expect, it } from 'vitest';
import { parseRemote } from '../../src/lint/repository-facts.ts';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

const GITHUB = 'https://token.actions.githubusercontent.com';
const DEPLOY = `on: { push: { branches: [main] } }
jobs:
  test: { runs-on: x, steps: [] }
  deploy:
    runs-on: x
    environment: production
    permissions: { id-token: write }
    steps:
      - uses: azure/login@v3
        with: { client-id: a, tenant-id: b, subscription-id: c }
`;

describe('keyless credential', () => {
  const credential = (...args: string[]) => keyless('/', ['credential', '--issuer', GITHUB, ...args]);
  const json = async (...args: string[]) => JSON.parse((await credential(...args, '--format', 'json')).out);

  it('names breadth classes, a stranger who matches and the narrowest form', async () => {
    const answer = await json('--expression', "claims['sub'] matches 'repo:contoso/*:ref:refs/heads/main'");
    expect(answer).toMatchObject({
      version: 1,
      platform: { id: 'github', product: 'GitHub.com' },
      severity: 'high',
      dead: [],
      expressionProblems: [],
      witness: 'repo:contoso/other:ref:refs/heads/main',
    });
    expect(answer.classes.map((one: { name: string }) => one.name)).toEqual(['any-repo', 'names-not-ids']);
    expect(answer.narrowest).toMatch(/^repo:.+:ref:refs\/heads\/main$/);
  });

  it.each([
    ['repo:contoso/app:ref:refs/heads/main', 'repo:contoso@<owner-id>/app@<repository-id>:ref:refs/heads/main'],
    ['repo:contoso/app:pull_request', 'repo:contoso@<owner-id>/app@<repository-id>:environment:<environment>'],
    ['repo:contoso-123456/app-456789:pull_request', expect.stringContaining('repo:<owner>@<owner-id>/')],
    ['repo:contoso@1/app@2:environment:production', null],
  ])('keeps what is known of %s in the narrowest subject', async (subject, narrowest) => {
    expect((await json('--subject', subject)).narrowest).toEqual(narrowest);
  });

  it('ends with 0 where only the recommended subject matches, with 1 where it is broad, dead or refused', async () => {
    const ids = await credential('--subject', 'repo:contoso@1/app@2:environment:production');
    expect(ids).toEqual({ exitCode: 0, out: 'GitHub.com\nnarrow\n', error: '' });
    const names = await credential('--subject', 'repo:contoso/app:environment:production');
    expect([names.exitCode, names.out]).toEqual([0, expect.stringContaining('low  names-not-ids')]);
    for (const args of [
      ['--subject', 'repo:contoso/app:pull_request'],
      ['--subject', 'repo:contoso/app:ref:refs/heads/*'],
      ['--subject', 'repo:contoso/app:ref:main'],
      ['--expression', "claims['sub'] like 'repo:contoso/app:*'"],
      ['--expression', "claims['actor'] eq 'octocat'"],
    ]) {
      expect([args, (await credential(...args)).exitCode]).toEqual([args, 1]);
    }
  });

  it('says why a credential is dead and what was perhaps meant', async () => {
    const { dead } = await json('--subject', 'repo:contoso/app:ref:refs/heads/*');
    expect(dead).toEqual([
      {
        id: 'literal-wildcard',
        property: 'subject',
        explanation: expect.any(String),
        repair: "claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*'",
      },
    ]);
    const slash = await keyless('/', ['credential', '--issuer', `${GITHUB}/`, '--subject', 'repo:a/b:pull_request']);
    expect(slash.out).toContain(`Meant was perhaps: ${GITHUB}\n`);
  });

  it('places mistakes in the expression', async () => {
    const { expressionProblems } = await json('--expression', "claims['sub'] like 'x'");
    expect(expressionProblems).toMatchObject([{ severity: 'error', start: 14, end: 18 }]);
  });

  it('never lets an issuer it does not know pass for a narrow one', async () => {
    const { exitCode, out } = await keyless('/', ['credential', '--issuer', 'https://ci.example', '--subject', 'a']);
    expect(exitCode).toBe(0);
    expect(out).toContain('not decided');
    expect(out).not.toContain('narrow');
  });

  it('notes an audience that is not the usual one', async () => {
    const { notes } = await json('--subject', 'repo:a@1/b@2:environment:c', '--audience', 'https://contoso.com');
    expect(notes).toEqual([expect.stringContaining('api://AzureADTokenExchange')]);
  });
});

describe('keyless subjects of repositories that settings describe', () => {
  it('takes a project that is named for one of GitLab', async () => {
    const root = folderWith({
      '.gitlab-ci.yml': 'deploy:\n  id_tokens: { AZ: { aud: api://AzureADTokenExchange } }\n  script: [./deploy.sh]\n',
    });
    const { out } = await keyless(root, ['subjects', '.gitlab-ci.yml', '--repository', 'contoso/shop']);
    expect(out).toContain('issuer https://gitlab.com\n    project_path:contoso/shop:ref_type:branch:ref:*');
  });

  it('knows the issuer of an enterprise and customised subjects from keyless.yaml', async () => {
    const root = folderWith({
      'keyless.yaml':
        'repository:\n  fullName: contoso/shop\n  ownerId: 5\n  repositoryId: 7\n  defaultBranch: main\n  enterpriseSlug: contoso\n  subjectClaims: [repository_owner_id, repository_id, context]\n',
      '.github/workflows/a.yml':
        'on: schedule\npermissions: { id-token: write }\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ./deploy.sh\n',
    });
    const { out } = await keyless(root, ['subjects', '.github/workflows/a.yml']);
    expect(out).toContain(
      'issuer https://token.actions.githubusercontent.com/contoso\n    repository_owner_id:5:repository_id:7:ref:refs/heads/main',
    );
  });
});

describe('keyless match', () => {
  const match = (...args: string[]) => keyless('/', ['match', '--issuer', GITHUB, ...args]);

  it('answers always, sometimes and never with the nearest cause', async () => {
    const main = ['--subject', 'repo:contoso/app:ref:refs/heads/main'];
    expect(await match(...main, '--token-subject', 'repo:contoso/app:ref:refs/heads/main')).toMatchObject({
      exitCode: 0,
      out: 'always\n',
    });
    const some = await match(...main, '--token-subject', 'repo:contoso/app:ref:refs/heads/*');
    expect(some.exitCode).toBe(0);
    expect(some.out).toMatch(/^sometimes\n {2}accepted, for example: repo:contoso\/app:ref:refs\/heads\/main\n/);
    const never = await match(
      ...main,
      '--token-subject',
      'repo:contoso/app:environment:production',
      '--format',
      'json',
    );
    expect(never.exitCode).toBe(1);
    expect(JSON.parse(never.out)).toMatchObject({
      version: 1,
      verdict: 'never',
      cause: { id: 'environment-unexpected', explanation: expect.any(String) },
      accepted: null,
      refused: null,
    });
  });

  it('takes a workflow that is not given for any', async () => {
    const expression =
      "claims['sub'] eq 'repo:a/b:pull_request' and claims['job_workflow_ref'] eq 'a/c/.github/workflows/d.yml@refs/heads/main'";
    const args = ['--expression', expression, '--token-subject', 'repo:a/b:pull_request'];
    expect((await match(...args)).out).toMatch(/^sometimes/);
    const ref = 'a/c/.github/workflows/d.yml@refs/heads/main';
    expect((await match(...args, '--job-workflow-ref', ref)).out).toBe('always\n');
    expect((await match(...args, '--job-workflow-ref', `${ref}x`)).out).toMatch(/^never \(job-workflow-ref\)/);
  });

  it('takes the token of the issuer that was meant', async () => {
    const args = ['--subject', 'repo:a/b:pull_request', '--token-subject', 'repo:a/b:pull_request'];
    const slash = await keyless('/', ['match', '--issuer', `${GITHUB}/`, ...args]);
    expect([slash.exitCode, slash.out]).toEqual([1, expect.stringMatching(/^never \(issuer-trailing-slash\)/)]);
    expect((await match(...args, '--token-issuer', `${GITHUB}/contoso`)).out).toMatch(/^never \(issuer\)/);
  });

  it('compares audiences where both are given', async () => {
    const args = ['--subject', 'repo:a/b:pull_request', '--token-subject', 'repo:a/b:pull_request'];
    const audience = ['--audience', 'api://AzureADTokenExchange'];
    expect((await match(...args, ...audience)).out).toBe('always\n');
    expect((await match(...args, ...audience, '--token-audience', 'api://AzureADTokenExchangeUSGov')).out).toMatch(
      /^never \(audience\)/,
    );
  });

  it.each([
    [['match', '--issuer', 'i', '--subject', 's'], '--token-subject is missing.'],
    [['match', '--issuer', 'i', '--token-subject', 't'], 'Give either --subject or --expression.'],
    [['credential', '--subject', 's'], '--issuer is missing.'],
    [['credential', '--issuer', 'i', '--subject', 's', '--expression', 'e'], 'Give either'],
    [['match', '--issuer', 'i', '--expression', "claims['sub']", '--token-subject', 't'], '--expression, character'],
    [['subjects', '--repository', 'contoso'], '--repository must be OWNER/NAME.'],
    [['subjects', '--owner-id', 'x'], '--owner-id must be a number.'],
    [['subjects', 'nowhere.yml'], 'There is no file nowhere.yml.'],
  ])('ends with 2 on %j', async (args, message) => {
    const { exitCode, out, error } = await keyless('/', args);
    expect([exitCode, out]).toEqual([2, '']);
    expect(error).toContain(message);
  });
});

describe('keyless subjects', () => {
  const configuration =
    'repository: { fullName: contoso/app, ownerId: 1, repositoryId: 2, defaultBranch: main, useImmutableSubject: false }\n';
  const json = async (folder: string, ...args: string[]) =>
    JSON.parse((await keyless(folder, ['subjects', '--format', 'json', ...args])).out);

  it('lists what each job of the workspace presents', async () => {
    const folder = folderWith({ '.github/workflows/deploy.yml': DEPLOY, 'keyless.yaml': configuration });
    expect(await json(folder)).toMatchObject({
      version: 1,
      repository: { fullName: 'contoso/app', host: null, ownerId: 1, repositoryId: 2, defaultBranch: 'main' },
      workloads: [
        {
          path: '.github/workflows/deploy.yml',
          line: 4,
          kind: 'job',
          platform: 'github',
          name: 'deploy',
          subjects: [
            {
              issuer: GITHUB,
              subject: 'repo:contoso/app:environment:production',
              jobWorkflowRef: 'contoso/app/.github/workflows/deploy.yml@refs/heads/main',
              audience: 'api://AzureADTokenExchange',
              confidence: 'certain',
              origin: 'push',
            },
          ],
        },
      ],
    });
  });

  it('says of every job of a named file what it gets', async () => {
    const folder = folderWith({ '.github/workflows/deploy.yml': DEPLOY, 'keyless.yaml': configuration });
    const { exitCode, out } = await keyless(folder, ['subjects', '.github/workflows/deploy.yml']);
    expect(exitCode).toBe(0);
    expect(out).toContain('.github/workflows/deploy.yml:3  job test\n  gets no token');
    expect(out).toContain('    repo:contoso/app:environment:production  (certain; push)\n');
  });

  it('takes the repository of the command line with its own ids only', async () => {
    const folder = folderWith({ '.github/workflows/deploy.yml': DEPLOY, 'keyless.yaml': configuration });
    const other = await json(folder, '--repository', 'fabrikam/web', '--owner-id', '7');
    expect(other.repository).toMatchObject({ fullName: 'fabrikam/web', ownerId: 7, repositoryId: null });
  });

  it('reads the repository off git where nothing else names it', async () => {
    const folder = folderWith({
      '.github/workflows/deploy.yml': DEPLOY,
      '.git/config':
        '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://me:secret@github.com/contoso/app.git\n',
    });
    const { out } = await keyless(folder, ['subjects']);
    expect(out).toContain('repo:contoso/app:environment:production  (likely; push)');
    expect(out).toContain('repo:contoso@*/app@*:environment:production  (uncertain; push)');
    expect(out).not.toContain('secret');
  });

  it('knows GitLab jobs, service connections and service accounts', async () => {
    const folder = folderWith({
      '.git/config': '[remote "origin"]\n\turl = git@gitlab.contoso.com:contoso/web/app.git\n',
      '.gitlab-ci.yml':
        'deploy:\n  id_tokens:\n    AZURE: { aud: "api://AzureADTokenExchange" }\n  script: [az login]\ntest:\n  script: [ls]\n',
      'azure-pipelines.yml':
        'steps:\n  - task: AzureCLI@2\n    inputs: { azureSubscription: prod, scriptType: bash, scriptLocation: inlineScript, inlineScript: az account show }\n',
      'k8s/account.yaml':
        'apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: api\n  namespace: shop\n  annotations: { azure.workload.identity/client-id: 4f2e9d18-7a35-4c6b-8e01-c95b2d7f6a43 }\n',
    });
    const { workloads } = await json(folder);
    expect(
      workloads.map((one: { name: string; subjects: readonly { subject: string; confidence: string }[] }) => [
        one.name,
        ...one.subjects.map(({ subject, confidence }) => `${subject} ${confidence}`),
      ]),
    ).toEqual([
      [
        'deploy',
        'project_path:contoso/web/app:ref_type:branch:ref:* likely',
        'project_path:contoso/web/app:ref_type:tag:ref:* likely',
      ],
      [
        'prod',
        '/eid1/c/pub/t/<tenant>/a/rISbSSETf0KqFyZ8ppdXmA/sc/<organization id>/<service connection id> likely',
        'sc://<organization>/<project>/prod uncertain',
      ],
      ['shop/api', 'system:serviceaccount:shop:api certain'],
    ]);
  });

  it('answers where there is nothing, and on broken and hostile files', async () => {
    expect(await keyless(folderWith({}), ['subjects'])).toMatchObject({
      exitCode: 0,
      out: 'Nothing here can present a token.\n',
    });
    const folder = folderWith({
      '.github/workflows/half.yml': 'on: push\njobs:\n  a:\n    permissions: { id-token: wri',
      '.github/workflows/deep.yml': `jobs: ${'['.repeat(10_000)}`,
      '.github/workflows/cycle.yml':
        'on: push\npermissions: { id-token: write }\njobs:\n  a: { uses: ./.github/workflows/cycle.yml }\n',
      '.gitlab-ci.yml': '\uFEFFa:\r\n\tid_tokens:',
    });
    expect((await keyless(folder, ['subjects'])).exitCode).toBe(0);
  });
});

describe('parseRemote', () => {
  it.each([
    ['https://github.com/contoso/app.git', 'github.com', 'contoso/app'],
    ['https://token@github.com/contoso/app/', 'github.com', 'contoso/app'],
    ['git@github.com:contoso/app.git', 'github.com', 'contoso/app'],
    ['ssh://git@GitLab.contoso.com:2222/a/b/c.git', 'gitlab.contoso.com', 'a/b/c'],
  ])('%s', (url, host, fullName) => expect(parseRemote(url)).toEqual({ host, fullName }));

  it.each(['/srv/git/app.git', '../app', 'C:\\src\\app', 'file:///srv/app.git', 'https://github.com/app'])(
    'does not take %s for a repository on a host',
    (url) => expect(parseRemote(url)).toBeUndefined(),
  );
});
