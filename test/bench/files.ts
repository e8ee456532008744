import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED_FOLDERS = new Set(['.git', 'node_modules', '.terraform']);

/** The paths of all files under a folder, sorted; links are not followed. A file is its own only path. */
export function filesUnder(root: string): readonly string[] {
  if (statSync(root).isFile()) return [root];
  const found: string[] = [];
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isFile()) found.push(path);
      else if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) pending.push(path);
    }
  }
  return found.sort();
}

/** The text of a file with its byte order mark; undefined where it is not UTF-8. */
export function readUtf8(path: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
