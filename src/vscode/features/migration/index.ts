import * as vscode from 'vscode';
import type { CommandId, Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { ErrorBoundary } from '../../infrastructure/errors.ts';
import type { LintSession } from '../../infrastructure/linting/lint-session.ts';
import { DOCUMENTS } from '../../infrastructure/linting/linted-files.ts';
import type { Settings } from '../../infrastructure/settings.ts';
import type { TenantLink } from '../../infrastructure/tenant/tenant-link.ts';
import type { TenantSession } from '../../infrastructure/tenant/tenant-session.ts';
import type { Migrations } from './migrations.ts';
import { PlaceActions } from './place-actions.ts';
import { PlaceLenses } from './place-lenses.ts';
import { PlanLenses } from './plan-lenses.ts';
import { isPlan, PLANS, type StepTarget } from './targets.ts';

export interface MigrationNeeds {
  readonly lint: LintSession;
  readonly tenant: TenantSession;
  readonly link: TenantLink;
  readonly settings: Settings;
  readonly boundary: ErrorBoundary;
}

type Loaded = typeof import('../../migration.ts');

/** Plans that take secrets out of use: made from where a secret is seen, and carried out step by step in their document. */
export function activateMigration(needs: MigrationNeeds, commands: Commands, load: () => Promise<Loaded>): Disposable {
  const feature = new Disposable();
  let loaded: Promise<Migrations> | undefined;
  const migrations = () => {
    loaded ??= load().then(({ Migrations }) => feature.register(new Migrations(needs)));
    return loaded;
  };
  const { languages } = vscode;
  const planLenses = feature.register(new PlanLenses(migrations, needs.boundary));
  feature.register(languages.registerCodeLensProvider({ pattern: PLANS }, planLenses));
  const placeLenses = feature.register(new PlaceLenses(migrations, needs));
  feature.register(languages.registerCodeLensProvider(DOCUMENTS, placeLenses));
  feature.register(
    languages.registerCodeActionsProvider(DOCUMENTS, new PlaceActions(migrations, needs), PlaceActions.metadata),
  );

  commands.add('keyless.planMigration', vscode.l10n.t('Plan Migration'), async (target?: unknown) =>
    (await migrations()).plan(target),
  );
  commands.add('keyless.verifyPlan', vscode.l10n.t('Verify Migration Plan'), async (target?: vscode.Uri | StepTarget) =>
    (await migrations()).verifyAll(planUri(target)),
  );
  const forStep = (id: CommandId, title: string, act: (all: Migrations, target: StepTarget) => Promise<void>) =>
    commands.add(id, title, async (target: StepTarget) => {
      const all = await migrations();
      await act(all, target);
    });
  forStep('keyless.migration.preview', vscode.l10n.t('Preview Step'), (all, target) => all.preview(target));
  forStep('keyless.migration.apply', vscode.l10n.t('Apply Step'), (all, target) => all.apply(target));
  forStep('keyless.migration.verify', vscode.l10n.t('Verify Step'), (all, target) => all.verify(target));
  forStep('keyless.migration.undo', vscode.l10n.t('Undo Step'), (all, target) => all.undo(target));
  forStep('keyless.migration.reveal', vscode.l10n.t('Show Step'), (all, target) => all.reveal(target));
  forStep('keyless.migration.explain', vscode.l10n.t('Explain'), (all, target) => all.explain(target));
  return feature;
}

/** Menus pass a URI, lenses a target; the palette nothing, and means the plan that is open. */
function planUri(target: vscode.Uri | StepTarget | undefined): vscode.Uri | undefined {
  if (target instanceof vscode.Uri) return target;
  if (target && typeof target.uri === 'string') return vscode.Uri.parse(target.uri);
  const active = vscode.window.activeTextEditor?.document.uri;
  return active && isPlan(active) ? active : undefined;
}
