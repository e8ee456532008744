import * as vscode from 'vscode';
import { type AssessmentSeverity, compareSeverity } from '../../../tenant/assessment/severity.ts';
import { type Html, html } from '../../../text/html.ts';
import type { IdentityPosture } from '../../infrastructure/tenant/posture-assessment.ts';
import { state } from './page-parts.ts';

type Outcome = IdentityPosture['outcomes'][number];

/** What fails for an identity, what is muted or could not be decided, and how the score comes about. */
export function postureSection(posture: IdentityPosture | undefined): Html | undefined {
  if (!posture) return undefined;
  const { t } = vscode.l10n;
  const { outcomes, score } = posture;
  const failing = outcomes.filter(({ outcome, mute }) => outcome === 'fail' && !mute).sort(compare);
  const muted = outcomes.filter(({ mute }) => mute);
  const passed = outcomes.filter(({ outcome }) => outcome === 'pass').length;
  const counts = [
    t('{0} failed', failing.length),
    ...(muted.length > 0 ? [t('{0} muted', muted.length)] : []),
    t('{0} passed', passed),
  ].join(', ');
  const gaps = [...new Set(outcomes.flatMap(({ gap }) => gap?.text ?? []))];
  const parts = score.parts.map(({ label, points }) => t('{0} (+{1})', label, points)).join('; ');
  const sum =
    score.points === 0 ? t('Score 0: there is nothing to lose through it.') : t('Score {0}: {1}', score.points, parts);
  return html`<section><h2>${t('Posture')} <span class="count">${counts}</span></h2>
<p>${sum}</p>
${failing.length + muted.length > 0 && table([...failing, ...muted])}
${gaps.map((gap) => html`<p class="none">${gap}</p>`)}</section>`;
}

function table(rows: readonly Outcome[]): Html {
  const { t } = vscode.l10n;
  const name = t('Failing Checks');
  return html`<div class="wide" tabindex="0" role="region" aria-label="${name}"><table>
<thead><tr><th scope="col">${t('Check')}</th><th scope="col">${t('Severity')}</th><th scope="col">${t('What is wrong')}</th></tr></thead>
<tbody>${rows.map(line)}</tbody></table></div>`;
}

function line({ check, failing, mute }: Outcome): Html {
  const severity = severityOf({ check, failing });
  const argument = encodeURIComponent(JSON.stringify([check.id]));
  const weight = mute ? vscode.l10n.t('muted: {0}', mute.reason) : state(WEIGHTS[severity], NAMES[severity]());
  return html`<tr><th scope="row"><a href="command:keyless.explainCheck?${argument}">${check.title}</a></th><td>${weight}</td><td>${failing?.message}</td></tr>`;
}

const WEIGHTS: Readonly<Record<AssessmentSeverity, 'error' | 'warning' | 'plain'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'plain',
};

const NAMES: Readonly<Record<AssessmentSeverity, () => string>> = {
  critical: () => vscode.l10n.t('critical'),
  high: () => vscode.l10n.t('high'),
  medium: () => vscode.l10n.t('medium'),
  low: () => vscode.l10n.t('low'),
};

function severityOf({ check, failing }: Pick<Outcome, 'check' | 'failing'>): AssessmentSeverity {
  return failing?.severity ?? check.severity;
}

function compare(a: Outcome, b: Outcome): number {
  return compareSeverity(severityOf(a), severityOf(b));
}
