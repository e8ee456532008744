import * as vscode from 'vscode';
import { BOX, NOTES } from '../../../migrate/document/parse.ts';
import type { Plan, Step } from '../../../migrate/plan.ts';
import { destroys } from './change-text.ts';
import { headingLine, readPlan } from './plan-file.ts';
import type { StepResult } from './step-results.ts';
import type { StepTarget } from './targets.ts';

/** Lenses of a plan's document: where it stands at the top, and at each step what can be done about it. */
export function stepLenses(
  document: vscode.TextDocument,
  resultOf: (step: Step) => StepResult | undefined,
): vscode.CodeLens[] {
  const plan = readPlan(document);
  const top = new vscode.Range(0, 0, 0, 0);
  if (typeof plan === 'string') {
    const title = vscode.l10n.t('$(error)\u00a0This cannot be read as a plan. {0}', plan);
    return [lens(top, title, 'keyless.migration.explain', { uri: document.uri.toString(), step: '' })];
  }
  const heading = headingLine(document.getText());
  const boxes = boxLines(document);
  return [
    ...planLenses(new vscode.Range(heading, 0, heading, 0), document, plan),
    ...plan.steps.flatMap((step) => {
      const line = boxes.get(step.id);
      return line === undefined ? [] : lensesOf(new vscode.Range(line, 0, line, 0), document, step, resultOf(step));
    }),
  ];
}

/** The line of each step's box. */
export function boxLines(document: vscode.TextDocument): ReadonlyMap<string, number> {
  const text = document.getText();
  const above = text.slice(0, NOTES.exec(text)?.index ?? text.length);
  return new Map(
    [...above.matchAll(BOX)].map((match) => [match[2] ?? '', document.positionAt(match.index).line] as const),
  );
}

function planLenses(range: vscode.Range, document: vscode.TextDocument, plan: Plan): vscode.CodeLens[] {
  const { t } = vscode.l10n;
  const uri = document.uri.toString();
  const done = plan.steps.filter(({ state }) => state === 'done').length;
  const next = plan.steps.find(({ state }) => state !== 'done');
  const status = next
    ? t('$(checklist)\u00a0{0} of {1} done, next: {2}', done, plan.steps.length, inShort(next.title))
    : t('$(check-all)\u00a0All {0} steps are done', plan.steps.length);
  return [
    lens(range, status, 'keyless.migration.reveal', { uri, step: next?.id ?? '' }),
    lens(range, t('Verify All'), 'keyless.verifyPlan', { uri, step: '' }),
    new vscode.CodeLens(range, {
      title: t('Plan Again'),
      tooltip: t('What is done stays done; what has changed since is listed'),
      command: 'keyless.planMigration',
      arguments: [plan.identity.clientId],
    }),
  ];
}

/** The rest of the line is for what can be done. */
function inShort(title: string): string {
  return title.length <= MAX_TITLE ? title : `${title.slice(0, MAX_TITLE - 1).trimEnd()}…`;
}

const MAX_TITLE = 70;

function lensesOf(
  range: vscode.Range,
  document: vscode.TextDocument,
  step: Step,
  result: StepResult | undefined,
): vscode.CodeLens[] {
  const { t } = vscode.l10n;
  const target: StepTarget = { uri: document.uri.toString(), step: step.id };
  const isAutomatic = step.edits.length > 0 || step.call !== undefined;
  const isDone = step.state === 'done';
  return [
    ...(isAutomatic && !isDone ? [lens(range, t('Preview'), 'keyless.migration.preview', target)] : []),
    ...(isDone ? [] : [lens(range, isAutomatic ? t('Apply') : t('Apply…'), 'keyless.migration.apply', target)]),
    ...(canBeLookedUp(step) ? [lens(range, t('Verify'), 'keyless.migration.verify', target)] : []),
    ...(isDone && canBeUndone(step) ? [lens(range, t('Undo'), 'keyless.migration.undo', target)] : []),
    ...(result ? [lens(range, result.title, 'keyless.migration.explain', target)] : []),
  ];
}

/** What only a person's tick tells is not verified by looking. */
export function canBeLookedUp({ claims }: Step): boolean {
  return claims.some(({ kind }) => kind !== 'confirmed');
}

/** A secret that is gone does not come back, and waiting changes nothing. */
function canBeUndone({ kind, call }: Step): boolean {
  return kind !== 'verify' && !(call && destroys(call.operation));
}

function lens(range: vscode.Range, title: string, command: string, target: StepTarget): vscode.CodeLens {
  return new vscode.CodeLens(range, { title, command, arguments: [target] });
}
