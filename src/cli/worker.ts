import { parentPort, workerData } from 'node:worker_threads';
import { DiskWorkspace } from './disk-workspace.ts';
import { type LintSettings, lintFiles } from './lint-files.ts';

/** What a worker is started with. */
export interface WorkerInput {
  readonly root: string;
  readonly candidates: readonly string[] | undefined;
  readonly settings: LintSettings;
}

/** Lints the lists of paths it is sent, one after the other, and sends the reports back. */
function serve(input: WorkerInput): void {
  const workspace = new DiskWorkspace(input.root, input.candidates);
  parentPort?.on('message', (paths: readonly string[]) => {
    parentPort?.postMessage(lintFiles(workspace, paths, input.settings));
  });
}

serve(workerData as WorkerInput);
