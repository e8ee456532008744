import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReportedFinding } from '../../src/lint/report/reported.ts';
import { keyless } from './command.ts';
import { folderWith } from './folder.ts';

const SNAPSHOT = readFileSync(join(import.meta.dirname, '../../media/demo-tenant.json'), 'utf8');
const TENANT = '0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05';

function workflow(clientId: string): string {
  return `on:
  push:
    branches: [main]
permissions:
  id-token: write
jobs:
  deploy:
    runs-on: ubuntu-24.04
    steps:
      - uses: azure/login@v3
        with:
          client-id: ${clientId}
          tenant-id: ${TENANT}
          subscription-id: 91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46
`;
}

async function rulesFound(folder: string, args: readonly string[]): Promise<readonly string[]> {
  const { out } = await keyless(folder, ['lint', '--format', 'json', ...args]);
  const { findings } = JSON.parse(out) as { findings: readonly ReportedFinding[] };
  return findings.map(({ ruleId }) => ruleId);
}

describe('keyless lint --inventory', () => {
  const files = {
    'tenant.json': SNAPSHOT,
    '.github/workflows/deploy.yml': workflow('11111111-2222-4333-8444-555555555555'),
  };

  it('judges logins by the snapshot, and only then', async () => {
    const folder = folderWith(files);
    expect(await rulesFound(folder, [])).not.toContain('unknown-client-id');
    expect(await rulesFound(folder, ['--inventory', 'tenant.json'])).toContain('unknown-client-id');
  });

  it('hands it to every thread', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [
        `.github/workflows/deploy-${index}.yml`,
        workflow('11111111-2222-4333-8444-555555555555'),
      ]),
    );
    const folder = folderWith({ ...files, ...many });
    const found = await rulesFound(folder, ['--inventory', 'tenant.json', '--threads', '2']);
    expect(found.filter((id) => id === 'unknown-client-id')).toHaveLength(61);
  });

  it('ends with 2 where there is no snapshot, or the file is none', async () => {
    const folder = folderWith({ ...files, 'other.json': '{"version": "x", "password": "hunter2"}' });
    for (const file of ['nowhere.json', 'other.json', '.github/workflows/deploy.yml']) {
      const { exitCode, out, error } = await keyless(folder, ['lint', '--inventory', file]);
      expect([file, exitCode, out]).toEqual([file, 2, '']);
      expect(error).toMatch(/^keyless: .+\n$/);
      expect(error).not.toContain('hunter2');
    }
  });
});

describe('what git says of the repository', () => {
  const credential = `resource "azurerm_federated_identity_credential" "left" {
  name                      = "left"
  user_assigned_identity_id = azurerm_user_assigned_identity.deployer.id
  audience                  = ["api://AzureADTokenExchange"]
  issuer                    = "https://token.actions.githubusercontent.com"
  subject                   = "repo:contoso/app:ref:refs/heads/live"
}
`;
  const files = {
    'main.tf': credential,
    '.github/workflows/deploy.yml': workflow('b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa'),
  };
  const config = (url: string) => `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n`;

  it('is known to rules', async () => {
    expect(await rulesFound(folderWith(files), [])).not.toContain('dangling-credential');
    const clone = folderWith({ ...files, '.git/config': config('git@github.com:contoso/app.git') });
    expect(await rulesFound(clone, [])).toContain('dangling-credential');
  });

  it('is followed from a linked working tree', async () => {
    const clone = folderWith({
      '.git/config': config('https://github.com/contoso/app'),
      '.git/worktrees/tree/commondir': '../..\n',
    });
    const tree = join(folderWith({ 'tree/.git': `gitdir: ${clone}/.git/worktrees/tree\n` }), 'tree');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(tree, path, '..'), { recursive: true });
      writeFileSync(join(tree, path), text);
    }
    expect(await rulesFound(tree, [])).toContain('dangling-credential');
  });

  it('does not count where keyless.yaml names another repository, or the host is none that issues tokens', async () => {
    const named = folderWith({
      ...files,
      '.git/config': config('git@github.com:contoso/app.git'),
      'keyless.yaml': 'repository:\n  fullName: contoso/other\n',
    });
    expect(await rulesFound(named, [])).not.toContain('dangling-credential');
    const elsewhere = folderWith({ ...files, '.git/config': config('git@git.contoso.example:contoso/app.git') });
    expect(await rulesFound(elsewhere, [])).not.toContain('dangling-credential');
  });
});
