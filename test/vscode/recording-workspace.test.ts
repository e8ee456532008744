import { describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/engine.ts';
import { createDocument, WorkspaceIndex } from '../../src/lint/workspace-index.ts';
import { RecordingWorkspace } from '../../src/vscode/infrastructure/linting/recording-workspace.ts';

/** Which of these paths a file must be linted again for, once it was linted in a workspace of the files. */
function dependencies(path: string, files: Readonly<Record<string, string>>, candidates: readonly string[]) {
  const workspace = new WorkspaceIndex();
  for (const [at, text] of Object.entries(files)) workspace.set(createDocument(`file:///${at}`, at, text));
  const document = workspace.get(path);
  if (!document) throw new Error(`no ${path}`);
  const asked = new RecordingWorkspace(workspace);
  lint(document, asked, { now: new Date('2026-01-01') });
  return candidates.filter((candidate) =>
    asked.hasLookedAt(createDocument(`file:///${candidate}`, candidate, 'a = 1')),
  );
}

describe('what a file must be linted again for', () => {
  it('Terraform: its own folder, its local modules, and nothing else', () => {
    const files = {
      'app/main.tf':
        'module "m" {\n  source = "../shared"\n  x      = var.y\n}\nprovider "azurerm" {\n  client_secret = module.m.s\n}\n',
      'app/variables.tf': 'variable "y" {}\n',
      'shared/main.tf': 'variable "x" {}\noutput "s" {\n  value = var.x\n}\n',
      'other/main.tf': 'variable "z" {}\n',
    };
    expect(
      dependencies('app/main.tf', files, ['app/new.tf', 'shared/new.tf', 'other/main.tf', 'other/new.tf']),
    ).toEqual(['app/new.tf', 'shared/new.tf']);
  });

  it('Bicep: the modules whose outputs it uses', () => {
    const files = {
      'main.bicep': `module m 'a/m.bicep' = {
  name: 'm'
}
resource c 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = {
  name: 'identity/github'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    subject: m.outputs.subject
    audiences: ['api://AzureADTokenExchange']
  }
}
`,
      'a/m.bicep': "output subject string = 'repo:contoso/payments:*'\n",
    };
    expect(dependencies('main.bicep', files, ['a/m.bicep', 'b/m.bicep'])).toEqual(['a/m.bicep']);
  });
});
