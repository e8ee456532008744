import * as vscode from 'vscode';
import { CONFIGURATION_PATHS } from '../../../lint/configuration.ts';
import type { Commands } from '../../infrastructure/commands.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import { pick } from '../../infrastructure/prompts.ts';

/** The team's configuration file: opened where it is, made where it is missing. */
export function activateConfiguration(commands: Commands): void {
  commands.add('keyless.openConfiguration', vscode.l10n.t('Open Configuration'), async () => {
    const folder = await chooseFolder();
    await vscode.window.showTextDocument((await findConfiguration(folder)) ?? (await createConfiguration(folder)));
  });
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (!first) {
    throw new OperationError(vscode.l10n.t('Open a folder first: keyless.yaml belongs to a workspace.'));
  }
  if (folders.length === 1) return first;
  const { folder } = await pick(
    folders.map((each) => ({ label: each.name, description: each.uri.path, folder: each })),
    { title: vscode.l10n.t('Open Configuration'), placeHolder: vscode.l10n.t('Of which folder?') },
  );
  return folder;
}

async function findConfiguration(folder: vscode.WorkspaceFolder): Promise<vscode.TextDocument | undefined> {
  for (const path of CONFIGURATION_PATHS) {
    try {
      return await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, path));
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}

/** Opens the file as a new document: nothing is written before the person saves it. */
async function createConfiguration(folder: vscode.WorkspaceFolder): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(folder.uri, CONFIGURATION_PATHS[0]);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(template()) });
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new OperationError(vscode.l10n.t('{0} could not be created. Is the folder writable?', uri.path));
  }
  return vscode.workspace.openTextDocument(uri);
}

function template(): string {
  return `# Configuration of Keyless for everybody who works on this repository.
rules:
  # A rule's level: error, warning, information, hint or off.
  # client-secret: error

# Files that are not checked, as in .gitignore.
ignore: []
`;
}
