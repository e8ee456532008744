import * as vscode from 'vscode';
import type { InventoryStore } from '../../../tenant/store/inventory-store.ts';
import type { SqliteDatabase } from '../../../tenant/store/sqlite-schema.ts';
import type { Connection } from './connection.ts';

type Services = typeof import('./services.ts');
type Sqlite = { readonly DatabaseSync: new (path: string) => SqliteDatabase };

/**
 * The store of one tenant as one account sees it: a file under the extension's storage where the host has SQLite,
 * memory where it has not.
 */
export async function openStore(
  storage: vscode.Uri,
  connection: Connection,
  { InventoryStore: Store, MemoryTables, SqliteTables }: Services,
): Promise<InventoryStore> {
  const sqlite = sqliteOf();
  if (!sqlite || storage.scheme !== 'file') return new Store(new MemoryTables());
  const folder = folderOf(storage);
  await vscode.workspace.fs.createDirectory(folder);
  const path = vscode.Uri.joinPath(folder, await fileName(connection)).fsPath;
  try {
    return new Store(new SqliteTables(new sqlite.DatabaseSync(path)));
  } catch {
    // A file of a newer version, or one that is damaged. It is a copy of what the tenant holds: it is read again.
    await removeStore(storage, connection);
    return new Store(new SqliteTables(new sqlite.DatabaseSync(path)));
  }
}

/** Removes what was read of a tenant from disk. */
export async function removeStore(storage: vscode.Uri, connection: Connection): Promise<void> {
  const name = await fileName(connection);
  for (const suffix of ['', '-wal', '-shm']) {
    const uri = vscode.Uri.joinPath(folderOf(storage), `${name}${suffix}`);
    await vscode.workspace.fs.delete(uri).then(undefined, () => undefined);
  }
}

/** Not imported: a host that has no SQLite must be able to load this file. */
function sqliteOf(): Sqlite | undefined {
  if (typeof process === 'undefined' || typeof process.getBuiltinModule !== 'function') return undefined;
  return process.getBuiltinModule('node:sqlite') as unknown as Sqlite | undefined;
}

function folderOf(storage: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(storage, 'inventory');
}

/** One for each tenant and account, without saying in the file's name who that is. */
async function fileName({ tenantId, account, cloud }: Connection): Promise<string> {
  const bytes = new TextEncoder().encode(`${cloud} ${tenantId} ${account.toLowerCase()}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `${[...hash.slice(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}.db`;
}
