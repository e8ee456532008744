import * as vscode from 'vscode';
import { emulatorUrl, reset, saved, signIn } from './inventory-support.ts';
import { equal, inFolder, ok, tidyUp, write } from './support.ts';

/** Of the demo tenant: two client secrets that nobody uses, and an application with two certificates. */
const PRINTER = 'af3f26a4-43aa-41f3-aba7-088e071692bf';
const LEDGER = 'b2a261ee-9dd8-4fb9-a8f6-a2a119e69415';

async function read(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

describe('the migration backlog', () => {
  beforeEach(() => vscode.commands.executeCommand('keyless.openDemoTenant'));
  afterEach(reset);
  afterEach(tidyUp);

  it('is exported as a sheet, whole and ranked', async () => {
    const uri = inFolder('backlog.csv');
    await vscode.commands.executeCommand('keyless.exportBacklog', 'csv', uri);
    const [head, first, ...rest] = (await read(uri)).trimEnd().split('\r\n');
    await vscode.workspace.fs.delete(uri);
    ok(head?.startsWith('Rank,Identity,'), 'the first line names the columns');
    ok(first?.includes(',critical,'), 'the most dangerous comes first');
    ok(
      rest.some((line) => line.includes(PRINTER)),
      'an identity with unused secrets is in it',
    );
  });

  it('is exported as one issue for each identity', async () => {
    const uri = inFolder('issues');
    await vscode.commands.executeCommand('keyless.exportBacklog', 'issues', uri);
    const names = (await vscode.workspace.fs.readDirectory(uri)).map(([name]) => name);
    const text = await read(vscode.Uri.joinPath(uri, 'badge-printer-af3f26a4.md'));
    await vscode.workspace.fs.delete(uri, { recursive: true });
    equal(
      names.filter((name) => !name.endsWith('.md')),
      [],
      'list of other files',
    );
    ok(names.length > 5, 'each identity has a file');
    ok(text.startsWith('# Take the client secrets of Badge printer out of use\n'), 'the issue has a title');
    ok(text.includes('- [ ] **Remove the client secret'), 'the issue has steps');
  });

  it('gives the issue of one identity to the clipboard', async () => {
    await vscode.env.clipboard.writeText('before');
    await vscode.commands.executeCommand('keyless.copyBacklogIssue', PRINTER);
    ok((await vscode.env.clipboard.readText()).includes('Badge printer'), 'the issue is in the clipboard');
  });
});

describe('changes of identities', () => {
  afterEach(reset);
  afterEach(tidyUp);

  it('are not made in a tenant that is not live', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const before = await saved();
    for (const command of ['keyless.removeSecret', 'keyless.disableIdentity', 'keyless.uploadCertificate']) {
      await vscode.commands.executeCommand(command, PRINTER);
    }
    equal(await saved(), before, 'inventory');
  });

  it('refuse a file with a private key before anything is asked or sent', async function () {
    if (emulatorUrl() === undefined) return this.skip();
    await signIn('azure-cli');
    const text = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
    for (const name of ['with-key.pem', 'with-key.pfx']) {
      await vscode.commands.executeCommand('keyless.uploadCertificate', LEDGER, await write(name, text));
    }
    const { identities } = await saved();
    const ledger = identities.find(({ clientId }) => clientId === LEDGER);
    equal(ledger?.keyCredentials?.length, 2, 'number of certificates');
  });

  it('have a log, which says where there were none', async () => {
    await vscode.commands.executeCommand('keyless.showChangeLog');
    const document = vscode.window.activeTextEditor?.document;
    equal(document?.uri.scheme, 'keyless-changes', 'document that is shown');
    const text = document?.getText() ?? '';
    ok(/^(?:Nothing was changed in a tenant|\d{4}-\d\d-\d\d )/.test(text), 'the log is empty, or begins with a change');
  });
});
