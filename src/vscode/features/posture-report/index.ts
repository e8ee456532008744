import * as vscode from 'vscode';
import type { Commands } from '../../infrastructure/commands.ts';
import { Disposable } from '../../infrastructure/disposable.ts';
import type { PostureReport, PostureReportHost } from './posture-report.ts';

type Report = typeof import('../../report.ts');

/** The posture report: a page with charts, and files of the same. All but the commands is loaded with the first of them. */
export function activatePostureReport(
  host: PostureReportHost,
  commands: Commands,
  load: () => Promise<Report>,
): Disposable {
  const feature = new Disposable();
  let loaded: Promise<PostureReport> | undefined;
  const report = () => {
    loaded ??= load().then((module) => feature.register(new module.PostureReport(host)));
    return loaded;
  };
  commands.add('keyless.showPostureReport', vscode.l10n.t('Show Posture Report'), async () => (await report()).show());
  commands.add(
    'keyless.exportPostureReport',
    vscode.l10n.t('Export Posture Report'),
    async (format?: unknown, target?: unknown) => {
      const uri = target instanceof vscode.Uri ? target : undefined;
      await (await report()).export(typeof format === 'string' ? format : undefined, uri);
    },
  );
  // The links of the page.
  commands.add('keyless.postureReport.showObjects', vscode.l10n.t('Show Objects'), async (key: string) =>
    (await report()).showObjects(key),
  );
  commands.add('keyless.postureReport.showFailures', vscode.l10n.t('Show Failing Objects'), async (check: string) =>
    (await report()).showFailures(check),
  );
  commands.add('keyless.postureReport.showReading', vscode.l10n.t('Show Snapshot'), async (asOf: string) =>
    (await report()).showReading(asOf),
  );
  commands.add('keyless.postureReport.saveSnapshot', vscode.l10n.t('Save Snapshot'), async () =>
    (await report()).saveSnapshot(),
  );
  commands.add('keyless.postureReport.assess', vscode.l10n.t('Assess Again'), async () => (await report()).assess());
  commands.add('keyless.postureReport.cancel', vscode.l10n.t('Cancel'), async () => (await report()).cancel());
  return feature;
}
