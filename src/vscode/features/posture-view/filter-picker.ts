import * as vscode from 'vscode';
import { AREAS, type Area } from '../../../tenant/assessment/areas.ts';
import { ASSESSMENT_SEVERITIES, type AssessmentSeverity } from '../../../tenant/assessment/severity.ts';
import { UserCancelledError } from '../../infrastructure/errors.ts';
import { AREA_NAMES, SEVERITY_TITLES, STATE_NAMES } from './texts.ts';
import type { CheckState, PostureFilter } from './view-state.ts';

interface Item extends vscode.QuickPickItem {
  readonly severity?: AssessmentSeverity;
  readonly area?: Area;
  readonly state?: CheckState;
}

const STATES: readonly CheckState[] = ['failed', 'muted', 'not-permitted', 'not-licensed', 'passed'];

/** What the person wants to see. @throws UserCancelledError */
export async function pickPostureFilter({ severities, areas, states }: PostureFilter): Promise<PostureFilter> {
  const separator = (label: string): Item => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const items: readonly Item[] = [
    separator(vscode.l10n.t('Severity')),
    ...ASSESSMENT_SEVERITIES.map((severity) => ({
      severity,
      label: SEVERITY_TITLES[severity](),
      picked: severities.includes(severity),
    })),
    separator(vscode.l10n.t('Area')),
    ...AREAS.map((area) => ({ area, label: AREA_NAMES[area](), picked: areas.includes(area) })),
    separator(vscode.l10n.t('Outcome')),
    ...STATES.map((state) => ({ state, label: capital(STATE_NAMES[state]()), picked: states.includes(state) })),
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Filter Posture'),
    placeHolder: vscode.l10n.t('What to show; all where nothing of a kind is chosen'),
  });
  if (!chosen) throw new UserCancelledError();
  return {
    severities: chosen.flatMap(({ severity }) => severity ?? []),
    areas: chosen.flatMap(({ area }) => area ?? []),
    states: chosen.flatMap(({ state }) => state ?? []),
  };
}

/** `critical or high, Credentials`: what a filter lets through, in a line. */
export function postureFilterText({ severities, areas, states }: PostureFilter): string {
  const or = (names: readonly string[]) => (names.length === 0 ? [] : [names.join(vscode.l10n.t(' or '))]);
  return [
    ...or(severities.map((severity) => SEVERITY_TITLES[severity]())),
    ...or(areas.map((area) => AREA_NAMES[area]())),
    ...or(states.map((state) => capital(STATE_NAMES[state]()))),
  ].join(', ');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
