import * as vscode from 'vscode';
import type { CommandId, Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import type { PostureSession } from '../../infrastructure/tenant/posture.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
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
  feature.register(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: async (uri) => {
        const { checkPage, sectionName } = await load();
        return checkPage(uri.path.replace(/^\/|\.md$/g, ''), posture.latest, sectionName);
      },
    }),
  );
  const first = posture.onDidChange(() => {
    first.dispose();
    void boundary.runQuietly('Marking unused mutes', async () => {
      const { MuteDiagnostics } = await load();
      feature.register(new MuteDiagnostics(tenant, posture, lint, boundary));
    });
  });
  feature.register(first);

  let loaded: Promise<PostureCommands> | undefined;
  const add = <Rest extends unknown[]>(
    id: CommandId,
    title: string,
    run: (body: PostureCommands, ...rest: Rest) => unknown,
  ) =>
    commands.add(id, title, async (...rest: Rest) => {
      loaded ??= load().then((services) => new services.PostureCommands(tenant, posture, view, state));
      await run(await loaded, ...rest);
    });
  const { t } = vscode.l10n;
  commands.add('keyless.posture.refresh', t('Assess Again'), () => posture.refresh());
  commands.add('keyless.posture.cancel', t('Cancel Assessment'), () => posture.cancel());
  add('keyless.posture.loadMore', t('Load More'), (body, rowId: string) => body.loadMore(rowId));
  add('keyless.posture.reveal', t('Show in Workload Identities'), (body, target?: CheckTarget) => body.reveal(target));
  add('keyless.posture.groupByArea', t('Group by Area'), (body) => body.show({ grouping: 'area' }));
  add('keyless.posture.groupBySeverity', t('Group by Severity'), (body) => body.show({ grouping: 'severity' }));
  add('keyless.posture.filter', t('Filter Posture'), (body) => body.filter());
  add('keyless.posture.clearFilter', t('Clear Posture Filter'), (body) => body.show({ filter: NO_FILTER }));
  add('keyless.explainCheck', t('Explain Check'), (body, target?: CheckTarget | string) =>
    body.explain(target, SCHEME),
  );
  add('keyless.fixCheck', t('Fix Failing Check'), (body, target?: CheckTarget) => body.fix(target));
  add('keyless.muteCheck', t('Mute Check'), (body, target?: CheckTarget | string, answers?: unknown) =>
    body.mute(target, answers),
  );
  add('keyless.unmuteCheck', t('Unmute Check'), (body, target?: CheckTarget | string) => body.unmute(target));
  return feature;
}
