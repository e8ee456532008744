import { describe, expect, it } from 'vitest';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import { modelOf } from '../../../src/model/model.ts';
import { nearestRefused, type TrustVerdict, trustOfJob } from '../../../src/rules/federation/trust-of-job.ts';
import type { RepositoryFacts } from '../../../src/rules/rule.ts';
import { inventoryOf } from '../../tester/rule-case.ts';

const CLIENT_ID = 'b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa';
const ISSUER = 'https://token.actions.githubusercontent.com';
const REPOSITORY: RepositoryFacts = { fullName: 'contoso/app', defaultBranch: 'main', useImmutableSubject: false };

const WORKFLOW = `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    steps:
      - uses: azure/login@v3
        with:
          client-id: ${CLIENT_ID}
          tenant-id: 0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05
          subscription-id: 91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46
  build:
    runs-on: ubuntu-24.04
    permissions: {}
    steps:
      - run: make
`;

function bicep(subject: string): string {
  return `param environmentName string

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'deployer'
  location: 'westeurope'
}

resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  parent: deployer
  name: 'github'
  properties: {
    issuer: '${ISSUER}'
    subject: '${subject}'
    audiences: ['api://AzureADTokenExchange']
  }
}
`;
}

function tenant(...subjects: readonly string[]) {
  return inventoryOf(
    JSON.stringify({
      asOf: '2026-10-31T09:30:00Z',
      tenantId: '0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05',
      identities: [
        {
          kind: 'managed-identity',
          displayName: 'app-deploy',
          clientId: CLIENT_ID.toUpperCase(),
          objectId: '3f1c2d4e-0000-4000-8000-000000000001',
          federatedCredentials: subjects.map((subject, index) => ({
            name: `credential-${index}`,
            issuer: ISSUER,
            subject,
            audiences: ['api://AzureADTokenExchange'],
          })),
        },
      ],
    }),
  );
}

function trust(job: string, files: Readonly<Record<string, string>>, inventory?: ReturnType<typeof tenant>) {
  const workspace = new WorkspaceIndex();
  for (const [path, text] of Object.entries(files)) workspace.set(createDocument(`file:///${path}`, path, text));
  const document = workspace.get('.github/workflows/deploy.yml');
  const found = document && modelOf(document, workspace).pipeline?.jobs.find(({ id }) => id === job);
  if (!found) throw new Error(`no job ${job}`);
  return trustOfJob(found, { workspace, repository: REPOSITORY, inventory });
}

const DEPLOY = { '.github/workflows/deploy.yml': WORKFLOW };
const brief = ({ credential, verdict }: TrustVerdict) => [credential.from, credential.name, verdict];

describe('trustOfJob', () => {
  it('says what a job presents and which credential of code accepts it', () => {
    const { subjects, trustedBy } = trust('deploy', {
      ...DEPLOY,
      'main.bicep': bicep('repo:contoso/app:environment:production'),
    });
    expect(subjects?.map(({ subject }) => subject.display)).toEqual(['repo:contoso/app:environment:production']);
    expect(trustedBy.map(brief)).toEqual([['code', 'github', 'always']]);
    expect(trustedBy[0]?.credential).toMatchObject({ identity: 'deployer', location: { uri: 'file:///main.bicep' } });
  });

  it('gives the verdict of each credential of the identity that a login names, in any letter case', () => {
    const { logins } = trust(
      'deploy',
      DEPLOY,
      tenant('repo:contoso/app:environment:production', 'repo:contoso/app:ref:refs/heads/main'),
    );
    expect(logins).toHaveLength(1);
    expect(logins[0]).toMatchObject({ client: { id: CLIENT_ID }, identity: { displayName: 'app-deploy' } });
    expect(logins[0]?.verdicts.map(brief)).toEqual([
      ['tenant', 'credential-0', 'always'],
      ['tenant', 'credential-1', 'never'],
    ]);
    expect(logins[0]?.verdicts[1]?.cause?.id).toBe('environment-unexpected');
  });

  it('leaves open what unknown parts of the source decide, and is sure where they cannot help', () => {
    const open = trust('deploy', {
      ...DEPLOY,
      'main.bicep': bicep('repo:contoso/app:environment:${environmentName}'),
    });
    expect(open.trustedBy).toEqual([]);
    const files = { ...DEPLOY, 'main.bicep': bicep('repo:fabrikam/app:environment:production') };
    expect(trust('deploy', files).trustedBy).toEqual([]);
  });

  it('lets a job without a token be trusted by nobody', () => {
    const { subjects, logins, trustedBy } = trust('build', DEPLOY, tenant('repo:contoso/app:ref:refs/heads/main'));
    expect([subjects, logins, trustedBy]).toEqual([[], [], []]);
  });

  it('names the refused credential that comes nearest', () => {
    const { logins, subjects } = trust(
      'deploy',
      DEPLOY,
      tenant('repo:contoso/web:environment:production', 'repo:contoso/app:environment:Production'),
    );
    const nearest = nearestRefused(logins[0]?.verdicts ?? [], subjects ?? []);
    expect([nearest?.credential.name, nearest?.cause?.id]).toEqual(['credential-1', 'case']);
  });
});
