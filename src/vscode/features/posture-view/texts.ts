import * as vscode from 'vscode';
import type { Area } from '../../../tenant/assessment/areas.ts';
import type { CheckResult, Outcome } from '../../../tenant/assessment/assess.ts';
import type { AssessmentSeverity } from '../../../tenant/assessment/severity.ts';
import type { CheckState } from './view-state.ts';

export const SEVERITY_NAMES: Readonly<Record<AssessmentSeverity, () => string>> = {
  critical: () => vscode.l10n.t('critical'),
  high: () => vscode.l10n.t('high'),
  medium: () => vscode.l10n.t('medium'),
  low: () => vscode.l10n.t('low'),
};

export const SEVERITY_TITLES: Readonly<Record<AssessmentSeverity, () => string>> = {
  critical: () => vscode.l10n.t('Critical'),
  high: () => vscode.l10n.t('High'),
  medium: () => vscode.l10n.t('Medium'),
  low: () => vscode.l10n.t('Low'),
};

export const AREA_NAMES: Readonly<Record<Area, () => string>> = {
  credentials: () => vscode.l10n.t('Credentials'),
  federation: () => vscode.l10n.t('Federation'),
  lifecycle: () => vscode.l10n.t('Lifecycle'),
  privilege: () => vscode.l10n.t('Privilege'),
  governance: () => vscode.l10n.t('Governance'),
};

export const STATE_NAMES: Readonly<Record<CheckState, () => string>> = {
  failed: () => vscode.l10n.t('failed'),
  muted: () => vscode.l10n.t('muted'),
  'not-permitted': () => vscode.l10n.t('not permitted'),
  'not-licensed': () => vscode.l10n.t('not licensed'),
  unknown: () => vscode.l10n.t('not decided'),
  passed: () => vscode.l10n.t('passed'),
  'not-applicable': () => vscode.l10n.t('not applicable'),
};

const COUNT_NAMES: readonly (readonly [Outcome, (count: string) => string])[] = [
  ['fail', (count) => vscode.l10n.t('{0} failed', count)],
  ['muted', (count) => vscode.l10n.t('{0} muted', count)],
  ['pass', (count) => vscode.l10n.t('{0} passed', count)],
  ['not-permitted', (count) => vscode.l10n.t('{0} not permitted', count)],
  ['not-licensed', (count) => vscode.l10n.t('{0} not licensed', count)],
  ['unknown', (count) => vscode.l10n.t('{0} not decided', count)],
];

/** `12 failed`, `2 muted`: what a check counts; of objects that it is not about it says nothing. */
export function countTexts({ check, counts }: Pick<CheckResult, 'check' | 'counts'>): readonly string[] {
  const found = COUNT_NAMES.filter(([outcome]) => counts[outcome] > 0);
  // For the tenant as a whole there is nothing to count.
  if (check.about === 'tenant') return found.map(([outcome]) => STATE_NAMES[STATES[outcome]]());
  return found.map(([outcome, name]) => name(counts[outcome].toLocaleString()));
}

const STATES: Readonly<Record<Outcome, CheckState>> = {
  fail: 'failed',
  muted: 'muted',
  pass: 'passed',
  'not-permitted': 'not-permitted',
  'not-licensed': 'not-licensed',
  unknown: 'unknown',
  'not-applicable': 'not-applicable',
};

/** What weighs most among the outcomes of a check. */
export function stateOf({ counts }: Pick<CheckResult, 'counts'>): CheckState {
  const order: readonly Outcome[] = ['fail', 'not-permitted', 'not-licensed', 'unknown', 'muted', 'pass'];
  return STATES[order.find((outcome) => counts[outcome] > 0) ?? 'not-applicable'];
}

/** `until 2026-12-31`; nothing where it does not end. */
export function untilText(until: string | undefined): string {
  return until === undefined ? '' : vscode.l10n.t('until {0}', until);
}
