import * as vscode from 'vscode';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import type { InventoryStore } from '../../../tenant/store/inventory-store.ts';
import { OperationError } from '../errors.ts';
import type { Connection } from './connection.ts';

type Services = typeof import('./services.ts');

/** Which inventory is open. */
export type OpenInventory = SavedInventory | LiveInventory;

/** An inventory that was read at another time: nothing of it changes. */
export interface SavedInventory {
  readonly kind: 'demo' | 'snapshot';
  readonly name: string;
  readonly source: InventorySource;
}

export interface LiveInventory {
  readonly kind: 'live';
  /** Of the tenant, once it was read; its id until then. */
  readonly name: string;
  readonly source: InventoryStore;
  readonly connection: Connection;
}

/** @param now milliseconds since 1970: the demo tenant is as old as it was on the day it was made */
export async function openDemo(
  extension: vscode.Uri,
  { parseSnapshot, readAt, SnapshotSource }: Services,
  now: number,
): Promise<SavedInventory> {
  const inventory = parseSnapshot(await textOf(vscode.Uri.joinPath(extension, 'media', 'demo-tenant.json')));
  return { kind: 'demo', name: vscode.l10n.t('Demo tenant'), source: new SnapshotSource(readAt(inventory, now)) };
}

/** @throws OperationError where the file is no snapshot; it says where and why */
export async function openSnapshot(
  uri: vscode.Uri,
  { parseSnapshot, SnapshotError, SnapshotSource }: Services,
): Promise<SavedInventory> {
  const text = await textOf(uri);
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  try {
    return { kind: 'snapshot', name, source: new SnapshotSource(parseSnapshot(text)) };
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    throw new OperationError(vscode.l10n.t('{0} is no snapshot that Keyless can read: {1}', name, error.message), {
      cause: error,
    });
  }
}

export function liveInventory(source: InventoryStore, connection: Connection): LiveInventory {
  const { displayName, defaultDomain } = source.header?.tenant ?? {};
  return { kind: 'live', name: displayName ?? defaultDomain ?? connection.tenantId, source, connection };
}

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
