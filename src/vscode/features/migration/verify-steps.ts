import * as vscode from 'vscode';
import type { Plan, Step } from '../../../migrate/plan.ts';
import type { MigrationNeeds } from './index.ts';
import { type OpenPlan, saveStates } from './plan-file.ts';
import { planSources, readTenant } from './plan-sources.ts';
import { canBeLookedUp } from './step-lenses.ts';
import { resultsOf, type StepResult } from './step-results.ts';

/**
 * Looks up what steps claim, in the files and in the tenant as it is now, and ticks those that are seen to be done.
 * @returns what was seen, by step
 */
export async function verifySteps(
  { document, folder, plan }: OpenPlan,
  steps: readonly Step[],
  needs: MigrationNeeds,
): Promise<ReadonlyMap<string, StepResult>> {
  const isInTenant = steps.some(({ claims }) => claims.some(({ kind }) => IN_TENANT.has(kind)));
  if (isInTenant) await readTenant(needs.tenant, 0);
  const all = resultsOf(plan, await planSources(folder, needs));
  const results = new Map(steps.flatMap(({ id }) => (all.has(id) ? [[id, all.get(id) as StepResult] as const] : [])));
  await saveStates(document, { ...plan, steps: plan.steps.map((step) => ticked(step, plan, results)) });
  return results;
}

const IN_TENANT: ReadonlySet<string> = new Set(['trust', 'no-key', 'key-quiet', 'role', 'secrets-forbidden']);

function ticked(step: Step, plan: Plan, results: ReadonlyMap<string, StepResult>): Step {
  const isSeen = results.get(step.id)?.holds === 'holds' && canBeLookedUp(step);
  if (step.state === 'done' || !isSeen) return step;
  // That nobody signs in with a secret counts once nobody has a reason to.
  const isEarly = step.kind === 'verify' && plan.steps.some(({ kind, state }) => kind === 'switch' && state !== 'done');
  if (isEarly) return step;
  const at = new Date().toISOString();
  return { ...step, state: 'done', outcome: { at, text: 'It was looked up, and holds.' } };
}

/** Says in a sentence what was seen. */
export function sayResults(results: ReadonlyMap<string, StepResult>, steps: readonly Step[]): void {
  const { t } = vscode.l10n;
  const counted = (holds: StepResult['holds']) => [...results.values()].filter((each) => each.holds === holds).length;
  const [held, failed, unknown] = [counted('holds'), counted('fails'), counted('unknown')];
  if (failed === 0 && unknown === 0) {
    const first = steps.length === 1 ? steps[0] : undefined;
    const text = first ? t('It holds: {0}', first.title) : t('Everything that the plan claims holds.');
    void vscode.window.showInformationMessage(text);
    return;
  }
  const firstReason = [...results.values()].find(({ holds }) => holds !== 'holds')?.reasons[0] ?? '';
  const text =
    results.size === 1 ? firstReason : t('{0} steps hold, {1} do not, {2} cannot be looked up.', held, failed, unknown);
  void vscode.window.showWarningMessage(text);
}
