import * as vscode from 'vscode';
import { EXTENSION_ID, equal, ok, tidyUp } from './support.ts';

describe('activation', () => {
  afterEach(tidyUp);

  it('succeeds in this host', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    ok(extension, 'the extension is installed');
    await extension.activate();
    ok(extension.isActive, 'the extension is active');
  });

  it('registers every command that the manifest contributes', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    const contributed: { command: string }[] = extension?.packageJSON.contributes.commands;
    const registered = await vscode.commands.getCommands(true);
    ok(contributed.length > 0, 'commands are contributed');
    equal(
      contributed.map(({ command }) => command).filter((command) => !registered.includes(command)),
      [],
      'list of commands without a handler',
    );
  });
});
