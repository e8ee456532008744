import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { clientSecret } from '../../src/rules/client-secret.ts';
import { type Fix, inShort } from '../../src/rules/finding.ts';
import { credentialCode } from '../../src/rules/support/credential-code.ts';
import { syntaxErrorsOf } from '../../src/model/model.ts';
import type { RepositoryFacts } from '../../src/rules/rule.ts';

const CONTOSO: RepositoryFacts = { fullName: 'contoso/payments', defaultBranch: 'main' };

/** The first fix of the first finding in a workflow. */
function fixOf(on: string, job: string, repository: RepositoryFacts = CONTOSO): Fix | undefined {
  const path = '.github/workflows/deploy.yml';
  const text = `on: ${on}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n${job}`;
  const workspace = new WorkspaceIndex();
  const document = createDocument(`file:///${path}`, path, text);
  workspace.set(document);
  const configuration = { ignore: [], failOn: undefined, rules: {}, repository };
  const { findings } = lint(document, workspace, { now: new Date(0), rules: [clientSecret], configuration });
  return findings[0]?.fixes[0];
}

const STEPS = `    steps:
      - uses: azure/login@v2
        with:
          creds: \${{ secrets.AZURE_CREDENTIALS }}
`;

function subjectOf(fix: Fix | undefined): string | undefined {
  const text = fix?.followUps.find((followUp) => followUp.startsWith('Create a federated credential'));
  return /, subject (.*), audience /.exec(text ?? '')?.[1];
}

