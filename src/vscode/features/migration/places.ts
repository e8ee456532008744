import * as vscode from 'vscode';
import { parsePlan } from '../../../migrate/document/parse.ts';
import { identitiesAt } from '../../../migrate/identity-of-place.ts';
import { PLANS_FOLDER, planName } from '../../../migrate/plan.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import type { FileFindings } from '../../infrastructure/linting/finding-store.ts';
import { readFile } from '../../infrastructure/linting/workspace-reader.ts';
import type { MigrationNeeds } from './index.ts';
import { isAboutSecret } from './place-actions.ts';
import { toldAt } from './plan-migration.ts';
import { planSources } from './plan-sources.ts';
import type { PlaceTarget } from './targets.ts';

/** One for each place in a file that holds or uses a secret of an identity which the place tells. */
export async function placeLenses(
  document: vscode.TextDocument,
  file: FileFindings,
  needs: MigrationNeeds,
  token: vscode.CancellationToken,
): Promise<vscode.CodeLens[]> {
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  const findings = file.findings.filter(isAboutSecret);
  if (!folder || findings.length === 0) return [];
  const sources = await planSources(folder, needs);
  if (token.isCancellationRequested) return [];
  const lines = [...new Set(findings.map(({ range }) => file.source.positionAt(range.start).line + 1))];
  const uri = document.uri.toString();
  const lenses: vscode.CodeLens[] = [];
  for (const line of lines) {
    const [identity, ...more] = identitiesAt(toldAt({ uri, line }), sources);
    if (!identity || more.length > 0) continue;
    lenses.push(await placeLens({ uri, line }, identity, folder));
  }
  return lenses;
}

async function placeLens(place: PlaceTarget, identity: Identity, folder: vscode.Uri): Promise<vscode.CodeLens> {
  const { t } = vscode.l10n;
  const range = new vscode.Range(place.line - 1, 0, place.line - 1, 0);
  const file = vscode.Uri.joinPath(folder, PLANS_FOLDER, `${planName(identity)}.md`);
  const progress = await progressOf(file);
  if (progress === undefined) {
    return new vscode.CodeLens(range, {
      title: t('Plan the migration of {0} off this secret…', identity.displayName),
      command: 'keyless.planMigration',
      arguments: [place],
    });
  }
  return new vscode.CodeLens(range, {
    title: t('$(checklist)\u00a0Migration of {0}: {1}', identity.displayName, progress),
    tooltip: t('Open the plan'),
    command: 'vscode.open',
    arguments: [file],
  });
}

/** How far the plan in a file is; undefined where there is none. */
async function progressOf(file: vscode.Uri): Promise<string | undefined> {
  const bytes = await readFile(file);
  if (!bytes) return undefined;
  try {
    const { steps } = parsePlan(new TextDecoder().decode(bytes));
    const done = steps.filter(({ state }) => state === 'done').length;
    return vscode.l10n.t('{0} of {1} steps done', done, steps.length);
  } catch {
    return vscode.l10n.t('its plan cannot be read');
  }
}

/** Whether a place tells whose secret it is about. */
export async function namesIdentity(place: PlaceTarget, needs: MigrationNeeds): Promise<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(place.uri))?.uri;
  if (!folder) return false;
  return identitiesAt(toldAt(place), await planSources(folder, needs)).length > 0;
}
