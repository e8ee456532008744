import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { OperationError } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { pick } from '../../infrastructure/prompts.ts';

/** The team's configuration file: opened where it is, made where it is missing. */
export function activateConfiguration(session: LintSession, commands: Commands): void {
  commands.add('keyless.openConfiguration', vscode.l10n.t('Open Configuration'), async () => {
    const { uri } = await chooseFolder();
    const { CONFIGURATION_PATHS, CONFIGURATION_SCHEMA_URL } = await session.engine();
    const candidates = CONFIGURATION_PATHS.map((path) => vscode.Uri.joinPath(uri, path));
    const configuration =
      (await firstExisting(candidates)) ??
      (await createConfiguration(vscode.Uri.joinPath(uri, CONFIGURATION_PATHS[0]), template(CONFIGURATION_SCHEMA_URL)));
    await vscode.window.showTextDocument(configuration);
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

async function firstExisting(candidates: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  for (const uri of candidates) {
    try {
      await vscode.workspace.fs.stat(uri);
      return uri;
    } catch {
      // Not there: the next one.
    }
  }
  return undefined;
}

/** @throws OperationError where the folder takes no file */
async function createConfiguration(uri: vscode.Uri, text: string): Promise<vscode.Uri> {
  try {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return uri;
  } catch (cause) {
    throw new OperationError(vscode.l10n.t('{0} could not be written. Is the folder writable?', uri.path), { cause });
  }
}

function template(schemaUrl: string): string {
  return `# yaml-language-server: $schema=${schemaUrl}

# Configuration of Keyless for everybody who works on this repository.

# The level of a rule: error, warning, information, hint or off.
# rules:
#   client-secret: error

# Files that are not checked, as in .gitignore.
# ignore:
#   - samples/**
`;
}
