import * as vscode from 'vscode';
import { printPlan } from '../../../migrate/document/print.ts';
import type { ToldPlace } from '../../../migrate/evidence/callers.ts';
import { identitiesAt } from '../../../migrate/identity-of-place.ts';
import { optionsAfter, type PlanOptions } from '../../../migrate/make-plan.ts';
import { PLANS_FOLDER, type Plan, planName } from '../../../migrate/plan.ts';
import { replan } from '../../../migrate/replan.ts';
import type { PlanSources } from '../../../migrate/sources.ts';
import { checker } from '../../../migrate/verify.ts';
import type { Identity } from '../../../tenant/model/identity.ts';
import { OperationError, UserCancelledError } from '../../infrastructure/errors.ts';
import { enginePath, isLinted } from '../../infrastructure/linting/linted-files.ts';
import { exists } from '../../infrastructure/linting/workspace-reader.ts';
import { chooseIdentity } from './choose-identity.ts';
import type { MigrationNeeds } from './index.ts';
import { openPlan, rewrite, showPlan } from './plan-file.ts';
import { planSources, readTenant } from './plan-sources.ts';
import { planWithAnswers } from './questions.ts';
import type { PlaceTarget } from './targets.ts';

/** What was read of the tenant within ten minutes is good enough to plan with. */
const PLAN_MAX_AGE = 600_000;

/** What commands are given: a client id, a row of a view, or a place in a file. */
type Given = string | Row | PlaceTarget | undefined;

interface Row {
  readonly clientId?: string;
  readonly identity?: { readonly clientId: string };
  readonly parent?: Row;
}

/**
 * Plans the migration of one identity, writes the plan into the workspace and shows it. Where there is one, what is done
 * in it stays done, and the notes in it stay as they are.
 * @throws OperationError, UserCancelledError
 */
export async function planMigration(given: unknown, needs: MigrationNeeds): Promise<void> {
  const target = given as Given;
  const cursor = placeAtCursor();
  const place = placeOf(target);
  const folder = place ? folderOf(vscode.Uri.parse(place.uri)) : await chooseFolder();
  await readTenant(needs.tenant, PLAN_MAX_AGE);
  const sources = await planSources(folder, needs);
  const likely = place ? identitiesAt(toldAt(place), sources) : [];
  const identity =
    identityOf(target, sources) ?? (await oneOf(likely, place && lineText(place, sources), sources, needs));
  const file = vscode.Uri.joinPath(folder, PLANS_FOLDER, `${planName(identity)}.md`);
  // What names its identity is found again; what does not, only because somebody said so.
  const isNamed = likely.some(({ clientId }) => clientId === identity.clientId);
  const told = place && !isNamed ? [toldAt(place)] : [];
  const asked = (options: PlanOptions) => planWithAnswers(identity, sources, options, cursor);
  if (await exists(file)) await planAgain(file, told, sources, asked);
  else await planFirst(file, identity, await asked({ told }));
}

async function planFirst(file: vscode.Uri, identity: Identity, plan: Plan): Promise<void> {
  if (plan.decision.way === 'nothing') {
    throw new OperationError(
      vscode.l10n.t('{0} has no client secret, and nothing here signs in with one.', identity.displayName),
    );
  }
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(printPlan(plan)));
  await showPlan(file);
}

async function planAgain(
  file: vscode.Uri,
  told: readonly ToldPlace[],
  sources: PlanSources,
  asked: (options: PlanOptions) => Promise<Plan>,
): Promise<void> {
  const { document, plan: before } = await openPlan(file);
  const fresh = await asked(optionsAfter(before, { told }));
  const check = checker(before, { ...sources, hasInventory: true });
  const plan = replan(before, fresh, (claim, step) => check(claim, step).holds);
  await rewrite(document, plan);
  await showPlan(file);
  sayWhatDrifted(before, plan);
}

function sayWhatDrifted(before: Plan, { drift, steps }: Plan): void {
  const done = new Set(before.steps.filter(({ state }) => state === 'done').map(({ id }) => id));
  const more = steps.filter(({ id, state }) => state === 'done' && !done.has(id)).length;
  const text =
    drift.length === 0
      ? vscode.l10n.t('The plan is as it was. {0} more steps are seen to be done.', more)
      : vscode.l10n.t('{0} things have changed since the last plan; it lists them.', drift.length);
  void vscode.window.showInformationMessage(text);
}

function placeOf(target: Given): PlaceTarget | undefined {
  return typeof target === 'object' && 'uri' in target && 'line' in target ? target : undefined;
}

/** Where somebody looks who then says that it signs in there. */
function placeAtCursor(): ToldPlace | undefined {
  const { document, selection } = vscode.window.activeTextEditor ?? {};
  if (!document || !selection || !isLinted(document)) return undefined;
  return toldAt({ uri: document.uri.toString(), line: selection.active.line + 1 });
}

/** The path as rules see it, and the line. */
export function toldAt({ uri, line }: PlaceTarget): ToldPlace {
  const parsed = vscode.Uri.parse(uri);
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return { path: enginePath(parsed, document?.languageId), line };
}

function identityOf(target: Given, { inventory }: PlanSources): Identity | undefined {
  for (let each = target; each !== undefined; each = typeof each === 'string' ? undefined : (each as Row).parent) {
    const row = each as Row;
    const id = typeof each === 'string' ? each : (row.clientId ?? row.identity?.clientId);
    const identity = id === undefined ? undefined : inventory.identity(id);
    if (identity) return identity;
  }
  return undefined;
}

async function oneOf(
  likely: readonly Identity[],
  line: string | undefined,
  sources: PlanSources,
  needs: MigrationNeeds,
): Promise<Identity> {
  const [only, ...more] = likely;
  return only && more.length === 0 ? only : chooseIdentity(likely, line, sources, needs.tenant);
}

function lineText(place: PlaceTarget, { workspace }: PlanSources): string {
  const { path, line } = toldAt(place);
  const source = workspace.get(path)?.source;
  return source && line <= source.lineCount ? source.slice(source.lineRange(line - 1)) : '';
}

function folderOf(uri: vscode.Uri): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder) return folder.uri;
  throw new OperationError(vscode.l10n.t('{0} is in no folder that is open.', vscode.workspace.asRelativePath(uri)));
}

async function chooseFolder(): Promise<vscode.Uri> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first, ...more] = folders;
  if (!first) throw new OperationError(vscode.l10n.t('Open a folder first: a plan is a file in it.'));
  if (more.length === 0) return first.uri;
  const placeHolder = vscode.l10n.t('Which folder has the code of the identity, and gets the plan?');
  const chosen = await vscode.window.showWorkspaceFolderPick({ placeHolder });
  if (!chosen) throw new UserCancelledError();
  return chosen.uri;
}
