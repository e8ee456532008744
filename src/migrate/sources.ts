import type { Configuration } from '../lint/configuration.ts';
import { lint } from '../lint/engine.ts';
import { fingerprints } from '../lint/fingerprint.ts';
import { WorkspaceIndex } from '../lint/workspace-index.ts';
import type { DocumentKind, SourceDocument, Workspace } from '../model/document.ts';
import type { TrustSources } from '../rules/federation/trust-of-job.ts';
import type { Finding } from '../rules/finding.ts';
import type { InventoryView } from '../rules/inventory-view.ts';
import type { InventorySource } from '../tenant/store/inventory-source.ts';
import { sourceView } from '../tenant/store/source-view.ts';

/** All that plans are made from and held against. Nothing is read beyond it. */
export interface PlanSources {
  readonly workspace: Workspace;
  readonly inventory: InventorySource;
  readonly configuration: Configuration;
  readonly now: Date;
}

const KINDS: readonly DocumentKind[] = [
  'bicep',
  'bicepparam',
  'arm-template',
  'arm-parameters',
  'federated-credential',
  'terraform',
  'terraform-variables',
  'terraform-backend',
  'github-workflow',
  'github-action',
  'azure-pipelines',
  'gitlab-ci',
  'kubernetes',
  'helm-values',
  'azd-project',
  'compose',
  'dockerfile',
  'dotenv',
  'functions-settings',
];

/** Every document that can hold a credential, by path. */
export function documentsOf(workspace: Workspace): readonly SourceDocument[] {
  return KINDS.flatMap((kind) => workspace.ofKind(kind)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A copy to try changes on. */
export function copyOf(workspace: Workspace): WorkspaceIndex {
  const copy = new WorkspaceIndex();
  for (const document of documentsOf(workspace)) copy.set(document);
  return copy;
}

export interface MarkedFinding {
  readonly finding: Finding;
  readonly document: SourceDocument;
  /** Survives moved lines. */
  readonly fingerprint: string;
}

/**
 * Rules about credentials that an identity signs in with. Their findings go where its secrets go; what else is wrong in
 * the same files is no part of a migration.
 */
export const CREDENTIAL_RULES: ReadonlySet<string> = new Set([
  'client-secret',
  'expired-credential-in-use',
  'hardcoded-credential',
  'mixed-credentials',
  'secret-minting',
]);

const views = new WeakMap<InventorySource, InventoryView>();

/** The same as long as no more of the tenant was read: rules remember what they found out by a view. */
export function viewOf(inventory: InventorySource): InventoryView | undefined {
  const known = views.get(inventory);
  const view = sourceView(inventory);
  if (!view) return undefined;
  if (known?.asOf === view.asOf && String([...(known.unread ?? [])]) === String([...(view.unread ?? [])])) return known;
  views.set(inventory, view);
  return view;
}

export function trustSources({ workspace, inventory, configuration }: PlanSources): TrustSources {
  return { workspace, repository: configuration.repository, inventory: viewOf(inventory) };
}

/** What is found about credentials in a document, each with the name it keeps. */
export function credentialFindings(document: SourceDocument, sources: PlanSources): readonly MarkedFinding[] {
  const { configuration, now, workspace, inventory } = sources;
  const { findings } = lint(document, workspace, { configuration, now, inventory: viewOf(inventory) });
  // Numbered among all findings, as the reports number them.
  const marks = fingerprints(document, findings);
  return findings.flatMap((finding, index) =>
    CREDENTIAL_RULES.has(finding.ruleId) ? [{ finding, document, fingerprint: marks[index] ?? '' }] : [],
  );
}

/** Line of an offset, from one. */
export function lineAt({ source }: SourceDocument, offset: number): number {
  return source.positionAt(offset).line + 1;
}
