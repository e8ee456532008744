import * as vscode from 'vscode';
import { reset, saved } from './inventory-support.ts';
import { equal, inFolder, ok, replace, tidyUp, waitFor, waitForProblems, write, writeAndOpen } from './support.ts';

const CHECK = 'privileged-secret';
const ANSWERS = { reason: 'Its migration is planned.', until: '2099-12-31' };

async function read(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(inFolder(path)));
}

async function openDemo(): Promise<string> {
  await vscode.commands.executeCommand('keyless.openDemoTenant');
  const identity = (await saved()).identities.find(({ displayName }) => displayName === 'payments-terraform');
  ok(identity, 'the demo tenant has the identity');
  return identity.clientId;
}

async function exists(path: string): Promise<boolean> {
  return vscode.workspace.fs.stat(inFolder(path)).then(
    () => true,
    () => false,
  );
}

/** Writes the configuration; the editor may have the one of the test before until it hears of that. */
async function openAnew(text: string): Promise<vscode.TextDocument> {
  const document = await writeAndOpen('keyless.yaml', text);
  await waitFor('the text of the file', () => document.getText() === text && !document.isDirty);
  return document;
}

describe('posture', () => {
  afterEach(reset);
  afterEach(tidyUp);
  // The command makes it.
  afterEach(async () => {
    if (await exists('keyless.yaml')) await vscode.workspace.fs.delete(inFolder('keyless.yaml'));
  });

  it('has a page for each check, which says what it came to in the tenant that is open', async () => {
    await openDemo();
    await vscode.commands.executeCommand('keyless.posture.focus');
    const uri = vscode.Uri.from({ scheme: 'keyless-check', path: `/${CHECK}.md` });
    await vscode.commands.executeCommand('keyless.explainCheck', CHECK);
    const text = (await vscode.workspace.openTextDocument(uri)).getText();
    ok(text.startsWith('# No client secrets on privileged identities\n'), 'the title');
    for (const part of ['## Why', '## How to fix it', '## What it reads', 'Application.Read.All', '## References']) {
      ok(text.includes(part), `the page has ${part}`);
    }
    const none = vscode.Uri.from({ scheme: 'keyless-check', path: '/no-such-check.md' });
    ok(
      (await vscode.workspace.openTextDocument(none)).getText().startsWith('# There is no such check'),
      'no such check',
    );
  });

  it('makes keyless.yaml for the first mute, and leaves the file as it was when the mute is taken back', async () => {
    const clientId = await openDemo();
    ok(!(await exists('keyless.yaml')), 'there is no configuration');
    await vscode.commands.executeCommand('keyless.muteCheck', { checkId: CHECK, clientId }, ANSWERS);
    const text = await read('keyless.yaml');
    ok(
      /^# yaml-language-server: \$schema=\S+\n\nposture:\n {2}mute:\n {4}- check: privileged-secret\n/.test(text),
      text,
    );
    ok(
      text.includes(`      identity: ${clientId}\n      reason: Its migration is planned.\n      until: 2099-12-31\n`),
      text,
    );
    await vscode.commands.executeCommand('keyless.unmuteCheck', { checkId: CHECK, clientId });
    const [comment] = text.split('\n');
    equal(await read('keyless.yaml'), `${comment}\n`, 'the file');
  });

  it('writes into the file that counts, and saves it', async () => {
    await openDemo();
    const before = '# Ours.\r\nfailOn: error # why\r\n';
    const uri = await write('.github/keyless.yaml', before);
    await vscode.commands.executeCommand('keyless.muteCheck', { checkId: CHECK }, ANSWERS);
    const text = await read('.github/keyless.yaml');
    ok(text.startsWith(before), 'what was there is there still');
    ok(text.includes('\r\nposture:\r\n  mute:\r\n    - check: privileged-secret\r\n'), text);
    ok(!(await exists('keyless.yaml')), 'no second file');
    ok(!(await vscode.workspace.openTextDocument(uri)).isDirty, 'it is saved');
    await vscode.commands.executeCommand('keyless.unmuteCheck', { checkId: CHECK });
    equal(await read('.github/keyless.yaml'), before, 'the file');
    await vscode.workspace.fs.delete(uri);
  });

  it('does not save what somebody else has begun to write', async () => {
    await openDemo();
    const document = await openAnew('failOn: error\n');
    await replace(document, 'failOn', '# half a thought\nfailOn');
    await waitFor('a change that is not saved', () => document.isDirty);
    await vscode.commands.executeCommand('keyless.muteCheck', { checkId: CHECK }, ANSWERS);
    equal(await read('keyless.yaml'), 'failOn: error\n', 'the file on disk');
    ok(
      document.isDirty && document.getText().startsWith('# half a thought\nfailOn: error\nposture:\n'),
      'the document',
    );
    await document.save();
  });

  it('leaves a file alone that has mistakes', async () => {
    await openDemo();
    const document = await openAnew('posture: [\n');
    await vscode.commands.executeCommand('keyless.muteCheck', { checkId: CHECK }, ANSWERS);
    equal(document.getText(), 'posture: [\n', 'the text');
  });

  it('marks a mute that hides nothing in the tenant of a snapshot', async () => {
    await openDemo();
    const snapshot = inFolder('posture.keyless.json');
    await vscode.commands.executeCommand('keyless.saveSnapshot', snapshot);
    await vscode.commands.executeCommand('keyless.openSnapshot', snapshot);
    const document = await openAnew('posture:\n  mute:\n    - {check: unknown-issuer, reason: x}\n');
    await vscode.commands.executeCommand('keyless.posture.focus');
    await waitForProblems(document.uri, ['unused-suppression@3']);
    await replace(document, 'unknown-issuer', 'client-secret');
    await waitForProblems(document.uri, []);
    await vscode.workspace.fs.delete(snapshot);
  });

  it('marks mistakes of mutes, and those that have ended', async () => {
    const document = await writeAndOpen(
      'keyless.yaml',
      'posture:\n  mute:\n    - {check: privileged-secrt, reason: x}\n    - {check: privileged-secret, reason: x, until: 2020-01-01}\n',
    );
    await waitForProblems(document.uri, ['configuration-error@3', 'invalid-suppression@4']);
  });
});
