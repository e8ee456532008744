import * as vscode from 'vscode';
import { markKey, numberText } from '../../../tenant/assessment/figures/figure.ts';
import type { ReportTarget } from '../../../tenant/assessment/report/target.ts';

/** Commands that links of the page may run; the editor refuses any other. */
export const LINKED_COMMANDS: readonly string[] = [
  'keyless.exportPostureReport',
  'keyless.openDemoTenant',
  'keyless.postureReport.assess',
  'keyless.postureReport.cancel',
  'keyless.postureReport.saveSnapshot',
  'keyless.postureReport.showFailures',
  'keyless.postureReport.showObjects',
  'keyless.postureReport.showReading',
  'keyless.showDetails',
  'keyless.signIn',
];

/** In the editor marks lead to commands: the lists are made there, however long they are. */
export const IN_PANEL: ReportTarget = {
  markLink: ({ figure, row, series }) => {
    const [rowLabel, seriesLabel] = [figure.rows[row], figure.series[series]];
    return rowLabel && seriesLabel ? link('showObjects', markKey(figure, rowLabel, seriesLabel)) : '#charts';
  },
  identityLink: (clientId) => `command:keyless.showDetails?${argument(clientId)}`,
  failuresLink: ({ check }) => link('showFailures', check.id),
  pointLink: ({ asOf }) => link('showReading', asOf),
  listsObjects: false,
  listBytes: 150_000,
  restText: (more) => vscode.l10n.t('{0} more are not listed here.', numberText(more)),
  trendHint: vscode.l10n.t('Snapshots come from where the setting keyless.posture.snapshots points.'),
  saveSnapshotLink: 'command:keyless.postureReport.saveSnapshot',
};

function link(command: string, value: string): string {
  return `command:keyless.postureReport.${command}?${argument(value)}`;
}

function argument(value: string): string {
  return encodeURIComponent(JSON.stringify([value]));
}
