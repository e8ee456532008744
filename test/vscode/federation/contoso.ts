import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CONFIGURATION_PATHS } from '../../../src/lint/configuration.ts';
import { findConfiguration } from '../../../src/lint/parse-configuration.ts';
import { createDocument, WorkspaceIndex } from '../../../src/lint/workspace-index.ts';
import type { SourceDocument } from '../../../src/model/document.ts';
import type { TrustSources } from '../../../src/rules/federation/trust-of-job.ts';
import { inventoryView } from '../../../src/tenant/snapshot/inventory-view.ts';
import { parseSnapshot } from '../../../src/tenant/snapshot/parse.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** The example workspace and the demo tenant, as the editor joins them. */
export function contoso(): TrustSources & { readonly workspace: WorkspaceIndex } {
  const folder = join(ROOT, 'examples/contoso');
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')] as const);
  const snapshot = readFileSync(join(ROOT, 'media/demo-tenant.json'), 'utf8');
  return { ...sourcesOf(Object.fromEntries(texts)), inventory: inventoryView(parseSnapshot(snapshot)) };
}

/** Files with the configuration among them, and no tenant. */
export function sourcesOf(
  files: Readonly<Record<string, string>>,
): TrustSources & { readonly workspace: WorkspaceIndex } {
  const workspace = new WorkspaceIndex();
  for (const [path, text] of Object.entries(files)) workspace.set(createDocument(`file:///${path}`, path, text));
  const { configuration } = findConfiguration((path) =>
    CONFIGURATION_PATHS.some((one) => one === path) ? workspace.get(path) : undefined,
  );
  return { workspace, repository: configuration.repository, inventory: undefined };
}

export function documentIn({ workspace }: TrustSources, path: string): SourceDocument {
  const document = workspace.get(path);
  if (!document) throw new Error(`There is no ${path}.`);
  return document;
}
