import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { DiskWorkspace } from '../../src/cli/disk-workspace.ts';
import { readConfiguration } from '../../src/cli/read-configuration.ts';
import type { PlanSources } from '../../src/migrate/sources.ts';
import type { Identity } from '../../src/tenant/model/identity.ts';
import type { Inventory } from '../../src/tenant/model/inventory.ts';
import { parseSnapshot } from '../../src/tenant/snapshot/parse.ts';
import { SnapshotSource } from '../../src/tenant/store/snapshot-source.ts';

const ROOT = join(import.meta.dirname, '../..');

export const DEMO: Inventory = parseSnapshot(readFileSync(join(ROOT, 'media/demo-tenant.json'), 'utf8'));
export const NOW = new Date('2026-11-22T12:00:00Z');

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyless-migrate-')));
  folders.push(folder);
  return folder;
}

/** A copy of the example, with more files. */
export function contoso(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder();
  cpSync(join(ROOT, 'examples/contoso'), folder, { recursive: true });
  mkdirSync(join(folder, '.git'));
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What plans are made from, as the command line reads it. */
export function sourcesIn(folder: string, inventory: Inventory = DEMO): PlanSources {
  const workspace = new DiskWorkspace(folder);
  const { configuration } = readConfiguration(workspace, undefined);
  return { workspace, configuration, inventory: new SnapshotSource(inventory), now: NOW };
}

export function identityNamed(displayName: string, inventory: Inventory = DEMO): Identity {
  const found = inventory.identities.find((identity) => identity.displayName === displayName);
  if (!found) throw new Error(`There is no ${displayName}.`);
  return found;
}

/** The demo tenant with one identity changed. */
export function withIdentity(displayName: string, change: Partial<Identity>): Inventory {
  identityNamed(displayName);
  const identities = DEMO.identities.map((one) => (one.displayName === displayName ? { ...one, ...change } : one));
  return { ...DEMO, identities };
}
