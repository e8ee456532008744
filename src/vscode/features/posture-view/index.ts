import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import type { PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import { MuteDiagnostics } from './mute-diagnostics.ts';
import type { MuteAnswers } from './mute-prompt.ts';
import type { CheckTarget, PostureCommands } from './posture-commands.ts';
import { PostureView } from './posture-view.ts';
import { NO_FILTER, PostureViewState } from './view-state.ts';

type Tenant = typeof import('../../tenant.ts');

/** Pages of checks are documents of this scheme; package.json says that they open as a preview. */
const SCHEME = 'keyless-check';

/** The view "Posture" and what is done with it. */
export function activatePostureView(
  memory: vscode.Memento,
  tenant: TenantSession,
  posture: PostureSession,
  lint: LintSession,
  commands: Commands,
  boundary: ErrorBoundary,
  load: () => Promise<Tenant>,
): Disposable {
  const feature = new Disposable();
  const state = new PostureViewState(memory);
  const view = feature.register(new PostureView(tenant, posture, state, boundary, load));
  feature.register(new MuteDiagnostics(tenant, posture, lint, boundary));
  feature.register(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) =>
        (await load()).checkPage(uri.path.replace(/^\/|\.md$/g, ''), posture.latest),
    }),
  );
  let loaded: Promise<PostureCommands> | undefined;
  const body = () => {
    loaded ??= load().then((services) => new services.PostureCommands(tenant, posture));
    return loaded;
  };

  commands.add('keyless.posture.refresh', vscode.l10n.t('Assess Again'), () => posture.refresh());
  commands.add('keyless.posture.cancel', vscode.l10n.t('Cancel Assessment'), () => posture.cancel());
  commands.add('keyless.posture.loadMore', vscode.l10n.t('Load More'), async (rowId: string) => {
    (await view.tree()).loadMore(rowId);
    view.refresh();
  });
  commands.add('keyless.posture.reveal', vscode.l10n.t('Show in Workload Identities'), async (target?: CheckTarget) => {
    await vscode.commands.executeCommand('keyless.inventory.reveal', target?.clientId);
  });
  commands.add('keyless.posture.groupByArea', vscode.l10n.t('Group by Area'), async () => {
    await state.set({ grouping: 'area' });
    view.refresh();
  });
  commands.add('keyless.posture.groupBySeverity', vscode.l10n.t('Group by Severity'), async () => {
    await state.set({ grouping: 'severity' });
    view.refresh();
  });
  commands.add('keyless.posture.filter', vscode.l10n.t('Filter Posture'), async () => {
    await state.set({ filter: await (await load()).pickPostureFilter(state.options.filter) });
    view.refresh();
  });
  commands.add('keyless.posture.clearFilter', vscode.l10n.t('Clear Posture Filter'), async () => {
    await state.set({ filter: NO_FILTER });
    view.refresh();
  });
  commands.add('keyless.explainCheck', vscode.l10n.t('Explain Check'), async (target?: CheckTarget | string) => {
    const id = await (await body()).checkOf(target, vscode.l10n.t('Explain Check'));
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.from({ scheme: SCHEME, path: `/${id}.md` }));
  });
  commands.add('keyless.fixCheck', vscode.l10n.t('Fix Failing Check'), async (target?: CheckTarget) => {
    await (await body()).fix(target);
  });
  commands.add(
    'keyless.muteCheck',
    vscode.l10n.t('Mute Check'),
    async (target?: CheckTarget | string, answers?: unknown) => {
      await (await body()).mute(target, isAnswers(answers) ? answers : undefined);
    },
  );
  commands.add('keyless.unmuteCheck', vscode.l10n.t('Unmute Check'), async (target?: CheckTarget | string) => {
    await (await body()).unmute(target);
  });
  return feature;
}

/** A menu passes the selected rows as its second argument. */
function isAnswers(value: unknown): value is MuteAnswers {
  return typeof value === 'object' && value !== null && 'reason' in value && typeof value.reason === 'string';
}
