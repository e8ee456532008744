import * as vscode from 'vscode';
import type { Plan } from '../../../migrate/plan.ts';
import type { PlanSources } from '../../../migrate/sources.ts';
import { type Checked, verifyPlan } from '../../../migrate/verify.ts';

/** What was seen of a step when it was verified last. */
export interface StepResult {
  readonly holds: Checked['holds'];
  /** For a lens. */
  readonly title: string;
  /** Why not, a sentence a claim. */
  readonly reasons: readonly string[];
}

/** Looks up the claims of steps; by step. Those without a claim are left out. */
export function resultsOf(plan: Plan, sources: PlanSources): ReadonlyMap<string, StepResult> {
  const byStep = new Map<string, Checked[]>();
  for (const each of verifyPlan(plan, { ...sources, hasInventory: true })) {
    const known = byStep.get(each.step.id);
    if (known) known.push(each);
    else byStep.set(each.step.id, [each]);
  }
  return new Map([...byStep].map(([id, checked]) => [id, resultOf(checked)]));
}

function resultOf(checked: readonly Checked[]): StepResult {
  const { t } = vscode.l10n;
  const fails = checked.filter(({ holds }) => holds === 'fails').map(({ reason }) => reason);
  const unknown = checked.filter(({ holds }) => holds === 'unknown').map(({ reason }) => reason);
  const reasons = [...fails, ...unknown];
  if (fails.length > 0)
    return { holds: 'fails', reasons, title: t('$(error)\u00a0Does not hold: {0}', fails[0] ?? '') };
  if (unknown.length > 0)
    return { holds: 'unknown', reasons, title: t('$(question)\u00a0Unknown: {0}', unknown[0] ?? '') };
  return { holds: 'holds', reasons, title: t('$(pass-filled)\u00a0Holds') };
}
