import * as vscode from 'vscode';
import { EXCLUDED_FILES, LINTED_FILES } from './linted-files.ts';

const CONCURRENT_READS = 32;

export function findLintedFiles(
  folder: vscode.WorkspaceFolder,
  token: vscode.CancellationToken,
): Thenable<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, LINTED_FILES);
  return vscode.workspace.findFiles(pattern, EXCLUDED_FILES, undefined, token);
}

export function findIgnoreFiles(
  folder: vscode.WorkspaceFolder,
  token: vscode.CancellationToken,
): Thenable<vscode.Uri[]> {
  return vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, '**/.gitignore'),
    EXCLUDED_FILES,
    undefined,
    token,
  );
}

/** Reads files a few at a time; what cannot be read, because it is gone or forbidden, is left out. */
export async function readFiles(
  uris: readonly vscode.Uri[],
  token: vscode.CancellationToken,
  onRead: (uri: vscode.Uri, bytes: Uint8Array) => void,
): Promise<void> {
  const rest = uris.values();
  const readNext = async (): Promise<void> => {
    for (const uri of rest) {
      if (token.isCancellationRequested) return;
      const bytes = await readFile(uri);
      if (bytes) onRead(uri, bytes);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, readNext));
}

/** @returns undefined where the file cannot be read */
export async function readFile(uri: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
