import { describe, expect, it } from 'vitest';
import type { TrustSources } from '../../../src/rules/federation/trust-of-job.ts';
import { federatedJob, jobsThatLogIn } from '../../../src/vscode/infrastructure/federation/federated-job.ts';
import { judge } from '../../../src/vscode/infrastructure/federation/judgement.ts';
import { lensTitle } from '../../../src/vscode/infrastructure/federation/lens-title.ts';
import { contoso, documentIn, sourcesOf } from './contoso.ts';

/** By job: what the lens says. */
function lenses(sources: TrustSources, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    jobsThatLogIn(documentIn(sources, path), sources.workspace).map((job) => {
      const federated = federatedJob(job, sources);
      return [job.id, lensTitle(federated, judge(federated, sources), sources)];
    }),
  );
}

const all = contoso();

describe('the lens of a job in the example workspace with the demo tenant', () => {
  it.each(['nightly', 'preview', 'release', 'sandbox', 'settlement', 'terraform', 'deploy-slot'])('%s', (name) => {
    expect(lenses(all, `.github/workflows/${name}.yml`)).toMatchSnapshot();
  });
  it('gitlab', () => expect(lenses(all, '.gitlab-ci.yml')).toMatchSnapshot());
});

const LOGIN = `    permissions: { id-token: write }
    steps:
      - uses: azure/login@v3
        with: { client-id: "\${{ vars.AZURE_CLIENT_ID }}", tenant-id: "\${{ vars.AZURE_TENANT_ID }}" }
`;
const KEYLESS = 'repository: { fullName: contoso/app, useImmutableSubject: false }\n';

function workflow(on: string, job: string): Readonly<Record<string, string>> {
  return {
    'keyless.yaml': KEYLESS,
    '.github/workflows/a.yml': `on: ${on}\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n${job}`,
  };
}

function lensOf(files: Readonly<Record<string, string>>): string | undefined {
  return lenses(sourcesOf(files), '.github/workflows/a.yml')['deploy'];
}

describe('the lens of a job without a tenant', () => {
  it('says only what is presented where there is nothing to compare with', () => {
    expect(lensOf(workflow('{ push: { branches: [main] } }', LOGIN))).toBe('presents repo:…:ref:refs/heads/main');
  });

  it('says that nobody in the workspace trusts it where code declares other credentials', () => {
    const files = {
      ...workflow('{ push: { branches: [main] } }', LOGIN),
      'a.tf': credential('repo:contoso/app:pull_request'),
    };
    expect(lensOf(files)).toBe('presents repo:…:ref:refs/heads/main — nobody in this workspace trusts this');
  });

  it('names who trusts some of it', () => {
    const files = {
      ...workflow('{ push: { branches: [main] }, pull_request: null }', LOGIN),
      'a.tf': credential('repo:contoso/app:pull_request'),
    };
    expect(lensOf(files)).toBe(
      'presents repo:…:ref:refs/heads/main and 1 other — trusted by azuread_application.a for some runs',
    );
  });

  it('says why there is no token', () => {
    expect(lensOf(workflow('push', LOGIN.replace('id-token', 'contents')))).toBe(
      'gets no token: id-token: write is not granted, or nothing starts it',
    );
  });

  it('spells the repository out where it is not known', () => {
    const files = { ...workflow('{ push: { branches: [main] } }', LOGIN), 'keyless.yaml': '' };
    expect(lensOf(files)).toContain('presents repo:');
    expect(lensOf(files)).toContain('refs/heads/main');
    expect(lensOf(files)).not.toContain('…');
  });

  it('follows the call of a workflow to what it presents', () => {
    const called = `on: { workflow_call: { inputs: { stage: { type: string, required: true } } } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    environment: \${{ inputs.stage }}
${LOGIN}`;
    const caller = `on: { push: { branches: [main] } }
permissions: { id-token: write }
jobs:
  prod:
    uses: ./.github/workflows/a.yml
    with: { stage: prod }
`;
    const files = { 'keyless.yaml': KEYLESS, '.github/workflows/a.yml': called, '.github/workflows/b.yml': caller };
    expect(lensOf(files)).toBe('presents repo:…:environment:prod');
  });

  it.each(['', 'on: push\njobs:\n  deploy:\n', 'on: push\njobs:\n  deploy: {{{', 'jobs: [', '\tjobs:\n\t\tx:\n'])(
    'says nothing about %j, which is half typed',
    (text) => {
      expect(lenses(sourcesOf({ '.github/workflows/a.yml': text }), '.github/workflows/a.yml')).toEqual({});
    },
  );
});

function credential(subject: string): string {
  return `resource "azuread_application_federated_identity_credential" "a" {
  application_id = azuread_application.a.id
  display_name   = "a"
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "${subject}"
  audiences      = ["api://AzureADTokenExchange"]
}
`;
}
