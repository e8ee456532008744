import * as vscode from 'vscode';
import type { AssessmentSeverity } from '../../../tenant/assessment/severity.ts';
import type { CheckState } from './view-state.ts';

/** Each has a shape of its own: a colour says the same once more. */
const SEVERITIES: Readonly<Record<AssessmentSeverity, readonly [icon: string, colour: string]>> = {
  critical: ['flame', 'problemsErrorIcon.foreground'],
  high: ['error', 'problemsErrorIcon.foreground'],
  medium: ['warning', 'problemsWarningIcon.foreground'],
  low: ['info', 'problemsInfoIcon.foreground'],
};

const STATES: Readonly<Record<Exclude<CheckState, 'failed'>, readonly [icon: string, colour?: string]>> = {
  muted: ['mute'],
  'not-permitted': ['lock'],
  'not-licensed': ['credit-card'],
  unknown: ['question'],
  passed: ['pass', 'testing.iconPassed'],
  'not-applicable': ['circle-slash'],
};

export function severityIcon(severity: AssessmentSeverity): vscode.ThemeIcon {
  const [icon, colour] = SEVERITIES[severity];
  return new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
}

export function stateIcon(state: Exclude<CheckState, 'failed'>): vscode.ThemeIcon {
  const [icon, colour] = STATES[state];
  return colour === undefined ? new vscode.ThemeIcon(icon) : new vscode.ThemeIcon(icon, new vscode.ThemeColor(colour));
}
