import * as vscode from 'vscode';
import { equal, ok, replace, tidyUp, waitFor, write, writeAndOpen } from './support.ts';

const KEYLESS = 'repository: { fullName: contoso/payments, useImmutableSubject: false, defaultBranch: main }\n';
/** `payments-deploy` of the demo tenant, which trusts the environment `production`. */
const DEPLOYER = 'b7c0a5e4-2f63-4d1b-9a57-61c4d0e8f3aa';

function workflow(environment: string): string {
  return `on: workflow_dispatch
permissions:
  id-token: write
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - run: make
  deploy:
    runs-on: ubuntu-latest
    environment: ${environment}
    steps:
      - uses: azure/login@v3
        with:
          client-id: ${DEPLOYER}
          tenant-id: 0d6f8c21-5b9e-4a37-8c12-3e7fa94b6d05
          subscription-id: 91a4e7c3-6d20-4b58-a9f1-7c3e5d8b2f46
`;
}

/** What the lenses of a file say. */
async function lenses({ uri }: vscode.TextDocument): Promise<readonly string[]> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
  return found.flatMap(({ command }) => command?.title ?? []);
}

async function waitForLens(document: vscode.TextDocument, title: string): Promise<void> {
  let last: readonly string[] = [];
  try {
    await waitFor('a lens', async () => {
      last = await lenses(document);
      return last.includes(title);
    });
  } catch {
    equal(last, [title], 'list of lenses');
  }
}

describe('trust of jobs', () => {
  beforeEach(async () => {
    await vscode.commands.executeCommand('keyless.signOut');
    await write('keyless.yaml', KEYLESS);
  });
  after(() => vscode.commands.executeCommand('keyless.signOut'));
  afterEach(tidyUp);

  it('is said above each job that logs in, and follows text and tenant', async () => {
    const document = await writeAndOpen('.github/workflows/trust.yml', workflow('production'));
    await waitForLens(document, 'presents repo:…:environment:production');
    equal((await lenses(document)).length, 3, 'number of lenses: one job logs in');
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    await waitForLens(document, 'presents repo:…:environment:production — trusted by payments-deploy');
    await replace(document, 'environment: production', 'environment: staging');
    await waitForLens(document, 'presents repo:…:environment:staging — payments-deploy does not trust this');
  });

  it('is not said where a setting turns it off', async () => {
    const document = await writeAndOpen('.github/workflows/quiet.yml', workflow('production'));
    await waitForLens(document, 'presents repo:…:environment:production');
    const settings = vscode.workspace.getConfiguration('keyless');
    await settings.update('federation.lens', false, vscode.ConfigurationTarget.Global);
    try {
      await waitFor('no lens', async () => (await lenses(document)).length === 0);
    } finally {
      await settings.update('federation.lens', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('says nothing about YAML that is no pipeline', async () => {
    const document = await writeAndOpen('values.yml', 'deploy:\n  image: azure/login\n  clientId: ${{ vars.X }}\n');
    equal(await lenses(document), [], 'list of lenses');
  });

  it('is explained in a hover, with the nearest cause and where the credential is', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const document = await writeAndOpen('.github/workflows/hover.yml', workflow('staging'));
    // The editor tells of keyless.yaml and of the tenant in its own time; until then a hover says less.
    const text = await waitFor('a hover that knows repository and tenant', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('deploy:') + 1),
      );
      const texts = hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).map(({ value }) => value);
      return texts.find(
        (value) => value.includes('repo:contoso/payments:environment:staging') && /payments\\?-deploy/.test(value),
      );
    });
    ok(text.includes('refuses it'), 'the hover has a verdict');
    ok(text.includes('command:keyless.inventory.reveal'), 'the hover links the identity');
  });

  it('leads from a login to the credential in code', async () => {
    const credential = await write(
      'trust.tf',
      `resource "azuread_application_federated_identity_credential" "a" {
  application_id = azuread_application.a.id
  display_name   = "a"
  issuer         = "https://token.actions.githubusercontent.com"
  subject        = "repo:contoso/payments:environment:production"
  audiences      = ["api://AzureADTokenExchange"]
}
`,
    );
    const document = await writeAndOpen(
      '.github/workflows/definition.yml',
      workflow('production').replace(DEPLOYER, '${{ vars.X }}'),
    );
    const target = await waitFor('a definition', async () => {
      const found = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('azure/login') + 1),
      );
      return found[0];
    });
    equal(target.targetUri.path, credential.path, 'file');
    equal(target.targetRange.start.line, 4, 'line');
  });

  it('is explained on a page that follows the file', async () => {
    const document = await writeAndOpen('.github/workflows/page.yml', workflow('production'));
    await vscode.commands.executeCommand('keyless.explainTokenSubject', {
      uri: document.uri.toString(),
      jobId: 'deploy',
    });
    const page = await waitFor('the page', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'keyless-subject'),
    );
    ok(page.getText().includes('`repo:contoso/payments:environment:production`'), 'the page has the subject');
    await replace(document, 'environment: production', 'environment: staging');
    await waitFor('the page to follow', () => page.getText().includes('environment:staging'));
  });
});
