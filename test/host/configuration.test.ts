import * as vscode from 'vscode';
import {
  equal,
  inFolder,
  open,
  problems,
  replace,
  tidyUp,
  waitFor,
  waitForProblems,
  write,
  writeAndOpen,
} from './support.ts';
import { LOGIN_WITH_SECRET } from './texts.ts';

describe('configuration', () => {
  afterEach(tidyUp);

  it('obeys keyless.yaml at once, saved or not', async () => {
    const { uri } = await writeAndOpen('.github/workflows/level.yml', LOGIN_WITH_SECRET);
    await waitForProblems(uri, ['client-secret@13']);
    const configuration = await writeAndOpen('keyless.yaml', 'rules:\n  client-secret: off\n');
    await waitForProblems(uri, []);
    await replace(configuration, 'off', 'error');
    const [problem] = await waitForProblems(uri, ['client-secret@13']);
    equal(problem?.severity, vscode.DiagnosticSeverity.Error, 'severity');
    await configuration.save();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(configuration.uri);
    await waitFor('the default level', () => problems(uri)[0]?.severity === vscode.DiagnosticSeverity.Warning);
  });

  it('shows mistakes of keyless.yaml in it', async () => {
    const document = await writeAndOpen('keyless.yaml', 'rulez:\n  client-secret: off\n');
    await waitForProblems(document.uri, ['configuration-error@1']);
    await replace(document, 'rulez', 'rules');
    await waitForProblems(document.uri, []);
  });

  it('makes keyless.yaml where there is none, and opens the one that is there', async () => {
    await vscode.commands.executeCommand('keyless.openConfiguration');
    equal(vscode.window.activeTextEditor?.document.uri.path, inFolder('keyless.yaml').path, 'path');
    await waitFor('its text', () => vscode.window.activeTextEditor?.document.getText().includes('rules:'));
    await waitForProblems(inFolder('keyless.yaml'), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(inFolder('keyless.yaml'));
    const uri = await write('.github/keyless.yaml', 'ignore: []\n');
    await vscode.commands.executeCommand('keyless.openConfiguration');
    equal(vscode.window.activeTextEditor?.document.uri.path, uri.path, 'path');
  });

  it('is silent where the setting says so', async () => {
    const { uri } = await writeAndOpen('.github/workflows/enable.yml', LOGIN_WITH_SECRET);
    await waitForProblems(uri, ['client-secret@13']);
    const settings = vscode.workspace.getConfiguration('keyless');
    await settings.update('enable', false, vscode.ConfigurationTarget.Workspace);
    try {
      await waitForProblems(uri, []);
    } finally {
      await settings.update('enable', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await waitForProblems(uri, ['client-secret@13']);
    await open(uri);
  });
});
