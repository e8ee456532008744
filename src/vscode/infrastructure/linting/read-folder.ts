import * as vscode from 'vscode';
import { enginePath } from './linted-files.ts';
import type { Change, LintedFolder } from './linted-folder.ts';
import { findIgnoreFiles, findLintedFiles, readFile, readFiles } from './workspace-reader.ts';

/** Where what is read goes. */
export interface FolderReader {
  readonly onChange: (change: Change) => void;
  readonly take: (uri: vscode.Uri, bytes: Uint8Array) => void;
  readonly forget: (uri: string) => void;
}

/** Reads the files of a workspace folder that are not open, forgets those that are gone, and what git says of it. */
export async function readFolder(
  workspaceFolder: vscode.WorkspaceFolder,
  folder: LintedFolder,
  token: vscode.CancellationToken,
  { onChange, take, forget }: FolderReader,
): Promise<void> {
  await readIgnoreFiles(workspaceFolder, folder, token);
  onChange(await readGitFiles(workspaceFolder, folder));
  const found = await findLintedFiles(workspaceFolder, token);
  const uris = found.filter((uri) => !folder.ignores(enginePath(uri)));
  const gone = new Set(folder.documents.map((document) => document.uri));
  for (const uri of [...uris.map(String), ...openDocuments()]) gone.delete(uri);
  for (const uri of gone) forget(uri);
  await readFiles(uris, token, (uri, bytes) => {
    if (!openDocuments().has(uri.toString())) take(uri, bytes);
  });
}

/** By URI. */
export function openDocuments(): ReadonlySet<string> {
  return new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
}

/** Read once a session, like the files of the workspace: who moves a repository opens it anew. */
async function readGitFiles({ uri }: vscode.WorkspaceFolder, folder: LintedFolder): Promise<Change> {
  const read = async (path: string) => {
    const bytes = await readFile(vscode.Uri.joinPath(uri, '.git', path));
    return bytes && new TextDecoder().decode(bytes);
  };
  const [config, originHead] = await Promise.all([read('config'), read('refs/remotes/origin/HEAD')]);
  return folder.readGit({ config, originHead });
}

async function readIgnoreFiles(
  workspaceFolder: vscode.WorkspaceFolder,
  folder: LintedFolder,
  token: vscode.CancellationToken,
): Promise<void> {
  const files: { folder: string; text: string }[] = [];
  const decoder = new TextDecoder();
  await readFiles(await findIgnoreFiles(workspaceFolder, token), token, (uri, bytes) => {
    const parent = enginePath(vscode.Uri.joinPath(uri, '..'));
    files.push({ folder: parent, text: decoder.decode(bytes) });
  });
  folder.readIgnoreFiles(files);
}
