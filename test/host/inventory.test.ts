import * as vscode from 'vscode';
import {
  control,
  emulatorUrl,
  essence,
  fault,
  problemsOf,
  reset,
  type Saved,
  saved,
  signIn,
} from './inventory-support.ts';
import { equal, inFolder, ok, tidyUp, waitFor, writeAndOpen } from './support.ts';

describe('inventory from files', () => {
  afterEach(reset);
  afterEach(tidyUp);

  it('opens the demo tenant without a sign-in', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const { tenant, identities } = await saved();
    equal(tenant.displayName, 'Contoso', 'tenant');
    ok(identities.length > 50, 'the demo tenant has identities');
  });

  it('saves what it opens, byte for byte', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const [first, second] = [inFolder('first.keyless.json'), inFolder('second.keyless.json')];
    await vscode.commands.executeCommand('keyless.saveSnapshot', first);
    await vscode.commands.executeCommand('keyless.openSnapshot', first);
    await vscode.commands.executeCommand('keyless.saveSnapshot', second);
    const read = async (uri: vscode.Uri) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    ok((await read(first)) === (await read(second)), 'the two files are the same');
    for (const uri of [first, second]) await vscode.workspace.fs.delete(uri);
  });

  it('keeps what is open where a file is no snapshot', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    for (const text of ['{', '[]', '{"version": 99}', '']) {
      const { uri } = await writeAndOpen('wrong.keyless.json', text);
      await vscode.commands.executeCommand('keyless.openSnapshot', uri);
      equal((await saved()).tenant.displayName, 'Contoso', 'tenant');
    }
  });

  it('says whose an id is, in a hover', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const identity = (await saved()).identities.find(({ displayName }) => displayName === 'payments-github-deploy');
    ok(identity, 'the demo tenant has the deployer');
    const document = await writeAndOpen('infra/ids.bicep', `var clientId = '${identity.clientId.toUpperCase()}'\n`);
    const text = await waitFor('a hover', async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        new vscode.Position(0, 25),
      );
      return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]).find(({ value }) => value)?.value;
    });
    ok(/payments\S*github\S*deploy/.test(text), 'the hover names the identity');
    ok(text.includes('expire'), 'the hover says when credentials end');
  });

  it('shows an identity as JSON that cannot be edited', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const [identity] = (await saved()).identities;
    ok(identity, 'there is an identity');
    await vscode.commands.executeCommand('keyless.showIdentityAsJson', identity.clientId);
    const document = vscode.window.activeTextEditor?.document;
    equal(document?.uri.scheme, 'keyless-identity', 'scheme');
    equal(JSON.parse(document?.getText() ?? '').clientId, identity.clientId, 'client id');
  });

  it('copies ids and commands', async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    const identity = (await saved()).identities.find(({ applicationId }) => applicationId !== undefined);
    ok(identity, 'there is an application');
    await vscode.commands.executeCommand('keyless.copyAzCommand', identity.clientId);
    equal(await vscode.env.clipboard.readText(), `az ad app show --id ${identity.clientId}`, 'clipboard');
    await vscode.commands.executeCommand('keyless.copyObjectId', { clientId: identity.clientId });
    equal(await vscode.env.clipboard.readText(), identity.applicationId, 'clipboard');
  });
});

const hasEmulator = emulatorUrl() !== undefined;

(hasEmulator ? describe : describe.skip)('inventory of a live tenant', () => {
  let demo: Saved;

  before(async () => {
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    demo = await saved();
  });
  beforeEach(reset);
  after(reset);
  afterEach(tidyUp);

  for (const door of ['azure-cli', 'azd', 'device-code']) {
    it(`reads everything through the door ${door}`, async () => {
      await signIn(door);
      const live = await saved();
      equal(live.tenant, demo.tenant, 'tenant');
      equal(essence(live), essence(demo), 'inventory');
      equal(problemsOf(live), {}, 'problems');
    });
  }

  it('reads what changed, and nothing else, when it is refreshed', async () => {
    await signIn('azure-cli');
    const application = (await saved()).identities.find(({ displayName }) => displayName === 'Badge printer');
    ok(application?.applicationId, 'the application is there');
    await change('PATCH', `/applications/${application.applicationId}`, { displayName: 'Badge printer 2' });
    await control('DELETE', '/statistics');
    await vscode.commands.executeCommand('keyless.inventory.refresh');
    const names = (await saved()).identities.map(({ displayName }) => displayName);
    ok(names.includes('Badge printer 2') && !names.includes('Badge printer'), 'the new name is shown');
    const asked = JSON.stringify(await control('GET', '/statistics'));
    ok(asked.includes('delta'), `changes were asked for: ${asked}`);
    await change('PATCH', `/applications/${application.applicationId}`, { displayName: 'Badge printer' });
  });

  it('shows what changed while it was being read, when it is refreshed', async () => {
    await fault({ kind: 'delay', milliseconds: 2_500 }, 'roleAssignments');
    await vscode.commands.executeCommand('keyless.signIn', 'azure-cli');
    const application = await waitFor('the applications', async () => {
      const { sections, identities } = await saved();
      if (sections.applications?.asOf === undefined) return undefined;
      return identities.find(({ displayName }) => displayName === 'Badge printer');
    });
    const path = `/applications/${application.applicationId}`;
    await change('PATCH', path, { displayName: 'Badge printer 3' });
    await vscode.commands.executeCommand('keyless.inventory.refresh');
    const names = (await saved()).identities.map(({ displayName }) => displayName);
    await change('PATCH', path, { displayName: 'Badge printer' });
    ok(names.includes('Badge printer 3'), 'the new name is shown');
  });

  it('goes on after it was cancelled', async () => {
    await control('PATCH', '/behaviour', { latencyMilliseconds: 150 });
    await control('DELETE', '/statistics');
    await vscode.commands.executeCommand('keyless.signIn', 'azure-cli');
    await waitFor('some answers', async () => {
      const { requests } = (await control('GET', '/statistics')) as { readonly requests: number };
      return requests >= 6;
    });
    await vscode.commands.executeCommand('keyless.inventory.cancel');
    const kinds = Object.values(problemsOf(await saved()));
    ok(kinds.includes('incomplete'), `something is not complete: ${JSON.stringify(kinds)}`);
    await vscode.commands.executeCommand('keyless.inventory.refresh');
    const live = await saved();
    equal(essence(live), essence(demo), 'inventory');
    equal(problemsOf(live), {}, 'problems');
  });

  it('can be left for the demo tenant while it is read', async () => {
    await control('PATCH', '/behaviour', { latencyMilliseconds: 150 });
    await vscode.commands.executeCommand('keyless.signIn', 'azure-cli');
    await vscode.commands.executeCommand('keyless.openDemoTenant');
    equal(essence(await saved()), essence(demo), 'inventory');
  });

  it('switches between tenants by their names', async () => {
    await signIn('azure-cli');
    await vscode.commands.executeCommand('keyless.switchTenant', demo.tenant.id);
    await vscode.commands.executeCommand('keyless.inventory.refresh');
    equal((await saved()).tenant.id, demo.tenant.id, 'tenant');
  });
});

/** Changes the tenant as somebody else would. */
async function change(method: string, path: string, body: unknown): Promise<void> {
  const { accessToken } = (await control('GET', '/token')) as { readonly accessToken: string };
  const response = await fetch(`${emulatorUrl()}/v1.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  ok(response.ok, `the tenant is changed (${response.status})`);
}
