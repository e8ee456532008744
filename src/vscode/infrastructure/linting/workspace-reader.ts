import * as vscode from 'vscode';
import { EXCLUDED_FILES, LINTED_FILES } from './linted-files.ts';

/** Larger files are not even decoded: what the engine would say about them is known. */
const MAX_FILE_BYTES = 5 * 1024 * 1024;
const CONCURRENT_READS = 32;

export type FileContent = { readonly text: string } | { readonly skip: 'tooLarge' | 'encoding' };

export function findLintedFiles(
  folder: vscode.WorkspaceFolder,
  token: vscode.CancellationToken,
): Thenable<vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, LINTED_FILES);
  return vscode.workspace.findFiles(pattern, EXCLUDED_FILES, undefined, token);
}

/** Reads files a few at a time; what cannot be read, because it is gone or forbidden, is left out. */
export async function readFiles(
  uris: readonly vscode.Uri[],
  token: vscode.CancellationToken,
  onRead: (uri: vscode.Uri, content: FileContent) => void,
): Promise<void> {
  const rest = uris.values();
  const readNext = async (): Promise<void> => {
    for (const uri of rest) {
      if (token.isCancellationRequested) return;
      const content = await readFile(uri);
      if (content) onRead(uri, content);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_READS }, readNext));
}

/** The text of a file as the editor would show it: decoded as UTF-8, without a byte order mark. */
export async function readFile(uri: vscode.Uri): Promise<FileContent | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
  return decode(bytes);
}

export function decode(bytes: Uint8Array): FileContent {
  if (bytes.byteLength > MAX_FILE_BYTES) return { skip: 'tooLarge' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { skip: 'encoding' };
  }
}
