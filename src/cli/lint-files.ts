import { type Configuration, matchesPath } from '../lint/configuration.ts';
import { type LintOptions, lint, skippedResult } from '../lint/engine.ts';
import { type FileReport, reportResult } from '../lint/report/reported.ts';
import { createDocument } from '../lint/workspace-index.ts';
import type { InventoryView } from '../rules/inventory-view.ts';
import type { Rule } from '../rules/rule.ts';
import type { Inventory } from '../tenant/model/inventory.ts';
import { inventoryView } from '../tenant/snapshot/inventory-view.ts';
import type { DiskWorkspace } from './disk-workspace.ts';

/** What all files of a run have in common: plain data, so that it can be sent to a worker. */
export interface LintSettings {
  readonly configuration: Configuration;
  /** What the tenant holds, where a snapshot is given. */
  readonly inventory?: Inventory | undefined;
  readonly now: Date;
}

const views = new WeakMap<Inventory, InventoryView>();

/** The settings as the engine takes them. */
export function lintOptions({ configuration, now, inventory }: LintSettings): LintOptions {
  if (!inventory) return { configuration, now };
  // One view for all files: what rules look up in it is made ready once.
  const view = views.get(inventory) ?? inventoryView(inventory);
  views.set(inventory, view);
  return { configuration, now, inventory: view };
}

/** Lints some files of a workspace; those with nothing to say are left out. */
export function lintFiles(
  workspace: DiskWorkspace,
  paths: readonly string[],
  settings: LintSettings,
  rules?: readonly Rule[],
): readonly FileReport[] {
  return paths.flatMap((path) => {
    const report = lintFile(workspace, path, settings, rules);
    return report.findings.length > 0 || report.errors.length > 0 ? [report] : [];
  });
}

function lintFile(
  workspace: DiskWorkspace,
  path: string,
  settings: LintSettings,
  rules: readonly Rule[] | undefined,
): FileReport {
  const { configuration } = settings;
  const document = workspace.get(path);
  const byUri = (uri: string) => workspace.byUri(uri);
  if (document) {
    const result = lint(document, workspace, { ...lintOptions(settings), ...(rules ? { rules } : {}) });
    const report = reportResult(document, result, byUri);
    workspace.release(document);
    return report;
  }
  const decoded = workspace.read(path);
  const reason = decoded?.kind === 'skipped' ? decoded.reason : 'unreadable';
  const empty = createDocument(workspace.uriOf(path), path, '');
  // Without content nobody can tell whether a YAML or JSON file is one of ours: those stay silent.
  const isOurs = empty.kind !== 'other' && !matchesPath(configuration.ignore, path);
  return isOurs
    ? reportResult(empty, skippedResult(empty.uri, reason, configuration), byUri)
    : { path, findings: [], errors: [] };
}