describe('follow-ups of a login without a secret', () => {
  it('say what to set, what to create and what to delete', () => {
    const fix = fixOf('{ push: { branches: [main] } }', `    environment: production\n${STEPS}`);
    expect(fix?.title).toBe('Log in with OIDC instead of the secret AZURE_CREDENTIALS');
    expect(fix?.safety).toBe('needs-review');
    expect(fix?.followUps.map(inShort)).toEqual([
      'Set the variables AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_SUBSCRIPTION_ID in the settings of the repository or environment. They are no secret.',
      'Create a federated credential on the application or user-assigned identity: issuer `https://token.actions.githubusercontent.com`, subject `repo:contoso/payments:environment:production`, audience `api://AzureADTokenExchange`.',
      'After the first run that succeeds, delete AZURE_CREDENTIALS from GitHub and the client secret from the application.',
    ]);
  });

  it('give the federated credential as code for the Azure CLI, Bicep and Terraform', () => {
    const fix = fixOf('{ push: { branches: [main] } }', `    environment: production\n${STEPS}`);
    const text = fix?.followUps.find((followUp) => followUp.includes('```')) ?? '';
    const blocks = new Map(
      Array.from(text.matchAll(/```(\w+)\n([\s\S]*?)\n```/g), ([, name, code]) => [name, code ?? '']),
    );
    expect(blocks.get('sh')).toBe(
      `az ad app federated-credential create --id <client-id> --parameters '{"name":"payments-environment-production","issuer":"https://token.actions.githubusercontent.com","subject":"repo:contoso/payments:environment:production","audiences":["api://AzureADTokenExchange"]}'`,
    );
    expect(blocks.get('bicep')).toContain("subject: 'repo:contoso/payments:environment:production'");
    expect(blocks.get('terraform')).toContain('subject        = "repo:contoso/payments:environment:production"');
    for (const [name, path] of [
      ['bicep', 'a.bicep'],
      ['terraform', 'a.tf'],
    ] as const) {
      const code = (blocks.get(name) ?? '').replaceAll(/(?<=[ .])<(\w+)>/g, '$1');
      expect(syntaxErrorsOf(createDocument(`file:///${path}`, path, code))).toEqual([]);
    }
  });

  it('write every subject so that no language takes it for its own', () => {
    const code = credentialCode([{ issuer: 'i', subject: "repo:a/b:environment:it's ${x}", audience: 'a' }]);
    expect(code).toContain(`"subject":"repo:a/b:environment:it'\\''s \${x}"`);
    expect(code).toContain("subject: 'repo:a/b:environment:it\\'s \\${x}'");
    expect(code).toContain('subject        = "repo:a/b:environment:it\'s $${x}"');
  });

  it.each([
    ['push', '', '`repo:contoso/payments:ref:refs/heads/<branch>` of the branch it runs on'],
    ['{ push: { branches: [main] } }', '', '`repo:contoso/payments:ref:refs/heads/main`'],
    ['{ push: { tags: [v1] } }', '', '`repo:contoso/payments:ref:refs/tags/v1`'],
    [
      '{ push: { branches: ["release/*"] } }',
      '',
      '`repo:contoso/payments:ref:refs/heads/<branch>` of the branch it runs on',
    ],
    ['pull_request', '', '`repo:contoso/payments:pull_request`'],
    [
      '{ push: { branches: [main, develop] }, workflow_dispatch: {} }',
      '',
      '`repo:contoso/payments:ref:refs/heads/main` and `repo:contoso/payments:ref:refs/heads/develop` (one each)',
    ],
    [
      '{ push: { branches: [main], tags: ["v*"] } }',
      '',
      '`repo:contoso/payments:ref:refs/heads/main` and `repo:contoso/payments:ref:refs/tags/<tag>` (one each)',
    ],
    ['release', '', '`repo:contoso/payments:ref:refs/tags/<tag>` of the tag it runs on'],
    ['workflow_dispatch', '', '`repo:contoso/payments:ref:refs/heads/main`'],
    ['push', "    if: github.ref == 'refs/heads/main'\n", '`repo:contoso/payments:ref:refs/heads/main`'],
    ['schedule', '', '`repo:contoso/payments:ref:refs/heads/main`'],
    [
      '{ pull_request: {}, push: { branches: [main] } }',
      '',
      '`repo:contoso/payments:pull_request` and `repo:contoso/payments:ref:refs/heads/main` (one each)',
    ],
    ['pull_request', '    environment: "a: b"\n', '`repo:contoso/payments:environment:a%3A b`'],
    [
      'push',
      '    strategy: { matrix: { stage: [test, prod] } }\n    environment: "${{ matrix.stage }}"\n',
      '`repo:contoso/payments:environment:test` and `repo:contoso/payments:environment:prod` (one each)',
    ],
    [
      'push',
      '    environment: "${{ vars.STAGE }}"\n',
      '`repo:contoso/payments:environment:<name>` for each environment of the job "deploy"',
    ],
  ])('name the subject of a job on %s %s', (on, job, subject) => {
    expect(subjectOf(fixOf(on, job + STEPS))).toBe(subject);
  });

  it('leave the subject of a workflow that is only called to its callers', () => {
    expect(subjectOf(fixOf('workflow_call', STEPS))).toBe('as the calling workflow gives it');
    expect(subjectOf(fixOf('workflow_call', `    environment: production\n${STEPS}`))).toBe(
      '`repo:contoso/payments:environment:production`',
    );
  });

  it('name the subject with ids where the repository has such', () => {
    const ids = { ...CONTOSO, ownerId: 12, repositoryId: 34, useImmutableSubject: true };
    expect(subjectOf(fixOf('pull_request', STEPS, ids))).toBe('`repo:contoso@12/payments@34:pull_request`');
    expect(subjectOf(fixOf('pull_request', STEPS, {}))).toBe('`repo:<owner>/<repository>:pull_request`');
  });

  it('ask to look at actions that may use the token, and only at those', () => {
    const unknown = fixOf('push', `${STEPS}      - uses: contoso/notify@v1\n`);
    expect(unknown?.followUps.join()).toContain('Check what the actions of the job "deploy" do with GITHUB_TOKEN');
    const known = fixOf('push', `${STEPS}      - uses: actions/checkout@v5\n`);
    expect(known?.followUps.join()).not.toContain('GITHUB_TOKEN');
  });

  it('ask to look at a commit the action is pinned to', () => {
    const pinned = (commit: string) => fixOf('push', STEPS.replace('@v2', `@${commit}`))?.followUps.join();
    expect(pinned('a65d910e8af852a8061c627c456678983e180302')).toContain('is v1.4.0 or newer');
    expect(pinned('77f1b2e3fb80c0e8645114159d17008b8a2e475a')).toContain('Pin azure/login to a commit of v3');
  });

  it('tell the callers of a called workflow what they need', () => {
    expect(fixOf('workflow_call', STEPS)?.followUps.join()).toContain('every job that calls this workflow');
  });
});
