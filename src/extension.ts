import type * as vscode from 'vscode';
import { activateChangeLog } from './vscode/features/change-log/index.ts';
import { activateConfiguration } from './vscode/features/configuration/index.ts';
import { activateDiagnostics } from './vscode/features/diagnostics/index.ts';
import { activateExplainSubject } from './vscode/features/explain-subject/index.ts';
import { activateFederatedCredential } from './vscode/features/federated-credential/index.ts';
import { activateFederationLens } from './vscode/features/federation-lens/index.ts';
import { identityPlaces } from './vscode/features/findings-view/by-identity.ts';
import { activateFindingsView } from './vscode/features/findings-view/index.ts';
import { activateFixes } from './vscode/features/fixes/index.ts';
import { activateGitHubFacts } from './vscode/features/github-facts/index.ts';
import { activateHovers } from './vscode/features/hovers/index.ts';
import { activateIdentityActions } from './vscode/features/identity-actions/index.ts';
import { activateIdentityChanges } from './vscode/features/identity-changes/index.ts';
import { activateIdentityDetails } from './vscode/features/identity-details/index.ts';
import { activateIdentityHover } from './vscode/features/identity-hover/index.ts';
import { activateInventoryTree } from './vscode/features/inventory-tree/index.ts';
import { activateMigration } from './vscode/features/migration/index.ts';
import { activateMigrationsView } from './vscode/features/migrations-view/index.ts';
import { activatePolicies } from './vscode/features/policies/index.ts';
import { activatePostureReport } from './vscode/features/posture-report/index.ts';
import { activatePostureView } from './vscode/features/posture-view/index.ts';
import { activateRulePages } from './vscode/features/rule-pages/index.ts';
import { activateSignIn } from './vscode/features/sign-in/index.ts';
import { activateSnapshots } from './vscode/features/snapshots/index.ts';
import { activateStatus } from './vscode/features/status/index.ts';
import { activateSuppressions } from './vscode/features/suppressions/index.ts';
import { activateTenantFindings } from './vscode/features/tenant-findings/index.ts';
import { activateTenantStatus } from './vscode/features/tenant-status/index.ts';
import { activateWorkspaceLint } from './vscode/features/workspace-lint/index.ts';
import { Commands } from './vscode/infrastructure/commands.ts';
import { Disposable } from './vscode/infrastructure/disposable.ts';
import { ErrorBoundary } from './vscode/infrastructure/errors.ts';
import { FederationSession } from './vscode/infrastructure/federation/federation-session.ts';
import { TrustedJobs } from './vscode/infrastructure/federation/trusted-jobs.ts';
import { GitHubLink } from './vscode/infrastructure/github/github-link.ts';
import { EditorWatcher } from './vscode/infrastructure/linting/editor-watcher.ts';
import { LintSession } from './vscode/infrastructure/linting/lint-session.ts';
import { nextTurn } from './vscode/infrastructure/linting/work-in-slices.ts';
import { Log } from './vscode/infrastructure/log.ts';
import { Settings } from './vscode/infrastructure/settings.ts';
import { PostureSession } from './vscode/infrastructure/tenant/posture.ts';
import { TenantLink } from './vscode/infrastructure/tenant/tenant-link.ts';
import { TenantSession } from './vscode/infrastructure/tenant/tenant-session.ts';
import { WorkspaceUses } from './vscode/infrastructure/tenant/workspace-uses.ts';

/**
 * Registers everything and does nothing else: the engine is loaded for the first document that needs it. Done in turns,
 * so that the editor and other extensions never wait for all of it; commands wait for the end.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const root = new Disposable();
  context.subscriptions.push(root);

  const log = root.register(new Log());
  const boundary = new ErrorBoundary(log);
  const settings = root.register(new Settings());
  const commands = root.register(new Commands(boundary));
  const session = root.register(new LintSession(settings, boundary));

  await nextTurn();
  root.register(activateDiagnostics(session.store));
  root.register(activateStatus(session.store, settings));

  await nextTurn();
  root.register(activateFixes(session, commands, boundary));
  root.register(activateSuppressions(session, commands));
  root.register(activateHovers(session));
  root.register(activateRulePages(context.extensionUri, session, commands));
  root.register(activateWorkspaceLint(session, settings, commands, boundary));
  activateConfiguration(session, commands);

  await nextTurn();
  const loadTenant = () => import('./vscode/tenant.ts');
  const tenant = root.register(new TenantSession(context, settings, boundary, loadTenant));
  const posture = root.register(new PostureSession(tenant, settings, session, boundary));
  const uses = root.register(new WorkspaceUses(session));
  root.register(activateFindingsView(session, identityPlaces(tenant, uses), commands, context.workspaceState));
  const link = root.register(new TenantLink(tenant, session, boundary));
  const federation = root.register(new FederationSession(session, tenant, link, boundary));
  const jobs = root.register(new TrustedJobs(federation, boundary));
  root.register(activateInventoryTree(context, tenant, commands, loadTenant, uses, jobs));
  root.register(activateIdentityActions(tenant, commands));
  root.register(activateIdentityDetails(tenant, posture, uses, commands));
  root.register(activateIdentityHover(tenant));
  root.register(activateSignIn(tenant, commands));
  root.register(activateChangeLog(tenant, commands));
  root.register(activateTenantFindings(session, link, boundary));
  root.register(activateTenantStatus(tenant, settings));
  root.register(activatePostureView(context.workspaceState, tenant, posture, session, commands, boundary, loadTenant));
  const loadReport = () => import('./vscode/report.ts');
  root.register(activatePostureReport({ context, tenant, posture, settings, boundary }, commands, loadReport));
  activateSnapshots(tenant, commands);

  await nextTurn();
  root.register(activateFederationLens(federation, settings, commands, boundary));
  root.register(activateExplainSubject(federation, commands));
  const loadFederation = () => import('./vscode/federation.ts');
  activateFederatedCredential(federation, tenant, commands, loadFederation);
  root.register(activateIdentityChanges(tenant, commands, () => import('./vscode/changes.ts')));
  activateGitHubFacts(root.register(new GitHubLink(session, settings, boundary, loadFederation)), commands);
  const loadMigration = () => import('./vscode/migration.ts');
  root.register(activateMigration({ lint: session, tenant, link, settings, boundary }, commands, loadMigration));
  root.register(activateMigrationsView({ lint: session, tenant, link, boundary }, commands, loadMigration));
  const loadPolicies = () => import('./vscode/policies.ts');
  root.register(activatePolicies(context, tenant, commands, loadPolicies));

  // Last, when everybody listens.
  await nextTurn();
  root.register(new EditorWatcher(session, settings, boundary));
}
