import * as vscode from 'vscode';
import { equal, inFolder, ok, open, problems, sleep, tidyUp, waitForProblems, write, writeAndOpen } from './support.ts';
import { BICEP_WITH_SECRET, LOGIN_WITH_OIDC, LOGIN_WITH_SECRET, TERRAFORM_WITH_SECRET } from './texts.ts';

describe('diagnostics', () => {
  afterEach(tidyUp);

  it('shows a problem in a workflow', async () => {
    const { uri } = await writeAndOpen('.github/workflows/login.yml', LOGIN_WITH_SECRET);
    const [problem] = await waitForProblems(uri, ['client-secret@13']);
    ok(problem, 'there is a problem');
    ok(problem.message.includes('AZURE_CREDENTIALS'), 'the message names the secret');
    equal(problem.severity, vscode.DiagnosticSeverity.Warning, 'severity');
  });

  it('shows a problem in Bicep, without a Bicep extension', async () => {
    const document = await writeAndOpen('infra/app.bicep', BICEP_WITH_SECRET);
    await waitForProblems(document.uri, ['client-secret@6']);
  });

  it('shows a problem in Terraform, without a Terraform extension', async () => {
    const document = await writeAndOpen('terraform/app.tf', TERRAFORM_WITH_SECRET);
    await waitForProblems(document.uri, ['client-secret@5']);
  });

  it('links the code to the page of the rule', async () => {
    const { uri } = await writeAndOpen('.github/workflows/login.yml', LOGIN_WITH_SECRET);
    const [problem] = await waitForProblems(uri, ['client-secret@13']);
    ok(typeof problem?.code === 'object', 'the code is a link');
    equal(problem.code.target.toString(), 'keyless-rule:/client-secret.md', 'link');
  });

  it('says nothing about files it has nothing to do with', async () => {
    const document = await writeAndOpen('notes.yml', 'uses: azure/login@v2\nwith:\n  creds: AZURE_CREDENTIALS\n');
    await sleep(500);
    equal(problems(document.uri), [], 'problems');
  });

  it('shows problems of files that are not open', async () => {
    const uri = await write('.github/workflows/unopened.yml', LOGIN_WITH_SECRET);
    await vscode.commands.executeCommand('keyless.lintWorkspace');
    await waitForProblems(uri, ['client-secret@13']);
  });

  it('keeps the problems of a file that is closed', async () => {
    const uri = inFolder('.github/workflows/deploy.yml');
    await open(uri);
    await waitForProblems(uri, ['client-secret@13']);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await sleep(500);
    await waitForProblems(uri, ['client-secret@13']);
  });

  it('follows files that change or go without being open', async () => {
    await vscode.commands.executeCommand('keyless.lintWorkspace');
    const uri = await write('.github/workflows/outside.yml', LOGIN_WITH_SECRET);
    await waitForProblems(uri, ['client-secret@13']);
    await write('.github/workflows/outside.yml', LOGIN_WITH_OIDC);
    await waitForProblems(uri, []);
    await write('.github/workflows/outside.yml', LOGIN_WITH_SECRET);
    await waitForProblems(uri, ['client-secret@13']);
    await vscode.workspace.fs.delete(uri);
    await waitForProblems(uri, []);
  });

  it('says why a file is skipped', async () => {
    const uri = await write('infra/utf16.bicep', new Uint8Array([0xff, 0xfe, 0x61, 0x00]));
    await vscode.commands.executeCommand('keyless.lintWorkspace');
    const [problem] = await waitForProblems(uri, ['skipped-file@1']);
    equal(problem?.severity, vscode.DiagnosticSeverity.Information, 'severity');
  });
});
