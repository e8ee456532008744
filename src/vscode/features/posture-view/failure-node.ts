import * as vscode from 'vscode';
import type { Failure, MutedFailure } from '../../../tenant/assessment/assess.ts';
import type { Check } from '../../../tenant/assessment/check.ts';
import type { Score } from '../../../tenant/assessment/score.ts';
import type { InventorySource } from '../../../tenant/store/inventory-source.ts';
import type { IdentitySummary } from '../../../tenant/store/summary.ts';
import { severityIcon, stateIcon } from './icons.ts';
import { PostureNode } from './node.ts';
import { SEVERITY_NAMES, untilText } from './texts.ts';

/** An identity, or the tenant, for which a check fails. */
export class FailureNode extends PostureNode {
  readonly checkId: string;
  readonly failure: Failure | MutedFailure;
  /** Of the identity, for its commands; undefined for the tenant. */
  readonly clientId: string | undefined;

  constructor(parent: PostureNode, check: Check, failure: Failure | MutedFailure, source: InventorySource) {
    const { clientId, displayName, message, severity } = failure;
    const mute = muteOf(failure);
    const name = SEVERITY_NAMES[severity]();
    const muted = mute && [vscode.l10n.t('muted'), untilText(mute.until)].filter(Boolean).join(' ');
    const summary = clientId === undefined ? undefined : source.summary(clientId);
    super(parent, `${parent.id}/${clientId ?? 'tenant'}`, {
      label: displayName,
      description: mute ? `${muted} · ${mute.reason}` : message,
      icon: mute ? stateIcon('muted') : severityIcon(severity),
      context: contextOf(summary, mute !== undefined),
      command:
        clientId === undefined
          ? { command: 'keyless.explainCheck', title: vscode.l10n.t('Explain Check'), arguments: [check.id] }
          : { command: 'keyless.showDetails', title: vscode.l10n.t('Show Details'), arguments: [clientId] },
      accessibility: mute
        ? vscode.l10n.t('{0}, {1}: {2} Otherwise {3}. {4}', displayName, muted ?? '', mute.reason, name, message)
        : vscode.l10n.t('{0}, {1}. {2}', displayName, name, message),
    });
    this.checkId = check.id;
    this.failure = failure;
    this.clientId = clientId;
  }

  /** Made when a person rests on the row: it needs the whole identity. */
  tooltip(score: Score | undefined): vscode.MarkdownString {
    const { displayName, message, severity } = this.failure;
    const mute = muteOf(this.failure);
    const text = new vscode.MarkdownString();
    text.appendMarkdown('**').appendText(displayName).appendMarkdown('** · ').appendText(SEVERITY_NAMES[severity]());
    text.appendMarkdown('\n\n').appendText(message);
    if (mute) {
      text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Muted: {0}', mute.reason));
      if (mute.until !== undefined) text.appendText(` (${untilText(mute.until)})`);
    }
    if (score && score.points > 0) {
      text.appendMarkdown('\n\n').appendText(vscode.l10n.t('Score: {0}', score.points)).appendMarkdown('\n');
      for (const { label, points } of score.parts) text.appendMarkdown(`\n- ${points}: `).appendText(label);
    }
    return text;
  }
}

export function muteOf(failure: Failure | MutedFailure): MutedFailure['mute'] | undefined {
  return 'mute' in failure ? failure.mute : undefined;
}

/** What menus go by: which kind of identity it is, and what it signs in with. */
function contextOf(summary: IdentitySummary | undefined, isMuted: boolean): string {
  const parts = [
    isMuted ? 'muted' : 'open',
    summary ? 'identity' : 'tenant',
    summary?.kind,
    summary?.applicationId && 'hasApplication',
    summary?.servicePrincipalId && 'hasServicePrincipal',
    summary && summary.secrets > 0 && 'hasSecret',
  ];
  return ['failure', ...parts.filter(Boolean)].join(' ');
}
